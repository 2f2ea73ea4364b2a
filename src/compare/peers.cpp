#include "werdegang/compare/peers.hpp"

#include <algorithm>
#include <cmath>

#include "../table/make_column.hpp"
#include "columns.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/region.hpp"

namespace werdegang::inline v0 {
namespace {

struct Candidate {
  Index row = 0;
  double distance = 0, shared = 0;
};

/// Squared distance by features, scaled as if all were shared.
Candidate measured(const Features& features, Index own, Index other) {
  Candidate candidate{other, 0, 0};
  double squares = 0;
  for (Index f = 0; f < features.columns(); ++f) {
    const auto &a = features.z_at(own, f), &b = features.z_at(other, f);
    if (!a || !b) continue;
    const double weight = features.features[static_cast<std::size_t>(f)].weight;
    candidate.shared += weight;
    squares += weight * (*a - *b) * (*a - *b);
  }
  if (candidate.shared > 0) candidate.distance = std::sqrt(squares / candidate.shared);
  return candidate;
}

void check(const Features& features, Index own, const std::string& region, const PeerOptions& options) {
  if (options.count < 1) throw InvalidArgument(std::to_string(options.count) + " peers", "peers", "1 or more");
  if (options.within != "state" && options.within != "country" && !options.within.empty())
    throw InvalidArgument("within='" + options.within + "'", "peers", "'state', 'country' or nothing");
  if (!(options.minimum_shared > 0 && options.minimum_shared <= 1))
    throw InvalidArgument("minimum_shared = " + std::to_string(options.minimum_shared), "peers",
                          "a part of the weights, above 0 and up to 1");
  if (const double shared = measured(features, own, own).shared; shared < options.minimum_shared - 1e-12)
    throw InvalidArgument(
        "region " + region + " with " + std::to_string(std::lround(100 * shared)) + " % of the weights", "peers",
        "values for at least " + std::to_string(std::lround(100 * options.minimum_shared)) + " %");
}

Table nearest_table(const Features& features, const std::vector<Candidate>& chosen) {
  detail::WholeColumn place;
  detail::WordColumn region, name;
  detail::NumberColumn distance, shared;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const std::string& code = features.regions[static_cast<std::size_t>(chosen[i].row)];
    const Region* known = find_region(code);
    place.add(static_cast<Index>(i) + 1), region.add(code), name.add(known ? known->name : code);
    distance.add(chosen[i].distance), shared.add(chosen[i].shared);
  }
  return Table({std::move(place).column("place"), std::move(region).column("region"),
                std::move(name).column("name", Role::text), std::move(distance).column("distance"),
                std::move(shared).column("shared", Role::quality)});
}

Table contributions_table(const Features& features, Index own, const std::vector<Candidate>& chosen) {
  detail::WholeColumn place;
  detail::WordColumn region, name, indicator, period, unit;
  detail::NumberColumn weight, value, own_value, z, own_z, part;
  for (std::size_t i = 0; i < chosen.size(); ++i)
    for (Index f = 0; f < features.columns(); ++f) {
      const Feature& feature = features.features[static_cast<std::size_t>(f)];
      const Index row = chosen[i].row;
      const auto &a = features.z_at(own, f), &b = features.z_at(row, f);
      place.add(static_cast<Index>(i) + 1), region.add(features.regions[static_cast<std::size_t>(row)]);
      name.add(feature.name, feature.label_de, feature.label_en), indicator.add(feature.indicator),
          period.add(feature.period), unit.add(feature.unit);
      weight.add(feature.weight), value.add(features.value_at(row, f)), own_value.add(features.value_at(own, f));
      z.add(b), own_z.add(a);
      part.add(a && b ? std::optional(feature.weight * (*a - *b) * (*a - *b) / chosen[i].shared) : std::nullopt);
    }
  return Table({std::move(place).column("place"), std::move(region).column("region"), std::move(name).column("feature"),
                std::move(indicator).column("indicator"), std::move(period).column("period"),
                std::move(unit).column("unit", Role::text), std::move(weight).column("weight", Role::quality),
                std::move(value).column("value"), std::move(own_value).column("own_value"), std::move(z).column("z"),
                std::move(own_z).column("own_z"), std::move(part).column("contribution")});
}

Table left_out_table(const Features& features, const std::vector<Candidate>& others) {
  detail::WordColumn region;
  detail::NumberColumn shared;
  for (const Candidate& other : others)
    region.add(features.regions[static_cast<std::size_t>(other.row)]), shared.add(other.shared);
  return Table({std::move(region).column("region"), std::move(shared).column("shared", Role::quality)});
}

}  // namespace

Peers peers(const Features& features, const std::string& region, const PeerOptions& options) {
  const Index own = features.find(region, "peers");
  check(features, own, region, options);
  std::vector<Candidate> candidates, left_out;
  for (Index row = 0; row < features.rows(); ++row) {
    const std::string& code = features.regions[static_cast<std::size_t>(row)];
    if (row == own || (options.within == "state" && !code.starts_with(region.substr(0, 2)))) continue;
    const Candidate candidate = measured(features, own, row);
    // A sum of weights misses its bound by rounding alone.
    (candidate.shared < options.minimum_shared - 1e-12 ? left_out : candidates).push_back(candidate);
  }
  if (candidates.empty())
    throw InvalidArgument("region " + region + " without another", "peers",
                          left_out.empty() ? "a table with more regions of its level"
                                           : "regions that share more of the indicators; " +
                                                 std::to_string(left_out.size()) + " share too few");
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.distance < b.distance; });
  const auto count = std::ssize(candidates);
  candidates.resize(static_cast<std::size_t>(std::min(count, options.count)));
  return {region, count, nearest_table(features, candidates), contributions_table(features, own, candidates),
          left_out_table(features, left_out)};
}

}  // namespace werdegang::inline v0
