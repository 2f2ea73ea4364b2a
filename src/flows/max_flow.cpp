#include "flows/max_flow.hpp"

#include <algorithm>
#include <numeric>

#include "flows/components.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// Levels and augmenting paths over left nodes 0..l-1 and right nodes l..l+r-1.
class Dinic {
 public:
  Dinic(const Transport& transport, std::vector<double>& flow)
      : t_(transport),
        flow_(flow),
        left_(std::ssize(t_.supply)),
        supply_(t_.supply),
        demand_(t_.demand),
        first_(static_cast<std::size_t>(left_) + 1),
        into_start_(t_.demand.size() + 1) {
    const double all = std::accumulate(supply_.begin(), supply_.end(), 0.0);
    nothing_ = 1e-14 * all;
    for (const auto& [a, b] : t_.arcs) {
      ++first_[static_cast<std::size_t>(a) + 1];
      ++into_start_[static_cast<std::size_t>(b) + 1];
    }
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    std::partial_sum(into_start_.begin(), into_start_.end(), into_start_.begin());
    into_.resize(t_.arcs.size());
    auto at = into_start_;
    for (std::size_t e = 0; e < t_.arcs.size(); ++e) into_[at[static_cast<std::size_t>(t_.arcs[e].second)]++] = e;
  }

  /// Fills what fits without a detour.
  void greedy() {
    for (std::size_t e = 0; e < t_.arcs.size(); ++e) {
      double& from = supply_[static_cast<std::size_t>(t_.arcs[e].first)];
      double& to = demand_[static_cast<std::size_t>(t_.arcs[e].second)];
      const double amount = std::min(from, to);
      flow_[e] += amount;
      from -= amount;
      to -= amount;
    }
  }

  /// Whether some unmet supply reaches an unmet demand; fills the levels (-1: not reached).
  bool levels() {
    const std::size_t nodes = supply_.size() + demand_.size();
    level_.assign(nodes, -1);
    std::vector<Index> queue;
    for (Index a = 0; a < left_; ++a)
      if (supply_[static_cast<std::size_t>(a)] > nothing_) {
        level_[static_cast<std::size_t>(a)] = 0;
        queue.push_back(a);
      }
    bool found = false;
    for (std::size_t head = 0; head < queue.size(); ++head) {
      const auto node = static_cast<std::size_t>(queue[head]);
      const auto visit = [&](std::size_t next) {
        if (level_[next] < 0) {
          level_[next] = level_[node] + 1;
          queue.push_back(static_cast<Index>(next));
        }
      };
      if (node < supply_.size()) {
        for (std::size_t e = first_[node]; e < first_[node + 1]; ++e)
          visit(supply_.size() + static_cast<std::size_t>(t_.arcs[e].second));
      } else {
        const std::size_t b = node - supply_.size();
        found = found || demand_[b] > nothing_;
        for (std::size_t k = into_start_[b]; k < into_start_[b + 1]; ++k)
          if (flow_[into_[k]] > nothing_) visit(static_cast<std::size_t>(t_.arcs[into_[k]].first));
      }
    }
    return found;
  }

  /// A blocking flow along the levels.
  void block() {
    next_.assign(level_.size(), 0);
    for (std::size_t a = 0; a < supply_.size(); ++a)
      while (supply_[a] > nothing_ && push(a)) {
      }
  }

  const std::vector<Index>& level() const { return level_; }

 private:
  struct Step {
    std::size_t arc;
    bool forward;
  };

  /// The next usable arc out of `node` along the levels, or none; arcs found useless are passed for good.
  bool advance(std::size_t node, Step& step) {
    const bool on_left = node < supply_.size();
    const std::size_t b = on_left ? 0 : node - supply_.size();
    const std::size_t begin = on_left ? first_[node] : into_start_[b];
    const std::size_t count = (on_left ? first_[node + 1] : into_start_[b + 1]) - begin;
    for (; next_[node] < count; ++next_[node]) {
      const std::size_t e = on_left ? begin + next_[node] : into_[begin + next_[node]];
      const std::size_t to = on_left ? supply_.size() + static_cast<std::size_t>(t_.arcs[e].second)
                                     : static_cast<std::size_t>(t_.arcs[e].first);
      if (level_[to] != level_[node] + 1 || (!on_left && flow_[e] <= nothing_)) continue;
      step = {e, on_left};
      return true;
    }
    return false;
  }

