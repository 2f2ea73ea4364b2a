// How often intervals contain the truth, by adding the probability of every outcome.
#include <algorithm>
#include <cmath>
#include <vector>

#include "catch.hpp"
#include "werdegang/kernels/count_interval.hpp"
#include "werdegang/kernels/funnel.hpp"
#include "werdegang/kernels/interval.hpp"

using namespace werdegang;

namespace {

using OfCases = Interval (*)(double, double, double);
using OfEvents = Interval (*)(double, double);

struct Coverage {
  double least = 1, mean = 0;
};

/// Over chances p = .0025, .005 ... .9975.
Coverage coverage(OfCases method, int n, double confidence) {
  std::vector<Interval> intervals;
  for (int x = 0; x <= n; ++x) intervals.push_back(method(x, n, confidence));
  Coverage result;
  constexpr int steps = 400;
  for (int step = 1; step < steps; ++step) {
    const double p = static_cast<double>(step) / steps;
    double term = std::pow(1 - p, n), inside = 0;
    for (int x = 0; x <= n; ++x) {
      const auto& [lower, upper] = intervals[static_cast<std::size_t>(x)];
      if (lower <= p && p <= upper) inside += term;
      term *= p / (1 - p) * (n - x) / (x + 1);
    }
    result.least = std::min(result.least, inside);
    result.mean += inside / (steps - 1);
  }
  return result;
}

/// Over expectations from `first` on, in steps of .05.
Coverage coverage(OfEvents method, double first, double last, double confidence) {
  std::vector<Interval> intervals;
  for (int count = 0; count <= 3 * last + 60; ++count) intervals.push_back(method(count, confidence));
  Coverage result;
  int steps = 0;
  for (double mean = first; mean <= last; mean += 0.05, ++steps) {
    double term = std::exp(-mean), inside = 0;
    for (std::size_t count = 0; count < intervals.size(); ++count) {
      if (intervals[count].lower <= mean && mean <= intervals[count].upper) inside += term;
      term *= mean / static_cast<double>(count + 1);
    }
    result.least = std::min(result.least, inside);
    result.mean += inside;
  }
  result.mean /= steps;
  return result;
}

}  // namespace

TEST_CASE("Clopper and Pearson's interval contains every chance as often as it says", "[kernels][coverage]") {
  for (const int n : {1, 5, 20, 50, 100})
    for (const double confidence : {0.8, 0.95, 0.998}) {
      const Coverage exact = coverage(clopper_pearson, n, confidence);
      CAPTURE(n, confidence);
      CHECK(exact.least >= confidence - 1e-12);
      CHECK(exact.mean > confidence);
    }
}

TEST_CASE("Wilson's and Jeffreys' intervals contain the chance as often as they say on average",
          "[kernels][coverage]") {
  // Brown, Cai and DasGupta: below .9 at some chances near 0 and 1, but near .95 on average already for 10 cases.
  for (const int n : {10, 20, 50, 100}) {
    const Coverage score = coverage(wilson, n, 0.95), prior = coverage(jeffreys, n, 0.95);
    CAPTURE(n);
    CHECK(score.mean == Approx(0.95).margin(0.008));
    CHECK(prior.mean == Approx(0.95).margin(0.01));
    CHECK((score.least > 0.83 && score.least < 0.95));
    CHECK((prior.least > 0.8 && prior.least < 0.95));
    CHECK(coverage(clopper_pearson, n, 0.95).mean > std::max(score.mean, prior.mean));
  }
}

TEST_CASE("the exact interval of a count contains every expectation as often as it says", "[kernels][coverage]") {
  for (const double confidence : {0.8, 0.95, 0.998}) {
    const Coverage exact = coverage(exact_count, 0.05, 60, confidence);
    CHECK(exact.least >= confidence - 1e-12);
    CHECK(exact.mean > confidence);
  }
  const Coverage approximate = coverage(byar, 10, 60, 0.95);
  CHECK(approximate.least > 0.945);
  CHECK(approximate.mean == Approx(coverage(exact_count, 10, 60, 0.95).mean).margin(1e-3));
}

TEST_CASE("the funnel of a count leaves out no more than it says", "[kernels][coverage]") {
  for (const double confidence : {0.95, 0.998})
    for (double expected = 0.05; expected < 60; expected += 0.05) {
      const Interval limits = funnel_limits_count(expected, confidence);
      double term = std::exp(-expected), inside = 0;
      for (double count = 0; count <= limits.upper; ++count, term *= expected / count)
        if (count >= limits.lower) inside += term;
      REQUIRE(inside >= confidence - 1e-12);
    }
}
