#include "place_values.hpp"

#include <algorithm>
#include <charconv>

#include "text_file.hpp"

namespace werdegang::inline v0::detail {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// What a text is as a number.
enum class Form { whole, point, comma, thousands, other };

/// "0123" is a key, not a number; "253.611" is one or the other.
Form form_of(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t mark = text.find_first_of(".,");
  const auto whole = text.substr(0, mark);
  if (!all_digits(whole) || whole.size() > 15 || (whole.size() > 1 && whole.front() == '0')) return Form::other;
  if (mark == std::string_view::npos) return Form::whole;
  const auto rest = text.substr(mark + 1);
  if (!all_digits(rest)) {
    const bool groups = rest.size() > 3 && rest.size() % 4 == 3 && whole.size() <= 3 && text[mark] == '.' &&
                        rest.find(',') == std::string_view::npos;
    return groups ? Form::thousands : Form::other;
  }
  if (text[mark] == ',') return Form::comma;
  return rest.size() == 3 && whole.size() <= 3 && whole != "0" ? Form::thousands : Form::point;
}

/// The first filled one of several columns in a row; -1 when there is none.
Index filled_one(const RawList& list, const std::vector<Index>& from, Index row) {
  for (const Index c : from)
    if (list.columns[static_cast<std::size_t>(c)].filled(row)) return c;
  return -1;
}

/// What all cells of a column are.
struct Kinds {
  Index whole = 0, decimal = 0, thousands = 0, boolean = 0, other = 0, nan = 0;
  Index first_thousands = -1, first_other = -1;
  bool numbers() const { return other == 0 && boolean == 0 && thousands == 0 && whole + decimal > 0; }
};

void count_cell(Kinds& kinds, CellKind kind, std::string_view text, bool texts_are_numbers, Index row) {
  if (kind == CellKind::boolean) {
    ++kinds.boolean;
  } else if (kind == CellKind::number) {
    Index value;
    const auto end = text.data() + text.size();
    const bool is_whole = std::from_chars(text.data(), end, value).ptr == end;
    ++(is_whole ? kinds.whole : kinds.decimal);
  } else {
    const Form form = kind == CellKind::text && texts_are_numbers ? form_of(unpadded(text)) : Form::other;
    if (form == Form::whole)
      ++kinds.whole;
    else if (form == Form::point || form == Form::comma)
      ++kinds.decimal;
    else if (form == Form::thousands)
      ++kinds.thousands, kinds.first_thousands = kinds.first_thousands < 0 ? row : kinds.first_thousands;
    else
      ++kinds.other, kinds.first_other = kinds.first_other < 0 ? row : kinds.first_other;
  }
}

bool says_nan(const RawColumn& column, Index row) {
  return column.kind(row) == CellKind::text && says_nothing(column[row]) && !unpadded(column[row]).empty();
}

Kinds kinds_of(const RawList& list, const std::vector<Index>& from, bool texts_are_numbers) {
  Kinds kinds;
  for (Index row = 0; row < list.rows(); ++row) {
    const Index c = filled_one(list, from, row);
    if (c >= 0) {
      const RawColumn& column = list.columns[static_cast<std::size_t>(c)];
      count_cell(kinds, column.kind(row), column[row], texts_are_numbers, row);
    }
    for (const Index each : from) kinds.nan += says_nan(list.columns[static_cast<std::size_t>(each)], row);
  }
  return kinds;
}

template <class T, class Read>
Column number_column(std::string name, Role role, const RawList& list, const std::vector<Index>& from, Read&& read) {
  std::vector<T> values(static_cast<std::size_t>(list.rows()));
  std::vector<std::uint8_t> valid(values.size(), 0);
  bool all = true;
  for (Index row = 0; row < list.rows(); ++row) {
    const Index c = filled_one(list, from, row);
    all = all && c >= 0;
    if (c < 0) continue;
    values[static_cast<std::size_t>(row)] = read(unpadded(list.columns[static_cast<std::size_t>(c)][row]));
    valid[static_cast<std::size_t>(row)] = 1;
  }
  Column column{std::move(name), role, Buffer<T>(std::move(values)), {}};
  if (!all) column.validity = Buffer<std::uint8_t>(std::move(valid));
  return column;
}

Index read_whole(std::string_view text) {
  Index value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

void note(const RawList& list, const std::vector<Index>& from, const std::string& name, const Kinds& kinds,
          ValueNotes& notes, Findings& findings) {
  const auto text = [&](Index row) {
    return std::string(list.columns[static_cast<std::size_t>(filled_one(list, from, row))][row]);
  };
  notes.nan_cells += kinds.nan;
  if (kinds.nan > 0) notes.nan.push_back(name);
  if (kinds.thousands > 0 && kinds.other == 0)
    findings.add("ambiguous_numbers", {name, text(kinds.first_thousands)}, 0,
                 list.lines[static_cast<std::size_t>(kinds.first_thousands)]);
  else if (kinds.other > 0 && kinds.whole + kinds.decimal > kinds.other)
    notes.mixed.push_back(name + " (" + text(kinds.first_other) + ")");
}

/// The first ones of several names.
std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t shown = 4;
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < shown; ++i) text += (i ? ", " : "") + names[i];
  return names.size() > shown ? text + ", …" : text;
}

}  // namespace

