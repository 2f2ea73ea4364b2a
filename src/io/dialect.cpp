#include "dialect.hpp"

#include <algorithm>
#include <array>

#include "../core/folded.hpp"
#include "agency_export.hpp"
#include "cube_file.hpp"
#include "flat_file.hpp"
#include "pivot.hpp"
#include "pivot_dialect.hpp"
#include "plain_table.hpp"
#include "portal_table.hpp"
#include "werdegang/core/error.hpp"
#include "zip.hpp"

namespace werdegang::inline v0::detail {
namespace {

constexpr std::array<std::string_view, 2> wanted_endings = {".csv", ".zip"};

const Dialect& find_dialect(const TextFile& file, std::string_view wanted) {
  std::vector<std::string> known;
  std::string begins;
  for (const Dialect& dialect : dialects()) {
    known.emplace_back(dialect.name);
    if (!wanted.empty() && dialect.name != wanted) continue;
    // Readers rely on what detection has seen, also when the dialect was named.
    if (dialect.detect(file)) return dialect;
    if (dialect.read && !wanted.empty()) begins += (begins.empty() ? "" : ", or ") + std::string(dialect.begins);
  }
  if (!wanted.empty() && std::find(known.begin(), known.end(), wanted) == known.end())
    throw UnknownName("dialect", wanted, known);
  // A comment above a cube file names its user and is shown to nobody.
  std::string_view rest = file.bytes, line = take_line(rest);
  while (line.starts_with('*') && !rest.empty()) line = take_line(rest);
  const std::string found =
      "found '" + (line.starts_with('*') ? std::string("*") : file.excerpt(line)) + "', expected ";
  if (!wanted.empty()) throw NoTable(file.name, found + begins);
  throw NoTable(file.name, found +
                               "a table as a statistical office exports it (csv, flat file, cube file, xlsx), or one "
                               "with a column for the time such as Jahr; see \"Reading official files\" in the docs");
}

/// Lists of what a database offers: "Code,Content,Time", "EVAS ;Beschreibung".
bool is_catalogue(const TextFile& file) {
  return file.bytes.starts_with("Code,Content,") || file.bytes.starts_with("EVAS ;");
}

bool is_json(const TextFile& file) {
  const std::size_t at = file.bytes.find_first_not_of(" \t\r\n");
  return at != std::string::npos && (file.bytes[at] == '{' || file.bytes[at] == '[');
}

bool is_turtle(const TextFile& file) { return file.bytes.starts_with("@prefix") || file.bytes.starts_with("@base"); }

/// A header with coordinates, or with a name and an address.
bool is_list_of_places(const TextFile& file) {
  std::string_view rest = file.bytes;
  const std::string line = ";" + folded(file.utf8(take_line(rest))) + ";";
  const auto has = [&](std::initializer_list<std::string_view> names) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
      const std::size_t at = line.find(name);
      constexpr std::string_view ends = ";,\t\"";
      return at != std::string::npos && ends.find(line[at - 1]) != std::string_view::npos &&
             ends.find(line[at + name.size()]) != std::string_view::npos;
    });
  };
  return has({"lat", "latitude", "alat", "breitengrad", "ymin"}) ||
         (has({"name", "title", "bezeichnung", "schulname", "einrichtung"}) &&
          has({"adresse", "anschrift", "straße", "plz", "address", "bsn"})) ||
         (has({"bsn"}) && has({"title"})) ||
         (has({"länge", "laenge", "geogr. länge"}) && has({"breite", "geogr. breite"}));
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
      {"agency", "'\"Region\";' (web export of the employment agency)", is_agency_export, read_agency_export, {}},
      {"portal", "'Tab.2.3.4;' (table of the ministry's portal)", is_portal_table, read_portal_table, {}},
      {"json", "'{' (JSON)", is_json, nullptr,
       "this is JSON and no table of figures; a list of institutions (GeoJSON, or a list of objects) is read with "
       "read_places"},
      {"turtle", "'@prefix' (RDF Turtle)", is_turtle, nullptr,
       "this is RDF Turtle, which is not read; expected csv: portals that offer .ttl offer the data as csv or GeoJSON "
       "as well"},
      {"places", "a header with longitude and latitude (list of institutions)", is_list_of_places, nullptr,
       "this is a list of institutions, one a line; read it with read_places"},
      {"plain", "a header with a column such as Jahr, Schuljahr or date", is_plain_table, read_plain_table, {}},
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
