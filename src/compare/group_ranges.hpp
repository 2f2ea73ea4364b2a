// Ranges of ranks in a group, from whatever its rows know of their uncertainty.
#pragma once

#include <string>
#include <vector>

#include "werdegang/compare/ranking.hpp"

namespace werdegang::inline v0::detail {

/// The values of a group with what their ranges need.
struct GroupValues {
  std::vector<double> value, events, trials, lower, upper;
  std::vector<std::uint8_t> share;  ///< the value is events of trials
  bool shares = true;               ///< all are shares or lie beyond what a share can be, such as 104 children of 100
  bool bounded = true;              ///< all have an interval

  void add(const Table& table, Index row);
};

/// By `rank_shares`; what lies beyond all shares has its rank for sure. Empty unless `shares`.
std::vector<Rank> posterior_ranks(const GroupValues& group, double confidence, const Execution& execution);
/// By the overlap of intervals. Empty unless `bounded`.
std::vector<Rank> overlap_ranks(const GroupValues& group);

}  // namespace werdegang::inline v0::detail
