// Indices that are put together from several indicators, and what each of them adds.
#pragma once

#include <span>
#include <vector>

#include "werdegang/core/id.hpp"
#include "werdegang/kernels/quantity.hpp"

namespace werdegang::inline v0 {

/// (value - mean) / standard deviation of every unit; the deviation is that of a population (divided by n, not n - 1).
/// With `weights` (of areas, such as their inhabitants) mean and deviation are weighted. Units without a value (NaN:
/// `missing`, infinite: `not_meaningful`) are left out of both. `empty_denominator` for all where the values do not
/// differ. O(units). InvalidArgument for weights of another length, negative or not finite.
std::vector<Quantity> z_scores(std::span<const double> values, std::span<const double> weights = {});

/// `contributions` is units x indicators, row by row: weight * direction * z. They sum to the unit's value.
struct CompositeIndex {
  std::vector<Quantity> value, contributions;
  bool operator==(const CompositeIndex&) const = default;
};

/// Weighted sum of z-scores, such as a social index. `values` is units x indicators, row by row. `weights` are taken as
/// they are, with 1 / indicators each it is the mean; which weights are right is no question of arithmetic, so there is
/// no default. `directions` (all +1 when empty) are -1 where more of the indicator is less of what the index measures.
/// `unit_weights` as in `z_scores`. A unit of which one indicator is not known has no value, with its reason, unless
/// the indicator's weight is 0. O(units * indicators). InvalidArgument for lengths that do not match, a weight that is
/// negative or not finite, weights that are all 0, a direction that is neither 1 nor -1.
CompositeIndex composite_index(std::span<const double> values, std::span<const double> weights,
                               std::span<const double> directions = {}, std::span<const double> unit_weights = {});

}  // namespace werdegang::inline v0
