// What the measures of segregation share: checked counts, and the divergence of a unit's groups from everybody's.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "werdegang/core/id.hpp"
#include "werdegang/kernels/quantity.hpp"

namespace werdegang::inline v0::detail {

/// Units x groups, row by row, with the sums of rows and columns.
struct GroupCounts {
  std::span<const double> values;
  std::size_t groups = 0;
  std::vector<double> unit_totals, group_totals;
  double total = 0;

  std::span<const double> unit(std::size_t i) const { return values.subspan(i * groups, groups); }
  std::size_t units() const { return unit_totals.size(); }
};

/// InvalidArgument for a count that is negative, NaN or infinite; names its unit and group.
GroupCounts group_counts(std::span<const double> values, Index groups, std::string_view place);

/// sum of n_g ln(n_g / (n N_g / N)) over the groups of a part of a whole: persons times nats. Written as a sum of terms
/// that are not negative, so that hardly any digits are lost where the part is nearly as the whole.
double divergence(std::span<const double> part, double part_total, std::span<const double> whole, double whole_total);

/// Entropy of numbers with the sum `total`, in nats.
double entropy_of(std::span<const double> counts, double total);

}  // namespace werdegang::inline v0::detail
