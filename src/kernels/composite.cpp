#include "werdegang/kernels/composite.hpp"

#include <algorithm>

#include "kernels/checks.hpp"
#include "kernels/pairwise.hpp"

namespace werdegang::inline v0 {
namespace {

void expect_weights(std::span<const double> weights, std::string_view of, std::string_view place) {
  for (std::size_t i = 0; i < weights.size(); ++i)
    if (!(weights[i] >= 0) || std::isinf(weights[i]))
      throw InvalidArgument(detail::named("weight", weights[i]),
                            std::string(of) + " " + std::to_string(i) + " of " + std::string(place),
                            "a finite number, 0 or more");
}

/// Values that are known, with their weights.
struct Sample {
  std::vector<double> value, weight;
  double total = 0;

  template <class F>
  double mean(const F& f) const {
    return detail::pairwise_sum(value.size(), [&](std::size_t i) { return weight[i] * f(value[i]); }) / total;
  }
};

Sample sample_of(std::span<const double> values, std::span<const double> weights) {
  Sample sample;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double weight = weights.empty() ? 1.0 : weights[i];
    if (!std::isfinite(values[i]) || weight == 0) continue;
    sample.value.push_back(values[i]);
    sample.weight.push_back(weight);
  }
  sample.total = detail::pairwise_sum(sample.weight.size(), [&](std::size_t i) { return sample.weight[i]; });
  return sample;
}

bool is_constant(const std::vector<double>& values) {
  return std::ranges::all_of(values, [&](double value) { return value == values.front(); });
}

std::vector<Quantity> scores(std::span<const double> values, std::span<const double> weights) {
  const Sample sample = sample_of(values, weights);
  const bool constant = is_constant(sample.value);
  double mean = 0, deviation = 0;
  if (!constant) {
    mean = sample.mean([](double value) { return value; });
    deviation = std::sqrt(sample.mean([&](double value) { return (value - mean) * (value - mean); }));
  }
  std::vector<Quantity> result;
  result.reserve(values.size());
  for (const double value : values) {
    const Status given = detail::status_of(value);
    if (!has_value(given))
      result.push_back({0, given});
    else if (constant)
      result.push_back({0, Status::empty_denominator});
    else if (!std::isfinite(deviation))
      result.push_back({0, Status::not_meaningful});
    else
      result.push_back(detail::quantity((value - mean) / deviation));
  }
  return result;
}

void expect_indicators(std::span<const double> values, std::span<const double> weights,
                       std::span<const double> directions) {
  if (weights.empty()) throw InvalidArgument("no weights", "composite_index", "one for every indicator");
  expect_weights(weights, "indicator", "composite_index");
  if (std::ranges::all_of(weights, [](double weight) { return weight == 0; }))
    throw InvalidArgument("weights that are all 0", "composite_index", "one above 0");
  if (values.size() % weights.size() != 0)
    throw InvalidArgument(std::to_string(values.size()) + " values", "composite_index",
                          "a multiple of the " + std::to_string(weights.size()) + " weights");
  if (directions.empty()) return;
  detail::expect_length("directions", directions.size(), "composite_index", weights.size());
  for (std::size_t k = 0; k < directions.size(); ++k)
    if (std::abs(directions[k]) != 1)
      throw InvalidArgument(detail::named("direction", directions[k]),
                            "indicator " + std::to_string(k) + " of composite_index",
                            "1, or -1 where more of it makes the index smaller");
}

}  // namespace

std::vector<Quantity> z_scores(std::span<const double> values, std::span<const double> weights) {
  if (!weights.empty()) detail::expect_length("weights", weights.size(), "z_scores", values.size());
  expect_weights(weights, "unit", "z_scores");
  return scores(values, weights);
}

CompositeIndex composite_index(std::span<const double> values, std::span<const double> weights,
                               std::span<const double> directions, std::span<const double> unit_weights) {
  expect_indicators(values, weights, directions);
  const std::size_t indicators = weights.size(), units = values.size() / indicators;
  if (!unit_weights.empty()) detail::expect_length("unit_weights", unit_weights.size(), "composite_index", units);
  expect_weights(unit_weights, "unit", "composite_index");
  CompositeIndex result{std::vector<Quantity>(units, {0, Status::computed}), std::vector<Quantity>(values.size())};
  std::vector<double> column(units);
  for (std::size_t k = 0; k < indicators; ++k) {
    for (std::size_t unit = 0; unit < units; ++unit) column[unit] = values[unit * indicators + k];
    const auto z = scores(column, unit_weights);
    const double factor = weights[k] * (directions.empty() ? 1 : directions[k]);
    for (std::size_t unit = 0; unit < units; ++unit) {
      Quantity& part = result.contributions[unit * indicators + k];
      part = weights[k] == 0 ? Quantity{0, Status::computed} : Quantity{factor * z[unit].value, z[unit].status};
      Quantity& sum = result.value[unit];
      sum = {sum.value + part.value, combine(sum.status, part.status)};
    }
  }
  for (Quantity& sum : result.value) sum = sum.has_value() ? detail::quantity(sum.value) : Quantity{0, sum.status};
  return result;
}

}  // namespace werdegang::inline v0
