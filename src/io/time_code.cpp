#include "time_code.hpp"

#include <charconv>

namespace werdegang::inline v0::detail {
namespace {

bool take_digits(std::string_view& text, std::size_t size, int& number) {
  if (text.size() < size) return false;
  for (std::size_t i = 0; i < size; ++i)
    if (text[i] < '0' || text[i] > '9') return false;
  std::from_chars(text.data(), text.data() + size, number);
  text.remove_prefix(size);
  return true;
}

bool take(std::string_view& text, std::string_view piece) {
  if (!text.starts_with(piece)) return false;
  text.remove_prefix(piece.size());
  return true;
}

/// `months` whole months from the first of a month on.
bool months_from(int year, int month, int months, Period& period) {
  if (year < 1 || year > 9990 || month < 1 || month > 12 || months < 1 || months > 1200) return false;
  const int end = year * 12 + month - 1 + months;
  if (end / 12 > 9999) return false;
  period = {to_day({year, month, 1}), to_day({end / 12, end % 12 + 1, 1}) - 1};
  return true;
}

/// "P6M", "P1Y", "P7D" behind a start.
bool read_length(std::string_view text, int year, int month, int day, Period& period) {
  int number = 0;
  if (!take(text, "P")) return false;
  const std::size_t digits = text.find_first_not_of("0123456789");
  if (digits > 4 || !take_digits(text, digits, number)) return false;
  if (text == "D") {
    if (number < 1 || !months_from(year, month, 1, period) || period.first_day + day - 1 > period.last_day)
      return false;
    const Day first = period.first_day + day - 1;
    period = {first, first + number - 1};
    return true;
  }
  if (day != 1 || (text != "M" && text != "Y")) return false;
  return months_from(year, month, text == "Y" ? number * 12 : number, period);
}

/// "2023-10P6M", "2023-10-01P6M", "2023P1Y", "2023-06".
bool read_iso(std::string_view text, Period& period) {
  int year = 0, month = 1, day = 1;
  if (!take_digits(text, 4, year)) return false;
  const bool has_month = take(text, "-");
  if (has_month && !take_digits(text, 2, month)) return false;
  if (has_month && text.empty()) return months_from(year, month, 1, period);
  if (has_month && take(text, "-") && !take_digits(text, 2, day)) return false;
  return day >= 1 && read_length(text, year, month, day, period);
}

/// "WS 2023/24", "Wintersemester 2023/24", "SS 2024", "Sommersemester 2024".
bool read_term(std::string_view text, Period& period) {
  int year = 0;
  if (take(text, "WS ") || take(text, "Wintersemester ") || take(text, "WT ")) {
    Period school;
    if (!try_parse_period(text, school) || !take_digits(text, 4, year) || school != Period::school_year(year))
      return false;
    return months_from(year, 10, 6, period);
  }
  if (!take(text, "SS ") && !take(text, "Sommersemester ") && !take(text, "ST ")) return false;
  return take_digits(text, 4, year) && text.empty() && months_from(year, 4, 6, period);
}

/// "2. Quartal 2024", "06/2023".
bool read_part_of_year(std::string_view text, Period& period) {
  int year = 0, part = 0;
  std::string_view rest = text;
  if (take_digits(rest, 1, part) && take(rest, ". Quartal ") && take_digits(rest, 4, year) && rest.empty())
    return part >= 1 && part <= 4 && months_from(year, part * 3 - 2, 3, period);
  rest = text;
  return take_digits(rest, 2, part) && take(rest, "/") && take_digits(rest, 4, year) && rest.empty() &&
         months_from(year, part, 1, period);
}

}  // namespace

bool try_parse_time_code(std::string_view text, Period& period) {
  return try_parse_period(text, period) || read_iso(text, period) || read_term(text, period) ||
         read_part_of_year(text, period);
}

}  // namespace werdegang::inline v0::detail
