// What is left of a count that was rounded to multiples of a base, and how a table shows that it was.
#pragma once

#include <span>

#include "werdegang/core/id.hpp"
#include "werdegang/kernels/interval.hpp"

namespace werdegang::inline v0 {

/// The counts, from first to last, that `round_to_base` turns into `value`: with base 3, 6 stands for 5 to 7 and 0 for
/// 0 or 1; with 5 for two more or fewer; with 10, 20 stands for 15 to 24. Base 1 is exact.
/// InvalidArgument unless `value` is a multiple of the base, 0 or more and at most 2^53, and base >= 1.
Interval rounding_interval(double value, Index base);

struct RoundedShareOptions {
  Index numerator_base = 1, denominator_base = 1;
  double scale = 100;
  bool part = true;  ///< the numerator counts some of the denominator; false for ratios, such as per 100 places
};

/// Between what values scale * numerator / denominator lies when both were rounded on their own: 12 of 30 at base 3 are
/// 35.5 to 44.8 per cent. Only somebody has a share: a denominator that may be 0 counts as 1 or more.
/// InvalidArgument as for `rounding_interval`, for a denominator that is certainly 0, for a scale that is not above 0,
/// and for a part that is larger than its whole whatever the rounding.
Interval rounded_share_interval(double numerator, double denominator, const RoundedShareOptions& options = {});

/// How far the sum of `parts` rounded figures may be from their rounded total: parts * base / 2, 0 for base 1.
/// InvalidArgument unless parts >= 1 and base >= 1.
double sum_tolerance(Index parts, Index base);

/// What the figures of a table show.
struct RoundingBase {
  Index base = 0;           ///< 10, 5 or 3; 0: nothing shows
  bool small_only = false;  ///< only figures up to the base were rounded
  bool operator==(const RoundingBase&) const = default;
};

/// Needs 30 figures above 0, all of them multiples of 10, 5 or 3; or 20 small ones, where 0 and the base occur and
/// nothing between. What is NaN is left out. O(figures).
RoundingBase detect_rounding_base(std::span<const double> counts);

}  // namespace werdegang::inline v0
