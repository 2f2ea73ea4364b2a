#include <algorithm>
#include <array>

#include "pivot.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/region.hpp"

namespace werdegang::inline v0::detail {
namespace {

constexpr std::array<std::string_view, 12> unit_words = {"Anzahl",   "Prozent", "EUR", "1000", "1.000", "1000 EUR",
                                                         "Tsd. EUR", "Tage",    "qkm", "ha",   "%",     "je 1000"};

bool is_unit(const std::string& text) {
  return std::find(unit_words.begin(), unit_words.end(), text) != unit_words.end();
}

struct HeaderRow {
  std::vector<std::string> fields;
  Index line;
};

std::string without_trailing_separators(std::string_view line) {
  while (line.ends_with(';')) line.remove_suffix(1);
  return std::string(line);
}

/// "2015", "31.12.2010" or "Jahr: 2016" alone on a line gives the date of the whole file.
bool read_file_period(std::string_view text, Period& period) {
  if (text.starts_with("Jahr: ")) text.remove_prefix(6);
  return try_parse_period(text, period);
}

std::vector<std::string> utf8_fields(const TextFile& file, std::string_view line) {
  std::vector<std::string_view> fields;
  split_fields(line, fields);
  std::vector<std::string> result;
  for (const auto field : fields) result.push_back(squeezed(file.utf8(field)));
  return result;
}

Index leading_empty(const HeaderRow& row) {
  Index count = 0;
  while (count < static_cast<Index>(row.fields.size()) && row.fields[static_cast<std::size_t>(count)].empty()) ++count;
  return count;
}

/// Takes a last row of units off the header rows; without one the unit is what the title says, or a number.
std::vector<std::string> take_units(std::vector<HeaderRow>& rows, std::size_t head, const std::string& title) {
  const std::size_t width = rows.front().fields.size();
  const std::string common = title.find("(EUR)") != std::string::npos       ? "EUR"
                             : title.find("(Prozent)") != std::string::npos ? "Prozent"
                                                                            : "Anzahl";
  std::vector<std::string> units(width - head, common);
  const auto& last = rows.back().fields;
  const bool all = std::all_of(last.begin() + static_cast<std::ptrdiff_t>(head), last.end(),
                               [](const std::string& text) { return text.empty() || is_unit(text); });
  if (!all || rows.size() < 2) return units;
  for (std::size_t c = head; c < width; ++c)
    if (!last[c].empty()) units[c - head] = last[c];
  rows.pop_back();
  return units;
}

/// Takes a first row of dates off the header rows.
std::vector<Period> take_periods(std::vector<HeaderRow>& rows, std::size_t head) {
  std::vector<Period> periods;
  const auto& first = rows.front().fields;
  for (std::size_t c = head; c < first.size(); ++c) {
    Period period;
    if (!try_parse_period(first[c], period)) return {};
    periods.push_back(period);
  }
  if (rows.size() > 1) rows.erase(rows.begin());
  return periods;
}

std::vector<std::string> join_labels(const std::vector<HeaderRow>& rows, std::size_t head, std::size_t width) {
  std::vector<std::string> labels(width - head);
  for (const HeaderRow& row : rows)
    for (std::size_t c = head; c < width; ++c) {
      if (row.fields[c].empty()) continue;
      auto& label = labels[c - head];
      label += (label.empty() ? "" : " / ") + row.fields[c];
    }
  return labels;
}

/// Tells date;code;name;category, code;name;category, date;code;name and code;name apart by the first data line.
void read_row_head(const TextFile& file, PivotLayout& layout, std::string_view line) {
  std::vector<std::string_view> fields;
  split_fields(line, fields);
  Period period;
  layout.date_first = !fields.empty() && try_parse_period(squeezed(fields[0]), period);
  const std::size_t code_at = layout.date_first ? 1 : 0;
  if (fields.size() <= code_at || !is_region_code(squeezed(fields[code_at])))
    throw FormatError(file.name, layout.first_line,
                      "found '" + file.excerpt(line) +
                          "', expected a line that begins with a region code such as DG, 15 or 15084, or with a date "
                          "and a region code");
  const Index names = layout.head_columns - static_cast<Index>(code_at);
  if (names != 2 && names != 3)
    throw FormatError(file.name, layout.header_lines.front(),
                      "the header leaves " + std::to_string(layout.head_columns) +
                          " columns for the row labels, expected date, code, name and at most one label");
  layout.has_category = names == 3;
}

}  // namespace

void split_fields(std::string_view line, std::vector<std::string_view>& fields) {
  fields.clear();
  bool quoted = false;
  std::size_t start = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"')
      quoted = !quoted;
    else if (line[i] == ';' && !quoted) {
      fields.push_back(line.substr(start, i - start));
      start = i + 1;
    }
  }
  fields.push_back(line.substr(start));
  for (auto& field : fields)
    if (field.size() >= 2 && field.front() == '"' && field.back() == '"') field = field.substr(1, field.size() - 2);
}

