#include "werdegang/kernels/count_interval.hpp"

#include <cmath>
#include <limits>

#include "catch.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;

namespace {

/// P(N <= count) for a Poisson N, summed term by term.
double at_most(int count, double mean) {
  double term = std::exp(-mean), sum = term;
  for (int k = 1; k <= count; ++k) sum += term *= mean / k;
  return count < 0 ? 0 : sum;
}

}  // namespace

TEST_CASE("Byar's interval as health reporting computes it", "[kernels][interval]") {
  // UK Health Security Agency, PHEindicatormethods, expected values of its tests.
  CHECK(byar(65).lower == Approx(50.1631877104595).epsilon(1e-12));
  CHECK(byar(65).upper == Approx(82.8491385459398).epsilon(1e-12));
  CHECK(byar(1045, .998).lower == Approx(947.940703561037).epsilon(1e-12));
  CHECK(byar(1045, .998).upper == Approx(1148.80616098803).epsilon(1e-12));
  CHECK(byar(1).lower == Approx(0.0130721329015044).epsilon(1e-12));
  CHECK(byar(10, .998).upper == Approx(24.1937249278805).epsilon(1e-12));
  CHECK(byar(1, .998).lower == 0);
  CHECK(byar(1, .998).upper == Approx(9.36218021790836).epsilon(1e-12));
  CHECK(byar(0).lower == 0);
}

TEST_CASE("the exact interval of a count has the tails it promises", "[kernels][interval]") {
  for (const int count : {0, 1, 2, 7, 10, 65})
    for (const double confidence : {0.8, 0.95, 0.998}) {
      const Interval interval = exact_count(count, confidence);
      CAPTURE(count, confidence);
      CHECK(at_most(count, interval.upper) == Approx((1 - confidence) / 2).epsilon(1e-10));
      if (count > 0) CHECK(1 - at_most(count - 1, interval.lower) == Approx((1 - confidence) / 2).epsilon(1e-9));
    }
  CHECK(exact_count(0).lower == 0);
  CHECK(exact_count(1).lower == Approx(0.025317808).epsilon(1e-7));
  CHECK(exact_count(65).lower == Approx(50.16562773).epsilon(1e-9));
}

TEST_CASE("what holds for every count", "[kernels][interval]") {
  Random random(31);
  for (int i = 0; i < 2000; ++i) {
    const double count = std::floor(std::exp(random.next_unit() * 16)) - 1,
                 confidence = 0.5 + 0.499 * random.next_unit();
    CAPTURE(count, confidence);
    for (const auto method : {exact_count, byar}) {
      const Interval interval = method(count, confidence);
      REQUIRE((0 <= interval.lower && interval.lower <= count && count < interval.upper));
      REQUIRE(method(count + 1, confidence).upper > interval.upper);
    }
    if (count >= 10) {
      REQUIRE(byar(count, confidence).lower == Approx(exact_count(count, confidence).lower).epsilon(0.02));
      REQUIRE(byar(count, confidence).upper == Approx(exact_count(count, confidence).upper).epsilon(0.005));
    }
  }
}

TEST_CASE("a count is finite and not negative", "[kernels][interval]") {
  CHECK_THROWS_WITH(exact_count(-1), "count = -1 in exact_count: expected a finite number of events, 0 or more");
  CHECK_THROWS_AS(byar(std::nan("")), InvalidArgument);
  CHECK_THROWS_AS(byar(std::numeric_limits<double>::infinity()), InvalidArgument);
  CHECK_THROWS_WITH(byar(3, 0), "confidence = 0 in byar: expected a number between 0 and 1, such as 0.95");
}

TEST_CASE("exact limits of very large counts are those of Byar, without a jump", "[kernels]") {
  for (const double count : {1e10, 2e10, 1e12, 1e15}) {
    INFO(count);
    const Interval exact = exact_count(count), approximate = byar(count);
    CHECK(exact.lower == Approx(approximate.lower).epsilon(1e-14));
    CHECK(exact.upper == Approx(approximate.upper).epsilon(1e-14));
    CHECK(exact.upper - count == Approx(1.96 * std::sqrt(count)).epsilon(1e-3));
  }
}
