// Where a region stands among others, and how sure that is.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "werdegang/core/execution.hpp"
#include "werdegang/table/table.hpp"

namespace werdegang::inline v0 {

/// Place among `size` units, 1 = lowest value; equal values share the better place.
struct Rank {
  Index place = 0;
  Index size = 0;
  Index lowest = 0, highest = 0;  ///< range of the place at the asked confidence; equal to `place` when not known
  bool operator==(const Rank&) const = default;
};

/// Rank of a share of events in trials. Every share is uncertain by itself, Beta(x + 1/2, n - x + 1/2); the number of
/// units below follows as a sum of independent draws (Poisson-binomial), averaged over the unit's own share. No random
/// numbers. O(units^2) for each of some hundred nodes. Throws InvalidArgument for no trials, x > n, or an index
/// outside.
Rank rank_share(std::span<const double> events, std::span<const double> trials, Index unit, double confidence = 0.95);

/// The same for every unit, in one pass: all units share the distribution at a node, and each takes itself out again.
std::vector<Rank> rank_shares(std::span<const double> events, std::span<const double> trials, double confidence = 0.95,
                              const Execution& execution = {});

/// Rank of a plain value, without a range.
Rank rank_value(std::span<const double> values, Index unit);

/// A region's row in a result of `compute` with its rank inside its group and its distance from the levels above.
struct Standing {
  std::string region, group;  ///< group: the state's code, or "DG"
  Rank rank;
  double value = 0;
  std::optional<double> state, country;  ///< values of the state and of Germany, in the indicator's unit
  Rank nationwide;                       ///< beside a rank inside the state, where all states have figures; else size 0
  bool operator==(const Standing&) const = default;

  /// The region's value less the state's (Germany's); none where that has no value.
  std::optional<double> state_difference() const { return state ? std::optional(value - *state) : std::nullopt; }
  std::optional<double> country_difference() const { return country ? std::optional(value - *country) : std::nullopt; }
};

struct RankOptions {
  std::string within = "state";  ///< or "country"
  std::string period = {};       ///< a year takes its latest day; empty = the region's latest with a value
  double confidence = 0.95;
};

/// `table` holds one indicator at one combination of breakdowns (filter it first). Units are the districts of the
/// group that have a value in the period; a state that is a district itself (Berlin, Hamburg) counts as one, and of
/// old and new districts that stand side by side one partition of the state counts. Throws UnknownName for a region
/// that is not there, InvalidArgument for more than one indicator, no value, or no other unit in the group.
Standing rank(const Table& table, const std::string& region, const RankOptions& options = {});

}  // namespace werdegang::inline v0
