// The result of a comparison as columns.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "comparison_groups.hpp"
#include "werdegang/compare/ranking.hpp"

namespace werdegang::inline v0::detail {

/// Where an entry stands in its group.
struct Position {
  bool ranked = false;
  Rank rank;          ///< lowest and highest 0 without a range
  std::string range;  ///< how the range was made
  double percentile = 0, median = 0, mean = 0;
  std::optional<double> z;
};

Table comparison_table(const Table& table, const SeriesFigures& figures, const ComparisonGroups& groups,
                       const std::vector<Position>& positions);

}  // namespace werdegang::inline v0::detail
