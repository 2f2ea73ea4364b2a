#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "werdegang/compare/groups.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

Index points_in(std::span<const double> rows, Index columns, std::string_view place) {
  if (columns < 1 || std::ssize(rows) % columns != 0)
    throw InvalidArgument(std::to_string(rows.size()) + " numbers in " + std::to_string(columns) + " columns", place,
                          "whole rows");
  for (const double number : rows)
    if (!std::isfinite(number)) throw InvalidArgument("a number that is not finite", place, "rows without gaps");
  return std::ssize(rows) / columns;
}

double squared_distance(std::span<const double> rows, Index columns, Index a, Index b) {
  double sum = 0;
  for (Index c = 0; c < columns; ++c) {
    const double difference =
        rows[static_cast<std::size_t>(a * columns + c)] - rows[static_cast<std::size_t>(b * columns + c)];
    sum += difference * difference;
  }
  return sum;
}

/// The squared distances of clusters; the second of two that merge lives on as their union.
class Clusters {
 public:
  Clusters(std::span<const double> rows, Index columns, Index points)
      : points_(points),
        size_(static_cast<std::size_t>(points), 1),
        squared_(static_cast<std::size_t>(points * points)) {
    for (Index a = 0; a < points; ++a)
      for (Index b = 0; b < a; ++b) at(a, b) = at(b, a) = squared_distance(rows, columns, a, b);
  }
  double& at(Index a, Index b) { return squared_[static_cast<std::size_t>(a * points_ + b)]; }
  Index& size(Index cluster) { return size_[static_cast<std::size_t>(cluster)]; }
  bool alive(Index cluster) { return size(cluster) > 0; }

  /// The nearest other one; `preferred` wins a tie, then the lower number.
  Index nearest(Index cluster, Index preferred) {
    Index best = preferred;
    double least = preferred >= 0 ? at(cluster, preferred) : std::numeric_limits<double>::infinity();
    for (Index other = 0; other < points_; ++other)
      if (other != cluster && alive(other) && at(cluster, other) < least) least = at(cluster, best = other);
    return best;
  }

  /// Lance and Williams' update for Ward.
  void merge(Index gone, Index kept) {
    const auto a = static_cast<double>(size(gone)), b = static_cast<double>(size(kept));
    const double between = at(gone, kept);
    for (Index other = 0; other < points_; ++other) {
      if (other == gone || other == kept || !alive(other)) continue;
      const auto c = static_cast<double>(size(other));
      at(kept, other) = at(other, kept) =
          ((a + c) * at(gone, other) + (b + c) * at(kept, other) - c * between) / (a + b + c);
    }
    size(kept) += size(gone);
    size(gone) = 0;
  }

 private:
  Index points_;
  std::vector<Index> size_;
  std::vector<double> squared_;
};

/// Follows links to the first member of a union.
Index root_of(std::vector<Index>& parent, Index item) {
  while (parent[static_cast<std::size_t>(item)] != item) {
    Index& up = parent[static_cast<std::size_t>(item)];
    up = parent[static_cast<std::size_t>(up)];
    item = up;
  }
  return item;
}

/// Merges found in the order of chains, by height and with the numbers of clusters.
std::vector<Merge> numbered(std::vector<Merge> merges, Index points) {
  std::stable_sort(merges.begin(), merges.end(), [](const Merge& a, const Merge& b) { return a.height < b.height; });
  std::vector<Index> parent(static_cast<std::size_t>(2 * points)), size(parent.size(), 1);
  std::iota(parent.begin(), parent.end(), Index{0});
  for (Index i = 0; i < std::ssize(merges); ++i) {
    Merge& merge = merges[static_cast<std::size_t>(i)];
    const Index a = root_of(parent, merge.left), b = root_of(parent, merge.right);
    merge.left = std::min(a, b), merge.right = std::max(a, b);
    merge.size = size[static_cast<std::size_t>(a)] + size[static_cast<std::size_t>(b)];
    size[static_cast<std::size_t>(points + i)] = merge.size;
    parent[static_cast<std::size_t>(a)] = parent[static_cast<std::size_t>(b)] = points + i;
  }
  return merges;
}

}  // namespace

