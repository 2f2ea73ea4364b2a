#include "rounding_base.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace werdegang::inline v0::detail {
namespace {

constexpr std::array<int, 3> bases = {10, 5, 3};
constexpr Index least_figures = 30, least_small = 20;

Index count_of(const std::vector<double>& counts, int value) {
  return std::count(counts.begin(), counts.end(), static_cast<double>(value));
}

/// 0 and the base are frequent, and nothing lies between them.
bool small_ones_show(const std::vector<double>& counts, int base) {
  for (int value = 1; value < base; ++value)
    if (count_of(counts, value) > 0) return false;
  const Index at_base = count_of(counts, base);
  return at_base >= least_small / 2 && at_base + count_of(counts, 0) >= least_small &&
         at_base >= 3 * std::max<Index>(1, count_of(counts, base + 1));
}

}  // namespace

RoundingBase find_rounding_base(const std::vector<double>& counts) {
  const Index positive = std::count_if(counts.begin(), counts.end(), [](double value) { return value > 0; });
  const bool whole = std::all_of(counts.begin(), counts.end(), [](double value) { return value == std::floor(value); });
  if (!whole || positive < least_small) return {};
  for (const int base : bases)
    if (positive >= least_figures &&
        std::all_of(counts.begin(), counts.end(), [&](double value) { return std::fmod(value, base) == 0; }))
      return {base, false};
  for (const int base : bases)
    if (small_ones_show(counts, base)) return {base, true};
  return {};
}

void note_rounding_base(const std::vector<Cube>& cubes, Findings& findings) {
  for (const Cube& cube : cubes) {
    if (cube.unit != "Anzahl") continue;
    std::vector<double> counts;
    for (Index row = 0; row < cube.rows(); ++row)
      if (has_value(cube.status[row])) counts.push_back(cube.value[row]);
    const RoundingBase found = find_rounding_base(counts);
    if (found.base == 0) continue;
    findings.add(
        "rounding_base",
        {cube.variable, std::to_string(found.base),
         found.small_only ? bilingual("kleine Werte", "small figures") : bilingual("alle Werte", "all figures")},
        0);
  }
}

}  // namespace werdegang::inline v0::detail
