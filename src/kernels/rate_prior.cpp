#include "kernels/rate_prior.hpp"

#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/tools/toms748_solve.hpp>

#include <algorithm>
#include <cmath>

namespace werdegang::inline v0::detail {
namespace {

/// The x at which f passes 0; its signs at both ends differ.
template <class F>
double root(F&& f, double low, double high) {
  std::uintmax_t steps = 200;
  const auto [left, right] =
      boost::math::tools::toms748_solve(f, low, high, boost::math::tools::eps_tolerance<double>(52), steps);
  return left + (right - left) / 2;
}

/// Beyond it no area's own figure would weigh a millionth.
constexpr double vanishing = 1e6;

double largest(const std::vector<double>& values) { return *std::max_element(values.begin(), values.end()); }

/// digamma(x + a) - digamma(a), without losing digits where a is large.
double digamma_rise(double x, double a) {
  if (x == 0) return 0;
  if (a < 20) return boost::math::digamma(x + a) - boost::math::digamma(a);
  const auto tail = [](double z) {
    const double q = 1 / (z * z);
    return 0.5 / z + q * (1.0 / 12 - q * (1.0 / 120 - q * (1.0 / 252 - q / 240)));
  };
  return std::log1p(x / a) + (tail(a) - tail(x + a));
}

/// Derivatives of the beta-binomial likelihood, for a beta distribution with parts m and 1 - m of `size`.
struct Slopes {
  double first = 0, second = 0, all = 0;
};

Slopes slopes(const Areas& areas, double m, double rest, double size) {
  Slopes sum;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    sum.first += digamma_rise(areas.events[i], m * size);
    sum.second += digamma_rise(areas.population[i] - areas.events[i], rest * size);
    sum.all += digamma_rise(areas.population[i], size);
  }
  return sum;
}

struct Split {
  double m, rest;
};

Split split(double logit) { return {1 / (1 + std::exp(-logit)), 1 / (1 + std::exp(logit))}; }

/// The mean that fits best for a given size; one area has events and one has others.
Split best_mean(const Areas& areas, double size) {
  return split(root(
      [&](double logit) {
        const auto [m, rest] = split(logit);
        const Slopes at = slopes(areas, m, rest, size);
        return at.first - at.second;
      },
      -60, 60));
}

/// Whether shares vary more than binomial ones (Tarone, Biometrika 66 (1979) 585): the likelihood rises as a finite
/// size is allowed.
bool overdispersed(const Areas& areas) {
  const double p = areas.overall_rate();
  double sum = 0;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const double apart = areas.events[i] - areas.population[i] * p;
    sum += apart * apart / (p * (1 - p)) - areas.population[i];
  }
  return sum > 0;
}

}  // namespace

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
  const double high = std::log(vanishing * largest(areas.population) * overall);
  double low = -10;
  if (areas.size() < 2 || excess(high) <= 0) return {overall, 0};
  while (excess(low) >= 0) low -= 10;
  const double alpha = std::exp(root(excess, low, high)), mean = mean_at(alpha);
  return {overall * mean, overall * overall * mean / alpha};
}

RatePrior beta_prior(const Areas& areas) {
  const double overall = areas.overall_rate();
  if (overall == 0 || overall == 1 || !overdispersed(areas)) return {overall, 0};
  const auto slope = [&](double log_size) {
    const double size = std::exp(log_size);
    const auto [m, rest] = best_mean(areas, size);
    const Slopes at = slopes(areas, m, rest, size);
    return m * at.first + rest * at.second - at.all;
  };
  // Where every area has all or none, the likelihood rises towards size 0.
  const double low = std::log(1e-3), high = std::log(vanishing * largest(areas.population));
  if (slope(high) >= 0) return {overall, 0};
  const double size = std::exp(slope(low) <= 0 ? low : root(slope, low, high));
  const auto [m, rest] = best_mean(areas, size);
  return {m, m * rest / (size + 1)};
}

}  // namespace werdegang::inline v0::detail
