// How much the true rates of areas differ: estimates of mean and variance.
#pragma once

#include <algorithm>
#include <vector>

#include "werdegang/kernels/shrinkage.hpp"

namespace werdegang::inline v0::detail {

/// Areas with people, each with its events.
struct Areas {
  std::vector<double> events, population;
  double all_events = 0, all_people = 0;

  std::size_t size() const { return events.size(); }
  double overall_rate() const { return all_people > 0 ? all_events / all_people : 0; }
  double largest() const { return *std::max_element(population.begin(), population.end()); }
};

/// This many people, in the largest area: a prior that outweighs them leaves no area's own figure a millionth.
constexpr double vanishing = 1e6;

/// The variance is 0 or below where the areas differ no more than chance allows, and where everybody or nobody is
/// counted.
RatePrior marshall_prior(const Areas& areas);
RatePrior gamma_prior(const Areas& areas);
RatePrior beta_prior(const Areas& areas);

}  // namespace werdegang::inline v0::detail
