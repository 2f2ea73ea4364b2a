// A largest flow from one side of a bipartite graph to the other (Dinic), and what it says about the arcs.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "werdegang/core/execution.hpp"

namespace werdegang::inline v0::detail {

/// Supplies on the left, demands on the right, arcs without bound between them.
struct Transport {
  std::vector<double> supply, demand;
  std::vector<std::pair<std::int32_t, std::int32_t>> arcs;  ///< (left, right), sorted, each once
};

struct TransportFlow {
  std::vector<double> flow;  ///< of each arc
  double total = 0;
  /// Nodes that a further unit of supply could reach: with unmet supply on the left, the sides of a smallest cut.
  std::vector<std::uint8_t> left_reached, right_reached;
};

/// O(left + right) phases of O(arcs) in practice a few. Amounts below 1e-14 of the supply count as nothing.
TransportFlow largest_flow(const Transport& transport, const Execution& execution);

/// 1 for arcs that carry nothing in every flow that meets all supplies and demands: those between strongly connected
/// components of the residual graph. `flow` must meet them. O(arcs).
std::vector<std::uint8_t> idle_arcs(const Transport& transport, const TransportFlow& flow);

}  // namespace werdegang::inline v0::detail
