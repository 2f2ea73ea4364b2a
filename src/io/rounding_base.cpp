#include "rounding_base.hpp"

#include <string>
#include <vector>

#include "werdegang/kernels/rounding_interval.hpp"

namespace werdegang::inline v0::detail {

void note_rounding_base(const std::vector<Cube>& cubes, Findings& findings) {
  for (const Cube& cube : cubes) {
    if (cube.unit != "Anzahl") continue;
    std::vector<double> counts;
    for (Index row = 0; row < cube.rows(); ++row)
      if (has_value(cube.status[row])) counts.push_back(cube.value[row]);
    const RoundingBase found = detect_rounding_base(counts);
    if (found.base == 0) continue;
    findings.add(
        "rounding_base",
        {cube.variable, std::to_string(found.base),
         found.small_only ? bilingual("kleine Werte", "small figures") : bilingual("alle Werte", "all figures")},
        0);
  }
}

}  // namespace werdegang::inline v0::detail
