#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <map>
#include <memory>

#include "geopackage_layout.hpp"
#include "sqlite.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/io/geopackage.hpp"

namespace werdegang::inline v0 {
namespace {

using namespace detail;

/// One column on its way out of the file.
struct Reading {
  std::string stored, kind;
  Column column;  ///< name and role; of codes the list as it was saved
  std::vector<Index> integers;
  std::vector<double> numbers;
  std::vector<std::uint8_t> bytes, valid;
  std::vector<std::int64_t> offsets{0};
  std::vector<char> text;
  std::vector<std::int32_t> codes;
  std::shared_ptr<Codelist> list;
  std::map<std::string, std::int32_t, std::less<>> positions;
  bool gaps = false;

  std::int32_t position(std::string_view code) {
    if (const auto known = positions.find(code); known != positions.end()) return known->second;
    const auto at = static_cast<std::int32_t>(list->members.size());
    Member member;
    member.code = member.label_de = member.label_en = std::string(code);
    list->members.push_back(std::move(member));
    positions.emplace(code, at);
    return at;
  }
};

class Reader {
 public:
  Reader(const std::filesystem::path& path, const Execution& execution)
      : execution_(execution), db_(path, Database::Mode::read, path.string()) {}

  Built<Landscape> read() {
    require_format();
    LandscapeFrames frames;
    for (const auto name : landscape_frame_names())
      if (has_table(name)) table_in(frames, name) = read_table(std::string(name));
    Findings saved = read_findings();
    if (frames.actors.columns().empty()) return {Landscape(), std::move(saved)};
    Built<Landscape> built = build_landscape(std::move(frames), {}, execution_);
    if (std::to_string(fingerprint(built.value)) != fingerprint_) add_new(saved, built.findings);
    return {std::move(built.value), std::move(saved)};
  }

