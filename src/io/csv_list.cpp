#include <algorithm>
#include <map>

#include "csv_records.hpp"
#include "raw_list.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {
namespace {

constexpr std::size_t most_header_lines = 5;
/// Lines from which the header is found out.
constexpr std::size_t looked_at = 1000;

std::string one_line(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (blank && (result.empty() || result.back() == ' ')) continue;
    result += blank ? ' ' : c;
  }
  while (result.ends_with(' ')) result.pop_back();
  return result;
}

bool has_number(const CsvRecord& record) {
  return std::any_of(record.fields.begin(), record.fields.end(), [](const std::string& field) {
    const std::string text = one_line(field);
    return text.find_first_of("0123456789") != std::string::npos &&
           text.find_first_not_of("0123456789.,-+") == std::string::npos &&
           std::count(text.begin(), text.end(), '.') + std::count(text.begin(), text.end(), ',') <= 1;
  });
}

std::size_t filled(const CsvRecord& record) {
  return static_cast<std::size_t>(std::count_if(record.fields.begin(), record.fields.end(),
                                                [](const std::string& field) { return !one_line(field).empty(); }));
}

/// The width that most lines have.
std::size_t usual_width(const std::vector<CsvRecord>& records) {
  std::map<std::size_t, Index> widths;
  for (const CsvRecord& record : records) ++widths[record.fields.size()];
  return std::max_element(widths.begin(), widths.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

/// The first line that names at least half of the columns.
std::size_t find_header(const std::string& name, const std::vector<CsvRecord>& records, std::size_t width) {
  for (std::size_t i = 0; i < records.size(); ++i)
    if (records[i].fields.size() == width && filled(records[i]) >= std::max<std::size_t>(2, (width + 1) / 2)) return i;
  throw FormatError(name, 1, "no line names the columns; expected a first line such as 'id;name;longitude;latitude'");
}

/// Lines without a number below the header continue it, when the lines after them do have numbers.
std::size_t header_end(const std::vector<CsvRecord>& records, std::size_t header) {
  std::size_t end = header + 1;
  while (end < records.size() && end - header <= most_header_lines && !has_number(records[end])) ++end;
  if (end == header + 1 || end == records.size() || end - header > most_header_lines) return header + 1;
  const auto with_numbers =
      std::count_if(records.begin() + static_cast<std::ptrdiff_t>(end), records.end(), has_number);
  const auto rest = static_cast<std::ptrdiff_t>(records.size() - end);
  return 10 * with_numbers >= 9 * rest ? end : header + 1;
}

std::vector<std::string> column_names(const std::vector<CsvRecord>& records, std::size_t header, std::size_t end) {
  std::vector<std::string> names;
  std::map<std::string, int> copies;
  for (std::size_t c = 0; c < records[header].fields.size(); ++c) {
    std::string name = one_line(records[header].fields[c]);
    const bool nameless = name.empty();
    for (std::size_t line = header + 1; nameless && line < end; ++line) {
      const auto& fields = records[line].fields;
      const std::string below = c < fields.size() ? one_line(fields[c]) : "";
      if (!below.empty()) name += (name.empty() ? "" : " / ") + below;
    }
    if (name.empty()) name = "column " + std::to_string(c + 1);
    const int copy = ++copies[name];
    names.push_back(copy == 1 ? name : name + " (" + std::to_string(copy) + ")");
  }
  return names;
}

bool is_sum(const CsvRecord& record) {
  for (std::size_t c = 0; c < record.fields.size() && c < 2; ++c)
    if (const std::string text = one_line(record.fields[c]); !text.empty()) return names_a_sum(text);
  return false;
}

/// "seats2018 = 16.056, students2018 = 16.015, ..."
std::string described(const CsvRecord& record, const std::vector<std::string>& names) {
  constexpr int shown = 4;
  std::string text;
  int count = 0;
  for (std::size_t c = 1; c < record.fields.size() && c < names.size(); ++c) {
    const std::string value = one_line(record.fields[c]);
    if (value.empty()) continue;
    if (++count > shown) return text + ", …";
    text += (count > 1 ? ", " : "") + names[c] + " = " + value;
  }
  return text;
}

void check_width(const std::string& name, const CsvRecord& record, std::size_t width) {
  const auto& fields = record.fields;
  const bool longer =
      fields.size() > width && std::all_of(fields.begin() + static_cast<std::ptrdiff_t>(width), fields.end(),
                                           [](const std::string& field) { return one_line(field).empty(); });
  if (fields.size() == width || longer) return;
  throw FormatError(name, record.line,
                    "found " + std::to_string(fields.size()) + (fields.size() == 1 ? " field" : " fields") +
                        ", expected " + std::to_string(width) +
                        " as in the header; a line break or separator inside a cell must stand in double quotes");
}

std::vector<CsvRecord> first_records(CsvReader reader) {
  std::vector<CsvRecord> records;
  CsvRecord record;
  while (records.size() < looked_at && reader.next(record))
    if (filled(record) > 0) records.push_back(record);
  return records;
}

}  // namespace

RawList read_csv_list(const std::string& name, std::string_view utf8) {
  const char separator = find_separator(utf8);
  if (separator == '\0')
    throw FormatError(name, 1, "no separated columns found; expected a list of places as csv or GeoJSON");
  CsvReader reader(name, utf8, separator);
  const auto first = first_records(reader);
  if (first.empty()) throw FormatError(name, 1, "the file holds nothing but blanks; expected a list of places");
  const std::size_t width = usual_width(first);
  const std::size_t header = find_header(name, first, width);
  const std::size_t end = header_end(first, header);
  const auto names = column_names(first, header, end);
  RawList list;
  list.dialect = "csv";
  for (std::size_t line = 0; line < end; ++line)
    if (line != header) list.header_lines.push_back(first[line].line);
  for (const std::string& column : names) list.columns.push_back({column, {}, {}, {}});
  list.index_columns();
  CsvRecord record;
  while (reader.next(record)) {
    if (record.line <= first[end - 1].line || filled(record) == 0) continue;
    check_width(name, record, width);
    if (is_sum(record)) {
      list.sums.emplace_back(record.line, described(record, names));
      continue;
    }
    list.begin_row(record.line);
    for (std::size_t c = 0; c < names.size(); ++c) {
      const bool empty = one_line(record.fields[c]).empty();
      list.put(names[c], empty ? CellKind::null : CellKind::text, empty ? std::string_view() : record.fields[c]);
    }
  }
  return list;
}

}  // namespace werdegang::inline v0::detail
