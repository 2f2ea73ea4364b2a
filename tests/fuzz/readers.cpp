// Files of official figures: the first byte names the dialect (0 finds out), the rest is the file.
#include "io/dialect.hpp"
#include "require.hpp"
#include "werdegang/observations/checks.hpp"
#include "werdegang/observations/observations.hpp"

using namespace werdegang;

namespace {

std::string dialect_of(std::uint8_t number) {
  const auto& all = detail::dialects();
  return number == 0 ? std::string() : std::string(all[(number - 1u) % all.size()].name);
}

void look_at(detail::Loaded loaded) {
  require(loaded.records >= 0, "records are counted");
  std::vector<Source> sources;
  if (loaded.source) sources.push_back(std::move(*loaded.source));
  require(!sources.empty() || loaded.cubes.empty(), "figures have a source");
  const Observations observations(std::move(loaded.cubes), std::move(sources));
  loaded.findings.append(check(observations));
  for (const Finding& finding : loaded.findings.items)
    for (const char* language : {"de", "en"}) require(!message(finding, language).empty(), "a finding says something");
  require(observations.table().rows() == observations.rows(), "the long table has every figure");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  try {
    const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    for (auto& loaded : detail::read_bytes({"file.csv", bytes}, {}, dialect_of(data[0]))) look_at(std::move(loaded));
  } catch (const Error& error) {
    require(error.what()[0] != '\0', "an error says something");
  }
  return 0;
}
