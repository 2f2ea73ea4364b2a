#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

#include "kernels/rate_prior.hpp"
#include "kernels/root.hpp"

namespace werdegang::inline v0::detail {
namespace {

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

/// Sums of digamma rises by the two parameters of the beta distribution and by their sum.
struct Slopes {
  double first = 0, second = 0, all = 0;
};

/// rise(x, a) for the events, the others and all, each with its parameter, added over the areas.
template <class Rise>
Slopes summed(const Areas& areas, double alpha, double beta, Rise&& rise) {
  Slopes sum;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    sum.first += rise(areas.events[i], alpha);
    sum.second += rise(areas.population[i] - areas.events[i], beta);
    sum.all += rise(areas.population[i], alpha + beta);
  }
  return sum;
}

Slopes slopes(const Areas& areas, double alpha, double beta) { return summed(areas, alpha, beta, digamma_rise); }

/// The same of the second derivatives.
Slopes bends(const Areas& areas, double alpha, double beta) {
  return summed(areas, alpha, beta, [](double x, double a) {
    return x == 0 ? 0 : boost::math::trigamma(x + a) - boost::math::trigamma(a);
  });
}

struct Beta {
  double alpha, beta;
};

/// Where every area has all or none, the likelihood rises towards size 0; it is taken to end here.
constexpr double least_size = 1e-3;

/// Newton's method for the logarithms of both; nothing where it does not settle at a maximum.
std::optional<Beta> newton(const Areas& areas, Beta at) {
  for (int round = 0; round < 50; ++round) {
    const auto [alpha, beta] = at;
    const Slopes slope = slopes(areas, alpha, beta), bend = bends(areas, alpha, beta);
    const double first = alpha * (slope.first - slope.all), second = beta * (slope.second - slope.all);
    const double top = first + alpha * alpha * (bend.first - bend.all), across = -alpha * beta * bend.all,
                 bottom = second + beta * beta * (bend.second - bend.all);
    const double determinant = top * bottom - across * across;
    if (!(top < 0 && determinant > 0)) return std::nullopt;
    const double da = (across * second - bottom * first) / determinant,
                 db = (across * first - top * second) / determinant;
    at = {alpha * std::exp(std::clamp(da, -1.0, 1.0)), beta * std::exp(std::clamp(db, -1.0, 1.0))};
    if (at.alpha + at.beta < least_size) return std::nullopt;
    if (std::max(std::abs(da), std::abs(db)) < 1e-11) return at;
  }
  return std::nullopt;
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
        const Slopes at = slopes(areas, m * size, rest * size);
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

/// What the spread of the shares leaves when chance is taken off: where Newton's method begins.
Beta moments(const Areas& areas) {
  const double p = areas.overall_rate();
  double spread = 0;
  for (std::size_t i = 0; i < areas.size(); ++i)
    spread += std::pow(areas.events[i] - areas.population[i] * p, 2) / areas.population[i];
  const double variance = (spread - p * (1 - p) * static_cast<double>(areas.size())) / areas.all_people;
  const double size = variance > 0 ? std::max(1.0, p * (1 - p) / variance - 1) : areas.largest();
  return {p * size, (1 - p) * size};
}

/// The maximum by one root inside another, for what Newton's method does not find; both 0 without a maximum.
Beta search(const Areas& areas) {
  const auto slope = [&](double log_size) {
    const double size = std::exp(log_size);
    const auto [m, rest] = best_mean(areas, size);
    const Slopes at = slopes(areas, m * size, rest * size);
    return m * at.first + rest * at.second - at.all;
  };
  const double low = std::log(least_size), high = std::log(vanishing * areas.largest());
  if (slope(high) >= 0) return {0, 0};
  const double size = std::exp(slope(low) <= 0 ? low : root(slope, low, high));
  const auto [m, rest] = best_mean(areas, size);
  return {m * size, rest * size};
}

}  // namespace

RatePrior beta_prior(const Areas& areas) {
  const double overall = areas.overall_rate();
  if (overall == 0 || overall == 1 || !overdispersed(areas)) return {overall, 0};
  const auto near = newton(areas, moments(areas));
  const auto [alpha, beta] = near ? *near : search(areas);
  const double size = alpha + beta;
  if (size == 0) return {overall, 0};
  return {alpha / size, alpha * beta / (size * size * (size + 1))};
}

}  // namespace werdegang::inline v0::detail
