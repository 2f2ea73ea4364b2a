#include "kernels/rate_prior.hpp"

#include <cmath>

#include "kernels/root.hpp"

namespace werdegang::inline v0::detail {

RatePrior marshall_prior(const Areas& areas) {
  const double mean = areas.overall_rate();
  double spread = 0;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const double apart = areas.events[i] / areas.population[i] - mean;
    spread += areas.population[i] * apart * apart;
  }
  const double chance = mean * static_cast<double>(areas.size()) / areas.all_people;
  return {mean, spread / areas.all_people - chance};
}

// Clayton and Kaldor, equations 4 and 5: with relative risks t = (O + nu) / (E + alpha), their mean is nu / alpha and
// the sum of (1 + alpha / E) (t - mean)^2 / (n - 1) is nu / alpha^2. Given alpha, the first has a closed solution; what
// is left is one equation, whose left side tends to Pearson's dispersion as alpha grows.
RatePrior gamma_prior(const Areas& areas) {
  const double overall = areas.overall_rate();
  if (overall == 0) return {0, 0};
  const auto expected = [&](std::size_t i) { return areas.population[i] * overall; };
  const auto mean_at = [&](double alpha) {
    double top = 0, bottom = 0;
    for (std::size_t i = 0; i < areas.size(); ++i) {
      top += areas.events[i] / (expected(i) + alpha);
      bottom += expected(i) / (expected(i) + alpha);
    }
    return top / bottom;
  };
  const auto excess = [&](double log_alpha) {
    const double alpha = std::exp(log_alpha), mean = mean_at(alpha);
    double sum = 0;
    for (std::size_t i = 0; i < areas.size(); ++i) {
      const double apart = areas.events[i] / expected(i) - mean;
      sum += alpha * expected(i) / (expected(i) + alpha) * apart * apart;
    }
    return sum / static_cast<double>(areas.size() - 1) - mean;
  };
  const double high = std::log(vanishing * areas.largest() * overall);
  double low = -10;
  if (areas.size() < 2 || excess(high) <= 0) return {overall, 0};
  while (excess(low) >= 0) low -= 10;
  const double alpha = std::exp(root(excess, low, high)), mean = mean_at(alpha);
  return {overall * mean, overall * overall * mean / alpha};
}

}  // namespace werdegang::inline v0::detail
