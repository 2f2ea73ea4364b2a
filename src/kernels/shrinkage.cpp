#include "werdegang/kernels/shrinkage.hpp"

#include <algorithm>

#include "kernels/checks.hpp"
#include "kernels/quantile.hpp"
#include "kernels/rate_prior.hpp"
#include "werdegang/kernels/interval.hpp"

namespace werdegang::inline v0 {
namespace {

constexpr std::size_t least_areas = 8;

Status status_of_area(double events, double population, ShrinkageMethod method) {
  const Status given = combine(detail::status_of_count(events), detail::status_of_count(population));
  if (!has_value(given)) return given;
  if (population == 0) return Status::empty_denominator;
  const bool too_many = method == ShrinkageMethod::beta_binomial && events > population;
  return too_many ? Status::not_meaningful : Status::computed;
}

void expect_prior(const RatePrior& prior, ShrinkageMethod method) {
  if (!(prior.mean > 0) || std::isinf(prior.mean))
    throw InvalidArgument(detail::named("mean", prior.mean), "the prior of shrink", "a rate above 0, a part of 1");
  if (!(prior.variance > 0) || std::isinf(prior.variance))
    throw InvalidArgument(detail::named("variance", prior.variance), "the prior of shrink", "a variance above 0");
  if (method != ShrinkageMethod::beta_binomial) return;
  if (prior.mean >= 1)
    throw InvalidArgument(detail::named("mean", prior.mean), "the prior of shrink", "a share below 1");
  const double most = prior.mean * (1 - prior.mean);
  if (prior.variance >= most)
    throw InvalidArgument(detail::named("variance", prior.variance), "the prior of shrink",
                          "less than " + detail::named("mean * (1 - mean)", most));
}

RatePrior estimate(const detail::Areas& areas, std::size_t given, ShrinkageMethod method) {
  if (areas.size() < least_areas)
    throw InvalidArgument(std::to_string(areas.size()) + " usable areas of " + std::to_string(given), "shrink",
                          "8 or more, or a prior with mean and variance");
  switch (method) {
    case ShrinkageMethod::gamma_poisson:
      return detail::gamma_prior(areas);
    case ShrinkageMethod::beta_binomial:
      return detail::beta_prior(areas);
    case ShrinkageMethod::marshall:
      break;
  }
  return detail::marshall_prior(areas);
}

double standardised(double rate, double population, const RatePrior& prior, ShrinkageMethod method) {
  const bool share = method == ShrinkageMethod::beta_binomial;
  const double chance = share ? prior.mean * (1 - prior.mean) / population : prior.mean / population;
  const double both = prior.variance + chance - (share ? prior.variance / population : 0);
  const double variance = both < 0 ? chance : both;
  return variance > 0 ? (rate - prior.mean) / std::sqrt(variance) : 0;
}

/// How many people weigh as much as the prior.
double people_of(const RatePrior& prior, ShrinkageMethod method) {
  return method == ShrinkageMethod::beta_binomial ? prior.mean * (1 - prior.mean) / prior.variance - 1
                                                  : prior.mean / prior.variance;
}

detail::Areas usable_areas(std::span<const double> events, std::span<const double> population,
                           const std::vector<Status>& status) {
  detail::Areas areas;
  areas.events.reserve(events.size());
  areas.population.reserve(events.size());
  for (std::size_t row = 0; row < events.size(); ++row) {
    if (!has_value(status[row])) continue;
    areas.events.push_back(events[row]);
    areas.population.push_back(population[row]);
    areas.all_events += events[row];
    areas.all_people += population[row];
  }
  return areas;
}

struct Tail {
  double probability, normal;
};

Interval posterior(double events, double population, double people, Tail tail, const Shrinkage& result) {
  const double mean = result.prior.mean, shape = events + mean * people;
  switch (result.method) {
    case ShrinkageMethod::gamma_poisson:
      return {detail::gamma_lower(shape, tail.probability) / (population + people),
              detail::gamma_upper(shape, tail.probability) / (population + people)};
    case ShrinkageMethod::beta_binomial: {
      const double others = population - events + (1 - mean) * people;
      return {detail::beta_lower(shape, others, tail.probability), detail::beta_upper(shape, others, tail.probability)};
    }
    case ShrinkageMethod::marshall:
      break;
  }
  const double error = std::sqrt(result.prior.variance * people / (population + people));
  const double middle = shape / (population + people), reach = tail.normal * error;
  return {std::max(0.0, middle - reach), middle + reach};
}

void name_parameters(Shrinkage& result, double people) {
  const double mean = result.prior.mean;
  if (result.method == ShrinkageMethod::gamma_poisson)
    result.parameters = {{"nu", mean * people}, {"alpha", people * result.overall_rate}};
  if (result.method == ShrinkageMethod::beta_binomial)
    result.parameters = {{"alpha", mean * people}, {"beta", (1 - mean) * people}};
}

void stay_at_mean(std::span<const double> events, std::span<const double> population, Shrinkage& result) {
  for (auto* column : {&result.raw, &result.shrunken, &result.weight, &result.standardised})
    column->resize(events.size());
  Index areas = 0;
  for (std::size_t row = 0; row < events.size(); ++row) {
    if (!has_value(result.status[row])) continue;
    ++areas;
    result.raw[row] = events[row] / population[row];
    result.standardised[row] = standardised(result.raw[row], population[row], result.prior, result.method);
    result.shrunken[row] = result.prior.mean;
  }
  result.findings.add("no_variance_between_areas", {std::to_string(areas)});
}

void draw_to_mean(std::span<const double> events, std::span<const double> population, double tail, Shrinkage& result) {
  for (auto* column :
       {&result.raw, &result.shrunken, &result.lower, &result.upper, &result.weight, &result.standardised})
    column->resize(events.size());
  const double people = people_of(result.prior, result.method);
  name_parameters(result, people);
  const Tail both{tail, detail::normal_upper(tail)};
  for (std::size_t row = 0; row < events.size(); ++row) {
    if (!has_value(result.status[row])) continue;
    result.raw[row] = events[row] / population[row];
    result.standardised[row] = standardised(result.raw[row], population[row], result.prior, result.method);
    result.weight[row] = population[row] / (population[row] + people);
    result.shrunken[row] = (events[row] + result.prior.mean * people) / (population[row] + people);
    const Interval interval = posterior(events[row], population[row], people, both, result);
    result.lower[row] = interval.lower;
    result.upper[row] = interval.upper;
  }
}

}  // namespace

std::string_view to_string(ShrinkageMethod method) {
  switch (method) {
    case ShrinkageMethod::gamma_poisson:
      return "gamma_poisson";
    case ShrinkageMethod::beta_binomial:
      return "beta_binomial";
    case ShrinkageMethod::marshall:
      break;
  }
  return "marshall";
}

Shrinkage shrink(std::span<const double> events, std::span<const double> population, const ShrinkageOptions& options) {
  detail::expect_length("population", population.size(), "shrink", events.size());
  const double tail = detail::tail_of(options.confidence, "shrink");
  Shrinkage result;
  result.method = options.method;
  result.confidence = options.confidence;
  result.prior_given = options.prior.has_value();
  result.status.reserve(events.size());
  for (std::size_t row = 0; row < events.size(); ++row)
    result.status.push_back(status_of_area(events[row], population[row], options.method));
  const auto areas = usable_areas(events, population, result.status);
  result.overall_rate = areas.overall_rate();
  if (options.prior) expect_prior(*options.prior, options.method);
  result.prior = options.prior ? *options.prior : estimate(areas, events.size(), options.method);
  result.all_at_mean = !(result.prior.variance > 0);
  if (result.all_at_mean)
    stay_at_mean(events, population, result);
  else
    draw_to_mean(events, population, tail, result);
  return result;
}

}  // namespace werdegang::inline v0
