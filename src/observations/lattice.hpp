// Finding a cell of a cube by the positions of its codes.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "werdegang/observations/cube.hpp"

namespace werdegang::inline v0::detail {

/// What stands in a cell, in one place of memory.
struct LatticeCell {
  double value = 0;
  Status status = Status::missing;
  bool there = false;
  Flag flags = Flag::none;
};

/// Row of every combination of codes. Dense where the cube nearly fills its lattice, else binary search.
class Lattice {
 public:
  /// Throws InvalidArgument for a cube with 2^64 combinations of codes or more.
  explicit Lattice(const Cube& cube);

  /// Copies the figures next to one another where the lattice is full enough, for many look-ups by `cell`.
  void gather();
  LatticeCell cell(std::uint64_t key) const {
    if (!cells_.empty()) return cells_[key];
    const Index row = row_at(key);
    return row < 0 ? LatticeCell{} : LatticeCell{cube_->value[row], cube_->status[row], true, flags_of(row)};
  }

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
  Flag flags_of(Index row) const { return static_cast<Flag>(cube_->flags[row]); }

  const Cube* cube_;
  std::vector<std::uint64_t> strides_;
  std::vector<std::int32_t> dense_;
  std::vector<LatticeCell> cells_;
  std::vector<std::uint64_t> keys_;
};

}  // namespace werdegang::inline v0::detail
