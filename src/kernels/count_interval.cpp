#include "werdegang/kernels/count_interval.hpp"

#include <algorithm>

#include "kernels/checks.hpp"
#include "kernels/quantile.hpp"

namespace werdegang::inline v0 {
namespace {

double tail_of(double count, double confidence, std::string_view place) {
  if (!(count >= 0) || std::isinf(count))
    throw InvalidArgument(detail::named("count", count), place, "a finite number of events, 0 or more");
  return detail::tail_of(confidence, place);
}

double cube(double x) { return x * x * x; }

/// From here on Byar's limits agree with the exact ones to the last digits, and the inverse of the incomplete gamma
/// function no longer converges.
constexpr double exactly_enough = 1e10;

}  // namespace

Interval exact_count(double count, double confidence) {
  const double tail = tail_of(count, confidence, "exact_count");
  if (count > exactly_enough) return byar(count, confidence);
  return {count == 0 ? 0.0 : detail::gamma_lower(count, tail), detail::gamma_upper(count + 1, tail)};
}

Interval byar(double count, double confidence) {
  const double z = detail::normal_upper(tail_of(count, confidence, "byar"));
  const double next = count + 1;
  const double lower = count == 0 ? 0.0 : count * cube(1 - 1 / (9 * count) - z / (3 * std::sqrt(count)));
  return {std::max(0.0, lower), next * cube(1 - 1 / (9 * next) + z / (3 * std::sqrt(next)))};
}

}  // namespace werdegang::inline v0
