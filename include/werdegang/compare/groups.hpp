// Groups of similar regions.
#pragma once

#include <span>
#include <vector>

#include "werdegang/compare/features.hpp"
#include "werdegang/core/execution.hpp"

namespace werdegang::inline v0 {

/// Two clusters become one. Points are 0 to n - 1; the cluster of merge i is n + i.
struct Merge {
  Index left = 0, right = 0;  ///< left < right
  double height = 0;
  Index size = 0;  ///< points in it
  bool operator==(const Merge&) const = default;
};

/// Ward's clustering (J. Am. Stat. Assoc. 58 (1963) 236) of the rows of a matrix without gaps, by height: the distance
/// of two clusters is sqrt(2 ab / (a + b)) times that of their centres, for two points the Euclidean one. Nearest
/// neighbour chains; equal distances take the lower number. O(n^2) time and memory. Throws InvalidArgument for a
/// number that is not finite, or when the numbers make no whole rows.
std::vector<Merge> ward(std::span<const double> rows, Index columns, const Execution& execution = {});

/// The clusters that are left when the last merges are taken back, numbered from 0 in the order of their first point.
/// Throws InvalidArgument unless 1 <= groups <= points.
std::vector<Index> cut_tree(std::span<const Merge> merges, Index groups);

/// How much nearer every point is to its own group than to the next one (P. J. Rousseeuw, J. Comput. Appl. Math. 20
/// (1987) 53), -1 to 1; 0 for a point alone. `group` from 0. O(n^2 * columns).
std::vector<double> silhouettes(std::span<const double> rows, Index columns, std::span<const Index> group);

struct GroupOptions {
  Index groups = 0;  ///< 0: the number from 2 to `most` with the highest mean silhouette, the smaller of equals
  Index most = 10;
};

/// `groups`: group, size, medoid (the region with the least distance to all others of its group), name, silhouette
/// (mean). `members`: region, name, group, medoid (0 or 1), distance (to the medoid), silhouette; by group and code.
/// `profiles`: group, feature, indicator, period, unit, mean, mean_z, order (1 = sets the group apart most, by
/// |mean_z|). `choices`: groups, silhouette, of every number that was tried. `left_out`: region, missing (the features
/// it lacks).
struct SimilarGroups {
  Table groups, members, profiles, choices, left_out;
  std::vector<Merge> merges;  ///< of the members in the order of codes
  bool operator==(const SimilarGroups&) const = default;
};

/// Ward's clusters of the regions that have all features, on z times the root of the weight. Group 1 is the largest;
/// of equal ones that with the lower code. Throws InvalidArgument for more groups than regions, fewer than 3 regions.
SimilarGroups similar_groups(const Features& features, const GroupOptions& options = {},
                             const Execution& execution = {});

}  // namespace werdegang::inline v0
