#include "plain_table.hpp"

#include <algorithm>
#include <filesystem>

#include "interned.hpp"
#include "long_cubes.hpp"
#include "pivot.hpp"
#include "plain_columns.hpp"
#include "rounding_base.hpp"
#include "table_words.hpp"
#include "werdegang/core/region.hpp"

namespace werdegang::inline v0::detail {
namespace {

constexpr std::string_view region_variable = "KREISE";
/// The region of tables that name none.
constexpr std::string_view not_stated = "unstated";

using Kind = PlainColumn::Kind;

/// Carries the lines of a table into the collector of long files.
class PlainReader {
 public:
  PlainReader(const PlainTable& table, const PlainColumns& columns, const TextFile& file, Findings& findings)
      : table_(table), columns_(columns), findings_(findings), collector_(file, columns.style.decimal, findings) {
    for (std::size_t c = 0; c < columns.columns.size(); ++c)
      if (columns.columns[c].kind == Kind::figures) figures_.push_back(c);
    // "value" beside a column that names the variable; otherwise every column of figures is one.
    tidy_ = figures_.size() == 1 && columns.find(Kind::variable) >= 0;
  }

  LongRows read() {
    table_.each([&](CsvRecord& record) { add(record); });
    LongRows rows = collector_.finish();
    // That nobody knows the region "unstated" is said better below.
    const auto missed = std::erase_if(findings_.items, [](const Finding& finding) {
      return finding.code == "unknown_region" && finding.args == std::vector<std::string>{std::string(not_stated)};
    });
    if (missed > 0) findings_.add("region_not_stated", {std::string(not_stated)}, 0);
    return rows;
  }

 private:
  std::string cell(const CsvRecord& record, Kind kind) const {
    const Index at = columns_.find(kind);
    return at < 0 ? std::string() : squeezed(record.fields[static_cast<std::size_t>(at)]);
  }

  void add(const CsvRecord& record) {
    parts_.clear();
    add_region(record);
    for (std::size_t c = 0; c < columns_.columns.size(); ++c)
      if (columns_.columns[c].kind == Kind::breakdown)
        parts_.push_back(part(columns_.columns[c].label, squeezed(record.fields[c])));
    const std::string time = plain_time(cell(record, Kind::time));
    std::string begun;
    for (const std::size_t c : figures_) {
      const std::string& in_name = columns_.columns[c].time_in_name;
      const std::string at = in_name.empty() ? time : in_name.starts_with('-') ? time + in_name : in_name;
      if (at != begun || begun.empty())
        collector_.begin(record.line, texts_.keep(begun = at.empty() ? "1" : at), parts_);
      add_figure(record, c);
    }
  }

  void add_region(const CsvRecord& record) {
    std::string printed = columns_.has_region ? cell(record, Kind::region) : std::string(not_stated);
    if (printed.empty()) printed = not_stated;
    std::string code = region_of_text(printed);
    if (code.empty()) code = printed;
    parts_.push_back({region_variable, region_variable, texts_.keep(code), texts_.keep(printed)});
  }

  RecordPart part(const std::string& name, const std::string& value) {
    const auto text = texts_.keep(value.empty() ? "-" : value);
    return {texts_.keep(name), texts_.keep(name), text, text};
  }

  void add_figure(const CsvRecord& record, std::size_t c) {
    std::string text = squeezed(record.fields[c]);
    if (says_missing(text) || says_not_available(text)) text.clear();
    const PrintedCell read = read_grouped_cell(text, columns_.style);
    if (!read.readable) findings_.add("unreadable_value", {text}, 0, record.line, static_cast<Index>(c) + 1);
    std::string code = tidy_ ? cell(record, Kind::variable) : columns_.columns[c].label, label = code;
    if (tidy_ && columns_.find(Kind::variable_label) >= 0) label = cell(record, Kind::variable_label);
    if (code.empty() || (figures_.size() == 1 && is_column("value", code))) code = label = table_.name;
    collector_.add({texts_.keep(code), texts_.keep(label), {}, {}}, texts_.keep(unit(record, c)), read.value,
                   read.status, static_cast<Flag>(read.flags) | quality(record));
  }

  std::string unit(const CsvRecord& record, std::size_t c) const {
    if (const std::string printed = cell(record, Kind::unit); !printed.empty()) return printed;
    if (!table_.units[c].empty()) return table_.units[c];
    return columns_.columns[c].label.find('%') != std::string::npos ? "Prozent" : "Anzahl";
  }

