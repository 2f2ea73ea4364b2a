// Change between two points in time. Per cent and percentage points have functions of their own.
#pragma once

#include "werdegang/kernels/quantity.hpp"

namespace werdegang::inline v0 {

/// Change of a count in per cent of the earlier one: 100 * (after - before) / before.
/// From 789600 to 818500 children: 3.66. Without a value: `empty_denominator` (before is 0),
/// `not_meaningful` (before is negative, or a number is infinite), `missing` (NaN given).
Quantity change_rate(double before, double after);

/// Change of a percentage in percentage points: after - before. From 43.6 to 42.8 per cent: -0.8 points.
/// Without a value: `missing` (NaN given), `not_meaningful` (infinite).
Quantity change_pp(double before, double after);

/// Compound annual growth in per cent: 100 * ((after / before)^(1 / years) - 1); -100 when nothing is left.
/// Without a value: `empty_denominator` (before is 0), `not_meaningful` (a count is negative or infinite),
/// `missing` (NaN given). InvalidArgument unless `years` is above 0; parts of a year are welcome.
Quantity annual_growth(double before, double after, double years);

}  // namespace werdegang::inline v0
