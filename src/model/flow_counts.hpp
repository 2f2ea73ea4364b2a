// Counts of flows as a table gives them: numbers, signs, statuses and intervals.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "werdegang/model/flows.hpp"

namespace werdegang::inline v0::detail {

/// Texts of one column that were read as numbers in one way: how many, and the first.
struct ReadAs {
  Index rows = 0;
  std::string text = {};
  double value = 0;
};

/// A count and the bounds that do not hold it.
struct OutsideBounds {
  Index row;
  double value, lower, upper;
};

struct FlowCounts {
  std::vector<double> count, lower, upper;
  std::vector<Status> status;
  /// Rows whose figure could not be used, with its text: negative numbers and texts that are no number.
  std::vector<std::pair<Index, std::string>> negative, unreadable;
  std::vector<OutsideBounds> outside;
  std::map<std::pair<std::string, std::string>, ReadAs> read_as;  ///< by column and code of the finding
};

/// Throws InvalidArgument for a status that does not fit its value and for an interval upside down.
FlowCounts read_counts(const Table& table, const FlowColumns& columns);

}  // namespace werdegang::inline v0::detail
