#include "lattice.hpp"

#include <string>

#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {

Lattice::Lattice(const Cube& cube) : cube_(&cube), strides_(cube.axes.size(), 1) {
  std::uint64_t cells = 1;
  for (std::size_t a = cube.axes.size(); a-- > 0;) {
    strides_[a] = cells;
    const auto size = std::max<std::uint64_t>(cube.axes[a].list->members.size(), 1);
    // Keys beyond 64 bits would be those of other cells.
    if (cells > UINT64_MAX / size)
      throw InvalidArgument("'" + cube.variable + "' with " + std::to_string(cube.axes.size() - 2) + " breakdowns",
                            "a search by codes", "fewer than 2^64 combinations of their codes; keep fewer breakdowns");
    cells *= size;
  }
  const auto rows = static_cast<std::uint64_t>(cube.rows());
  const bool fits = cells <= 16 * rows + (1u << 20);
  if (fits)
    dense_.assign(cells, -1);
  else
    keys_.assign(rows, 0);
  std::vector<std::uint64_t> keys(fits ? rows : 0);
  std::vector<std::uint64_t>& key = fits ? keys : keys_;
  for (std::size_t a = 0; a < cube.axes.size(); ++a) {
    const auto positions = cube.axes[a].index.view;
    for (std::uint64_t row = 0; row < rows; ++row) key[row] += static_cast<std::uint64_t>(positions[row]) * strides_[a];
  }
  if (fits)
    for (std::uint64_t row = 0; row < rows; ++row) dense_[keys[row]] = static_cast<std::int32_t>(row);
}

void Lattice::gather() {
  constexpr std::size_t emptiest = 3;  // cells for every figure
  if (dense_.size() > emptiest * static_cast<std::size_t>(cube_->rows())) return;
  cells_.resize(dense_.size());
  for (std::size_t key = 0; key < dense_.size(); ++key)
    if (const Index row = dense_[key]; row >= 0)
      cells_[key] = {cube_->value[row], cube_->status[row], true, flags_of(row)};
}

Index Lattice::row(std::span<const std::int32_t> positions) const {
  std::uint64_t key = 0;
  for (std::size_t a = 0; a < positions.size(); ++a) {
    if (positions[a] < 0) return -1;
    key += static_cast<std::uint64_t>(positions[a]) * strides_[a];
  }
  return row_at(key);
}

}  // namespace werdegang::inline v0::detail