std::vector<Merge> ward(std::span<const double> rows, Index columns, const Execution& execution) {
  const Index points = points_in(rows, columns, "ward");
  Clusters clusters(rows, columns, points);
  std::vector<Merge> merges;
  std::vector<Index> chain;
  for (Index start = 0; std::ssize(merges) + 1 < points;) {
    execution.check_stop();
    if (chain.empty()) {
      while (!clusters.alive(start)) ++start;
      chain.push_back(start);
    }
    const Index tip = chain.back(), before = chain.size() > 1 ? chain[chain.size() - 2] : -1;
    const Index next = clusters.nearest(tip, before);
    if (next != before) {
      chain.push_back(next);
      continue;
    }
    chain.resize(chain.size() - 2);
    const Index gone = std::min(tip, next), kept = std::max(tip, next);
    merges.push_back({gone, kept, std::sqrt(std::max(0.0, clusters.at(gone, kept))), 0});
    clusters.merge(gone, kept);
  }
  return numbered(std::move(merges), points);
}

std::vector<Index> cut_tree(std::span<const Merge> merges, Index groups) {
  const Index points = std::ssize(merges) + 1;
  if (groups < 1 || groups > points)
    throw InvalidArgument(std::to_string(groups) + " groups", "cut_tree", "1 to " + std::to_string(points));
  std::vector<Index> parent(static_cast<std::size_t>(2 * points));
  std::iota(parent.begin(), parent.end(), Index{0});
  for (Index i = 0; i < points - groups; ++i) {
    const Merge& merge = merges[static_cast<std::size_t>(i)];
    parent[static_cast<std::size_t>(merge.left)] = parent[static_cast<std::size_t>(merge.right)] = points + i;
  }
  std::vector<Index> number(parent.size(), -1), result;
  Index next = 0;
  for (Index point = 0; point < points; ++point) {
    Index& own = number[static_cast<std::size_t>(root_of(parent, point))];
    if (own < 0) own = next++;
    result.push_back(own);
  }
  return result;
}

std::vector<double> silhouettes(std::span<const double> rows, Index columns, std::span<const Index> group) {
  const Index points = points_in(rows, columns, "silhouettes");
  if (std::ssize(group) != points)
    throw InvalidArgument(std::to_string(group.size()) + " groups", "silhouettes",
                          std::to_string(points) + ", one for each row");
  Index groups = 0;
  for (const Index own : group) {
    if (own < 0 || own >= points)
      throw InvalidArgument("group " + std::to_string(own), "silhouettes", "numbers from 0");
    groups = std::max(groups, own + 1);
  }
  std::vector<Index> size(static_cast<std::size_t>(groups), 0);
  for (const Index own : group) ++size[static_cast<std::size_t>(own)];
  std::vector<double> result;
  for (Index a = 0; a < points; ++a) {
    std::vector<double> sums(size.size(), 0);
    for (Index b = 0; b < points; ++b)
      sums[static_cast<std::size_t>(group[static_cast<std::size_t>(b)])] +=
          std::sqrt(squared_distance(rows, columns, a, b));
    const auto own = static_cast<std::size_t>(group[static_cast<std::size_t>(a)]);
    double next = std::numeric_limits<double>::infinity();
    for (std::size_t g = 0; g < sums.size(); ++g)
      if (g != own && size[g] > 0) next = std::min(next, sums[g] / static_cast<double>(size[g]));
    const double inside = size[own] > 1 ? sums[own] / static_cast<double>(size[own] - 1) : next;
    const double larger = std::max(inside, next);
    result.push_back(std::isfinite(next) && larger > 0 ? (next - inside) / larger : 0);
  }
  return result;
}

}  // namespace werdegang::inline v0
