// The rows of all indicators as one table.
#pragma once

#include <string>
#include <vector>

#include "evaluation.hpp"
#include "werdegang/table/table.hpp"

namespace werdegang::inline v0::detail {

/// `rows[i]` are the pieces of `runs[i]`, in order. Code lists hold what occurs, in the order in which it occurs.
Table result_table(const Observations& observations, const Regions& regions, const std::vector<std::string>& axes,
                   double confidence, const std::vector<IndicatorRun>& runs, std::vector<std::vector<ResultRows>> rows,
                   const Execution& execution);

}  // namespace werdegang::inline v0::detail