 private:
  bool has_table(std::string_view name) {
    Statement query(db_, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
    query.bind(0, name);
    return query.step();
  }

  void require_format() {
    if (!has_table("gpkg_contents")) db_.fail("is no GeoPackage");
    if (!has_table("werdegang_format") || !has_table("werdegang_columns"))
      db_.fail("is a GeoPackage, but holds no landscape that werdegang has saved");
    Statement query(db_, "SELECT name, value FROM werdegang_format");
    Index format = 0;
    while (query.step()) {
      const std::string value(query.text(1));
      if (query.text(0) == "format") std::from_chars(value.data(), value.data() + value.size(), format);
      if (query.text(0) == "fingerprint") fingerprint_ = value;
    }
    if (format < 1) db_.fail("does not say in which format it was saved");
    if (format > geopackage_format)
      db_.fail("was saved in format " + std::to_string(format) + " by a newer werdegang; this one reads up to format " +
               std::to_string(geopackage_format));
  }

  /// Columns that were saved, in their order, and those that somebody has added since.
  std::vector<Reading> columns_of(const std::string& name) {
    std::vector<Reading> columns;
    std::vector<std::string> there;
    std::map<std::string, std::string> types;
    Statement info(db_, "SELECT name, type FROM pragma_table_info(?)");
    info.bind(0, name);
    while (info.step()) {
      there.emplace_back(info.text(0));
      types[there.back()] = info.text(1);
    }
    Statement known(
        db_,
        "SELECT stored, name, kind, role, list, label_de, label_en, exhaustive FROM werdegang_columns WHERE "
        "table_name = ? ORDER BY position");
    known.bind(0, name);
    while (known.step()) {
      Reading reading;
      reading.stored = known.text(0);
      reading.kind = known.text(2);
      const auto at = std::find(there.begin(), there.end(), reading.stored);
      if (at == there.end()) continue;
      there.erase(at);
      reading.column.name = known.text(1);
      reading.column.role = static_cast<Role>(std::clamp<Index>(known.integer(3), 0, 5));
      if (reading.kind == "codes") read_list(reading, known, name);
      columns.push_back(std::move(reading));
    }
    for (const auto& added : there)
      if (added != "fid" && added != "geom") columns.push_back(added_column(added, types[added]));
    return columns;
  }

  static Reading added_column(const std::string& name, const std::string& type) {
    Reading reading;
    reading.stored = reading.column.name = name;
    const bool integer = type.find("INT") != std::string::npos || type == "BOOLEAN";
    const bool number = type == "REAL" || type == "DOUBLE" || type == "FLOAT";
    reading.kind = integer ? "integer" : number ? "number" : "text";
    reading.column.role = reading.kind == "text" ? Role::text : Role::measure;
    return reading;
  }

  void read_list(Reading& reading, const Statement& known, const std::string& table) {
    reading.list = std::make_shared<Codelist>();
    reading.list->name = known.text(4);
    reading.list->label_de = known.text(5);
    reading.list->label_en = known.text(6);
    reading.list->exhaustive = known.integer(7) != 0;
    Statement query(db_,
                    "SELECT code, label_de, label_en, kind, age_from, age_to FROM werdegang_codes WHERE table_name = ? "
                    "AND column_name = ? ORDER BY position");
    query.bind(0, table);
    query.bind(1, reading.column.name);
    while (query.step()) {
      Member member;
      member.code = query.text(0);
      member.label_de = query.text(1);
      member.label_en = query.text(2);
      member.kind = static_cast<Member::Kind>(std::clamp<Index>(query.integer(3), 0, 2));
      if (!query.is_null(4)) member.from = query.number(4);
      if (!query.is_null(5)) member.to = query.number(5);
      reading.positions.emplace(member.code, static_cast<std::int32_t>(reading.list->members.size()));
      reading.list->members.push_back(std::move(member));
    }
  }

  Table read_table(const std::string& name) {
    auto columns = columns_of(name);
    if (columns.empty()) return {};
    std::string names;
    for (const Reading& column : columns) names += (names.empty() ? "" : ", ") + sql_name(column.stored);
    Statement query(db_, "SELECT " + names + " FROM " + sql_name(name) + " ORDER BY rowid");
    for (Index row = 0; query.step(); ++row) {
      if (row % 4096 == 0) execution_.check_stop();
      for (std::size_t at = 0; at < columns.size(); ++at) take(columns[at], query, static_cast<int>(at), name, row);
    }
    std::vector<Column> result;
    for (Reading& column : columns) result.push_back(finished(std::move(column)));
    return Table(std::move(result));
  }

  void take(Reading& into, const Statement& query, int at, const std::string& table, Index row) {
    const bool known = !query.is_null(at);
    into.valid.push_back(known ? 1 : 0);
    into.gaps = into.gaps || !known;
    const auto require = [&](bool sound, const char* expected) {
      if (!sound)
        db_.fail("table " + table + ", row " + std::to_string(row + 1) + ", column '" + into.stored + "': '" +
                 std::string(query.text(at)) + "' where " + expected + " is expected");
    };
    if (into.kind == "text") {
      const auto text = known ? query.text(at) : std::string_view();
      into.text.insert(into.text.end(), text.begin(), text.end());
      into.offsets.push_back(static_cast<std::int64_t>(into.text.size()));
    } else if (into.kind == "codes") {
      into.codes.push_back(known ? into.position(query.text(at)) : -1);
    } else if (into.kind == "number") {
      require(!known || query.is_number(at), "a number");
      into.numbers.push_back(known ? query.number(at) : 0);
    } else if (into.kind == "byte") {
      require(!known || query.is_integer(at), "a whole number");
      into.bytes.push_back(known ? static_cast<std::uint8_t>(query.integer(at)) : std::uint8_t{0});
    } else {
      require(!known || query.is_integer(at), "a whole number");
      into.integers.push_back(known ? query.integer(at) : 0);
    }
  }

  static Column finished(Reading reading) {
    Column column = std::move(reading.column);
    if (reading.kind == "codes") {
      column.data = Codes{Buffer<std::int32_t>(std::move(reading.codes)), reading.list};
      return column;
    }
    if (reading.gaps) column.validity = Buffer<std::uint8_t>(std::move(reading.valid));
    if (reading.kind == "text")
      column.data = Text{Buffer<std::int64_t>(std::move(reading.offsets)), Buffer<char>(std::move(reading.text))};
    else if (reading.kind == "number")
      column.data = Buffer<double>(std::move(reading.numbers));
    else if (reading.kind == "byte")
      column.data = Buffer<std::uint8_t>(std::move(reading.bytes));
    else
      column.data = Buffer<Index>(std::move(reading.integers));
    return column;
  }

  Findings read_findings() {
    Findings findings;
    if (!has_table("werdegang_findings")) return findings;
    Statement sources(db_, "SELECT name FROM werdegang_sources ORDER BY fid");
    while (sources.step()) findings.sources.emplace_back(sources.text(0));
    std::map<Index, std::vector<std::string>> arguments;
    Statement values(db_, "SELECT finding, value FROM werdegang_arguments ORDER BY finding, position");
    while (values.step()) arguments[values.integer(0)].emplace_back(values.text(1));
    Statement rows(db_, "SELECT fid, code, source_position, row, col FROM werdegang_findings ORDER BY fid");
    while (rows.step()) {
      const std::string code(rows.text(1));
      const Index source = rows.integer(2);
      const bool sound = source >= -1 && source < static_cast<Index>(findings.sources.size());
      const auto& kinds = finding_kinds();
      if (std::any_of(kinds.begin(), kinds.end(), [&](const FindingKind& kind) { return kind.code == code; }))
        findings.add(code, arguments[rows.integer(0)], sound ? source : -1, rows.integer(3), rows.integer(4));
    }
    return findings;
  }

  /// What is odd in a file that was changed since it was saved, and was not before.
  static void add_new(Findings& saved, const Findings& found) {
    Findings news{{}, found.sources};
    for (const Finding& finding : found.items) {
      const bool known = std::any_of(saved.items.begin(), saved.items.end(), [&](const Finding& item) {
        return item.code == finding.code && item.args == finding.args;
      });
      if (!known) news.items.push_back(finding);
    }
    if (!news.items.empty()) saved.append(news);
  }

  const Execution& execution_;
  Database db_;
  std::string fingerprint_;
};

/// The head of the file says how many pages it has; a lost page that nothing asks for would go unnoticed.
bool cut_short(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::array<unsigned char, 32> head{};
  stream.read(reinterpret_cast<char*>(head.data()), static_cast<std::streamsize>(head.size()));
  if (!stream || std::string_view(reinterpret_cast<const char*>(head.data()), 15) != "SQLite format 3") return false;
  const std::uintmax_t stated = head[16] * 256U + head[17];
  const std::uintmax_t page = stated == 1 ? 65536 : stated;
  std::uintmax_t pages = 0;
  for (std::size_t i = 28; i < 32; ++i) pages = pages * 256 + head[i];
  return std::filesystem::file_size(path) < page * pages;
}

}  // namespace

Built<Landscape> load_geopackage(const std::filesystem::path& path, const Execution& execution) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) throw FormatError(path.string(), 0, "there is no such file");
  if (cut_short(path)) throw FormatError(path.string(), 0, "is damaged: the file ends too early");
  return Reader(path, execution).read();
}

}  // namespace werdegang::inline v0
