#include "group_ranges.hpp"

#include <algorithm>

#include "figures.hpp"
#include "units.hpp"
#include "werdegang/kernels/rank_range.hpp"

namespace werdegang::inline v0::detail {

void GroupValues::add(const Table& table, Index row) {
  const auto take = [&](std::string_view name, std::vector<double>& numbers) {
    numbers.push_back(0);
    return number_in(table, name, row, numbers.back());
  };
  take("value", value);
  const bool counted = take("numerator", events) & take("denominator", trials);
  const bool low = take("lower", lower), high = take("upper", upper);
  bounded = bounded && low && high && lower.back() <= upper.back();
  share.push_back(is_share(table, row));
  const bool beyond = counted && !low && trials.back() > 0 && (events.back() > trials.back() || events.back() < 0);
  shares = shares && (share.back() || beyond);
}

std::vector<Rank> posterior_ranks(const GroupValues& group, double confidence, const Execution& execution) {
  const auto any = std::find(group.share.begin(), group.share.end(), 1) != group.share.end();
  if (!group.shares || !any) return {};
  std::vector<double> events, trials;
  Index below = 0;
  for (std::size_t i = 0; i < group.value.size(); ++i) {
    below += !group.share[i] && group.events[i] < 0;
    if (group.share[i]) events.push_back(group.events[i]), trials.push_back(group.trials[i]);
  }
  const auto uncertain = rank_shares(events, trials, confidence, execution);
  std::vector<Rank> ranks;
  std::size_t next = 0;
  for (std::size_t i = 0; i < group.value.size(); ++i) {
    ranks.push_back(rank_value(group.value, static_cast<Index>(i)));
    if (!group.share[i]) continue;
    ranks.back().lowest = uncertain[next].lowest + below;
    ranks.back().highest = uncertain[next++].highest + below;
  }
  return ranks;
}

std::vector<Rank> overlap_ranks(const GroupValues& group) {
  std::vector<Rank> ranks;
  if (!group.bounded) return ranks;
  for (const RankRange& range : rank_ranges(group.lower, group.upper, group.value))
    ranks.push_back({range.rank, std::ssize(group.value), range.lowest, range.highest});
  return ranks;
}

}  // namespace werdegang::inline v0::detail
