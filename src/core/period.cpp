#include "werdegang/core/period.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>

#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

using namespace std::chrono;

bool valid(CivilDate date) {
  return (std::chrono::year(date.year) / date.month / date.day).ok() && date.year > 0 && date.year < 10000;
}

std::string iso(Day day) {
  const CivilDate date = to_civil(day);
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
  return text;
}

/// Digits only, exactly `size` of them.
bool read_number(std::string_view text, std::size_t size, int& result) {
  if (text.size() != size) return false;
  const auto [end, error] = std::from_chars(text.data(), text.data() + size, result);
  return error == std::errc{} && end == text.data() + size && text[0] != '-' && text[0] != '+';
}

bool read_day(std::string_view text, CivilDate& date) {
  if (text.size() != 10) return false;
  const bool german = text[2] == '.' && text[5] == '.';
  const bool numbers =
      german ? read_number(text.substr(0, 2), 2, date.day) && read_number(text.substr(3, 2), 2, date.month) &&
                   read_number(text.substr(6), 4, date.year)
             : text[4] == '-' && text[7] == '-' && read_number(text.substr(0, 4), 4, date.year) &&
                   read_number(text.substr(5, 2), 2, date.month) && read_number(text.substr(8), 2, date.day);
  return numbers && valid(date);
}

bool read_school_year(std::string_view text, Period& result) {
  int start = 0, end = 0;
  if (text.size() < 7 || text[4] != '/' || !read_number(text.substr(0, 4), 4, start)) return false;
  const auto rest = text.substr(5);
  if (rest.size() == 4 ? !read_number(rest, 4, end) : !read_number(rest, 2, end)) return false;
  if ((start + 1) % 100 != end % 100 || (rest.size() == 4 && end != start + 1)) return false;
  if (start < 1 || start + 1 > 9999) return false;
  result = Period::school_year(start);
  return true;
}

}  // namespace

Day to_day(CivilDate date) {
  if (!valid(date))
    throw InvalidArgument(std::to_string(date.year) + "-" + std::to_string(date.month) + "-" + std::to_string(date.day),
                          "a date", "a day of the calendar");
  return static_cast<Day>(sys_days(std::chrono::year(date.year) / date.month / date.day).time_since_epoch().count());
}

CivilDate to_civil(Day day) {
  const year_month_day date{sys_days(days(day))};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

Period Period::year(int y) { return {to_day({y, 1, 1}), to_day({y, 12, 31})}; }

Period Period::day(int y, int month, int d) {
  const Day value = to_day({y, month, d});
  return {value, value};
}

Period Period::school_year(int start) { return {to_day({start, 8, 1}), to_day({start + 1, 7, 31})}; }

Period Period::shifted(int years) const {
  const auto move = [years](Day day) {
    CivilDate date = to_civil(day);
    date.year += years;
    if (date.month == 2 && date.day == 29 && !valid(date)) date.day = 28;
    return to_day(date);
  };
  return {move(first_day), move(last_day)};
}

std::string to_string(Period period) {
  const CivilDate first = to_civil(period.first_day);
  char text[40];
  if (period.is_day()) return iso(period.first_day);
  if (first.year < 9999 && period == Period::year(first.year)) {
    std::snprintf(text, sizeof text, "%04d", first.year);
    return text;
  }
  if (first.year < 9999 && period == Period::school_year(first.year)) {
    std::snprintf(text, sizeof text, "%04d/%02d", first.year, (first.year + 1) % 100);
    return text;
  }
  return iso(period.first_day) + ".." + iso(period.last_day);
}

bool selects(Period wanted, Period period) {
  if (wanted == period) return true;
  const bool day_inside = period.is_day() && wanted.first_day <= period.first_day && period.last_day <= wanted.last_day;
  return day_inside && !wanted.is_day() && wanted == Period::year(wanted.first_year());
}

std::string year_ranges(std::vector<Period> periods) {
  std::sort(periods.begin(), periods.end());
  std::string text;
  for (std::size_t i = 0; i < periods.size();) {
    std::size_t last = i;
    while (last + 1 < periods.size() && periods[last + 1].last_year() <= periods[last].last_year() + 1) ++last;
    const int first_year = periods[i].last_year(), last_year = periods[last].last_year();
    text += (text.empty() ? "" : ", ") + std::to_string(first_year) +
            (last_year == first_year ? "" : "–" + std::to_string(last_year));
    i = last + 1;
  }
  return text;
}

bool try_parse_period(std::string_view text, Period& result) {
  int number = 0;
  CivilDate first, last;
  if (read_number(text, 4, number) && number > 0) {
    result = Period::year(number);
    return true;
  }
  if (read_day(text, first)) {
    result = {to_day(first), to_day(first)};
    return true;
  }
  if (text.size() == 22 && text.substr(10, 2) == ".." && read_day(text.substr(0, 10), first) &&
      read_day(text.substr(12), last) && first <= last) {
    result = {to_day(first), to_day(last)};
    return true;
  }
  return read_school_year(text, result);
}

Period parse_period(std::string_view text) {
  Period result;
  if (!try_parse_period(text, result))
    throw InvalidArgument(
        "'" + std::string(text) + "'", "a period",
        "a year (2015), a day (2015-12-31 or 31.12.2015), a school year (2015/16) or first..last day");
  return result;
}

}  // namespace werdegang::inline v0
