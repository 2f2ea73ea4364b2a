#include "werdegang/model/tie_graph.hpp"

#include <algorithm>

#include "vocabulary.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

/// The position of a kind in the list in use, -1 when no tie has it.
Index wanted_kind(const Codes& kinds, std::string_view kind) {
  if (const Index at = kinds.list->find(kind); at >= 0) return at;
  std::vector<std::string> known;
  for (const Member& member : kinds.list->members) known.push_back(member.code);
  for (const Member& member : detail::vocabulary("tie_kind").list->members) known.push_back(member.code);
  if (std::find(known.begin(), known.end(), kind) == known.end())
    throw UnknownName("kind of tie", kind, nearest_names(kind, known));
  return -1;
}

/// Sorts the entries of every row, those of one place in the order given, and adds them up in place.
void tidy_rows(SparseMatrix& matrix, std::vector<std::pair<Index, double>>& entries) {
  std::size_t kept = 0, begin = 0;
  for (std::size_t row = 0; row + 1 < matrix.start.size(); ++row) {
    const auto end = static_cast<std::size_t>(matrix.start[row + 1]);
    std::stable_sort(entries.begin() + static_cast<std::ptrdiff_t>(begin),
                     entries.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    const std::size_t first = kept;
    for (std::size_t i = begin; i < end; ++i) {
      if (kept > first && entries[kept - 1].first == entries[i].first)
        entries[kept - 1].second += entries[i].second;
      else
        entries[kept++] = entries[i];
    }
    matrix.start[row + 1] = static_cast<Index>(kept);
    begin = end;
  }
  entries.resize(kept);
}

/// From entries that `each` calls its argument with, twice in the same order. O(n log of the longest row).
template <class Each>
SparseMatrix sparse(Index size, Each&& each) {
  SparseMatrix matrix;
  matrix.rows = matrix.columns = size;
  matrix.start.assign(static_cast<std::size_t>(size) + 1, 0);
  each([&](Index source, Index, double) { ++matrix.start[static_cast<std::size_t>(source) + 1]; });
  for (std::size_t i = 1; i < matrix.start.size(); ++i) matrix.start[i] += matrix.start[i - 1];
  std::vector<std::pair<Index, double>> entries(static_cast<std::size_t>(matrix.start.back()));
  std::vector<Index> next(matrix.start.begin(), matrix.start.end() - 1);
  each([&](Index source, Index target, double value) {
    entries[static_cast<std::size_t>(next[static_cast<std::size_t>(source)]++)] = {target, value};
  });
  tidy_rows(matrix, entries);
  for (const auto& [target, value] : entries) {
    matrix.target.push_back(target);
    matrix.value.push_back(value);
  }
  return matrix;
}

}  // namespace

SparseMatrix tie_graph(const Landscape& landscape, std::string_view kind) {
  const LandscapeParts& parts = landscape.parts();
  const Index actors = landscape.actor_count();
  if (parts.ties.columns().empty()) {
    if (!kind.empty()) wanted_kind({{}, std::make_shared<const Codelist>()}, kind);
    return sparse(actors, [](auto&&) {});
  }
  const auto& kinds = std::get<Codes>(parts.ties.column("kind").data);
  const auto& directions = std::get<Codes>(parts.ties.column("direction").data);
  const auto directed = static_cast<std::int32_t>(directions.list->find("directed"));
  const Index wanted = kind.empty() ? -1 : wanted_kind(kinds, kind);
  const Column* strength = parts.ties.has("strength") ? &parts.ties.column("strength") : nullptr;
  const auto each = [&](auto&& use) {
    for (Index row = 0; row < parts.tie_source.size(); ++row) {
      const Index source = parts.tie_source[row], target = parts.tie_target[row];
      if (source == target || (!kind.empty() && kinds.index[row] != wanted)) continue;
      const double value = strength && strength->valid(row) ? std::get<Buffer<double>>(strength->data)[row] : 1;
      use(source, target, value);
      if (directed < 0 || directions.index[row] != directed) use(target, source, value);
    }
  };
  return sparse(actors, each);
}

}  // namespace werdegang::inline v0
