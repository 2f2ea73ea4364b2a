// Figures that an office has rounded to multiples to protect persons.
#pragma once

#include <string>
#include <vector>

#include "werdegang/core/finding.hpp"
#include "werdegang/observations/cube.hpp"

namespace werdegang::inline v0::detail {

/// What the figures show: all of them are multiples of `base`, or only the small ones are.
struct RoundingBase {
  int base = 0;  ///< 0: nothing shows
  bool small_only = false;
};

/// Needs 30 figures: all multiples of 10, 5 or 3; or 20 small ones, where 0 and the base occur and nothing between.
RoundingBase find_rounding_base(const std::vector<double>& counts);

/// Adds the finding `rounding_base` for each of the cubes that are counts.
void note_rounding_base(const std::vector<Cube>& cubes, Findings& findings);

}  // namespace werdegang::inline v0::detail