  std::size_t head(const Step& step) const {
    return step.forward ? supply_.size() + static_cast<std::size_t>(t_.arcs[step.arc].second)
                        : static_cast<std::size_t>(t_.arcs[step.arc].first);
  }
  std::size_t tail(const Step& step) const {
    return step.forward ? static_cast<std::size_t>(t_.arcs[step.arc].first)
                        : supply_.size() + static_cast<std::size_t>(t_.arcs[step.arc].second);
  }

  /// One path from `start` to an unmet demand.
  bool push(std::size_t start) {
    std::vector<Step> path;
    std::size_t node = start;
    while (node < supply_.size() || demand_[node - supply_.size()] <= nothing_) {
      Step step{};
      if (advance(node, step)) {
        path.push_back(step);
        node = head(step);
      } else if (path.empty()) {
        return false;
      } else {
        node = tail(path.back());
        path.pop_back();
        ++next_[node];
      }
    }
    double amount = std::min(supply_[start], demand_[node - supply_.size()]);
    for (const Step& step : path)
      if (!step.forward) amount = std::min(amount, flow_[step.arc]);
    for (const Step& step : path) flow_[step.arc] += step.forward ? amount : -amount;
    supply_[start] -= amount;
    demand_[node - supply_.size()] -= amount;
    return true;
  }

  const Transport& t_;
  std::vector<double>& flow_;
  Index left_;
  std::vector<double> supply_, demand_;
  std::vector<std::size_t> first_, into_start_, into_, next_;
  std::vector<Index> level_;
  double nothing_ = 0;
};

}  // namespace

TransportFlow largest_flow(const Transport& transport, const Execution& execution) {
  TransportFlow result;
  result.flow.assign(transport.arcs.size(), 0.0);
  Dinic dinic(transport, result.flow);
  dinic.greedy();
  while (dinic.levels()) {
    execution.check_stop();
    dinic.block();
  }
  result.total = std::accumulate(result.flow.begin(), result.flow.end(), 0.0);
  for (std::size_t node = 0; node < dinic.level().size(); ++node)
    (node < transport.supply.size() ? result.left_reached : result.right_reached)
        .push_back(dinic.level()[node] >= 0 ? 1 : 0);
  return result;
}

std::vector<std::uint8_t> idle_arcs(const Transport& transport, const TransportFlow& flow) {
  const auto left = std::ssize(transport.supply), nodes = left + std::ssize(transport.demand);
  const auto carries = [&](std::size_t e) {
    const auto [a, b] = transport.arcs[e];
    return flow.flow[e] > 1e-9 * std::min(transport.supply[static_cast<std::size_t>(a)],
                                          transport.demand[static_cast<std::size_t>(b)]);
  };
  std::vector<MatrixEntry> residual;
  for (std::size_t e = 0; e < transport.arcs.size(); ++e) {
    const auto a = static_cast<Index>(transport.arcs[e].first), b = left + static_cast<Index>(transport.arcs[e].second);
    residual.push_back({a, b, 1});
    if (carries(e)) residual.push_back({b, a, 1});
  }
  const auto component = strong_components(make_sparse(nodes, nodes, std::move(residual))).component;
  std::vector<std::uint8_t> idle(transport.arcs.size());
  for (std::size_t e = 0; e < idle.size(); ++e)
    idle[e] = component[static_cast<std::size_t>(transport.arcs[e].first)] !=
              component[static_cast<std::size_t>(left + transport.arcs[e].second)];
  return idle;
}

}  // namespace werdegang::inline v0::detail
