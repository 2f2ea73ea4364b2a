#include "plain_columns.hpp"

#include <algorithm>
#include <set>

#include "pivot.hpp"
#include "table_words.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// What was seen in a column.
struct Seen {
  Index filled = 0, times = 0, figures = 0, numbers = 0;
  std::set<std::string> texts;  ///< the first few
  StyleFinder style;
};

bool is_sign(std::string_view text) {
  return text == "-" || text == "." || text == "..." || text == "x" || text == "X" || text == "/" || text == "*";
}

bool is_number(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos &&
         text.find_first_not_of("0123456789.,-") == std::string_view::npos && text.rfind('-') != text.size() - 1 &&
         (text.rfind('-') == std::string_view::npos || text.rfind('-') == 0);
}

void look_at(Seen& seen, const std::string& text) {
  constexpr std::size_t enough = 3;
  if (says_missing(text)) return;
  ++seen.filled;
  seen.times += is_time(text);
  const bool number = is_number(text);
  seen.numbers += number;
  seen.figures += number || is_sign(text);
  if (number) seen.style.look_at(text);
  if (seen.texts.size() < enough) seen.texts.insert(text);
}

std::vector<Seen> look_through(const PlainTable& table) {
  std::vector<Seen> seen(table.columns.size());
  table.each([&](CsvRecord& record) {
    for (std::size_t c = 0; c < seen.size(); ++c) look_at(seen[c], squeezed(record.fields[c]));
  });
  return seen;
}

/// "2015", "Jan" beside a year, "2001_E_E00_01": the time and what is left of the name.
void take_time_from_name(const std::string& name, bool has_year, PlainColumn& column) {
  column.label = name;
  if (is_time(name)) {
    column.time_in_name = plain_time(name);
    column.label.clear();
  } else if (const int month = month_of(name); month > 0 && has_year) {
    column.time_in_name = (month < 10 ? "-0" : "-") + std::to_string(month);
    column.label.clear();
  } else if (name.size() > 5 && (name[4] == '_' || name[4] == ' ') && is_time(name.substr(0, 4))) {
    column.time_in_name = name.substr(0, 4);
    column.label = name.substr(5);
  }
}

PlainColumn::Kind kind_of(const std::string& name, const Seen& seen, bool has_time, bool has_region) {
  if (!has_time && is_column("time", name) && seen.filled > 0 && seen.times == seen.filled) return PlainColumn::time;
  if (!has_region && is_column("region", name)) return PlainColumn::region;
  if (is_column("unit", name)) return PlainColumn::unit;
  if (is_column("quality", name)) return PlainColumn::quality;
  if (seen.filled == 0) return PlainColumn::passed_over;
  if (is_column("variable", name)) return PlainColumn::variable;
  if (is_column("variable_label", name)) return PlainColumn::variable_label;
  if (seen.figures == seen.filled && seen.numbers > 0 && !is_column("key", name)) return PlainColumn::figures;
  return seen.texts.size() == 1 && !is_column("key", name) ? PlainColumn::constant : PlainColumn::breakdown;
}

/// One style for all figures of the file.
NumberStyle style_of(const PlainTable& table, const std::vector<PlainColumn>& columns, std::vector<Seen>& seen,
                     const std::string& file) {
  NumberStyle style;
  bool known = false;
  const Seen* unclear = nullptr;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (columns[c].kind != PlainColumn::figures) continue;
    if (!seen[c].style.known() && !unclear) unclear = &seen[c];
    const NumberStyle found = seen[c].style.style();
    if (seen[c].style.known() && (found.thousands != '\0' || found.decimal != ',')) style = found, known = true;
  }
  if (unclear && !known)
    throw FormatError(
        file, 1,
        "found '" + std::string(unclear->style.example()) + "' in the table " + table.name +
            ": its point or comma can part thousands or decimals, and no other figure tells which; expected "
            "figures without thousands marks");
  return style;
}

}  // namespace

bool says_missing(std::string_view text) {
  return text.empty() || text == "NA" || text == "NaN" || text == "nan" || text == "null" || text == "NULL";
}

Index PlainColumns::find(PlainColumn::Kind kind) const {
  const auto at = std::find_if(columns.begin(), columns.end(), [&](const PlainColumn& c) { return c.kind == kind; });
  return at == columns.end() ? -1 : at - columns.begin();
}

PlainColumns understand_columns(const PlainTable& table, const std::string& file) {
  auto seen = look_through(table);
  PlainColumns result;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    PlainColumn column;
    column.label = table.columns[c];
    column.kind = kind_of(column.label, seen[c], result.has_time, result.has_region);
    if (column.kind == PlainColumn::constant) column.only = *seen[c].texts.begin();
    result.has_time = result.has_time || column.kind == PlainColumn::time;
    result.has_region = result.has_region || column.kind == PlainColumn::region;
    result.columns.push_back(std::move(column));
  }
  const Index time = result.find(PlainColumn::time);
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    if (result.columns[c].kind == PlainColumn::figures || result.columns[c].kind == PlainColumn::passed_over)
      take_time_from_name(table.columns[c], time >= 0, result.columns[c]);
  for (PlainColumn& column : result.columns) {
    // A month without a figure in any year is still a column of figures.
    if (column.kind == PlainColumn::passed_over && !column.time_in_name.empty()) column.kind = PlainColumn::figures;
    result.has_time = result.has_time || (column.kind == PlainColumn::figures && !column.time_in_name.empty());
  }
  result.style = style_of(table, result.columns, seen, file);
  return result;
}

}  // namespace werdegang::inline v0::detail
