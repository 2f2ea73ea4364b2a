// Uncertain shares on one grid, fine enough for all of them.
#pragma once

#include <span>
#include <vector>

#include "werdegang/core/id.hpp"

namespace werdegang::inline v0::detail {

/// Jeffreys' posterior of a share x of n, Beta(x + 1/2, n - x + 1/2), in the angle t = asin(sqrt(share)): there its
/// density is sin(t)^2x cos(t)^2(n-x), without poles, and about as wide everywhere for the same n.
/// Before the first node the share lies above for sure, after the last one below.
struct ShareOnGrid {
  Index first = 0;            ///< the first node with weight
  std::vector<double> mass;   ///< of the nodes from `first` on; the sum is 1
  std::vector<double> below;  ///< probability that the share lies below the node
  Index end() const { return first + static_cast<Index>(mass.size()); }
};

/// The shares on one set of Gauss-Legendre nodes whose panels are two standard deviations of the sharpest share
/// there wide, so that integrals over a share have 1e-5 of error or less. O(panels * units + nodes with weight).
std::vector<ShareOnGrid> shares_on_grid(std::span<const double> events, std::span<const double> trials);

}  // namespace werdegang::inline v0::detail
