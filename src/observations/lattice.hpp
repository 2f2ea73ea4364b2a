// Finding a cell of a cube by the positions of its codes.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "werdegang/observations/cube.hpp"

namespace werdegang::inline v0::detail {

/// Row of every combination of codes. Dense where the cube nearly fills its lattice, else binary search.
class Lattice {
 public:
  explicit Lattice(const Cube& cube);

  /// Row at the positions (one per axis), -1 when the cube has no such cell or a position is -1.
  Index row(std::span<const std::int32_t> positions) const;
  /// Row of a cell by its key: the sum over the axes of position times stride.
  Index row_at(std::uint64_t key) const {
    if (!dense_.empty()) return dense_[key];
    const auto at = std::lower_bound(keys_.begin(), keys_.end(), key);
    return at != keys_.end() && *at == key ? static_cast<Index>(at - keys_.begin()) : -1;
  }
  std::uint64_t stride(std::size_t axis) const { return strides_[axis]; }
  const Cube& cube() const { return *cube_; }

 private:
  const Cube* cube_;
  std::vector<std::uint64_t> strides_;
  std::vector<std::int32_t> dense_;
  std::vector<std::uint64_t> keys_;
};

}  // namespace werdegang::inline v0::detail
