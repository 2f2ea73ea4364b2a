// The rank of a unit, and the ranks it could have, given how uncertain the values are.
#pragma once

#include <span>
#include <vector>

#include "werdegang/core/id.hpp"

namespace werdegang::inline v0 {

/// Ranks count from 1, the smallest value; equal values share the lowest of their ranks.
/// lowest <= rank <= highest whenever every value lies within its interval.
struct RankRange {
  Index rank = 1, lowest = 1, highest = 1;
  bool operator==(const RankRange&) const = default;
};

/// Rank and range of unit i: rank = 1 + number of smaller values, lowest = 1 + number of units whose interval lies
/// wholly below the unit's own, highest = number of units whose interval does not lie wholly above. Intervals that
/// touch overlap. O(units). For ranks from the largest down, negate the values and swap the negated bounds.
/// InvalidArgument for spans of different length, a NaN, a lower end above its upper end, no such i.
RankRange rank_range(std::span<const double> lower, std::span<const double> upper, std::span<const double> value,
                     Index i);

/// The same for every unit; O(units log units).
std::vector<RankRange> rank_ranges(std::span<const double> lower, std::span<const double> upper,
                                   std::span<const double> value);

}  // namespace werdegang::inline v0
