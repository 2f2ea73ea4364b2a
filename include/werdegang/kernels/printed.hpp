// What is left of a number that was printed with few decimals.
#pragma once

#include <optional>

#include "werdegang/core/id.hpp"
#include "werdegang/kernels/interval.hpp"

namespace werdegang::inline v0 {

/// The numbers that `round_published` prints as `value`: 12.2 at one decimal stands for 12.15 to 12.25, the end nearer
/// to zero included, the other not; for 0 neither. Negative `decimals` for tens, hundreds. Ends are the doubles nearest
/// to the decimal numbers.
/// InvalidArgument unless -15 <= decimals <= 14 and `value` is finite and has no more decimals.
Interval printed_interval(double value, int decimals);

/// The whole numbers, from first to last, whose share of `total` is printed as `share`: 39 per cent of 441 are 170 to
/// 174. Nothing where no number is, so that share and total do not belong together. Exact.
/// InvalidArgument unless 1 <= total <= 10^12, 0 <= decimals <= 6, and `share` is 0 or more, finite and has no more
/// decimals, and 1 <= scale <= 10^6.
std::optional<Interval> share_to_count_interval(double share, Index total, int decimals, Index scale = 100);

}  // namespace werdegang::inline v0
