#include "werdegang/core/period.hpp"

#include <string>

#include "catch.hpp"
#include "messages.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;

namespace {

// Days since 1970 counted year by year and month by month.
Day counted(int year, int month, int day) {
  const auto leap = [](int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; };
  int days = 0;
  for (int y = 1970; y < year; ++y) days += leap(y) ? 366 : 365;
  for (int y = year; y < 1970; ++y) days -= leap(y) ? 366 : 365;
  constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (int m = 1; m < month; ++m) days += lengths[m - 1] + (m == 2 && leap(year) ? 1 : 0);
  return days + day - 1;
}

}  // namespace

TEST_CASE("days are counted from 1 January 1970 in the Gregorian calendar", "[core][period]") {
  CHECK(to_day({1970, 1, 1}) == 0);
  CHECK(to_day({1969, 12, 31}) == -1);
  CHECK(to_day({2000, 2, 29}) == 11016);
  Random random(11);
  for (int i = 0; i < 2000; ++i) {
    const CivilDate date{static_cast<int>(1 + random.next_below(9999)), static_cast<int>(1 + random.next_below(12)),
                         static_cast<int>(1 + random.next_below(28))};
    const Day day = to_day(date);
    if (day != counted(date.year, date.month, date.day) || to_civil(day) != date) FAIL(to_string(Period{day, day}));
  }
}

TEST_CASE("a date that is none is refused with its parts", "[core][period]") {
  CHECK(holds(message_of<InvalidArgument>([] { to_day({2015, 2, 29}); }), "2015-2-29"));
  CHECK_THROWS_AS(to_day({2015, 13, 1}), InvalidArgument);
  CHECK_THROWS_AS(to_day({2015, 0, 1}), InvalidArgument);
  CHECK_THROWS_AS(to_day({0, 1, 1}), InvalidArgument);
  CHECK_THROWS_AS(to_day({10000, 1, 1}), InvalidArgument);
  CHECK_THROWS_AS(Period::day(1900, 2, 29), InvalidArgument);
  CHECK_NOTHROW(Period::day(2000, 2, 29));
}

TEST_CASE("a period prints as the thing it is", "[core][period]") {
  CHECK(to_string(Period::year(2015)) == "2015");
  CHECK(to_string(Period::year(987)) == "0987");
  CHECK(to_string(Period::day(2016, 3, 1)) == "2016-03-01");
  CHECK(to_string(Period::school_year(2015)) == "2015/16");
  CHECK(to_string(Period::school_year(1999)) == "1999/00");
  CHECK(to_string(Period{to_day({2015, 10, 1}), to_day({2016, 9, 30})}) == "2015-10-01..2016-09-30");
}

TEST_CASE("a school year is 1 August to 31 July", "[core][period]") {
  const Period year = Period::school_year(2014);
  CHECK(to_civil(year.first_day) == CivilDate{2014, 8, 1});
  CHECK(to_civil(year.last_day) == CivilDate{2015, 7, 31});
  CHECK(year.first_year() == 2014);
  CHECK(year.last_year() == 2015);
  CHECK_FALSE(year.is_day());
}

TEST_CASE("periods are read in every form that offices print", "[core][period]") {
  CHECK(parse_period("2015") == Period::year(2015));
  CHECK(parse_period("31.12.2015") == Period::day(2015, 12, 31));
  CHECK(parse_period("2015-12-31") == Period::day(2015, 12, 31));
  CHECK(parse_period("2014/15") == Period::school_year(2014));
  CHECK(parse_period("1999/2000") == Period::school_year(1999));
  CHECK(parse_period("1999/00") == Period::school_year(1999));
  CHECK(parse_period("01.10.2015..30.09.2016") == Period{to_day({2015, 10, 1}), to_day({2016, 9, 30})});
}

