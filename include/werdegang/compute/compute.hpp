// Indicators from observations.
#pragma once

#include <string>
#include <vector>

#include "werdegang/compute/indicator.hpp"
#include "werdegang/core/execution.hpp"
#include "werdegang/observations/observations.hpp"
#include "werdegang/table/table.hpp"

namespace werdegang::inline v0 {

struct ComputeOptions {
  std::vector<std::string> by = {};       ///< axes to break down by; an axis that is not named is its total
  std::vector<std::string> regions = {};  ///< codes; empty = all regions of the first variable
  std::vector<Period> periods = {};       ///< of the first variable, a year takes the days in it; empty = all
  double confidence = 0.95;               ///< of the intervals
  bool skip_uncomputable = false;         ///< pass over indicators whose variables are not there, instead of throwing
};

/// One tidy table: indicator, region, period, <breakdowns>, value, numerator, denominator, lower, upper, interval,
/// status, flags, unit, method, source. Rows are those of the first variable of each formula, sorted by indicator
/// (in the order asked), region, period, breakdown. Every operand keeps its own reference date by the formula's rule;
/// several sources of a variable are used newest first. Unknown input gives an unknown result with the reason.
/// Throws UnknownName for an id, region, axis or variable that is not there. O(rows * operands).
Table compute(const Observations& observations, const std::vector<Indicator>& indicators,
              const ComputeOptions& options = {}, const Execution& execution = {});
Table compute(const Observations& observations, const std::vector<std::string>& ids, const ComputeOptions& options = {},
              const Execution& execution = {});

}  // namespace werdegang::inline v0
