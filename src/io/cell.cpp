#include <cmath>

#include "pivot.hpp"

namespace werdegang::inline v0::detail {
namespace {

constexpr double powers_of_ten[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
constexpr int most_digits = 15;

/// Digits with at most one decimal mark; up to 15 digits, so that one division rounds correctly.
bool read_number(std::string_view text, char mark, double& value) {
  bool negative = false;
  if (text.starts_with('-') || text.starts_with('+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  std::int64_t digits = 0;
  int count = 0, decimals = -1;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      digits = digits * 10 + (c - '0');
      if (++count > most_digits) return false;
      if (decimals >= 0) ++decimals;
    } else if (c == mark && decimals < 0 && count > 0) {
      decimals = 0;
    } else {
      return false;
    }
  }
  if (count == 0 || decimals == 0) return false;
  value = static_cast<double>(negative ? -digits : digits);
  if (decimals > 0) value /= powers_of_ten[decimals];
  return true;
}

PrintedCell reported(double value, Flag flag) {
  return {value, Status::reported, static_cast<std::uint16_t>(flag), true};
}

/// Marks behind or around a number: "1234 p", "(12)", "7,1r".
PrintedCell read_marked(std::string_view text, char decimal) {
  double value = 0;
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    const auto inner = text.substr(1, text.size() - 2);
    if (read_number(inner, decimal, value)) return reported(value, Flag::limited);
  }
  if (text == "()") return {0, Status::unreliable, 0, true};
  const char mark = text.back();
  const Flag flag = mark == 'p'   ? Flag::provisional
                    : mark == 'r' ? Flag::revised
                    : mark == 's' ? Flag::estimated
                                  : Flag::none;
  text.remove_suffix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  if (flag != Flag::none && read_number(text, decimal, value)) return reported(value, flag);
  return {0, Status::missing, 0, false};
}

}  // namespace

PrintedCell read_cell(std::string_view text, char decimal) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  PrintedCell cell{0, Status::reported, 0, true};
  if (read_number(text, decimal, cell.value)) return cell;
  if (text.empty()) return {0, Status::missing, 0, true};
  if (text == "-") return {0, Status::nil, 0, true};
  if (text == ".") return {0, Status::unknown_or_secret, 0, true};
  if (text == "x" || text == "X") return {0, Status::not_meaningful, 0, true};
  if (text == "/") return {0, Status::unreliable, 0, true};
  if (text == "...") return {0, Status::pending, 0, true};
  return read_marked(text, decimal);
}

}  // namespace werdegang::inline v0::detail
