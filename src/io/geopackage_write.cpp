#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <random>
#include <set>

#include "../core/folded.hpp"
#include "geopackage_layout.hpp"
#include "geopackage_schema.hpp"
#include "sqlite.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/version.hpp"
#include "werdegang/io/geopackage.hpp"

namespace werdegang::inline v0 {
namespace {

using namespace detail;
namespace fs = std::filesystem;

/// A GeoPackage point: header with the reference system 4326, then well-known binary, all little endian.
std::array<char, 29> point(double longitude, double latitude) {
  std::array<char, 29> bytes{'G', 'P', 0, 1};
  const auto put = [&](std::size_t at, auto value) {
    using Word = std::conditional_t<sizeof value == 8, std::uint64_t, std::uint32_t>;
    auto word = std::bit_cast<Word>(value);
    for (std::size_t i = 0; i < sizeof value; ++i, word >>= 8) bytes[at + i] = static_cast<char>(word & 0xff);
  };
  put(4, std::int32_t{4326});
  bytes[8] = 1;
  put(9, std::uint32_t{1});
  put(13, longitude);
  put(21, latitude);
  return bytes;
}

/// Names that differ for SQL, which does not tell upper from lower case; `fid` and `geom` are taken.
std::vector<std::string> stored_names(const Table& table) {
  std::set<std::string> taken{"fid", "geom"};
  std::vector<std::string> names;
  for (const Column& column : table.columns()) {
    std::string name = column.name.empty() ? "column" : column.name;
    for (int number = 2; !taken.insert(folded(name)).second; ++number)
      name = column.name + "_" + std::to_string(number);
    names.push_back(std::move(name));
  }
  return names;
}

std::string_view sql_type(const Column& column) {
  constexpr std::string_view types[] = {"INTEGER", "DOUBLE", "INTEGER", "TEXT", "TEXT"};
  return types[column.data.index()];
}

void bind_cell(Statement& insert, int at, const Column& column, Index row) {
  if (!column.valid(row)) return insert.bind_null(at);
  if (const auto* text = std::get_if<Text>(&column.data)) return insert.bind(at, (*text)[row]);
  if (const auto* codes = std::get_if<Codes>(&column.data))
    return codes->index[row] < 0 ? insert.bind_null(at) : insert.bind(at, codes->code(row));
  if (const auto* numbers = std::get_if<Buffer<double>>(&column.data)) return insert.bind(at, (*numbers)[row]);
  if (const auto* integers = std::get_if<Buffer<Index>>(&column.data)) return insert.bind(at, (*integers)[row]);
  insert.bind(at, static_cast<Index>(std::get<Buffer<std::uint8_t>>(column.data)[row]));
}

/// Longitude and latitude of the rows that have a place on Earth, and the box around them.
class Places {
 public:
  explicit Places(const Table& table) {
    if (!table.has("longitude") || !table.has("latitude")) return;
    longitude_ = &table.column("longitude");
    latitude_ = &table.column("latitude");
  }
  bool any() const { return longitude_ != nullptr; }

  void bind_point(Statement& insert, Index row) {
    if (!longitude_->valid(row) || !latitude_->valid(row)) return insert.bind_null(0);
    const double x = std::get<Buffer<double>>(longitude_->data)[row];
    const double y = std::get<Buffer<double>>(latitude_->data)[row];
    // Metres of a map grid are kept in their columns, but are no place in WGS 84.
    if (std::abs(x) > 180 || std::abs(y) > 90) return insert.bind_null(0);
    west = std::min(west, x), east = std::max(east, x);
    south = std::min(south, y), north = std::max(north, y);
    bytes_ = point(x, y);
    insert.bind_blob(0, {bytes_.data(), bytes_.size()});
  }

  double west = 181, south = 91, east = -181, north = -91;

