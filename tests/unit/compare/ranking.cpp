#include "werdegang/compare/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "catch.hpp"
#include "messages.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

// Density of the share of x in n after Jeffreys, without its constant.
double density(double x, double n, double p) { return std::pow(p, x - 0.5) * std::pow(1 - p, n - x - 0.5); }

// Masses of the share on a fine grid in arcsin(sqrt(p)), where the density has no poles; the sum is 1.
std::vector<double> masses(double x, double n) {
  constexpr int cells = 20'000;
  std::vector<double> result;
  double sum = 0;
  for (int i = 0; i < cells; ++i) {
    const double angle = (i + 0.5) / cells * std::acos(-1.0) / 2, p = std::pow(std::sin(angle), 2);
    result.push_back(density(x, n, p) * std::sin(2 * angle));
    sum += result.back();
  }
  for (double& mass : result) mass /= sum;
  return result;
}

// Probabilities that 0, 1 or 2 of the others lie below the first, by integration over the first's share.
std::vector<double> below(const std::vector<std::pair<double, double>>& units) {
  const auto own = masses(units[0].first, units[0].second);
  std::vector<std::vector<double>> others;
  for (std::size_t i = 1; i < units.size(); ++i) others.push_back(masses(units[i].first, units[i].second));
  std::vector<double> sums(others.size(), 0), result(units.size(), 0);
  for (std::size_t cell = 0; cell < own.size(); ++cell) {
    std::vector<double> counts = {own[cell]};
    for (std::size_t o = 0; o < others.size(); ++o) {
      const double lower = sums[o] + others[o][cell] / 2;
      sums[o] += others[o][cell];
      counts.push_back(0);
      for (std::size_t k = counts.size() - 1; k > 0; --k) counts[k] = counts[k] * (1 - lower) + counts[k - 1] * lower;
      counts[0] *= 1 - lower;
    }
    for (std::size_t k = 0; k < counts.size(); ++k) result[k] += counts[k];
  }
  return result;
}

Rank ranked(const std::vector<std::pair<double, double>>& units, double confidence) {
  std::vector<double> events, trials;
  for (const auto& [x, n] : units) events.push_back(x), trials.push_back(n);
  return rank_share(events, trials, 0, confidence);
}

}  // namespace

TEST_CASE("a place counts the smaller values; equal ones share the better place", "[compare]") {
  const std::vector<double> values = {7, 3, 7, 1, 9};
  CHECK(rank_value(values, 3) == Rank{1, 5, 1, 1});
  CHECK(rank_value(values, 1) == Rank{2, 5, 2, 2});
  CHECK(rank_value(values, 0) == Rank{3, 5, 3, 3});
  CHECK(rank_value(values, 2) == Rank{3, 5, 3, 3});
  CHECK(rank_value(values, 4) == Rank{5, 5, 5, 5});
  CHECK(rank_value(std::vector<double>{2, 2, 2}, 2).place == 1);
}

TEST_CASE("a rank of what is not there is refused", "[compare]") {
  CHECK_THROWS_WITH(rank_value(std::vector<double>{1, 2}, 2), "unit 2 in rank_value: expected 0 to 1");
  CHECK_THROWS_AS(rank_value(std::vector<double>{1, 2}, -1), InvalidArgument);
  CHECK_THROWS_WITH(rank_value(std::vector<double>{}, 0), "unit 0 in rank_value: expected at least one value");
  CHECK_THROWS_WITH(rank_share(std::vector<double>{1, 2}, std::vector<double>{3}, 0),
                    "1 trials in rank_share: expected 2, one for each unit");
  for (const auto& [x, n] :
       std::vector<std::pair<double, double>>{{1, 0}, {-1, 5}, {6, 5}, {std::nan(""), 5}, {1, std::nan("")}}) {
    INFO(x << " of " << n);
    const auto text = message_of<InvalidArgument>([&, x = x, n = n] {
      rank_share(std::vector<double>{1, x}, std::vector<double>{5, n}, 0);
    });
    CHECK(holds(text, "in unit 1 in rank_share: expected 0 <= events <= trials and at least one trial"));
  }
  CHECK_THROWS_AS(rank_share(std::vector<double>{1}, std::vector<double>{5}, 0, 1.0), InvalidArgument);
  CHECK_THROWS_AS(rank_share(std::vector<double>{1}, std::vector<double>{5}, 1), InvalidArgument);
  CHECK_THROWS_AS(rank_share(std::vector<double>{}, std::vector<double>{}, 0), InvalidArgument);
}

TEST_CASE("the range of two units turns where the integral says", "[compare]") {
  for (const auto& units : {std::vector<std::pair<double, double>>{{30, 100}, {40, 100}},
                            {{5, 20}, {4, 30}},
                            {{0, 50}, {3, 60}},
                            {{99, 100}, {640, 678}}}) {
    const double above = below(units)[0];
    INFO(units[0].first << " of " << units[0].second << ", P(first is lower) = " << above);
    CHECK(below(units)[0] + below(units)[1] == Approx(1));
    // The first unit may be second when the tail that is cut off is smaller than that probability, and so on.
    for (const double confidence : {0.5, 0.8, 0.9, 0.95, 0.99}) {
      const double tail = (1 - confidence) / 2;
      if (std::abs(above - tail) < 0.004 || std::abs(1 - above - tail) < 0.004) continue;
      const Rank rank = ranked(units, confidence);
      CHECK(rank.lowest == (above >= tail ? 1 : 2));
      CHECK(rank.highest == (1 - above > tail ? 2 : 1));
    }
  }
}

