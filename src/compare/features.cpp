#include "werdegang/compare/features.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "feature_source.hpp"
#include "units.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

double middle(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
}

/// Centre and spread of what is known; a spread of 0 says that all are the same.
void standardise(const std::vector<double>& known, bool robust, Feature& feature) {
  feature.centre = feature.spread = 0;
  if (known.empty()) return;
  std::vector<double> distances;
  if (robust) {
    feature.centre = middle(known);
    for (const double value : known) distances.push_back(std::abs(value - feature.centre));
    feature.spread = 1.4826 * middle(distances);
    return;
  }
  if (std::all_of(known.begin(), known.end(), [&](double value) { return value == known.front(); })) return;
  const auto count = static_cast<double>(known.size());
  double squares = 0;
  for (const double value : known) feature.centre += value;
  feature.centre /= count;
  for (const double value : known) squares += (value - feature.centre) * (value - feature.centre);
  feature.spread = std::sqrt(squares / count);
}

/// A weight for this one feature, not for its indicator.
bool named_itself(const std::map<std::string, double>& weights, const Feature& feature) {
  return feature.name != feature.indicator && weights.contains(feature.name);
}

void set_weights(const std::map<std::string, double>& weights, std::vector<Feature>& features,
                 const std::vector<std::string>& constant) {
  std::vector<std::string> known = constant;
  for (const Feature& feature : features) known.push_back(feature.name), known.push_back(feature.indicator);
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  for (const auto& [name, weight] : weights) {
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw UnknownName("indicator in the weights", name, nearest_names(name, known));
    if (!(weight >= 0) || std::isinf(weight))
      throw InvalidArgument("weight " + std::to_string(weight) + " of '" + name + "'", "the weights",
                            "a finite number, 0 or more");
  }
  // Otherwise an indicator with ten breakdowns would count ten times.
  std::map<std::string, double> sharing;
  for (const Feature& feature : features)
    if (!named_itself(weights, feature)) sharing[feature.indicator] += 1;
  double sum = 0;
  for (Feature& feature : features) {
    const auto given = weights.find(named_itself(weights, feature) ? feature.name : feature.indicator);
    const double parts = named_itself(weights, feature) ? 1 : sharing.at(feature.indicator);
    feature.weight = (given == weights.end() ? 1 : given->second) / parts;
    sum += feature.weight;
  }
  if (!(sum > 0)) throw InvalidArgument("weights that are all 0", "the weights", "one above 0");
  for (Feature& feature : features) feature.weight /= sum;
}

}  // namespace

Index Features::find(const std::string& region, std::string_view place) const {
  const auto at = std::lower_bound(regions.begin(), regions.end(), region);
  if (at != regions.end() && *at == region) return at - regions.begin();
  throw UnknownName("region in " + std::string(place), region, nearest_names(region, regions));
}

Features features_of(const Table& table, const FeatureOptions& options) {
  const detail::FeatureSource source = detail::feature_source(table, options);
  Features result;
  result.regions = source.regions;
  const std::size_t rows = source.regions.size();
  std::vector<std::size_t> kept;
  for (std::size_t column = 0; column < source.features.size(); ++column) {
    Feature feature = source.features[column];
    std::vector<double> known;
    for (std::size_t row = 0; row < rows; ++row)
      if (source.values[column][row]) known.push_back(*source.values[column][row]);
    standardise(known, options.robust, feature);
    if (feature.spread > 0 && std::isfinite(feature.spread))
      result.features.push_back(feature), kept.push_back(column);
    else
      result.constant.push_back(feature.name);
  }
  if (kept.empty())
    throw InvalidArgument(
        std::to_string(rows) + " regions and " + std::to_string(source.features.size()) + " indicators", "the table",
        "two or more regions of one level that differ in an indicator");
  set_weights(options.weights, result.features, result.constant);
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t i = 0; i < kept.size(); ++i) {
      const auto& value = source.values[kept[i]][row];
      const Feature& feature = result.features[i];
      result.values.push_back(value);
      result.z.push_back(value ? std::optional((*value - feature.centre) / feature.spread) : std::nullopt);
    }
  return result;
}

}  // namespace werdegang::inline v0
