// A part of a whole, per hundred, per thousand.
#pragma once

#include <span>

#include "werdegang/kernels/quantity.hpp"

namespace werdegang::inline v0 {

/// scale * numerator / denominator: 162 of 1323 leavers are 12.24... per cent, with scale 1000 per thousand.
/// For whole numbers the product is exact and the division rounds once, so that a share which has few
/// decimals is the double nearest to them. Shares above `scale` and below 0 are kept as they are.
/// Without a value: `empty_denominator` (denominator 0), `missing` (NaN given), `not_meaningful` (infinite).
Quantity share(double numerator, double denominator, double scale = 100);

/// The same for every row; O(rows). A row without a value gets value 0 and its reason in `status`.
/// InvalidArgument when the spans differ in length.
void shares(std::span<const double> numerator, std::span<const double> denominator, double scale,
            std::span<double> value, std::span<Status> status);

}  // namespace werdegang::inline v0
