// Adding up regions: one partition of the territory only, never two.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "werdegang/observations/observations.hpp"

namespace werdegang::inline v0 {

/// Districts added to states ("state"), or states to Germany ("country"), for counts only. Where old and new codes
/// of a reform are both filled, one side is taken. A part without a value makes the sum `unknown_or_secret` or
/// whatever the part's reason is; never a smaller sum. The result's source is of kind `aggregation`.
Built<Observations> rollup(const Observations& observations, std::string_view level);

/// Fills periods in which a region's own row has no value with the sum of its predecessors (reforms whose new
/// side is this region alone), as method "own aggregation" and finding `own_aggregation`.
Built<Observations> with_predecessors(const Observations& observations, const std::vector<std::string>& regions);

/// The codes among `districts` that make up the state once at the period: `filled[i]` says whether code i has a
/// figure (a value or a secret one) there, `valued[i]` whether it is a value. O(reforms + districts).
std::vector<std::string> partition(const std::vector<std::string>& districts, const std::vector<bool>& filled,
                                   const std::vector<bool>& valued, Period period);

}  // namespace werdegang::inline v0
