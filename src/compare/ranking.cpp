#include "werdegang/compare/ranking.hpp"

#include <algorithm>
#include <numeric>

#include "share_grid.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

/// Smaller probabilities of a number of units are left away.
constexpr double negligible = 1e-18;

void check_shares(std::span<const double> events, std::span<const double> trials, double confidence) {
  if (events.size() != trials.size())
    throw InvalidArgument(std::to_string(trials.size()) + " trials", "rank_share",
                          std::to_string(events.size()) + ", one for each unit");
  if (!(confidence > 0 && confidence < 1))
    throw InvalidArgument("confidence " + std::to_string(confidence), "rank_share", "a number between 0 and 1");
  for (std::size_t i = 0; i < events.size(); ++i)
    if (!(trials[i] > 0) || !(events[i] >= 0) || events[i] > trials[i])
      throw InvalidArgument(
          std::to_string(events[i]) + " of " + std::to_string(trials[i]) + " in unit " + std::to_string(i),
          "rank_share", "0 <= events <= trials and at least one trial");
}

/// The first number at which the cumulated weight reaches `quantile` of all, as a place.
Index place_at(const std::vector<double>& total, double quantile) {
  const double all = std::accumulate(total.begin(), total.end(), 0.0);
  double sum = 0;
  for (std::size_t k = 0; k < total.size(); ++k) {
    sum += total[k];
    if (sum >= quantile * all) return static_cast<Index>(k) + 1;
  }
  return static_cast<Index>(total.size());
}

/// The range always holds the place: units without events tie for the first, which no draw gives all of them.
void set_range(Rank& rank, const std::vector<double>& total, double confidence) {
  rank.lowest = std::min(rank.place, place_at(total, (1 - confidence) / 2));
  rank.highest = std::max(rank.place, place_at(total, (1 + confidence) / 2));
}

/// How many units lie below one point: a sum of draws with different chances (Poisson-binomial).
class Counts {
 public:
  void start(Index certain, std::size_t draws) {
    certain_ = certain;
    counts_.assign(draws + 1, 0.0);
    counts_[0] = 1;
    first_ = last_ = 0;
  }
  void add(double chance) {
    ++last_;
    for (std::size_t k = last_; k > first_; --k) counts_[k] = counts_[k] * (1 - chance) + counts_[k - 1] * chance;
    counts_[first_] *= 1 - chance;
    while (first_ < last_ && counts_[first_] < negligible) counts_[first_++] = 0;
    while (last_ > first_ && counts_[last_] < negligible) counts_[last_--] = 0;
  }
  /// Takes one draw out again and adds the rest, times `weight`, to `total`. Each direction is stable for its half.
  void add_without(double chance, double weight, std::vector<double>& total) const {
    double* place = total.data() + certain_;
    double rest = 0;
    if (chance <= 0.5) {
      const double scale = 1 / (1 - chance);
      for (std::size_t k = first_; k <= last_ && k + 1 < counts_.size(); ++k) {
        rest = (counts_[k] - chance * rest) * scale;
        place[k] += weight * rest;
      }
    } else {
      const double scale = 1 / chance;
      for (std::size_t k = last_; k > 0 && k >= first_; --k) {
        rest = (counts_[k] - (1 - chance) * rest) * scale;
        place[k - 1] += weight * rest;
      }
    }
  }

 private:
  Index certain_ = 0;
  std::size_t first_ = 0, last_ = 0;
  std::vector<double> counts_;
};

/// Distribution of the number of others below each of the units [from, to).
std::vector<std::vector<double>> places_of(const std::vector<detail::ShareOnGrid>& shares, std::size_t from,
                                           std::size_t to, const Execution& execution) {
  std::vector<std::vector<double>> totals(to - from, std::vector<double>(shares.size(), 0.0));
  Index first = shares[from].first, end = shares[from].end();
  for (std::size_t i = from; i < to; ++i)
    first = std::min(first, shares[i].first), end = std::max(end, shares[i].end());
  Counts counts;
  std::vector<double> open;
  for (Index node = first; node < end; ++node) {
    execution.check_stop();
    Index certain = 0;
    open.clear();
    for (const auto& share : shares) {
      if (node >= share.end())
        ++certain;
      else if (node >= share.first)
        open.push_back(share.below[static_cast<std::size_t>(node - share.first)]);
    }
    counts.start(certain, open.size());
    for (const double chance : open) counts.add(chance);
    for (std::size_t i = from; i < to; ++i) {
      if (node < shares[i].first || node >= shares[i].end()) continue;
      const auto at = static_cast<std::size_t>(node - shares[i].first);
      if (shares[i].mass[at] > 0) counts.add_without(shares[i].below[at], shares[i].mass[at], totals[i - from]);
    }
  }
  return totals;
}

std::vector<double> quotients(std::span<const double> events, std::span<const double> trials) {
  std::vector<double> shares;
  for (std::size_t i = 0; i < events.size(); ++i) shares.push_back(events[i] / trials[i]);
  return shares;
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
  check_shares(events, trials, confidence);
  Rank rank = rank_value(quotients(events, trials), unit);
  const auto at = static_cast<std::size_t>(unit);
  const auto total = places_of(detail::shares_on_grid(events, trials), at, at + 1, {})[0];
  set_range(rank, total, confidence);
  return rank;
}

std::vector<Rank> rank_shares(std::span<const double> events, std::span<const double> trials, double confidence,
                              const Execution& execution) {
  check_shares(events, trials, confidence);
  const auto shares = detail::shares_on_grid(events, trials);
  const auto values = quotients(events, trials);
  // Units at a time, so that memory grows with the units and not with their square.
  constexpr std::size_t block = 1024;
  std::vector<Rank> ranks;
  for (std::size_t from = 0; from < shares.size(); from += block) {
    const std::size_t to = std::min(from + block, shares.size());
    const auto totals = places_of(shares, from, to, execution);
    for (std::size_t i = from; i < to; ++i) {
      ranks.push_back(rank_value(values, static_cast<Index>(i)));
      set_range(ranks.back(), totals[i - from], confidence);
    }
  }
  return ranks;
}

}  // namespace werdegang::inline v0
