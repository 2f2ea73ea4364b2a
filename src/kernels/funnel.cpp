#include "werdegang/kernels/funnel.hpp"

#include <algorithm>

#include "kernels/checks.hpp"
#include "kernels/quantile.hpp"

namespace werdegang::inline v0 {
namespace {

/// The smallest whole number k with f(k), where f turns from false to true once; searched outwards from `start`.
template <class Rising>
double first_that(Rising f, double start) {
  double step = 1, high = std::max(0.0, std::floor(start));
  while (!f(high)) {
    high += step;
    step *= 2;
  }
  double low = high;
  for (step = 1; low >= 0 && f(low); step *= 2) low -= step;
  low = std::max(low, -1.0);
  while (high - low > 1) {
    const double middle = std::floor((low + high) / 2);
    (f(middle) ? high : low) = middle;
  }
  return high;
}

}  // namespace

Interval funnel_limits(double baseline, double n, double confidence) {
  const double z = detail::normal_upper(detail::tail_of(confidence, "funnel_limits"));
  if (!(baseline >= 0 && baseline <= 1))
    throw InvalidArgument(detail::named("baseline", baseline), "funnel_limits", "a share as a part of 1, 0 to 1");
  if (!(n > 0) || std::isinf(n))
    throw InvalidArgument(detail::named("n", n), "funnel_limits", "a finite number of cases above 0");
  const double width = z * std::sqrt(baseline * (1 - baseline) / n);
  return {std::max(0.0, baseline - width), std::min(1.0, baseline + width)};
}

Interval funnel_limits_count(double expected, double confidence) {
  const double tail = detail::tail_of(confidence, "funnel_limits_count");
  if (!(expected >= 0 && expected <= 1e9))
    throw InvalidArgument(detail::named("expected", expected), "funnel_limits_count", "a number of events, 0 to 10^9");
  if (expected == 0) return {0, 0};
  const double reach = detail::normal_upper(tail) * std::sqrt(expected);
  return {first_that([&](double k) { return detail::poisson_at_most(k, expected) > tail; }, expected - reach),
          first_that([&](double k) { return detail::poisson_above(k, expected) <= tail; }, expected + reach)};
}

}  // namespace werdegang::inline v0
