#include "werdegang/compare/comparison.hpp"

#include <algorithm>
#include <cmath>

#include "../core/parallel.hpp"
#include "comparison_groups.hpp"
#include "comparison_table.hpp"
#include "group_ranges.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

using detail::GroupValues;
using detail::Position;

GroupValues values_of(const Table& table, const detail::ComparisonGroups& groups, const std::vector<Index>& members) {
  GroupValues group;
  for (const Index member : members) group.add(table, groups.entries[static_cast<std::size_t>(member)].row);
  return group;
}

/// Ranges from the lowest up; empty where there are none.
std::vector<Rank> ranges(const GroupValues& group, const CompareOptions& options, std::string& method,
                         const Execution& execution) {
  std::vector<Rank> ranks;
  if (options.range == "posterior") ranks = detail::posterior_ranks(group, options.confidence, execution);
  method = ranks.empty() ? "overlap" : "posterior";
  return ranks.empty() && options.range != "none" ? detail::overlap_ranks(group) : ranks;
}

double middle(const std::vector<double>& sorted) {
  const std::size_t half = sorted.size() / 2;
  return sorted.size() % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

void place(const GroupValues& group, const std::vector<Index>& members, const CompareOptions& options,
           const Execution& execution, std::vector<Position>& positions) {
  auto sorted = group.value;
  std::sort(sorted.begin(), sorted.end());
  const auto size = std::ssize(sorted);
  double sum = 0, squares = 0;
  for (const double value : sorted) sum += value;
  const double mean = sum / static_cast<double>(size);
  for (const double value : sorted) squares += (value - mean) * (value - mean);
  const double deviation = sorted.front() < sorted.back() ? std::sqrt(squares / static_cast<double>(size)) : 0;
  std::string method;
  const auto ranks = ranges(group, options, method, execution);
  for (std::size_t i = 0; i < members.size(); ++i) {
    Position& own = positions[static_cast<std::size_t>(members[i])];
    const double value = group.value[i];
    const Index below = std::lower_bound(sorted.begin(), sorted.end(), value) - sorted.begin();
    const Index above = sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), value);
    own.ranked = true;
    own.rank = {1 + (options.descending ? above : below), size, 0, 0};
    if (!ranks.empty()) {
      own.range = method;
      own.rank.lowest = options.descending ? size + 1 - ranks[i].highest : ranks[i].lowest;
      own.rank.highest = options.descending ? size + 1 - ranks[i].lowest : ranks[i].highest;
      // Of equal values all have the better rank, from whichever end.
      own.rank.lowest = std::min(own.rank.lowest, own.rank.place);
      own.rank.highest = std::max(own.rank.highest, own.rank.place);
    }
    own.percentile = 50.0 * static_cast<double>(below + size - above) / static_cast<double>(size);
    if (deviation > 0) own.z = (value - mean) / deviation;
    own.median = middle(sorted);
    own.mean = mean;
  }
}

void check(const CompareOptions& options) {
  if (options.within != "state" && options.within != "country" && !options.within.empty())
    throw InvalidArgument("within='" + options.within + "'", "compare",
                          "'state', 'country' or nothing for all regions of the table");
  if (options.range != "posterior" && options.range != "overlap" && options.range != "none")
    throw InvalidArgument("range='" + options.range + "'", "compare", "'posterior', 'overlap' or 'none'");
  if (!(options.confidence > 0 && options.confidence < 1))
    throw InvalidArgument("confidence " + std::to_string(options.confidence), "compare", "a number between 0 and 1");
}

}  // namespace

Table compare(const Table& table, const CompareOptions& options, const Execution& execution) {
  check(options);
  const auto figures = detail::figures_of(table, "compare");
  const auto groups = detail::comparison_groups(table, figures, options);
  std::vector<Position> positions(groups.entries.size());
  detail::parallel_for(std::ssize(groups.members), execution, [&](Index i) {
    const auto& members = groups.members[static_cast<std::size_t>(i)];
    place(values_of(table, groups, members), members, options, {1, execution.stop, {}}, positions);
  });
  return detail::comparison_table(table, figures, groups, positions);
}

}  // namespace werdegang::inline v0
