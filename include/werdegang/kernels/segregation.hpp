// How unevenly a group is spread over units such as schools: dissimilarity, isolation, exposure, Gini, Theil and
// others.
#pragma once

#include <numbers>
#include <span>
#include <vector>

#include "werdegang/core/id.hpp"
#include "werdegang/kernels/quantity.hpp"

namespace werdegang::inline v0 {

/// In all of these `a`, `b` and `total` hold persons by unit, one entry a unit; fractions of persons are allowed. A
/// unit without anybody changes nothing. Without a value: `empty_denominator`, when nobody is in a group that is
/// divided by; `not_meaningful`, when persons add up to more than a double holds. InvalidArgument for spans of
/// different length, a count that is negative, NaN or infinite, a group larger than its unit's total; the message names
/// the unit. O(units) unless said otherwise. Formulas: Massey and Denton, The dimensions of residential segregation,
/// Social Forces 67 (1988) 281; entropies: Theil and Finizza, J. Math. Sociol. 1 (1971) 187.

/// Index of Duncan: 0.5 * sum |a_i / A - b_i / B|; the part of a group that had to move for an even spread, 0 to 1.
/// Of one group and all others, give the others as `b`.
Quantity dissimilarity(std::span<const double> a, std::span<const double> b);

/// xPx: the share of the own group in the unit of an average member, sum (a_i / A) (a_i / t_i); A / T to 1.
Quantity isolation(std::span<const double> a, std::span<const double> total);

/// xPy: the share of group b in the unit of an average member of a, sum (a_i / A) (b_i / t_i). For two groups that make
/// up everybody, isolation + exposure = 1. The groups may overlap.
Quantity exposure(std::span<const double> a, std::span<const double> b, std::span<const double> total);

/// Correlation ratio, isolation freed from the size of the group: (xPx - P) / (1 - P) with P = A / T; 0 to 1.
Quantity eta2(std::span<const double> a, std::span<const double> total);

/// Gini index of segregation: sum over i, j of t_i t_j |p_i - p_j| / (2 T^2 P (1 - P)); 0 to 1. O(units log units).
Quantity gini_segregation(std::span<const double> a, std::span<const double> total);

/// Atkinson's index, 0 to 1. Shapes below 0.5 give more weight to units where the group is rare, above to those where
/// it is common. InvalidArgument unless 0 < shape < 1.
Quantity atkinson_segregation(std::span<const double> a, std::span<const double> total, double shape = 0.5);

/// By unit: the share of the group in the unit over its share everywhere, (a_i / t_i) / (A / T); 1 where both are
/// alike. `empty_denominator` for a unit without anybody.
std::vector<Quantity> location_quotient(std::span<const double> a, std::span<const double> total);

/// Diversity of groups: sum p_g ln(1 / p_g), 0 to ln(groups), divided by ln(base); base 2 gives bits.
/// InvalidArgument unless base > 1.
Quantity entropy(std::span<const double> counts, double base = std::numbers::e);

/// Mutual information M of units and groups: sum t_i / T (E - E_i), where E is the entropy of the groups everywhere and
/// E_i in the unit. `counts` is units x groups, row by row. 0 (exactly, for an even spread of whole numbers) to E.
/// Computed as a sum of terms that are not negative, to a few parts in 10^15 of the result. O(units * groups).
Quantity mutual_information(std::span<const double> counts, Index groups, double base = std::numbers::e);

/// Information index of Theil: M / E, 0 to 1. `empty_denominator` where all persons are of one group.
Quantity theil_h(std::span<const double> counts, Index groups);

/// By unit: how far its groups are from those of everybody, sum p_g|i ln(p_g|i / p_g); weighted by t_i / T they sum to
/// M.
std::vector<Quantity> local_segregation(std::span<const double> counts, Index groups, double base = std::numbers::e);

}  // namespace werdegang::inline v0
