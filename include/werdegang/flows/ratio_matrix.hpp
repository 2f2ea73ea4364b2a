// Net ratios between successive stocks: everything that happened in between in one number, so they may exceed 1.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "werdegang/core/matrix.hpp"
#include "werdegang/model/flows.hpp"

namespace werdegang::inline v0 {

/// Ratios are no probabilities: movers in and out, repeaters and changes of school type are netted. A type of its own,
/// for which there is no absorbing chain.
struct RatioMatrix {
  CodelistPtr states;
  SparseMatrix ratio;                   ///< states x states
  SparseMatrix numerator, denominator;  ///< sums over the periods used
  SparseMatrix pairs;                   ///< how many pairs of periods each ratio rests on
  std::string method;
  bool operator==(const RatioMatrix& other) const;
};

struct RatioOptions {
  /// pooled: sum of numerators over sum of denominators; mean and median of the yearly ratios; last: the latest one.
  enum Estimator : std::uint8_t { pooled, mean, median, last };
  Estimator estimator = pooled;
  /// From which stage to which; empty: from every stage to the next one of the list.
  std::vector<std::pair<std::string, std::string>> steps = {};
};

/// stock(t + 1, destination) / stock(t, origin) from columns stage, period, count. A missing year or an empty origin
/// skips its pair. Throws InvalidArgument for a step without a single pair, for negative counts and for a stage twice
/// in a period. O(rows log rows).
RatioMatrix ratio_matrix(const Table& stocks, const RatioOptions& options = {});

/// flow(t, origin, destination) / stock(t, origin): how many arrive for everyone who was there. Throws InvalidArgument
/// for hidden counts and for several sources at once.
RatioMatrix ratio_matrix(const Flows& flows, const Table& stocks, const RatioOptions& options = {});

/// origin, destination, value, numerator, denominator, pairs, status, flags (out_of_range above 1), method.
Table to_table(const RatioMatrix& matrix);

}  // namespace werdegang::inline v0