void ValueNotes::report(Findings& findings) const {
  if (!nan.empty()) findings.add("written_nan", {std::to_string(nan_cells), listed(nan)}, 0);
  if (!mixed.empty()) findings.add("numbers_and_texts", {std::to_string(mixed.size()), listed(mixed)}, 0);
}

bool read_decimal(std::string_view text, double& value) {
  std::string plain(unpadded(text));
  if (const std::size_t comma = plain.find(','); comma != std::string::npos && plain.find('.') == std::string::npos)
    plain[comma] = '.';
  if (plain.empty() || plain.find_first_not_of("0123456789.-+eE") != std::string::npos) return false;
  const char* begin = plain.data() + (plain.front() == '+' ? 1 : 0);
  const auto result = std::from_chars(begin, plain.data() + plain.size(), value);
  return result.ec == std::errc() && result.ptr == plain.data() + plain.size();
}

bool writes_numbers_as_texts(const RawList& list) {
  return std::none_of(list.columns.begin(), list.columns.end(), [](const RawColumn& column) {
    return std::find(column.kinds.begin(), column.kinds.end(), CellKind::number) != column.kinds.end();
  });
}

Column text_column(std::string name, const RawList& list, const std::vector<Index>& from) {
  std::vector<std::string> values(static_cast<std::size_t>(list.rows()));
  std::vector<std::uint8_t> valid(values.size(), 0);
  bool all = true;
  for (Index row = 0; row < list.rows(); ++row) {
    const Index c = filled_one(list, from, row);
    all = all && c >= 0;
    if (c < 0) continue;
    values[static_cast<std::size_t>(row)] = unpadded(list.columns[static_cast<std::size_t>(c)][row]);
    valid[static_cast<std::size_t>(row)] = 1;
  }
  Column column{std::move(name), Role::text, Text::from(values), {}};
  if (!all) column.validity = Buffer<std::uint8_t>(std::move(valid));
  return column;
}

Column typed_column(std::string name, const RawList& list, const std::vector<Index>& from, bool texts_are_numbers,
                    ValueNotes& notes, Findings& findings) {
  const Kinds kinds = kinds_of(list, from, texts_are_numbers);
  note(list, from, name, kinds, notes, findings);
  if (kinds.boolean > 0 && kinds.whole + kinds.decimal + kinds.other + kinds.thousands == 0)
    return number_column<Index>(std::move(name), Role::count, list, from,
                                [](std::string_view text) { return static_cast<Index>(text == "true"); });
  if (!kinds.numbers()) return text_column(std::move(name), list, from);
  if (kinds.decimal == 0) return number_column<Index>(std::move(name), Role::count, list, from, read_whole);
  return number_column<double>(std::move(name), Role::measure, list, from, [](std::string_view text) {
    double value = 0;
    read_decimal(text, value);
    return value;
  });
}

}  // namespace werdegang::inline v0::detail
