// Sums over regions of one cube.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "lattice.hpp"
#include "werdegang/table/estimate.hpp"

namespace werdegang::inline v0::detail {

/// Knows the rows of every region and period of a cube.
class RegionSums {
 public:
  explicit RegionSums(const Cube& cube);

  /// The codes that make up a state or Germany once at a period; empty when none has figures.
  std::vector<std::string> parts(const std::string& parent, std::int32_t period) const;
  /// Sum over the parts for every combination of the other axes. A part without the cell makes it `missing`.
  std::map<std::vector<std::int32_t>, Estimate> sum(const std::vector<std::string>& parts, std::int32_t period) const;
  bool has_any_value(const std::string& region, std::int32_t period) const;
  /// The value of a region's cell, none when it has no value.
  const Cube& cube() const { return *cube_; }
  std::pair<Index, Index> rows(const std::string& region, std::int32_t period) const;

 private:
  const Cube* cube_;
  std::map<std::string, std::int32_t, std::less<>> region_;
  std::vector<Index> first_, last_;  ///< rows of region * periods + period
  std::size_t periods_;
};

}  // namespace werdegang::inline v0::detail
