#include "werdegang/io/places.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "coordinate_system.hpp"
#include "place_positions.hpp"
#include "place_roles.hpp"
#include "place_values.hpp"
#include "text_file.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

using detail::RawList;
using detail::Roles;

std::string_view first_sign(std::string_view text) {
  const std::size_t at = text.find_first_not_of(" \t\r\n");
  return at == std::string_view::npos ? std::string_view() : text.substr(at);
}

/// Texts in formats that hold no list here, and what to do with them.
void refuse_other_formats(const std::string& name, std::string_view start) {
  const auto fail = [&](const std::string& message) { throw FormatError(name, 1, message); };
  if (start.starts_with("@prefix") || start.starts_with("@base") || start.starts_with("PREFIX ") ||
      start.starts_with("<http"))
    fail(
        "this is RDF Turtle, which is not read; expected csv, JSON or GeoJSON: portals that offer .ttl offer the list "
        "in "
        "one of these as well, or convert it with an RDF tool");
  if (start.starts_with("<"))
    fail("this is XML, KML or HTML; expected csv, JSON or GeoJSON: export the list in one of these");
  if (start.starts_with("# ")) fail("this is a text with headings, not a list; expected csv, JSON or GeoJSON");
  if (start.starts_with("GENESIS-Tabelle:")) fail("this is a table of official statistics; read it with read_official");
}

RawList read_list(const std::string& name, std::string_view utf8) {
  const auto start = first_sign(utf8);
  refuse_other_formats(name, start);
  if (start.starts_with('{') || start.starts_with('[')) return detail::read_json_list(name, utf8);
  return detail::read_csv_list(name, utf8);
}

/// A list names its places, or says where they are.
void expect_places(const std::string& name, const RawList& list, const Roles& roles) {
  if (list.dialect == "geojson" || list.rows() == 0) return;
  const bool named = roles.contains("name") || roles.contains("address");
  const bool placed = (roles.contains("longitude") && roles.contains("latitude")) || roles.contains("west");
  if (named || placed || (roles.contains("id") && roles.contains("places"))) return;
  std::string columns;
  for (std::size_t c = 0; c < list.columns.size() && c < 5; ++c) columns += (c ? ", " : "") + list.columns[c].name;
  if (list.columns.size() > 5) columns += ", ...";
  throw FormatError(name, list.lines.front(),
                    "the columns are " + columns +
                        "; expected a list of places with a name, an address, or longitude and latitude (say which "
                        "column is which with `columns`)");
}

std::string joined(std::string first, const std::string& gap, const std::string& second) {
  return first.empty() || second.empty() ? first + second : first + gap + second;
}

/// "Ahlfeldstraße 2, 04177 Leipzig": as printed with what the print leaves out, or from its parts.
std::string full_address(const RawList& list, const Roles& roles, Index row) {
  const auto part = [&](std::string_view role) { return std::string(detail::role_text(list, roles, role, row)); };
  std::string address = part("address"), postcode = part("postcode"), town = part("town");
  if (address.empty()) address = joined(part("street"), " ", part("house_number"));
  if (address.find(postcode) != std::string::npos) postcode.clear();
  if (address.find(town) != std::string::npos) town.clear();
  return joined(std::move(address), ", ", joined(std::move(postcode), " ", town));
}

Column texts(std::string name, const std::vector<std::string>& values) {
  std::vector<std::uint8_t> valid;
  for (const auto& value : values) valid.push_back(!value.empty());
  const bool all = std::find(valid.begin(), valid.end(), 0) == valid.end();
  Column column{std::move(name), Role::text, Text::from(values), {}};
  if (!all) column.validity = Buffer<std::uint8_t>(std::move(valid));
  return column;
}

Column address_column(const RawList& list, const Roles& roles) {
  std::vector<std::string> values;
  for (Index row = 0; row < list.rows(); ++row) values.push_back(full_address(list, roles, row));
  return texts("address", values);
}

Column kind_column(const RawList& list, const Roles& roles, const std::string& otherwise) {
  std::vector<std::string> values;
  for (Index row = 0; row < list.rows(); ++row) {
    values.emplace_back(detail::role_text(list, roles, "kind", row));
    if (values.back().empty()) values.back() = otherwise;
  }
  return texts("kind", values);
}