TEST_CASE("what a period prints is read back as the same period", "[core][period]") {
  Random random(5);
  for (int i = 0; i < 4000; ++i) {
    const auto first = static_cast<Day>(random.next_below(3'600'000)) - 700'000;
    const auto length = static_cast<Day>(random.next_below(i % 3 == 0 ? 1 : 800));
    const int year = static_cast<int>(1 + random.next_below(9998));
    for (const Period period : {Period{first, first + length}, Period::year(year), Period::school_year(year)}) {
      if (period.last_day > to_day({9999, 12, 31})) continue;
      INFO(to_string(period));
      if (parse_period(to_string(period)) != period)
        FAIL("read back as " << to_string(parse_period(to_string(period))));
    }
  }
  CHECK(parse_period(to_string(Period::year(9999))) == Period::year(9999));
  CHECK(parse_period(to_string(Period::year(1))) == Period::year(1));
}

TEST_CASE("what is no period is refused, and the message says what would be one", "[core][period]") {
  CHECK_THROWS_WITH(
      parse_period("2015-13-01"),
      "'2015-13-01' in a period: expected a year (2015), a day (2015-12-31 or 31.12.2015), a school year (2015/16) or "
      "first..last day");
  for (const std::string text : {"",
                                 "15",
                                 "02015",
                                 "-015",
                                 "+015",
                                 " 2015",
                                 "2015 ",
                                 "0000",
                                 "2015/17",
                                 "2015/15",
                                 "2015/2017",
                                 "2015/1",
                                 "29.02.2015",
                                 "31.04.2015",
                                 "1.3.2016",
                                 "2016-3-1",
                                 "2016-12-31..2016-01-01",
                                 "2015-01-01..",
                                 "2O15",
                                 "31-12-2015",
                                 "Schuljahr 2015",
                                 "2015/016",
                                 "31.12.0000"}) {
    INFO(text);
    Period untouched = Period::year(1000);
    CHECK_FALSE(try_parse_period(text, untouched));
    CHECK_THROWS_AS(parse_period(text), InvalidArgument);
  }
}

TEST_CASE("a school year outside the calendar is refused like any other text", "[core][period]") {
  Period result;
  for (const std::string text : {"0000/01", "9999/00", "9999/10000"}) {
    INFO(text);
    bool read = true;
    CHECK_NOTHROW(read = try_parse_period(text, result));
    CHECK_FALSE(read);
    CHECK(holds(message_of<InvalidArgument>([&] { parse_period(text); }), "'" + text + "' in a period"));
  }
}

TEST_CASE("moving by years keeps the day, but 29 February becomes the 28th", "[core][period]") {
  CHECK(Period::day(2016, 2, 29).shifted(-1) == Period::day(2015, 2, 28));
  CHECK(Period::day(2016, 2, 29).shifted(1) == Period::day(2017, 2, 28));
  CHECK(Period::day(2016, 2, 29).shifted(4) == Period::day(2020, 2, 29));
  CHECK(Period::day(2000, 2, 29).shifted(-100) == Period::day(1900, 2, 28));
  CHECK(Period::day(2015, 12, 31).shifted(-5) == Period::day(2010, 12, 31));
  CHECK(Period::year(2016).shifted(-4) == Period::year(2012));
  CHECK(Period::school_year(2014).shifted(3) == Period::school_year(2017));
  CHECK(Period::year(2015).shifted(0) == Period::year(2015));
  CHECK_THROWS_AS(Period::year(9999).shifted(1), InvalidArgument);
  CHECK_THROWS_AS(Period::year(1).shifted(-1), InvalidArgument);
}

TEST_CASE("periods are ordered by their first day, then by their last", "[core][period]") {
  CHECK(Period::day(2015, 1, 1) < Period::year(2015));
  CHECK(Period::year(2014) < Period::day(2015, 1, 1));
  CHECK(Period::year(2015) < Period::school_year(2015));
  CHECK(Period::day(2015, 12, 31).is_day());
}
