#include "werdegang/kernels/interval.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/checks.hpp"
#include "kernels/quantile.hpp"

namespace werdegang::inline v0 {
namespace {

/// Why there is no interval, or `computed`.
Status status_of_cases(double x, double n) {
  const Status given = combine(detail::status_of(x), detail::status_of(n));
  if (!has_value(given)) return given;
  if (n == 0) return Status::empty_denominator;
  return x < 0 || x > n ? Status::not_meaningful : Status::computed;
}

void expect_cases(double x, double n, std::string_view place) {
  if (!(n > 0) || std::isinf(n))
    throw InvalidArgument(detail::named("n", n), place, "a finite number of cases above 0");
  if (!(x >= 0)) throw InvalidArgument(detail::named("x", x), place, "a number of cases, 0 or more");
  if (x > n) throw InvalidArgument(detail::named("x", x), place, "at most " + detail::named("n", n));
}

/// The two roots of (n + z^2) p^2 - (2 x + z^2) p + x^2 / n = 0; the lower one from their product, so that it
/// loses no digits when x is small and is exactly 0 at x = 0.
Interval wilson_from(double x, double n, double z) {
  const double half_square = z * z / 2;
  const double root = z * std::sqrt(x * ((n - x) / n) + half_square / 2);
  const double sum = x + half_square + root;
  return {x * (x / n) / sum, x == n ? 1.0 : std::min(1.0, sum / (n + z * z))};
}

Interval clopper_pearson_from(double x, double n, double tail) {
  return {x == 0 ? 0.0 : detail::beta_lower(x, n - x + 1, tail), x == n ? 1.0 : detail::beta_upper(x + 1, n - x, tail)};
}

Interval jeffreys_from(double x, double n, double tail) {
  return {x == 0 ? 0.0 : detail::beta_lower(x + 0.5, n - x + 0.5, tail),
          x == n ? 1.0 : detail::beta_upper(x + 0.5, n - x + 0.5, tail)};
}

std::string_view name_of(IntervalMethod method) {
  switch (method) {
    case IntervalMethod::wilson:
      return "wilson";
    case IntervalMethod::clopper_pearson:
      return "clopper_pearson";
    case IntervalMethod::jeffreys:
      return "jeffreys";
  }
  return "intervals";
}

}  // namespace

Interval wilson(double x, double n, double confidence) {
  const double tail = detail::tail_of(confidence, "wilson");
  expect_cases(x, n, "wilson");
  return wilson_from(x, n, detail::normal_upper(tail));
}

Interval clopper_pearson(double x, double n, double confidence) {
  const double tail = detail::tail_of(confidence, "clopper_pearson");
  expect_cases(x, n, "clopper_pearson");
  return clopper_pearson_from(x, n, tail);
}

Interval jeffreys(double x, double n, double confidence) {
  const double tail = detail::tail_of(confidence, "jeffreys");
  expect_cases(x, n, "jeffreys");
  return jeffreys_from(x, n, tail);
}

void intervals(IntervalMethod method, std::span<const double> x, std::span<const double> n, double confidence,
               std::span<double> lower, std::span<double> upper, std::span<Status> status) {
  for (const auto& [name, length] :
       {std::pair{"n", n.size()}, {"lower", lower.size()}, {"upper", upper.size()}, {"status", status.size()}})
    detail::expect_length(name, length, "intervals", x.size());
  const double tail = detail::tail_of(confidence, name_of(method));
  const double z = detail::normal_upper(tail);
  for (std::size_t row = 0; row < x.size(); ++row) {
    status[row] = status_of_cases(x[row], n[row]);
    Interval result;
    if (has_value(status[row])) {
      switch (method) {
        case IntervalMethod::wilson:
          result = wilson_from(x[row], n[row], z);
          break;
        case IntervalMethod::clopper_pearson:
          result = clopper_pearson_from(x[row], n[row], tail);
          break;
        case IntervalMethod::jeffreys:
          result = jeffreys_from(x[row], n[row], tail);
          break;
      }
    }
    if (!std::isfinite(result.lower) || !std::isfinite(result.upper)) status[row] = Status::not_meaningful, result = {};
    lower[row] = result.lower;
    upper[row] = result.upper;
  }
}

}  // namespace werdegang::inline v0
