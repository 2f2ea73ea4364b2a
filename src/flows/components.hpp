// Strongly connected components of the transitions between states.
#pragma once

#include <span>
#include <vector>

#include "werdegang/core/matrix.hpp"

namespace werdegang::inline v0::detail {

/// Component c holds states[start[c] .. start[c + 1]); every transition leads into the same or an earlier component.
struct Components {
  std::vector<Index> states, start{0};
  std::vector<Index> component;  ///< of each state
  Index count() const { return static_cast<Index>(start.size()) - 1; }
  std::span<const Index> members(Index c) const {
    const auto at = static_cast<std::size_t>(c);
    return {states.data() + start[at], static_cast<std::size_t>(start[at + 1] - start[at])};
  }
};

/// Tarjan 1972 without recursion; entries of 0 are no transitions. O(states + transitions).
Components strong_components(const SparseMatrix& matrix);

}  // namespace werdegang::inline v0::detail
