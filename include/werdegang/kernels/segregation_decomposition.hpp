// Segregation between areas and within them.
#pragma once

#include <span>
#include <vector>

#include "werdegang/core/id.hpp"
#include "werdegang/kernels/quantity.hpp"

namespace werdegang::inline v0 {

/// Mutual information in nats, and Theil's H, which is M over the entropy of the groups everywhere.
struct SegregationTerm {
  Quantity mutual_information, theil_h;
  bool operator==(const SegregationTerm&) const = default;
};

/// Segregation of the units of one parent among each other.
struct ParentSegregation {
  double weight = 0;             ///< its part of all persons
  Quantity mutual_information;   ///< M of its units, `empty_denominator` where it has nobody
  Quantity theil_h;              ///< M over the entropy of its own groups
  SegregationTerm contribution;  ///< weight * M, and that over the entropy of everybody: what it adds to `within`
  bool operator==(const ParentSegregation&) const = default;
};

/// total = between + within, within = sum of the contributions: for M and for H, to a few parts in 10^15.
struct SegregationDecomposition {
  SegregationTerm total, between, within;
  std::vector<ParentSegregation> parents;  ///< by number of the parent
  bool operator==(const SegregationDecomposition&) const = default;
};

/// Splits the segregation of units (schools) by their parents (districts): `between` is that of the parents, `within`
/// what is left inside of them (Mora and Ruiz-Castillo, Sociol. Methodol. 41 (2011) 159). `counts` is units x groups,
/// row by row; `parents` has the number of the parent of every unit, from 0 on; numbers without a unit are empty
/// parents. O(units * groups). Statuses and errors as for `mutual_information`, InvalidArgument for a negative parent
/// or one far above the number of units.
SegregationDecomposition segregation_decomposition(std::span<const double> counts, Index groups,
                                                   std::span<const Index> parents);

}  // namespace werdegang::inline v0
