#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "werdegang/kernels/rounding_interval.hpp"

namespace werdegang::inline v0 {
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

RoundingBase detect_rounding_base(std::span<const double> counts) {
  std::vector<double> known;
  std::copy_if(counts.begin(), counts.end(), std::back_inserter(known),
               [](double value) { return !std::isnan(value); });
  const Index positive = std::count_if(known.begin(), known.end(), [](double value) { return value > 0; });
  const bool whole = std::all_of(known.begin(), known.end(), [](double value) { return value == std::floor(value); });
  if (!whole || positive < least_small) return {};
  for (const int base : bases)
    if (positive >= least_figures &&
        std::all_of(known.begin(), known.end(), [&](double value) { return std::fmod(value, base) == 0; }))
      return {base, false};
  for (const int base : bases)
    if (small_ones_show(known, base)) return {base, true};
  return {};
}

}  // namespace werdegang::inline v0