Column id_column(const RawList& list, const Roles& roles, Findings& findings) {
  if (roles.contains("id")) {
    Column ids = detail::text_column("id", list, detail::columns_of(roles, "id"));
    detail::report_ids(list, roles, std::get<Text>(ids.data), findings);
    return ids;
  }
  if (list.rows() > 0) findings.add("made_place_ids", {}, 0);
  std::vector<std::string> numbers;
  for (Index row = 0; row < list.rows(); ++row) numbers.push_back(std::to_string(row + 1));
  return texts("id", numbers);
}

/// All columns that are not one of ours already, under their own names.
void add_others(const RawList& list, const Roles& roles, std::vector<Column>& columns, detail::ValueNotes& notes,
                Findings& findings) {
  std::vector<std::uint8_t> used(list.columns.size(), 0), as_text(list.columns.size(), 0);
  for (const auto& [role, from] : roles)
    for (const Index c : from) {
      const bool part = role == "street" || role == "house_number" || role == "postcode" || role == "town";
      (part ? as_text : used)[static_cast<std::size_t>(c)] = 1;
    }
  const bool numbers = detail::writes_numbers_as_texts(list);
  for (std::size_t c = 0; c < list.columns.size(); ++c) {
    if (used[c]) continue;
    std::string name = list.columns[c].name;
    while (std::any_of(columns.begin(), columns.end(), [&](const Column& column) { return column.name == name; }))
      name += " (file)";
    const std::vector<Index> from = {static_cast<Index>(c)};
    columns.push_back(as_text[c] ? detail::text_column(std::move(name), list, from)
                                 : detail::typed_column(std::move(name), list, from, numbers, notes, findings));
  }
}

void report_list(const RawList& list, const Roles& roles, Findings& findings) {
  if (list.rows() == 0) findings.add("no_places", {}, 0);
  std::string understood;
  for (const auto& [role, from] : roles) {
    const std::string& name = list.columns[static_cast<std::size_t>(from.front())].name;
    if (name != role) understood += (understood.empty() ? "" : ", ") + role + " = " + name;
  }
  if (!understood.empty()) findings.add("columns_understood", {understood}, 0);
  std::string lines;
  for (const Index line : list.header_lines) lines += (lines.empty() ? "" : ", ") + std::to_string(line);
  if (!lines.empty()) findings.add("header_lines", {lines}, 0, list.header_lines.front());
  for (const auto& [line, figures] : list.sums) findings.add("sum_line", {figures}, 0, line);
}

void check_options(const PlacesOptions& options) {
  if (options.crs == 0 || detail::find_system(options.crs)) return;
  throw InvalidArgument("crs = " + std::to_string(options.crs), "read_places",
                        "one of the EPSG codes " + detail::known_systems() + ", or 0 to find out");
}

Built<Table> read_text(const std::string& name, detail::RawFile raw, const PlacesOptions& options) {
  check_options(options);
  detail::TextFile file = detail::as_text(std::move(raw));
  if (file.latin1) file.bytes = file.utf8(file.bytes);
  const RawList list = read_list(name, file.bytes);
  file.bytes = {};
  const Roles roles = detail::find_roles(list, options.columns);
  expect_places(name, list, roles);
  Built<Table> built;
  built.findings.sources.push_back(file.name);
  report_list(list, roles, built.findings);
  detail::ValueNotes notes;
  std::vector<Column> columns;
  columns.push_back(id_column(list, roles, built.findings));
  columns.push_back(detail::text_column("name", list, detail::columns_of(roles, "name")));
  columns.push_back(kind_column(list, roles, options.kind));
  auto positions = detail::positions_of(list, roles, options.crs, built.findings);
  columns.push_back(std::move(positions.longitude));
  columns.push_back(std::move(positions.latitude));
  columns.push_back(address_column(list, roles));
  columns.push_back(
      detail::typed_column("places", list, detail::columns_of(roles, "places"), true, notes, built.findings));
  for (Column& column : positions.others) columns.push_back(std::move(column));
  add_others(list, roles, columns, notes, built.findings);
  notes.report(built.findings);
  built.value = Table(std::move(columns));
  return built;
}

}  // namespace

Built<Table> read_places(const std::filesystem::path& path, const PlacesOptions& options) {
  if (std::filesystem::is_directory(path))
    throw FormatError(path.string(), 0,
                      "this is a folder; expected one file: a list of places as csv, JSON or GeoJSON");
  return read_text(path.string(), detail::read_raw_file(path), options);
}

Built<Table> read_places_from(const std::string& name, std::string bytes, const PlacesOptions& options) {
  return read_text(name, {name, std::move(bytes)}, options);
}

}  // namespace werdegang::inline v0
