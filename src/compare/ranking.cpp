#include "werdegang/compare/ranking.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>

#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

/// Points of equal probability on the unit's own share; more do not move a rank.
constexpr int nodes = 200;

boost::math::beta_distribution<> posterior(double events, double trials) {
  return {events + 0.5, trials - events + 0.5};
}

void check_share(double events, double trials, std::size_t unit) {
  if (!(trials > 0) || !(events >= 0) || events > trials)
    throw InvalidArgument(std::to_string(events) + " of " + std::to_string(trials) + " in unit " + std::to_string(unit),
                          "rank_share", "0 <= events <= trials and at least one trial");
}

/// Distribution of the number of others below `share`, added to `total`.
void add_counts(const std::vector<double>& below, std::vector<double>& counts, std::vector<double>& total) {
  std::fill(counts.begin(), counts.end(), 0.0);
  counts[0] = 1;
  for (std::size_t i = 0; i < below.size(); ++i) {
    for (std::size_t k = i + 1; k > 0; --k) counts[k] = counts[k] * (1 - below[i]) + counts[k - 1] * below[i];
    counts[0] *= 1 - below[i];
  }
  for (std::size_t k = 0; k < counts.size(); ++k) total[k] += counts[k];
}

/// The first number at which the cumulated weight reaches `quantile` of all, as a place.
Index place_at(const std::vector<double>& total, double quantile) {
  double all = 0, sum = 0;
  for (const double weight : total) all += weight;
  for (std::size_t k = 0; k < total.size(); ++k) {
    sum += total[k];
    if (sum >= quantile * all) return static_cast<Index>(k) + 1;
  }
  return static_cast<Index>(total.size());
}

}  // namespace

Rank rank_value(std::span<const double> values, Index unit) {
  const auto size = static_cast<Index>(values.size());
  if (unit < 0 || unit >= size)
    throw InvalidArgument("unit " + std::to_string(unit), "rank_value",
                          size == 0 ? "at least one value" : "0 to " + std::to_string(size - 1));
  const double own = values[static_cast<std::size_t>(unit)];
  const Index place = 1 + std::count_if(values.begin(), values.end(), [&](double value) { return value < own; });
  return {place, size, place, place};
}

Rank rank_share(std::span<const double> events, std::span<const double> trials, Index unit, double confidence) {
  if (events.size() != trials.size())
    throw InvalidArgument(std::to_string(trials.size()) + " trials", "rank_share",
                          std::to_string(events.size()) + ", one for each unit");
  if (!(confidence > 0 && confidence < 1))
    throw InvalidArgument("confidence " + std::to_string(confidence), "rank_share", "a number between 0 and 1");
  std::vector<double> shares;
  for (std::size_t i = 0; i < events.size(); ++i) {
    check_share(events[i], trials[i], i);
    shares.push_back(events[i] / trials[i]);
  }
  Rank rank = rank_value(shares, unit);
  const auto own = posterior(events[static_cast<std::size_t>(unit)], trials[static_cast<std::size_t>(unit)]);
  std::vector<double> below(events.size() - 1), counts(events.size()), total(events.size());
  for (int node = 0; node < nodes; ++node) {
    const double share = quantile(own, (node + 0.5) / nodes);
    std::size_t at = 0;
    for (std::size_t i = 0; i < events.size(); ++i)
      if (static_cast<Index>(i) != unit) below[at++] = cdf(posterior(events[i], trials[i]), share);
    add_counts(below, counts, total);
  }
  rank.lowest = place_at(total, (1 - confidence) / 2);
  rank.highest = place_at(total, (1 + confidence) / 2);
  return rank;
}

}  // namespace werdegang::inline v0
