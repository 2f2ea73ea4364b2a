// Every region beside the others of its kind: ranks, z-scores, differences.
#pragma once

#include <string>

#include "werdegang/core/execution.hpp"
#include "werdegang/table/table.hpp"

namespace werdegang::inline v0 {

struct CompareOptions {
  std::string within = "state";  ///< "state", "country" (the districts of all states must be there), "" = the table
  std::string period = {};       ///< a year takes the days in it; "latest": each series' latest value; empty = all
  bool descending = false;       ///< rank 1 = highest value
  /// Ranges of ranks: "posterior" as in `rank_share` for shares, the overlap of intervals for other values with
  /// intervals; "overlap" for all; "none".
  std::string range = "posterior";
  double confidence = 0.95;  ///< of the posterior range
};

/// `table`: a result of `compute`, or any table with the columns region and value and, where it has them, indicator,
/// period, breakdowns, lower, upper, unit, status. One row for each of its rows in the periods asked, with: indicator,
/// region, period, <breakdowns>, level, group, value, unit, rank, rank_lowest, rank_highest, of, range, percentile
/// (share of the group below, ties half), z (by the group's mean and population standard deviation), median, mean,
/// state_value, country_value; difference_median, difference_mean, difference_state, difference_country in
/// difference_unit (percentage points for percents), relative_median and so on in per cent of what is compared with
/// (none for percentage points, indices and what is not above zero); status (of the value) and rank_status.
///
/// A group holds regions of one level with a value in one period: districts of a state, states of Germany, never
/// both. A city state counts as a district too where districts of several states are compared; of old and new
/// districts side by side one partition counts, the others have rank_status `not_existing`, a region alone in its
/// group `too_few_cases`. Equal values share the better rank. Throws InvalidArgument for options that are none of the
/// above and for a region twice. O(rows log rows) and the ranges.
Table compare(const Table& table, const CompareOptions& options = {}, const Execution& execution = {});

}  // namespace werdegang::inline v0
