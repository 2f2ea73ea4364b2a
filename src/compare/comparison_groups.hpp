// Entries of a comparison, in groups of one level, series and period.
#pragma once

#include <string>
#include <vector>

#include "figures.hpp"
#include "werdegang/compare/comparison.hpp"
#include "werdegang/core/status.hpp"

namespace werdegang::inline v0::detail {

/// One row of the result: a row of the table in one group.
struct Entry {
  Index row = -1;
  std::string level, group;  ///< group: the state's code, "DG", or "" for the table
  Status rank_status = Status::computed;
  Index state_row = -1, country_row = -1;  ///< with the figures of the state and of Germany; -1 = none
};

struct ComparisonGroups {
  std::vector<Entry> entries;               ///< in the order of the table
  std::vector<std::vector<Index>> members;  ///< entries with a rank, group by group
};

ComparisonGroups comparison_groups(const Table& table, const SeriesFigures& figures, const CompareOptions& options);

}  // namespace werdegang::inline v0::detail