 private:
  const Column *longitude_ = nullptr, *latitude_ = nullptr;
  std::array<char, 29> bytes_{};
};

void register_table(Database& db, std::string_view name, std::string_view title, const Places* places) {
  const bool features = places && places->any(), boxed = features && places->west <= places->east;
  Statement contents(db,
                     "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, "
                     "max_y, srs_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  contents.bind(0, name);
  contents.bind(1, std::string_view(features ? "features" : "attributes"));
  contents.bind(2, name);
  contents.bind(3, title);
  if (boxed) {
    contents.bind(4, places->west);
    contents.bind(5, places->south);
    contents.bind(6, places->east);
    contents.bind(7, places->north);
  }
  if (features) contents.bind(8, Index{4326});
  contents.step();
  if (!features) return;
  Statement geometry(db, "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', 4326, 0, 0)");
  geometry.bind(0, name);
  geometry.step();
}

/// What a reader needs to know of a column beside its cells.
void describe_columns(Database& db, std::string_view name, const Table& table, const std::vector<std::string>& stored) {
  Statement column_row(db,
                       "INSERT INTO werdegang_columns (table_name, position, stored, name, kind, role, list, label_de, "
                       "label_en, exhaustive) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  Statement code_row(db,
                     "INSERT INTO werdegang_codes (table_name, column_name, position, code, label_de, label_en, kind, "
                     "age_from, age_to) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (std::size_t at = 0; at < stored.size(); ++at) {
    const Column& column = table.columns()[at];
    const auto* codes = std::get_if<Codes>(&column.data);
    column_row.bind(0, name);
    column_row.bind(1, static_cast<Index>(at));
    column_row.bind(2, stored[at]);
    column_row.bind(3, column.name);
    column_row.bind(4, kind_of(column));
    column_row.bind(5, static_cast<Index>(column.role));
    for (int field = 6; field < 10; ++field) column_row.bind_null(field);
    if (codes) {
      column_row.bind(6, codes->list->name);
      column_row.bind(7, codes->list->label_de);
      column_row.bind(8, codes->list->label_en);
      column_row.bind(9, Index{codes->list->exhaustive});
    }
    column_row.step();
    column_row.restart();
    for (std::size_t i = 0; codes && i < codes->list->members.size(); ++i) {
      const Member& member = codes->list->members[i];
      code_row.bind(0, name);
      code_row.bind(1, column.name);
      code_row.bind(2, static_cast<Index>(i));
      code_row.bind(3, member.code);
      code_row.bind(4, member.label_de);
      code_row.bind(5, member.label_en);
      code_row.bind(6, static_cast<Index>(member.kind));
      member.from ? code_row.bind(7, *member.from) : code_row.bind_null(7);
      member.to ? code_row.bind(8, *member.to) : code_row.bind_null(8);
      code_row.step();
      code_row.restart();
    }
  }
}

void write_table(Database& db, std::string_view name, const Table& table, const Execution& execution) {
  if (table.columns().empty()) return;
  Places places(table);
  const auto stored = stored_names(table);
  const int first = places.any() ? 1 : 0;
  std::string columns = "fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", names, marks;
  if (places.any()) columns += ", geom POINT", names = "geom", marks = "?";
  for (std::size_t at = 0; at < stored.size(); ++at) {
    columns += ", " + sql_name(stored[at]) + " " + std::string(sql_type(table.columns()[at]));
    names += (names.empty() ? "" : ", ") + sql_name(stored[at]);
    marks += marks.empty() ? "?" : ", ?";
  }
  db.run("CREATE TABLE " + sql_name(name) + " (" + columns + ")");
  Statement insert(db, "INSERT INTO " + sql_name(name) + " (" + names + ") VALUES (" + marks + ")");
  for (Index row = 0; row < table.rows(); ++row) {
    if (row % 4096 == 0) execution.check_stop();
    if (places.any()) places.bind_point(insert, row);
    for (std::size_t at = 0; at < stored.size(); ++at)
      bind_cell(insert, first + static_cast<int>(at), table.columns()[at], row);
    insert.step();
    insert.restart();
  }
  describe_columns(db, name, table, stored);
  register_table(db, name, frame_title(name), &places);
}

void write_findings(Database& db, const Findings& findings) {
  Statement source_row(db, "INSERT INTO werdegang_sources (name) VALUES (?)");
  for (const auto& source : findings.sources) {
    source_row.bind(0, source);
    source_row.step();
    source_row.restart();
  }
  Statement row(
      db,
      "INSERT INTO werdegang_findings (code, source, source_position, row, col, message_de, message_en) VALUES "
      "(?, ?, ?, ?, ?, ?, ?)");
  Statement argument(db, "INSERT INTO werdegang_arguments (finding, position, value) VALUES (?, ?, ?)");
  for (std::size_t i = 0; i < findings.items.size(); ++i) {
    const Finding& finding = findings.items[i];
    const std::string german = message(finding, "de"), english = message(finding, "en");
    row.bind(0, finding.code);
    if (finding.source >= 0)
      row.bind(1, findings.sources[static_cast<std::size_t>(finding.source)]);
    else
      row.bind_null(1);
    row.bind(2, finding.source);
    row.bind(3, finding.row);
    row.bind(4, finding.column);
    row.bind(5, german);
    row.bind(6, english);
    row.step();
    row.restart();
    for (std::size_t k = 0; k < finding.args.size(); ++k) {
      argument.bind(0, static_cast<Index>(i) + 1);
      argument.bind(1, static_cast<Index>(k));
      argument.bind(2, finding.args[k]);
      argument.step();
      argument.restart();
    }
  }
}

void write_format(Database& db, const Landscape& landscape) {
  Statement row(db, "INSERT INTO werdegang_format (name, value) VALUES (?, ?)");
  for (const auto& [name, value] : {std::pair(std::string("format"), std::to_string(geopackage_format)),
                                    std::pair(std::string("written by"), "werdegang " + std::string(library_version())),
                                    std::pair(std::string("fingerprint"), std::to_string(fingerprint(landscape)))}) {
    row.bind(0, name);
    row.bind(1, value);
    row.step();
    row.restart();
  }
}

void write_all(Database& db, const Built<Landscape>& built, const Execution& execution) {
  db.run("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA locking_mode = EXCLUSIVE; BEGIN");
  db.run(std::string(geopackage_schema) + std::string(werdegang_schema));
  const auto tables = tables_of(built.value);
  for (std::size_t i = 0; i < tables.size(); ++i) {
    write_table(db, tables[i].first, tables[i].second, execution);
    if (execution.progress) execution.progress(static_cast<double>(i + 1) / static_cast<double>(tables.size() + 1));
  }
  write_findings(db, built.findings);
  write_format(db, built.value);
  for (const auto* own : {"werdegang_format", "werdegang_columns", "werdegang_codes", "werdegang_findings",
                          "werdegang_arguments", "werdegang_sources"})
    register_table(db, own, "for werdegang", nullptr);
  db.run("COMMIT");
}

}  // namespace

void save_geopackage(const Built<Landscape>& landscape, const fs::path& path, const Execution& execution) {
  const std::string name = path.string();
  std::error_code error;
  if (fs::is_directory(path, error)) throw FormatError(name, 0, "is a folder, expected the name of a file");
  if (path.has_parent_path() && !fs::is_directory(path.parent_path(), error))
    throw FormatError(name, 0, "there is no folder " + path.parent_path().string());
  fs::path part = path;
  part += ".part" + std::to_string(std::random_device{}());
  fs::remove(part, error);
  try {
    {
      Database db(part, Database::Mode::create, name);
      write_all(db, landscape, execution);
    }
    fs::rename(part, path);
  } catch (const fs::filesystem_error& failed) {
    fs::remove(part, error);
    throw FormatError(name, 0, failed.code().message());
  } catch (...) {
    fs::remove(part, error);
    throw;
  }
}

}  // namespace werdegang::inline v0
