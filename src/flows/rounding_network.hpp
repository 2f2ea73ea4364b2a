// A circulation whose arcs take their floor or their ceiling, at the least cost.
#pragma once

#include <cstdint>
#include <vector>

#include "werdegang/core/execution.hpp"

namespace werdegang::inline v0::detail {

class RoundingNetwork {
 public:
  explicit RoundingNetwork(Index nodes);

  /// An arc that carries `whole` and, when rounded up, one more; `fraction` in [0, 1), 0 never rounds up. Its position.
  /// Arcs that do not count add nothing to the cost.
  Index add(Index from, Index to, Index whole, double fraction, bool counts);

  /// Rounds all arcs so that every node passes on what it gets, with the least sum of squared differences over those
  /// that count. Successive shortest paths from the plain rounding. Throws Error when there is no such rounding.
  void solve(const Execution& execution);
  bool up(Index arc) const { return arcs_[static_cast<std::size_t>(arc)].up; }

 private:
  struct Arc {
    Index from, to;
    std::int64_t cost;  ///< of rounding up instead of down
    bool up, free;
  };
  bool relieve(Index source, const Execution& execution);

  std::vector<Arc> arcs_;
  std::vector<std::vector<Index>> touching_;
  std::vector<Index> excess_;
  std::vector<std::int64_t> potential_, distance_;
  std::vector<Index> via_;
};

}  // namespace werdegang::inline v0::detail
