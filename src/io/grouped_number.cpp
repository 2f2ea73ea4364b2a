#include "grouped_number.hpp"

#include <algorithm>

namespace werdegang::inline v0::detail {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "1.852.061": one to three digits, then groups of three.
bool is_grouped(std::string_view text, char mark) {
  if (text.starts_with('-')) text.remove_prefix(1);
  std::size_t group = text.find(mark);
  if (group == std::string_view::npos || group == 0 || group > 3) return false;
  while (!text.empty()) {
    if (!all_digits(text.substr(0, std::min(group, text.size())))) return false;
    if (group >= text.size()) return true;
    text.remove_prefix(group + 1);
    group = std::min(text.find(mark), text.size());
    if (group != 3) return false;
  }
  return false;
}

}  // namespace

PrintedCell read_grouped_cell(std::string_view text, NumberStyle style) {
  text = unpadded(text);
  if (text == "*") return {0, Status::unknown_or_secret, 0, true};
  if (style.thousands == '\0' || text.find(style.thousands) == std::string_view::npos || text.size() == 1 ||
      text == "...")
    return read_cell(text, style.decimal);
  const std::size_t decimal = std::min(text.find(style.decimal), text.size());
  if (!is_grouped(text.substr(0, decimal), style.thousands)) return {0, Status::missing, 0, false};
  std::string plain(text);
  std::erase(plain, style.thousands);
  return read_cell(plain, style.decimal);
}

void StyleFinder::look_at(std::string_view cell) {
  cell = unpadded(cell);
  if (cell.starts_with('-')) cell.remove_prefix(1);
  const std::size_t comma = cell.find(','), point = cell.find('.');
  constexpr auto none = std::string_view::npos;
  if ((comma == none && point == none) || cell.find_first_not_of("0123456789.,") != none) return;
  if (comma != none && point != none) {
    const bool comma_last = cell.rfind(',') > cell.rfind('.');
    (comma_last ? decimal_comma_ : decimal_point_) = true;
    (comma_last ? thousands_point_ : thousands_comma_) = true;
    return;
  }
  const char mark = comma != none ? ',' : '.';
  const std::size_t at = comma != none ? comma : point;
  if (cell.find(mark, at + 1) != none) {
    (mark == '.' ? thousands_point_ : thousands_comma_) = is_grouped(cell, mark);
  } else if (!all_digits(cell.substr(0, at)) || !all_digits(cell.substr(at + 1))) {
    return;
  } else if (is_grouped(cell, mark) && cell.front() != '0') {
    if (!ambiguous_) example_ = cell;
    ambiguous_ = true;
  } else {
    (mark == '.' ? decimal_point_ : decimal_comma_) = true;
  }
}

NumberStyle StyleFinder::style() const {
  if (decimal_point_) return {'.', thousands_comma_ ? ',' : '\0'};
  if (thousands_comma_ && !decimal_comma_) return {'.', ','};
  return {',', thousands_point_ || decimal_comma_ ? '.' : '\0'};
}

}  // namespace werdegang::inline v0::detail
