// Counts of flows as a table gives them: numbers, signs, statuses and intervals.
#pragma once

#include <functional>
#include <vector>

#include "werdegang/model/flows.hpp"

namespace werdegang::inline v0::detail {

struct FlowCounts {
  std::vector<double> count, lower, upper;
  std::vector<Status> status;
  /// Rows whose figure could not be used, with its text: negative numbers and texts that are no number.
  std::vector<std::pair<Index, std::string>> negative, unreadable;
};

/// Throws InvalidArgument for a status that does not fit its value and for an interval upside down.
FlowCounts read_counts(const Table& table, const FlowColumns& columns);

}  // namespace werdegang::inline v0::detail
