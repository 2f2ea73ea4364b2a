#include "plain_columns.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "../core/folded.hpp"
#include "pivot.hpp"
#include "table_words.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// What was seen in a column.
struct Seen {
  Index filled = 0, times = 0, figures = 0, numbers = 0, errors = 0, odd = 0;
  std::set<std::string> texts;              ///< the first few
  std::set<std::string> odd_texts;          ///< those that are neither a number nor a sign, the first few
  std::map<std::string, Index> repetition;  ///< of numbers, the first many
  bool groups = false;                      ///< "85 und älter", "Insgesamt" beside numbers
  StyleFinder style;
  Index line = 0;  ///< of the example of the style
};

bool is_sign(std::string_view text) {
  return text == "-" || text == "." || text == "..." || text == "x" || text == "X" || text == "/" || text == "*" ||
         text == "()" || says_not_available(text) || is_sheet_error(text);
}

bool is_number(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos &&
         text.find_first_not_of("0123456789.,-") == std::string_view::npos && text.rfind('-') != text.size() - 1 &&
         (text.rfind('-') == std::string_view::npos || text.rfind('-') == 0);
}

/// An open or wide class, or a sum of classes: "85 und mehr", "90+", "unter 3", "10 bis 14", "Insgesamt".
bool is_group(std::string_view text) {
  const std::string name = folded(text);
  if (is_column("total", text)) return true;
  if (name.find_first_of("0123456789") == std::string::npos) return false;
  if (name.ends_with('+') || name.starts_with('<') || name.starts_with('>') || name.starts_with('=')) return true;
  const std::string words = " " + name + " ";
  constexpr std::string_view joining[] = {" und ",  " bis ", " unter ", " ab ",   " über ",  " mehr ",  " jahre ",
                                          " jahr ", " and ", " to ",    " over ", " under ", " years ", " - "};
  return std::any_of(std::begin(joining), std::end(joining),
                     [&](std::string_view word) { return words.find(word) != std::string::npos; });
}

void look_at(Seen& seen, const std::string& text, Index line) {
  constexpr std::size_t enough = 3, many = 200;
  if (says_missing(text)) return;
  ++seen.filled;
  seen.times += is_time(text);
  const bool number = is_number(text);
  seen.numbers += number;
  seen.errors += is_sheet_error(text);
  seen.figures += number || is_sign(text);
  if (number) seen.style.look_at(text);
  if (seen.line == 0 && !seen.style.example().empty()) seen.line = line;
  if (seen.texts.size() < enough) seen.texts.insert(text);
  if (number && (seen.repetition.size() < many || seen.repetition.contains(text))) ++seen.repetition[text];
  if (number || is_sign(text)) return;
  ++seen.odd;
  seen.groups = seen.groups || is_group(text);
  if (seen.odd_texts.size() < many) seen.odd_texts.insert(text);
}

/// Most cells are numbers and the rest are slips; not so ages and classes, whose numbers come again with every region
/// and year and whose other words do too.
bool holds_figures(const Seen& seen) {
  if (seen.odd == 0) return seen.numbers + seen.errors > 0;
  if (seen.numbers <= seen.odd || seen.groups) return false;
  Index counted = 0;
  for (const auto& [text, times] : seen.repetition) counted += times;
  const auto distinct = [](std::size_t size) { return static_cast<Index>(size); };
  const bool numbers_return = 2 * distinct(seen.repetition.size()) <= counted;
  const bool words_return = 2 * distinct(seen.odd_texts.size()) <= seen.odd;
  return !(numbers_return && words_return);
}

std::vector<Seen> look_through(const PlainTable& table) {
  std::vector<Seen> seen(table.columns.size());
  table.each([&](CsvRecord& record) {
    for (std::size_t c = 0; c < seen.size(); ++c) look_at(seen[c], squeezed(record.fields[c]), record.line);
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
  const bool grouping = seen.odd > 0 && is_column("group", name);
  if (holds_figures(seen) && !grouping && !is_column("key", name)) return PlainColumn::figures;
  return seen.texts.size() == 1 && !is_column("key", name) ? PlainColumn::constant : PlainColumn::breakdown;
}

/// One style for all figures of the file.
NumberStyle style_of(const PlainTable& table, const std::vector<PlainColumn>& columns, std::vector<Seen>& seen,
                     const std::string& file) {
  NumberStyle style;
  bool known = false;
  const Seen* unclear = nullptr;
  std::string name;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (columns[c].kind != PlainColumn::figures) continue;
    if (!seen[c].style.known() && !unclear) unclear = &seen[c], name = table.columns[c];
    const NumberStyle found = seen[c].style.style();
    if (seen[c].style.known() && (found.thousands != '\0' || found.decimal != ',')) style = found, known = true;
  }
  if (unclear && !known)
    throw FormatError(
        file, unclear->line,
        "found '" + std::string(unclear->style.example()) + "' in the column '" + name + "' of the table " +
            table.name +
            ": its point or comma can part thousands or decimals, and no other figure tells which; expected "
            "figures without thousands marks");
  return style;
}

}  // namespace

bool says_missing(std::string_view text) {
  return text.empty() || text == "NA" || text == "NaN" || text == "nan" || text == "null" || text == "NULL";
}

bool says_not_available(std::string_view text) {
  const std::string name = folded(text);
  return name == "n.v." || name == "n. v." || name == "k.a." || name == "k. a." || name == "n.a.";
}

bool is_sheet_error(std::string_view text) {
  constexpr std::string_view errors[] = {"#DIV/0!", "#N/A",   "#NAME?", "#NULL!",  "#NUM!",   "#REF!", "#VALUE!",
                                         "#NV",     "#WERT!", "#ZAHL!", "#BEZUG!", "#SPILL!", "#CALC!"};
  return std::find(std::begin(errors), std::end(errors), text) != std::end(errors);
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
