#include "werdegang/kernels/rounding_interval.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "catch.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"
#include "werdegang/kernels/rounding.hpp"

using namespace werdegang;

namespace {

double rounded(Index count, Index base) { return static_cast<double>(round_to_base(count, base)); }

/// All shares that counts which are rounded to these two figures can have.
Interval search(double numerator, double denominator, const RoundedShareOptions& options) {
  Interval found{std::numeric_limits<double>::infinity(), -1};
  for (Index n = 0; n <= numerator + 20; ++n)
    for (Index d = 1; d <= denominator + 20; ++d) {
      if (rounded(n, options.numerator_base) != numerator || rounded(d, options.denominator_base) != denominator)
        continue;
      if (options.part && n > d) continue;
      const double share = options.scale * static_cast<double>(n) / static_cast<double>(d);
      found = {std::min(found.lower, share), std::max(found.upper, share)};
    }
  return found;
}

}  // namespace

TEST_CASE("a rounded count stands for all that round to it", "[kernels][rounding]") {
  CHECK(rounding_interval(6, 3) == Interval{5, 7});
  CHECK(rounding_interval(0, 3) == Interval{0, 1});
  CHECK(rounding_interval(5, 5) == Interval{3, 7});
  CHECK(rounding_interval(20, 10) == Interval{15, 24});
  CHECK(rounding_interval(17, 1) == Interval{17, 17});
  for (const Index base : {1, 2, 3, 5, 10, 100})
    for (Index count = 0; count <= 500; ++count) {
      const Interval range = rounding_interval(rounded(count, base), base);
      REQUIRE((range.lower <= static_cast<double>(count) && static_cast<double>(count) <= range.upper));
      REQUIRE(rounded(static_cast<Index>(range.lower), base) == rounded(count, base));
      REQUIRE(rounded(static_cast<Index>(range.upper), base) == rounded(count, base));
      REQUIRE(rounded(static_cast<Index>(range.upper) + 1, base) > rounded(count, base));
    }
}

TEST_CASE("shares of rounded counts against all counts there are", "[kernels][rounding]") {
  for (const bool part : {true, false})
    for (const auto& [a, b] : std::vector<std::pair<Index, Index>>{{3, 3}, {5, 5}, {10, 10}, {1, 3}, {5, 1}, {10, 3}})
      for (Index n = 0; n <= 40; n += a)
        for (Index d = 0; d <= 40; d += b) {
          const RoundedShareOptions options{a, b, 100, part};
          const auto numerator = static_cast<double>(n), denominator = static_cast<double>(d);
          const Interval expected = search(numerator, denominator, options);
          CAPTURE(n, d, a, b, part);
          if (expected.upper < 0) {
            REQUIRE_THROWS_AS(rounded_share_interval(numerator, denominator, options), InvalidArgument);
          } else {
            const Interval found = rounded_share_interval(numerator, denominator, options);
            REQUIRE(found.lower == Approx(expected.lower).epsilon(1e-14));
            REQUIRE(found.upper == Approx(expected.upper).epsilon(1e-14));
          }
        }
  // In-commuters of BIBB's Datenreport 2017, both figures rounded to hundreds: the printed 22.2 is out of reach.
  const Interval rate = rounded_share_interval(364'400, 1'573'600, {100, 100});
  CHECK(rate.lower == Approx(23.15).margin(0.005));
  CHECK(rate.upper == Approx(23.16).margin(0.005));
}

TEST_CASE("no sum of rounded parts is further from the rounded total", "[kernels][rounding]") {
  CHECK(sum_tolerance(5, 3) == 7.5);
  CHECK(sum_tolerance(4, 5) == 10);
  CHECK(sum_tolerance(4, 1) == 0);
  Random random(6);
  for (const Index base : {3, 5, 10}) {
    double farthest = 0;
    for (int i = 0; i < 20'000; ++i) {
      const Index parts = 1 + random.next_below(8), highest = 1 + random.next_below(3 * base);
      Index total = 0;
      double sum = 0;
      for (Index k = 0; k < parts; ++k) {
        const Index count = random.next_below(highest + 1);
        total += count;
        sum += rounded(count, base);
      }
      const double apart = std::abs(sum - rounded(total, base));
      REQUIRE(apart <= sum_tolerance(parts, base));
      farthest = std::max(farthest, apart / static_cast<double>(parts));
    }
    CHECK(farthest > 0.3 * static_cast<double>(base));
  }
}

TEST_CASE("rounded figures show their base", "[kernels][rounding]") {
  std::vector<double> tens, threes, plain, small;
  for (int i = 1; i <= 40; ++i) tens.push_back(10 * i), threes.push_back(3 * i), plain.push_back(i);
  for (int i = 0; i < 15; ++i) small.insert(small.end(), {0, 3, 6, 9, static_cast<double>(40 + i)});
  CHECK(detect_rounding_base(tens) == RoundingBase{10, false});
  CHECK(detect_rounding_base(threes) == RoundingBase{3, false});
  CHECK(detect_rounding_base(plain) == RoundingBase{});
  CHECK(detect_rounding_base(small) == RoundingBase{3, true});
  small.push_back(std::nan(""));
  CHECK(detect_rounding_base(small).base == 3);
  small.push_back(2);
  CHECK(detect_rounding_base(small).base == 0);
  CHECK(detect_rounding_base(std::vector<double>{0, 10, 20}).base == 0);
  threes.push_back(4.5);
  CHECK(detect_rounding_base(threes).base == 0);
}

TEST_CASE("what was not rounded to a base is refused", "[kernels][rounding]") {
  CHECK_THROWS_WITH(rounding_interval(7, 3), "value = 7 in rounding_interval: expected a multiple of 3, 0 to 2^53");
  CHECK_THROWS_WITH(rounding_interval(1.5, 1), "value = 1.5 in rounding_interval: expected a whole number, 0 to 2^53");
  CHECK_THROWS_WITH(rounding_interval(6, 0), "base = 0 in rounding_interval: expected 1 or more, such as 3");
  CHECK_THROWS_AS(rounding_interval(-3, 3), InvalidArgument);
  CHECK_THROWS_AS(rounding_interval(std::nan(""), 3), InvalidArgument);
  CHECK_THROWS_WITH(rounded_share_interval(5, 0), "denominator = 0 in rounded_share_interval: expected somebody");
  CHECK_THROWS_WITH(rounded_share_interval(12, 6, {3, 3}),
                    "numerator = 12 in rounded_share_interval: expected at most denominator = 6, but for rounding; a "
                    "ratio is no part");
  CHECK_THROWS_AS(rounded_share_interval(3, 6, {3, 3, 0}), InvalidArgument);
  CHECK_THROWS_WITH(sum_tolerance(0, 3), "parts = 0 in sum_tolerance: expected one part or more");
  CHECK_THROWS_AS(sum_tolerance(3, 0), InvalidArgument);
}