std::string squeezed(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t';
    if (!blank)
      result += c;
    else if (!result.empty() && result.back() != ' ')
      result += ' ';
  }
  if (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

bool is_pivot(const TextFile& file) { return file.bytes.starts_with(table_mark); }

PivotLayout read_pivot_layout(const TextFile& file) {
  PivotLayout layout;
  std::string_view rest = file.bytes;
  layout.table = squeezed(without_trailing_separators(take_line(rest)).substr(table_mark.size()));
  std::vector<HeaderRow> header;
  Index number = 1;
  std::string_view line;
  for (;;) {
    layout.first_byte = file.bytes.size() - rest.size();
    if (rest.empty())
      throw FormatError(file.name, number,
                        "the file ends in its head; expected header rows and data lines of table " + layout.table +
                            ", separated by ';'");
    line = take_line(rest);
    ++number;
    if (line.starts_with(';')) {
      header.push_back({utf8_fields(file, line), number});
    } else if (!header.empty()) {
      break;
    } else if (const std::string text = squeezed(file.utf8(without_trailing_separators(line))); !text.empty()) {
      if (read_file_period(text, layout.file_period))
        layout.has_file_period = true;
      else if (is_region_code(text.substr(0, text.find(';'))) && text.find(';') != std::string::npos)
        throw FormatError(
            file.name, number,
            "a data line stands before any header row; expected rows of column labels that begin with ';'");
      else
        layout.title += (layout.title.empty() ? "" : " ") + text;
    }
  }
  layout.first_line = number;
  for (const HeaderRow& row : header) {
    layout.header_lines.push_back(row.line);
    if (row.fields.size() != header.front().fields.size())
      throw FormatError(file.name, row.line,
                        "the header row has " + std::to_string(row.fields.size()) + " fields, expected " +
                            std::to_string(header.front().fields.size()) + " as in line " +
                            std::to_string(header.front().line));
  }
  layout.head_columns =
      leading_empty(*std::min_element(header.begin(), header.end(), [](const HeaderRow& a, const HeaderRow& b) {
        return leading_empty(a) < leading_empty(b);
      }));
  const std::size_t width = header.front().fields.size();
  const auto head = static_cast<std::size_t>(layout.head_columns);
  if (head >= width)
    throw FormatError(file.name, header.front().line, "the header row is empty; expected column labels");
  read_row_head(file, layout, line);
  layout.column_periods = take_periods(header, head);
  layout.units = take_units(header, head, layout.title);
  layout.labels = join_labels(header, head, width);
  if (!layout.date_first && !layout.has_file_period && layout.column_periods.empty())
    throw FormatError(file.name, layout.first_line,
                      "no date anywhere; expected one before the region code, on a line of its own above the header, "
                      "or in the first header row");
  return layout;
}

}  // namespace werdegang::inline v0::detail