  Flag quality(const CsvRecord& record) const {
    const std::string sign = cell(record, Kind::quality);
    if (sign == "p") return Flag::provisional;
    if (sign == "r") return Flag::revised;
    if (sign == "s") return Flag::estimated;
    return sign == "()" || sign == "/" ? Flag::limited : Flag::none;
  }

  const PlainTable& table_;
  const PlainColumns& columns_;
  Findings& findings_;
  LongCollector collector_;
  Interned texts_;
  std::vector<std::size_t> figures_;
  std::vector<RecordPart> parts_;
  bool tidy_ = false;
};

std::string constants_of(const PlainColumns& columns) {
  std::string notes;
  for (const PlainColumn& column : columns.columns)
    if (column.kind == Kind::constant) notes += column.label + ": " + column.only + "\n";
  return notes;
}

void expect_figures(const PlainTable& table, const PlainColumns& columns, const std::string& file) {
  std::string names;
  for (std::size_t c = 0; c < table.columns.size() && c < 5; ++c) names += (c ? ", " : "") + table.columns[c];
  if (table.columns.size() > 5) names += ", …";
  if (!columns.has_time)
    throw NoTable(
        file, "the columns are " + names +
                  "; expected one that is a time for every line, such as Jahr, Schuljahr or date, or years as names "
                  "of columns (a list of institutions is read with read_places)");
  if (columns.find(Kind::figures) < 0)
    throw NoTable(file, "the columns are " + names + "; expected at least one that holds figures in every line");
}

}  // namespace

void load_plain_table(const PlainTable& table, const TextFile& file, const OfficialOptions& options, Loaded& loaded) {
  const PlainColumns columns = understand_columns(table, file.name);
  expect_figures(table, columns, file.name);
  LongRows rows = PlainReader(table, columns, file, loaded.findings).read();
  build_long_cubes(std::move(rows), {table.name, table.title, table.name, false}, file, options, loaded);
  if (!loaded.source) return;
  loaded.source->title = table.title;
  loaded.source->notes = table.notes + constants_of(columns);
  note_rounding_base(loaded.cubes, loaded.findings);
}

namespace {

/// The first line as columns.
std::vector<std::string> first_line(const TextFile& file) {
  constexpr std::size_t looked_at = 20000;
  const auto start = std::string_view(file.bytes).substr(0, looked_at);
  const char separator = find_separator(start);
  if (separator == '\0') return {};
  CsvRecord record;
  try {
    CsvReader reader(file.name, start, separator);
    if (!reader.next(record) || record.fields.size() < 2) return {};
  } catch (const FormatError&) {
    return {};
  }
  for (std::string& field : record.fields) field = squeezed(file.utf8(field));
  return record.fields;
}

/// The sheet of "book.xlsx [sheet]", else the name of the file without its ending.
std::string name_of_table(const std::string& file) {
  const std::size_t bracket = file.rfind(" [");
  if (file.ends_with(']') && bracket != std::string::npos) return file.substr(bracket + 2, file.size() - bracket - 3);
  return std::filesystem::path(file).stem().string();
}

}  // namespace

bool is_plain_table(const TextFile& file) {
  const auto names = first_line(file);
  return std::any_of(names.begin(), names.end(), [](const std::string& name) {
    const bool year_first = name.size() > 5 && (name[4] == '_' || name[4] == ' ') && is_time(name.substr(0, 4));
    return is_column("time", name) || is_time(name) || year_first;
  });
}

Loaded read_plain_table(TextFile file, const OfficialOptions& options) {
  Loaded loaded;
  loaded.findings.sources.push_back(file.name);
  if (file.latin1) file.bytes = file.utf8(file.bytes), file.latin1 = false;
  const char separator = find_separator(file.bytes);
  PlainTable table;
  table.name = table.title = name_of_table(file.name);
  table.columns = first_line(file);
  table.units.resize(table.columns.size());
  table.each = [&](const std::function<void(CsvRecord&)>& use) {
    CsvReader reader(file.name, file.bytes, separator);
    CsvRecord record;
    reader.next(record);
    while (reader.next(record)) {
      if (record.fields.size() == 1 && record.fields.front().empty()) continue;
      if (record.fields.size() != table.columns.size())
        throw FormatError(file.name, record.line,
                          "found " + std::to_string(record.fields.size()) + " fields, expected " +
                              std::to_string(table.columns.size()) + " as in the first line");
      use(record);
    }
  };
  load_plain_table(table, file, options, loaded);
  return loaded;
}

}  // namespace werdegang::inline v0::detail
