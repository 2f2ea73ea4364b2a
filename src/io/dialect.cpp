#include "dialect.hpp"

#include <algorithm>
#include <array>

#include "cube_file.hpp"
#include "flat_file.hpp"
#include "pivot.hpp"
#include "pivot_dialect.hpp"
#include "werdegang/core/error.hpp"
#include "zip.hpp"

namespace werdegang::inline v0::detail {
namespace {

constexpr std::array<std::string_view, 2> wanted_endings = {".csv", ".zip"};

const Dialect& find_dialect(const TextFile& file, std::string_view wanted) {
  std::vector<std::string> known;
  std::string begins;
  for (const Dialect& dialect : dialects()) {
    if (wanted.empty() ? dialect.detect(file) : dialect.name == wanted) return dialect;
    known.emplace_back(dialect.name);
    if (dialect.read) begins += (begins.empty() ? "" : ", or ") + std::string(dialect.begins);
  }
  if (!wanted.empty()) throw UnknownName("dialect", wanted, known);
  // A comment above a cube file names its user and is shown to nobody.
  std::string_view rest = file.bytes, line = take_line(rest);
  while (line.starts_with('*') && !rest.empty()) line = take_line(rest);
  throw NoTable(file.name,
                "found '" + (line.starts_with('*') ? std::string("*") : file.excerpt(line)) + "', expected " + begins);
}

/// Lists of what a database offers: "Code,Content,Time", "EVAS ;Beschreibung".
bool is_catalogue(const TextFile& file) {
  return file.bytes.starts_with("Code,Content,") || file.bytes.starts_with("EVAS ;");
}

Loaded read_text(TextFile file, const OfficialOptions& options, std::string_view wanted) {
  const Dialect& dialect = find_dialect(file, wanted);
  if (!dialect.read) throw NoTable(file.name, std::string(dialect.elsewhere));
  const std::string encoding = file.latin1 ? "ISO-8859-1" : "UTF-8";
  const bool mixed = file.mixed;
  Loaded loaded = dialect.read(std::move(file), options);
  if (mixed) loaded.findings.add("mixed_encodings", {}, 0);
  loaded.dialect = dialect.name;
  loaded.encoding = encoding;
  return loaded;
}

}  // namespace

const std::vector<Dialect>& dialects() {
  static const std::vector<Dialect> list = {
      {"pivot", "'GENESIS-Tabelle: ' and the code of a table", is_pivot, read_pivot, {}},
      {"flat", "'statistics_code;' (flat file)", is_flat_file, read_flat_file, {}},
      {"flat_until_2025", "'Statistik_Code;' (flat file until 2025)", is_old_flat_file, read_old_flat_file, {}},
      {"cube", "records 'K;DQ' (cube file)", is_cube_file, read_cube_file, {}},
      {"catalogue", "'Code,Content,' (list of tables)", is_catalogue, nullptr,
       "this is a list of what a GENESIS database offers (codes, titles, years) and holds no figures; expected one of "
       "the "
       "tables in it: export that table and read its file"},
  };
  return list;
}

const std::vector<Container>& containers() {
  static const std::vector<Container> list = {{"zip", is_zip, open_zip}};
  return list;
}

bool is_wanted_ending(std::string_view ending) {
  std::string lower(ending);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return std::find(wanted_endings.begin(), wanted_endings.end(), lower) != wanted_endings.end();
}

std::vector<Loaded> read_bytes(RawFile file, const OfficialOptions& options, std::string_view dialect) {
  std::vector<Loaded> loaded;
  for (const Container& container : containers()) {
    if (!container.detect(file.bytes)) continue;
    for (RawFile& part : container.open(std::move(file)))
      loaded.push_back(read_text(as_text(std::move(part)), options, dialect));
    return loaded;
  }
  loaded.push_back(read_text(as_text(std::move(file)), options, dialect));
  return loaded;
}

}  // namespace werdegang::inline v0::detail
