#include "werdegang/kernels/funnel.hpp"

#include <array>
#include <cmath>
#include <limits>

#include "catch.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;

TEST_CASE("funnel limits as health reporting computes them", "[kernels][funnel]") {
  // UKHSA, PHEindicatormethods, expected limits of its funnel test, per cent.
  const double baseline = 0.806424478571495;
  const std::array<double, 6> n{1, 3, 5, 10, 598, 110'000};
  const std::array<double, 6> lower{3.204264, 35.933491, 46.011039, 56.154344, 77.475765, 80.408963};
  const std::array<double, 6> upper{100, 100, 100, 100, 83.809131, 80.875933};
  const std::array<double, 6> far_lower{0, 10.150815, 26.039864, 42.03259, 75.649608, 80.274317};
  const std::array<double, 6> far_upper{100, 100, 100, 100, 85.635287, 81.010578};
  for (std::size_t i = 0; i < n.size(); ++i) {
    const Interval near = funnel_limits(baseline, n[i]), far = funnel_limits(baseline, n[i], 0.998);
    CHECK(100 * near.lower == Approx(lower[i]).margin(2e-6));
    CHECK(100 * near.upper == Approx(upper[i]).margin(2e-6));
    CHECK(100 * far.lower == Approx(far_lower[i]).margin(2e-6));
    CHECK(100 * far.upper == Approx(far_upper[i]).margin(2e-6));
  }
}

TEST_CASE("a share leaves the funnel when its Wilson interval leaves out the baseline", "[kernels][funnel]") {
  Random random(8);
  int outside = 0;
  for (int i = 0; i < 5000; ++i) {
    const double n = 1 + static_cast<double>(random.next_below(500)), x = std::floor(random.next_unit() * (n + 1));
    const double baseline = random.next_unit();
    const Interval limits = funnel_limits(baseline, n), share = wilson(x, n);
    const bool beyond = x / n < limits.lower || x / n > limits.upper;
    REQUIRE(beyond == (baseline < share.lower || baseline > share.upper));
    outside += beyond;
  }
  CHECK(outside > 1000);
}

TEST_CASE("limits of counts are the narrowest with the tails they promise", "[kernels][funnel]") {
  for (const double expected : {0.01, 0.4, 1.0, 3.7, 10.0, 65.0, 300.0})
    for (const double confidence : {0.8, 0.95, 0.998}) {
      const Interval limits = funnel_limits_count(expected, confidence);
      const double tail = (1 - confidence) / 2;
      double below = 0, term = std::exp(-expected);
      for (double k = 0; k < limits.lower; ++k, term *= expected / k) below += term;
      CAPTURE(expected, confidence);
      CHECK(below <= tail);
      CHECK(below + term > tail);
      double within = below;
      for (double k = limits.lower; k < limits.upper; ++k, term *= expected / k) within += term;
      CHECK(1 - within > tail);
      CHECK(1 - within - term <= tail + 1e-13);
    }
  CHECK(funnel_limits_count(0) == Interval{0, 0});
  // Far out, a Poisson count is normal.
  const Interval large = funnel_limits_count(1e9);
  CHECK(large.lower == Approx(1e9 - 61'979.5).epsilon(3e-9));
  CHECK(large.upper == Approx(1e9 + 61'979.5).epsilon(3e-9));
}

TEST_CASE("funnels ask for a share of somebody", "[kernels][funnel]") {
  CHECK_THROWS_WITH(funnel_limits(12.2, 10),
                    "baseline = 12.2 in funnel_limits: expected a share as a part of 1, 0 to 1");
  CHECK_THROWS_WITH(funnel_limits(0.5, 0), "n = 0 in funnel_limits: expected a finite number of cases above 0");
  CHECK_THROWS_AS(funnel_limits(std::nan(""), 10), InvalidArgument);
  CHECK_THROWS_AS(funnel_limits(0.5, std::numeric_limits<double>::infinity()), InvalidArgument);
  CHECK_THROWS_AS(funnel_limits(0.5, 10, 1), InvalidArgument);
  CHECK_THROWS_WITH(funnel_limits_count(-1),
                    "expected = -1 in funnel_limits_count: expected a number of events, 0 to 10^9");
  CHECK_THROWS_AS(funnel_limits_count(2e9), InvalidArgument);
}
