// Files of others: the first byte names the dialect (0 finds out, 1 is a list of places), the rest is the file.
#include "io/dialect.hpp"
#include "require.hpp"
#include "werdegang/io/places.hpp"
#include "werdegang/observations/checks.hpp"
#include "werdegang/observations/observations.hpp"

using namespace werdegang;

namespace {

constexpr std::uint8_t any_dialect = 0, places = 1;

std::string dialect_of(std::uint8_t number) {
  const auto& all = detail::dialects();
  return number == any_dialect ? std::string() : std::string(all[(number - 2u) % all.size()].name);
}

void look_at(const Findings& findings) {
  for (const Finding& finding : findings.items)
    for (const char* language : {"de", "en"}) require(!message(finding, language).empty(), "a finding says something");
}

void look_at(const Table& table) {
  std::size_t letters = 0;
  for (const Column& column : table.columns())
    for (Index row = 0; row < table.rows(); ++row) letters += cell_text(column, row).size();
  require(letters < (std::size_t{1} << 32), "cells can be read");
}

void look_at(detail::Loaded loaded) {
  require(loaded.records >= 0, "records are counted");
  std::vector<Source> sources;
  if (loaded.source) sources.push_back(std::move(*loaded.source));
  require(!sources.empty() || loaded.cubes.empty(), "figures have a source");
  const Observations observations(std::move(loaded.cubes), std::move(sources));
  loaded.findings.append(check(observations));
  look_at(loaded.findings);
  require(observations.table().rows() == observations.rows(), "the long table has every figure");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  try {
    std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] == places) {
      const auto [table, findings] = read_places_from("file.geojson", std::move(bytes));
      look_at(table);
      look_at(findings);
      return 0;
    }
    for (auto& loaded : detail::read_bytes({"file.csv", bytes}, {}, dialect_of(data[0]))) look_at(std::move(loaded));
  } catch (const Error& error) {
    require(error.what()[0] != '\0', "an error says something");
  }
  return 0;
}
