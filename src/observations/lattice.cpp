#include "lattice.hpp"

#include <algorithm>

namespace werdegang::inline v0::detail {

Lattice::Lattice(const Cube& cube) : cube_(&cube) {
  std::uint64_t cells = 1;
  for (const Codes& axis : cube.axes) {
    sizes_.push_back(std::max<std::uint64_t>(axis.list->members.size(), 1));
    cells = cells > UINT64_MAX / sizes_.back() ? UINT64_MAX : cells * sizes_.back();
  }
  const auto rows = static_cast<std::uint64_t>(cube.rows());
  const bool fits = cells <= 16 * rows + (1u << 20);
  std::vector<std::int32_t> at(cube.axes.size());
  if (fits)
    dense_.assign(cells, -1);
  else
    keys_.reserve(rows);
  for (Index row = 0; row < cube.rows(); ++row) {
    for (std::size_t a = 0; a < at.size(); ++a) at[a] = cube.axes[a].index[row];
    if (fits)
      dense_[key(at)] = static_cast<std::int32_t>(row);
    else
      keys_.push_back(key(at));
  }
}

std::uint64_t Lattice::key(std::span<const std::int32_t> positions) const {
  std::uint64_t key = 0;
  for (std::size_t a = 0; a < positions.size(); ++a) key = key * sizes_[a] + static_cast<std::uint64_t>(positions[a]);
  return key;
}

Index Lattice::row(std::span<const std::int32_t> positions) const {
  if (std::any_of(positions.begin(), positions.end(), [](std::int32_t at) { return at < 0; })) return -1;
  const std::uint64_t wanted = key(positions);
  if (!dense_.empty()) return dense_[wanted];
  const auto at = std::lower_bound(keys_.begin(), keys_.end(), wanted);
  return at != keys_.end() && *at == wanted ? static_cast<Index>(at - keys_.begin()) : -1;
}

}  // namespace werdegang::inline v0::detail