TEST_CASE("the range of three units is that of the enumerated ranks", "[compare]") {
  for (const auto& units : {std::vector<std::pair<double, double>>{{30, 100}, {40, 100}, {20, 100}},
                            {{12, 60}, {12, 60}, {12, 60}},
                            {{48, 678}, {162, 1323}, {60, 500}}}) {
    const auto counts = below(units);
    for (const double confidence : {0.5, 0.9, 0.95}) {
      const auto place = [&](double quantile) {
        double sum = 0;
        for (std::size_t k = 0; k < counts.size(); ++k)
          if ((sum += counts[k]) >= quantile - 1e-9) return static_cast<Index>(k) + 1;
        return static_cast<Index>(counts.size());
      };
      const double low = (1 - confidence) / 2, high = (1 + confidence) / 2;
      bool close = false;
      double sum = 0;
      for (const double count : counts)
        sum += count, close = close || std::abs(sum - low) < 0.004 || std::abs(sum - high) < 0.004;
      if (close) continue;
      const Rank rank = ranked(units, confidence);
      CHECK(rank.lowest == place(low));
      CHECK(rank.highest == place(high));
    }
  }
}

TEST_CASE("a range holds the place and widens with confidence", "[compare]") {
  const std::vector<double> events = {40, 162, 30, 55, 90, 20}, trials = {678, 1323, 300, 400, 900, 350};
  for (Index unit = 0; unit < 6; ++unit) {
    Index width = 0;
    for (const double confidence : {0.5, 0.8, 0.95, 0.999}) {
      const Rank rank = rank_share(events, trials, unit, confidence);
      CHECK((1 <= rank.lowest && rank.lowest <= rank.place && rank.place <= rank.highest && rank.highest <= 6));
      CHECK(rank.highest - rank.lowest >= width);
      width = rank.highest - rank.lowest;
    }
  }
  CHECK(rank_share(std::vector<double>{3}, std::vector<double>{9}, 0) == Rank{1, 1, 1, 1});
}

TEST_CASE("shares far apart leave no doubt", "[compare]") {
  const std::vector<double> events = {1, 50, 99}, trials = {1000, 1000, 1000};
  CHECK(rank_share(events, trials, 0) == Rank{1, 3, 1, 1});
  CHECK(rank_share(events, trials, 1) == Rank{2, 3, 2, 2});
  CHECK(rank_share(events, trials, 2) == Rank{3, 3, 3, 3});
}

TEST_CASE("one pass over all units gives every unit the rank it has by itself", "[compare]") {
  std::mt19937 random(5);
  std::vector<double> events, trials;
  for (int unit = 0; unit < 60; ++unit) {
    // From a handful of cases to a large city, with some at both ends.
    trials.push_back(std::floor(std::exp(1 + 10.0 * static_cast<double>(random() % 1000) / 1000)));
    events.push_back(unit % 10 == 0 ? 0 : unit % 10 == 1 ? trials.back() : std::floor(trials.back() * 0.1));
  }
  const auto ranks = rank_shares(events, trials);
  REQUIRE(ranks.size() == 60);
  for (Index unit = 0; unit < 60; ++unit) {
    const Rank rank = rank_share(events, trials, unit);
    CHECK(ranks[static_cast<std::size_t>(unit)] == rank);
    CHECK((rank.lowest <= rank.place && rank.place <= rank.highest));
  }
  CHECK(rank_shares({}, {}).empty());
  CHECK_THROWS_AS(rank_shares(std::vector<double>{2}, std::vector<double>{1}), InvalidArgument);
}

TEST_CASE("ranges are those of a simulation", "[compare]") {
  const std::vector<double> events = {3, 40, 44, 120, 9, 0, 61}, trials = {30, 800, 700, 1500, 100, 12, 61};
  std::mt19937 random(1);
  constexpr int draws = 40'000;
  std::vector<std::vector<int>> counts(7, std::vector<int>(7, 0));
  for (int draw = 0; draw < draws; ++draw) {
    std::vector<double> shares;
    for (std::size_t i = 0; i < 7; ++i) {
      const double a = std::gamma_distribution<>(events[i] + 0.5)(random);
      shares.push_back(a / (a + std::gamma_distribution<>(trials[i] - events[i] + 0.5)(random)));
    }
    for (std::size_t i = 0; i < 7; ++i)
      ++counts[i][static_cast<std::size_t>(
          std::count_if(shares.begin(), shares.end(), [&](double other) { return other < shares[i]; }))];
  }
  const auto ranks = rank_shares(events, trials, 0.9);
  for (std::size_t i = 0; i < 7; ++i) {
    // The quantile of the simulation, within four standard errors of its probabilities.
    const auto at = [&](double quantile) {
      int sum = 0;
      for (std::size_t k = 0; k < 7; ++k)
        if ((sum += counts[i][k]) >= quantile * draws) return static_cast<Index>(k) + 1;
      return Index{7};
    };
    const double error = 4 * std::sqrt(0.05 * 0.95 / draws);
    INFO("unit " << i);
    CHECK((at(0.05 - error) <= ranks[i].lowest && ranks[i].lowest <= at(0.05 + error)));
    CHECK((at(0.95 - error) <= ranks[i].highest && ranks[i].highest <= at(0.95 + error)));
  }
}
