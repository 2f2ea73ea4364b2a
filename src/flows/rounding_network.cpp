#include "flows/rounding_network.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>

namespace werdegang::inline v0::detail {
namespace {

constexpr std::int64_t unreached = std::numeric_limits<std::int64_t>::max();

}  // namespace

RoundingNetwork::RoundingNetwork(Index nodes)
    : touching_(static_cast<std::size_t>(nodes)),
      excess_(static_cast<std::size_t>(nodes), 0),
      potential_(static_cast<std::size_t>(nodes), 0) {}

Index RoundingNetwork::add(Index from, Index to, Index whole, double fraction, bool counts) {
  const auto position = std::ssize(arcs_);
  const bool up = fraction > 0.5, free = fraction > 0;
  arcs_.push_back({from, to, counts ? std::llround((1 - 2 * fraction) * 0x1p30) : 0, up, free});
  if (free) {
    touching_[static_cast<std::size_t>(from)].push_back(position);
    touching_[static_cast<std::size_t>(to)].push_back(position);
  }
  excess_[static_cast<std::size_t>(from)] -= whole + up;
  excess_[static_cast<std::size_t>(to)] += whole + up;
  return position;
}

/// Sends one unit from a node with too much to the nearest one with too little.
bool RoundingNetwork::relieve(Index source, const Execution& execution) {
  execution.check_stop();
  distance_.assign(touching_.size(), unreached);
  via_.assign(touching_.size(), -1);
  using Entry = std::pair<std::int64_t, Index>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  distance_[static_cast<std::size_t>(source)] = 0;
  open.emplace(0, source);
  Index found = -1;
  while (!open.empty() && found < 0) {
    const auto [length, node] = open.top();
    open.pop();
    const auto at = static_cast<std::size_t>(node);
    if (length > distance_[at]) continue;
    if (excess_[at] < 0) {
      found = node;
      break;
    }
    for (const Index position : touching_[at]) {
      const Arc& arc = arcs_[static_cast<std::size_t>(position)];
      const bool forward = arc.from == node;
      if (forward == arc.up) continue;
      const auto next = static_cast<std::size_t>(forward ? arc.to : arc.from);
      const std::int64_t reached = length + (forward ? arc.cost : -arc.cost) + potential_[at] - potential_[next];
      if (reached < distance_[next]) {
        distance_[next] = reached;
        via_[next] = position;
        open.emplace(reached, static_cast<Index>(next));
      }
    }
  }
  if (found < 0) return false;
  const std::int64_t limit = distance_[static_cast<std::size_t>(found)];
  for (std::size_t node = 0; node < potential_.size(); ++node) potential_[node] += std::min(distance_[node], limit);
  --excess_[static_cast<std::size_t>(source)];
  ++excess_[static_cast<std::size_t>(found)];
  for (Index node = found; node != source;) {
    Arc& arc = arcs_[static_cast<std::size_t>(via_[static_cast<std::size_t>(node)])];
    node = arc.from == node ? arc.to : arc.from;
    arc.up = !arc.up;
  }
  return true;
}

void RoundingNetwork::solve(const Execution& execution) {
  for (Index node = 0; node < std::ssize(excess_); ++node)
    while (excess_[static_cast<std::size_t>(node)] > 0)
      if (!relieve(node, execution)) throw Error("no rounding keeps these margins");
}

}  // namespace werdegang::inline v0::detail
