#include "werdegang/kernels/printed.hpp"

#include <cmath>

#include "catch.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"
#include "werdegang/kernels/rounding.hpp"

using namespace werdegang;

TEST_CASE("a printed number stands for those that round to it", "[kernels][printed]") {
  CHECK(printed_interval(12.2, 1) == Interval{12.15, 12.25});
  CHECK(printed_interval(39, 0) == Interval{38.5, 39.5});
  CHECK(printed_interval(0, 1) == Interval{-0.05, 0.05});
  CHECK(printed_interval(-0.8, 1) == Interval{-0.85, -0.75});
  CHECK(printed_interval(544'000, -3) == Interval{543'500, 544'500});
  Random random(3);
  for (int i = 0; i < 5000; ++i) {
    const int decimals = static_cast<int>(random.next_below(7)) - 2;
    const double value = round_published((random.next_unit() - 0.5) * 2000, decimals);
    const Interval range = printed_interval(value, decimals);
    const double inner = value < 0 ? range.upper : range.lower, outer = value < 0 ? range.lower : range.upper;
    const double nudge = 1e-9 * std::pow(10.0, -decimals) * (value < 0 ? -1 : 1);
    CAPTURE(value, decimals);
    REQUIRE(round_published(outer - nudge, decimals) == value);
    REQUIRE(round_published(outer, decimals) != value);
    if (value != 0) REQUIRE(round_published(inner, decimals) == value);
    REQUIRE(round_published(inner - nudge, decimals) != value);
  }
}

TEST_CASE("the counts behind a printed share", "[kernels][printed]") {
  // Wiesbaden, Zahl des Quartals 02/2023: 39 per cent of 441 leavers.
  CHECK(share_to_count_interval(39, 441, 0) == Interval{170, 174});
  CHECK(share_to_count_interval(0, 10, 0) == Interval{0, 0});
  CHECK(share_to_count_interval(100, 10, 0) == Interval{10, 10});
  CHECK_FALSE(share_to_count_interval(12.3, 10, 1));
  CHECK(share_to_count_interval(6.8, 769'400, 1) == Interval{51'935, 52'703});
  Random random(5);
  for (int i = 0; i < 2000; ++i) {
    const Index total = 1 + random.next_below(300), count = random.next_below(total + 1);
    const int decimals = static_cast<int>(random.next_below(4));
    const double share = round_half_up(count, total, 100, decimals).value;
    Index first = count, last = count;
    while (first > 0 && round_half_up(first - 1, total, 100, decimals).value == share) --first;
    while (round_half_up(last + 1, total, 100, decimals).value == share) ++last;
    CAPTURE(share, total, decimals);
    REQUIRE(share_to_count_interval(share, total, decimals) ==
            Interval{static_cast<double>(first), static_cast<double>(last)});
  }
  const Index many = 1'000'000'000'000;
  CHECK(share_to_count_interval(50, many, 0) == Interval{495'000'000'000, 504'999'999'999});
}

TEST_CASE("printed numbers have the decimals they claim", "[kernels][printed]") {
  CHECK_THROWS_WITH(printed_interval(12.25, 1),
                    "value = 12.25 in printed_interval: expected a number as it is printed with decimals = 1");
  CHECK_THROWS_AS(printed_interval(std::nan(""), 1), InvalidArgument);
  CHECK_THROWS_WITH(printed_interval(1, 15), "decimals = 15 in printed_interval: expected -15 to 14 decimals");
  CHECK_THROWS_WITH(share_to_count_interval(39.5, 441, 0),
                    "share = 39.5 in share_to_count_interval: expected a number as it is printed with decimals = 0");
  CHECK_THROWS_WITH(share_to_count_interval(39, 0, 0),
                    "total = 0 in share_to_count_interval: expected a whole number, 1 to 10^12");
  CHECK_THROWS_AS(share_to_count_interval(-1, 10, 0), InvalidArgument);
  CHECK_THROWS_AS(share_to_count_interval(39, 10, 7), InvalidArgument);
  CHECK_THROWS_AS(share_to_count_interval(39, 10, 0, 0), InvalidArgument);
}
