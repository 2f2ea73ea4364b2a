#include "werdegang/kernels/interval.hpp"

#include <cmath>
#include <limits>
#include <tuple>
#include <vector>

#include "catch.hpp"
#include "kernels/quantile.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;
using Numbers = std::vector<double>;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();

namespace {

/// P(X <= x) for a binomial X, summed term by term.
double at_most(int x, int n, double p) {
  double term = std::pow(1 - p, n), sum = term;
  for (int k = 1; k <= x; ++k) {
    term *= p / (1 - p) * (n - k + 1) / k;
    sum += term;
  }
  return x < 0 ? 0 : sum;
}

/// The p in (0, 1) at which a falling function passes `target`.
template <class Falling>
double search(Falling f, double target) {
  double low = 0, high = 1;
  for (int i = 0; i < 200; ++i) {
    const double middle = (low + high) / 2;
    (f(middle) > target ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace

TEST_CASE("Wilson's interval for Newcombe's four examples", "[kernels][interval]") {
  // Newcombe, Stat. Med. 17 (1998) 857, table I, method 3.
  const std::vector<std::tuple<double, double, double, double>> cases{
      {81, 263, .2553, .3662}, {15, 148, .0624, .1605}, {0, 20, 0, .1611}, {1, 29, .0061, .1718}};
  for (const auto& [x, n, lower, upper] : cases) {
    const Interval interval = wilson(x, n);
    CHECK(std::abs(interval.lower - lower) < 5e-5);
    CHECK(std::abs(interval.upper - upper) < 5e-5);
  }
  CHECK(wilson(81, 263).lower == Approx(0.2552885199).margin(5e-11));
  CHECK(wilson(81, 263).upper == Approx(0.366209577).margin(5e-10));
}

TEST_CASE("Wilson's interval as health reporting computes it, fractions of cases too", "[kernels][interval]") {
  // UK Health Security Agency, PHEindicatormethods, expected values of its tests.
  const std::vector<std::tuple<double, double, double, double, double>> cases{
      {65, 100, .95, 0.55254443296888, 0.736357517569025},      {1045, 5000, .95, 0.197955498800133, 0.22049130373189},
      {0.445, 1, .95, 0.0438174477205882, 0.933462127697916},   {65, 100, .998, 0.495494657407043, 0.77835406140897},
      {1045, 5000, .998, 0.191793817990152, 0.227315629025258}, {0.445, 1, .998, 0.019347006132901, 0.970225994701954}};
  for (const auto& [x, n, confidence, lower, upper] : cases) {
    CHECK(wilson(x, n, confidence).lower == Approx(lower).epsilon(1e-12));
    CHECK(wilson(x, n, confidence).upper == Approx(upper).epsilon(1e-12));
  }
}

TEST_CASE("what holds for every Wilson interval", "[kernels][interval]") {
  Random random(17);
  for (int i = 0; i < 5000; ++i) {
    const double n = std::floor(std::exp(random.next_unit() * 18)) + (i % 3 == 0 ? random.next_unit() : 0);
    const double x = i % 2 == 0 ? std::floor(random.next_unit() * (n + 1)) : random.next_unit() * n;
    if (x > n) continue;
    const double confidence = 0.01 + 0.989 * random.next_unit();
    const Interval interval = wilson(x, n, confidence);
    CAPTURE(x, n, confidence);
    REQUIRE((0 <= interval.lower && interval.lower <= x / n && x / n <= interval.upper && interval.upper <= 1));
    const Interval mirrored = wilson(n - x, n, confidence);
    REQUIRE(interval.lower == Approx(1 - mirrored.upper).margin(2e-15));
    REQUIRE(interval.upper == Approx(1 - mirrored.lower).margin(2e-15));
    const double more = x + random.next_unit() * (n - x);
    REQUIRE(wilson(more, n, confidence).lower >= interval.lower);
    REQUIRE(wilson(more, n, confidence).upper >= interval.upper - 2e-16);
    const Interval wider = wilson(x, n, confidence + 0.5 * (1 - confidence));
    REQUIRE((wider.lower <= interval.lower && wider.upper >= interval.upper));
    const Interval tenfold = wilson(10 * x, 10 * n, confidence);
    REQUIRE(tenfold.upper - tenfold.lower < interval.upper - interval.lower);
    // Both ends solve the score equation |p - x / n| = z sqrt(p (1 - p) / n).
    const double z = detail::normal_upper((1 - confidence) / 2);
    for (const double p : {interval.lower, interval.upper})
      REQUIRE(std::pow(n * p - x, 2) == Approx(z * z * n * p * (1 - p)).epsilon(1e-6).margin(1e-9 * n));
  }
}

TEST_CASE("no case and all cases", "[kernels][interval]") {
  for (const double n : {0.5, 1.0, 3.0, 20.0, 677.0, 83'000'000.0})
    for (const auto method : {wilson, clopper_pearson, jeffreys})
      for (const double confidence : {0.5, 0.9, 0.95, 0.998}) {
        CHECK(method(0, n, confidence).lower == 0);
        CHECK(method(n, n, confidence).upper == 1);
        CHECK(method(0, n, confidence).upper < 1);
        CHECK(method(n, n, confidence).lower > 0);
      }
  CHECK(clopper_pearson(0, 20).upper == Approx(1 - std::pow(0.025, 1 / 20.0)).epsilon(1e-13));
}

TEST_CASE("Clopper and Pearson's interval against a search through the binomial tails", "[kernels][interval]") {
  for (const int n : {1, 2, 5, 13, 30})
    for (int x = 0; x <= n; ++x)
      for (const double confidence : {0.8, 0.95}) {
        const double tail = (1 - confidence) / 2;
        const Interval interval = clopper_pearson(x, n, confidence);
        CAPTURE(x, n, confidence);
        if (x < n)
          CHECK(interval.upper == Approx(search([&](double p) { return at_most(x, n, p); }, tail)).epsilon(1e-11));
        if (x > 0)
          CHECK(interval.lower ==
                Approx(search([&](double p) { return at_most(x - 1, n, p); }, 1 - tail)).epsilon(1e-11));
      }
  // Newcombe's examples, method 5.
  CHECK(clopper_pearson(81, 263).lower == Approx(.25273675).margin(1e-8));
  CHECK(clopper_pearson(15, 148).upper == Approx(.16165049).margin(1e-8));
  CHECK(clopper_pearson(1, 29).lower == Approx(.00087265).margin(1e-8));
}

TEST_CASE("what holds for every beta interval", "[kernels][interval]") {
  Random random(23);
  for (int i = 0; i < 1500; ++i) {
    const double n = std::floor(std::exp(random.next_unit() * 14));
    const double x = std::floor(random.next_unit() * (n + 1));
    const double confidence = 0.5 + 0.499 * random.next_unit();
    CAPTURE(x, n, confidence);
    const Interval exact = clopper_pearson(x, n, confidence), prior = jeffreys(x, n, confidence);
    REQUIRE((0 <= exact.lower && exact.lower <= x / n && x / n <= exact.upper && exact.upper <= 1));
    REQUIRE((exact.lower <= prior.lower && prior.upper <= exact.upper));
    for (const auto method : {clopper_pearson, jeffreys}) {
      const Interval interval = method(x, n, confidence), mirrored = method(n - x, n, confidence);
      REQUIRE(interval.lower == Approx(1 - mirrored.upper).epsilon(1e-11).margin(1e-14));
      if (x < n) REQUIRE(method(x + 1, n, confidence).lower > interval.lower);
      if (x < n) REQUIRE(method(x + 1, n, confidence).upper >= interval.upper);
    }
  }
}

TEST_CASE("intervals ask for cases among cases", "[kernels][interval]") {
  CHECK_THROWS_WITH(wilson(5, 0), "n = 0 in wilson: expected a finite number of cases above 0");
  CHECK_THROWS_WITH(wilson(-1, 10), "x = -1 in wilson: expected a number of cases, 0 or more");
  CHECK_THROWS_WITH(clopper_pearson(12.5, 10), "x = 12.5 in clopper_pearson: expected at most n = 10");
  CHECK_THROWS_WITH(jeffreys(1, 10, 95),
                    "confidence = 95 in jeffreys: expected a number between 0 and 1, such as 0.95");
  for (const auto method : {wilson, clopper_pearson, jeffreys})
    for (const auto& [x, n, confidence] : std::vector<std::tuple<double, double, double>>{{unknown, 10, .95},
                                                                                          {1, unknown, .95},
                                                                                          {1, infinite, .95},
                                                                                          {1, -1, .95},
                                                                                          {1, 10, 0},
                                                                                          {1, 10, 1},
                                                                                          {1, 10, unknown}})
      CHECK_THROWS_AS(method(x, n, confidence), InvalidArgument);
}

TEST_CASE("rows without an interval say why", "[kernels][interval]") {
  const Numbers x{81, 0, 5, unknown, 12, -1, 1, 0}, n{263, 20, 0, 10, 10, 10, infinite, 0};
  Numbers lower(8), upper(8);
  std::vector<Status> status(8);
  const Status none = Status::not_meaningful, empty = Status::empty_denominator;
  for (const auto& [method, one] : {std::pair{IntervalMethod::wilson, &wilson},
                                    {IntervalMethod::clopper_pearson, &clopper_pearson},
                                    {IntervalMethod::jeffreys, &jeffreys}}) {
    intervals(method, x, n, 0.9, lower, upper, status);
    CHECK(status == std::vector{Status::computed, Status::computed, empty, Status::missing, none, none, none, empty});
    for (std::size_t row = 0; row < 8; ++row)
      CHECK(Interval{lower[row], upper[row]} == (has_value(status[row]) ? one(x[row], n[row], 0.9) : Interval{}));
  }
  CHECK_THROWS_WITH(intervals(IntervalMethod::wilson, x, Numbers{1}, 0.95, lower, upper, status),
                    "n of length 1 in intervals: expected length 8");
  CHECK_THROWS_AS(intervals(IntervalMethod::wilson, x, n, 1.5, lower, upper, status), InvalidArgument);
}

TEST_CASE("numbers beyond the beta distribution have no interval instead of a wrong one", "[kernels]") {
  const std::vector<double> x = {1e300, 1}, n = {2e300, 2};
  std::vector<double> lower(2), upper(2);
  std::vector<Status> status(2);
  for (const auto method : {IntervalMethod::clopper_pearson, IntervalMethod::jeffreys}) {
    intervals(method, x, n, 0.95, lower, upper, status);
    CHECK(status[0] == Status::not_meaningful);
    CHECK(lower[0] == 0);
    CHECK(status[1] == Status::computed);
  }
}
