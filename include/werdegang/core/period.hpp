// Days, years and school years as exact intervals of days.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace werdegang::inline v0 {

/// Days since 1970-01-01 in the proleptic Gregorian calendar.
using Day = std::int32_t;

struct CivilDate {
  int year = 1970;
  int month = 1;
  int day = 1;
  auto operator<=>(const CivilDate&) const = default;
};

Day to_day(CivilDate date);
CivilDate to_civil(Day day);

/// A closed interval of days. Prints as the thing it is: 2015 (a calendar year), 2016-03-01 (a day),
/// 2015/16 (1 August to 31 July), else 2015-10-01..2016-09-30.
struct Period {
  Day first_day = 0;
  Day last_day = 0;

  static Period year(int year);
  static Period day(int year, int month, int day);
  /// The school year that starts on 1 August of `start`.
  static Period school_year(int start);

  bool is_day() const { return first_day == last_day; }
  int first_year() const { return to_civil(first_day).year; }
  int last_year() const { return to_civil(last_day).year; }
  /// The same period `years` later (or earlier); 29 February becomes 28 February.
  Period shifted(int years) const;
  auto operator<=>(const Period&) const = default;
};

std::string to_string(Period period);

/// True when the periods are the same, or `wanted` is a calendar year and `period` a day in it.
bool selects(Period wanted, Period period);

/// The years of some periods as people list them: "1995–2003, 2006".
std::string year_ranges(std::vector<Period> periods);

/// Reads what to_string prints and the German form 31.12.2015; throws InvalidArgument otherwise.
Period parse_period(std::string_view text);
/// As parse_period, but says no instead of throwing.
bool try_parse_period(std::string_view text, Period& result);

}  // namespace werdegang::inline v0
