// Figures that an office has rounded to multiples to protect persons.
#pragma once

#include <vector>

#include "werdegang/core/finding.hpp"
#include "werdegang/observations/cube.hpp"

namespace werdegang::inline v0::detail {

/// Adds the finding `rounding_base` for each of the cubes that are counts.
void note_rounding_base(const std::vector<Cube>& cubes, Findings& findings);

}  // namespace werdegang::inline v0::detail
