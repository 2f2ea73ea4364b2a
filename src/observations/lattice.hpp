// Finding a cell of a cube by the positions of its codes.
#pragma once

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
  const Cube& cube() const { return *cube_; }

 private:
  std::uint64_t key(std::span<const std::int32_t> positions) const;
  const Cube* cube_;
  std::vector<std::uint64_t> sizes_;
  std::vector<std::int32_t> dense_;
  std::vector<std::uint64_t> keys_;
};

}  // namespace werdegang::inline v0::detail
