#include "werdegang/kernels/change.hpp"

#include "kernels/checks.hpp"

namespace werdegang::inline v0 {
namespace {

/// A base that per cent can be taken of.
Status status_of_base(double before, double after) {
  const Status given = combine(detail::status_of(before), detail::status_of(after));
  if (!has_value(given)) return given;
  if (before == 0) return Status::empty_denominator;
  return before < 0 ? Status::not_meaningful : Status::computed;
}

}  // namespace

Quantity change_rate(double before, double after) {
  const Status status = status_of_base(before, after);
  if (!has_value(status)) return {0, status};
  return detail::quantity(100 * (after - before) / before);
}

Quantity change_pp(double before, double after) {
  const Status given = combine(detail::status_of(before), detail::status_of(after));
  if (!has_value(given)) return {0, given};
  return detail::quantity(after - before);
}

Quantity annual_growth(double before, double after, double years) {
  if (!(years > 0) || std::isinf(years))
    throw InvalidArgument(detail::named("years", years), "annual_growth", "a number of years above 0");
  const Status status = status_of_base(before, after);
  if (!has_value(status)) return {0, status};
  if (after < 0) return {0, Status::not_meaningful};
  // Near 1 the ratio itself has lost the digits that matter, far from 1 the relative change has.
  const double ratio = after / before;
  const double logarithm = ratio > 0.5 && ratio < 2 ? std::log1p((after - before) / before) : std::log(ratio);
  return detail::quantity(100 * std::expm1(logarithm / years));
}

}  // namespace werdegang::inline v0
