#include "werdegang/kernels/shrinkage.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "catch.hpp"
#include "kernels/quantile.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;
using Numbers = std::vector<double>;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

namespace {

const Numbers falling_ill{30, 25, 25, 15, 33, 21, 30, 20}, living{100, 100, 110, 90, 100, 90, 110, 90};

/// Areas whose true rates differ widely.
struct Sample {
  Numbers events, population;
};

Sample sample(std::uint64_t seed, std::size_t areas) {
  Random random(seed);
  Sample result;
  for (std::size_t i = 0; i < areas; ++i) {
    const double people = 20 + static_cast<double>(random.next_below(400)), rate = 0.05 + 0.3 * random.next_unit();
    double events = 0;
    for (int k = 0; k < people; ++k) events += random.next_unit() < rate;
    result.events.push_back(events);
    result.population.push_back(people);
  }
  return result;
}

double log_gamma_rise(double x, double a) { return std::lgamma(x + a) - std::lgamma(a); }

double beta_binomial_likelihood(const Sample& areas, double mean, double size) {
  double sum = 0;
  for (std::size_t i = 0; i < areas.events.size(); ++i)
    sum += log_gamma_rise(areas.events[i], mean * size) +
           log_gamma_rise(areas.population[i] - areas.events[i], (1 - mean) * size) -
           log_gamma_rise(areas.population[i], size);
  return sum;
}

}  // namespace

TEST_CASE("where the areas differ no more than chance, all get the mean", "[kernels][shrinkage]") {
  // pysal/esda, test_assuncao_rate: the variance between areas comes out negative.
  for (const auto method : {ShrinkageMethod::marshall, ShrinkageMethod::gamma_poisson}) {
    const Shrinkage result = shrink(falling_ill, living, {method});
    CHECK(result.all_at_mean);
    CHECK(result.findings.size() == 1);
    CHECK(result.findings.items[0].code == "no_variance_between_areas");
    CHECK((result.lower.empty() && result.upper.empty() && result.parameters.empty()));
    for (std::size_t i = 0; i < living.size(); ++i) {
      CHECK(result.shrunken[i] == Approx(0.2518987342).epsilon(1e-9));
      CHECK(result.raw[i] == falling_ill[i] / living[i]);
      CHECK(result.weight[i] == 0);
    }
  }
  // Shares scatter less by chance than counts do, so that what is left says something about the areas.
  CHECK_FALSE(shrink(falling_ill, living, {ShrinkageMethod::beta_binomial}).all_at_mean);
  const Shrinkage even = shrink(Numbers{25, 25, 28, 22, 25, 22, 28, 22}, living, {ShrinkageMethod::beta_binomial});
  CHECK((even.all_at_mean && even.shrunken[0] == 197.0 / 790));
  CHECK(shrink(falling_ill, living).prior.variance == Approx(-0.0003733635020287799).epsilon(1e-12));
  CHECK(shrink(falling_ill, living).standardised[0] == Approx(1.03843594).epsilon(1e-8));
  CHECK(shrink(falling_ill, living).standardised[3] == Approx(-1.73061861).epsilon(1e-8));
  CHECK(message(shrink(falling_ill, living).findings.items[0], "de").find("(8)") != std::string::npos);
}

TEST_CASE("Clayton and Kaldor's equations hold at the estimate", "[kernels][shrinkage]") {
  for (const std::uint64_t seed : {1, 2, 3, 4, 5}) {
    const auto [events, population] = sample(seed, 60);
    const Shrinkage result = shrink(events, population, {ShrinkageMethod::gamma_poisson});
    REQUIRE_FALSE(result.all_at_mean);
    const double nu = result.parameters[0].second, alpha = result.parameters[1].second;
    double mean = 0, spread = 0;
    const auto risk = [&](std::size_t i) { return (events[i] + nu) / (population[i] * result.overall_rate + alpha); };
    for (std::size_t i = 0; i < events.size(); ++i) mean += risk(i) / 60;
    for (std::size_t i = 0; i < events.size(); ++i)
      spread += (1 + alpha / (population[i] * result.overall_rate)) * std::pow(risk(i) - mean, 2) / 59;
    CHECK(mean == Approx(nu / alpha).epsilon(1e-10));
    CHECK(spread == Approx(nu / (alpha * alpha)).epsilon(1e-10));
    CHECK(result.shrunken[7] == Approx(risk(7) * result.overall_rate).epsilon(1e-12));
    CHECK(result.prior.mean == Approx(mean * result.overall_rate).epsilon(1e-10));
  }
}

TEST_CASE("no other beta distribution fits better", "[kernels][shrinkage]") {
  for (const std::uint64_t seed : {1, 2, 3, 4, 5}) {
    const Sample areas = sample(seed, 60);
    const Shrinkage result = shrink(areas.events, areas.population, {ShrinkageMethod::beta_binomial});
    REQUIRE_FALSE(result.all_at_mean);
    const double a = result.parameters[0].second, b = result.parameters[1].second;
    const double mean = a / (a + b), size = a + b, best = beta_binomial_likelihood(areas, mean, size);
    for (const double other_mean : {0.7 * mean, 0.99 * mean, 0.999 * mean, mean, 1.001 * mean, 1.01 * mean, 1.3 * mean})
      for (const double factor : {1e-2, 0.5, 0.99, 0.999, 1.0, 1.001, 1.01, 2.0, 1e2})
        CHECK(beta_binomial_likelihood(areas, other_mean, factor * size) <= best + 1e-9);
    CHECK(result.prior.variance == Approx(mean * (1 - mean) / (size + 1)).epsilon(1e-12));
  }
}

TEST_CASE("shrunken rates lie between the raw ones and the mean", "[kernels][shrinkage]") {
  for (const auto method :
       {ShrinkageMethod::marshall, ShrinkageMethod::gamma_poisson, ShrinkageMethod::beta_binomial}) {
    const auto [events, population] = sample(9, 100);
    const Shrinkage result = shrink(events, population, {method});
    for (std::size_t i = 0; i < events.size(); ++i) {
      const double mean = result.prior.mean, weight = result.weight[i];
      REQUIRE((weight > 0 && weight < 1));
      REQUIRE(result.shrunken[i] == Approx(weight * result.raw[i] + (1 - weight) * mean).epsilon(1e-12));
      REQUIRE((result.lower[i] < result.shrunken[i] && result.shrunken[i] < result.upper[i]));
    }
    // More people, more weight; another order of the areas changes nothing but the order.
    const auto small = std::min_element(population.begin(), population.end()) - population.begin();
    CHECK(result.weight[static_cast<std::size_t>(small)] ==
          *std::min_element(result.weight.begin(), result.weight.end()));
    const Numbers reversed_events(events.rbegin(), events.rend()), reversed(population.rbegin(), population.rend());
    const Shrinkage backwards = shrink(reversed_events, reversed, {method});
    for (std::size_t i = 0; i < events.size(); ++i)
      REQUIRE(backwards.shrunken[events.size() - 1 - i] == Approx(result.shrunken[i]).epsilon(1e-10));
  }
}

TEST_CASE("standardised rates have mean 0 and variance 1", "[kernels][shrinkage]") {
  for (const auto method :
       {ShrinkageMethod::marshall, ShrinkageMethod::gamma_poisson, ShrinkageMethod::beta_binomial}) {
    const auto [events, population] = sample(21, 2000);
    double sum = 0, squares = 0;
    for (const double z : shrink(events, population, {method}).standardised) sum += z, squares += z * z;
    CHECK(sum / 2000 == Approx(0).margin(0.05));
    CHECK(squares / 2000 == Approx(1).margin(0.1));
  }
}

TEST_CASE("areas without people or figures keep out", "[kernels][shrinkage]") {
  auto [events, population] = sample(3, 30);
  const Shrinkage plain = shrink(events, population, {ShrinkageMethod::gamma_poisson});
  events.insert(events.end(), {0, unknown, 4, -1, 3});
  population.insert(population.end(), {0, 50, unknown, 50, std::numeric_limits<double>::infinity()});
  const Shrinkage result = shrink(events, population, {ShrinkageMethod::gamma_poisson});
  CHECK(result.prior == plain.prior);
  CHECK(std::vector(result.status.end() - 5, result.status.end()) ==
        std::vector{Status::empty_denominator, Status::missing, Status::missing, Status::not_meaningful,
                    Status::not_meaningful});
  for (std::size_t i = 30; i < 35; ++i) CHECK((result.raw[i] == 0 && result.shrunken[i] == 0 && result.weight[i] == 0));
  CHECK(std::vector(result.shrunken.begin(), result.shrunken.begin() + 30) == plain.shrunken);
}

TEST_CASE("more events than people are a rate but no share", "[kernels][shrinkage]") {
  auto [events, population] = sample(3, 30);
  events[4] = 2 * population[4];
  CHECK(shrink(events, population, {ShrinkageMethod::gamma_poisson}).status[4] == Status::computed);
  CHECK(shrink(events, population, {ShrinkageMethod::beta_binomial}).status[4] == Status::not_meaningful);
}

TEST_CASE("few areas need a prior", "[kernels][shrinkage]") {
  const Numbers events{3, 10, 0}, population{40, 60, 0};
  CHECK_THROWS_WITH(shrink(events, population),
                    "2 usable areas of 3 in shrink: expected 8 or more, or a prior with mean and variance");
  ShrinkageOptions options{ShrinkageMethod::beta_binomial, 0.95, RatePrior{0.1, 0.09 / 101}};
  // Beta(10, 90): 13 of 140.
  const Shrinkage result = shrink(events, population, options);
  CHECK(result.prior_given);
  CHECK(result.parameters[0].second == Approx(10).epsilon(1e-12));
  CHECK(result.shrunken[0] == Approx(13.0 / 140).epsilon(1e-12));
  CHECK(result.lower[0] == Approx(detail::beta_lower(13, 127, 0.025)).epsilon(1e-10));
  options.method = ShrinkageMethod::gamma_poisson;
  options.prior = RatePrior{0.1, 0.001};
  CHECK(shrink(events, population, options).shrunken[1] == Approx(20.0 / 160).epsilon(1e-12));
  options.method = ShrinkageMethod::marshall;
  CHECK(shrink(events, population, options).shrunken[1] == Approx(20.0 / 160).epsilon(1e-12));
  CHECK(shrink(events, population, options).status[2] == Status::empty_denominator);
}

TEST_CASE("extreme areas", "[kernels][shrinkage]") {
  const Numbers people(10, 50);
  for (const auto method :
       {ShrinkageMethod::marshall, ShrinkageMethod::gamma_poisson, ShrinkageMethod::beta_binomial}) {
    const Shrinkage nobody = shrink(Numbers(10, 0), people, {method});
    CHECK((nobody.all_at_mean && nobody.shrunken[0] == 0 && nobody.standardised[0] == 0));
  }
  CHECK(shrink(people, people, {ShrinkageMethod::beta_binomial}).shrunken[0] == 1);
  Numbers all_or_none = people;
  std::fill_n(all_or_none.begin(), 5, 0.0);
  const Shrinkage split = shrink(all_or_none, people, {ShrinkageMethod::beta_binomial});
  CHECK((split.weight[0] > 0.999 && split.shrunken[0] < 1e-4 && split.shrunken[9] > 0.9999));
  const Shrinkage uneven =
      shrink(Numbers{0, 856, 961, 641, 872, 688, 716, 35, 739}, Numbers{946, 856, 961, 641, 872, 688, 716, 35, 739},
             {ShrinkageMethod::beta_binomial});
  CHECK((uneven.shrunken[0] < 1e-4 && uneven.lower[0] >= 0 && uneven.upper[1] <= 1));
  // One area in a million people stands apart.
  Numbers events(20, 1000), many(20, 1e6);
  events[0] = 1300;
  CHECK_FALSE(shrink(events, many, {ShrinkageMethod::gamma_poisson}).all_at_mean);
  CHECK_FALSE(shrink(events, many, {ShrinkageMethod::beta_binomial}).all_at_mean);
}

TEST_CASE("shrinking names what cannot be used", "[kernels][shrinkage]") {
  ShrinkageOptions options;
  CHECK_THROWS_WITH(shrink(falling_ill, Numbers{1}), "population of length 1 in shrink: expected length 8");
  options.prior = RatePrior{0, 0.1};
  CHECK_THROWS_WITH(shrink(falling_ill, living, options),
                    "mean = 0 in the prior of shrink: expected a rate above 0, a part of 1");
  options.prior = RatePrior{0.2, 0};
  CHECK_THROWS_WITH(shrink(falling_ill, living, options),
                    "variance = 0 in the prior of shrink: expected a variance above 0");
  options = {ShrinkageMethod::beta_binomial, 0.95, RatePrior{0.5, 0.25}};
  CHECK_THROWS_WITH(shrink(falling_ill, living, options),
                    "variance = 0.25 in the prior of shrink: expected less than mean * (1 - mean) = 0.25");
  options.prior = RatePrior{1.5, 0.25};
  CHECK_THROWS_AS(shrink(falling_ill, living, options), InvalidArgument);
  options.confidence = 95;
  CHECK_THROWS_AS(shrink(falling_ill, living, options), InvalidArgument);
}

TEST_CASE("a beta distribution is found wherever it lies", "[kernels][shrinkage]") {
  // Areas of one size, with shares so far apart or so near that the first guess is poor.
  Random random(77);
  for (const double size : {0.02, 0.3, 3.0, 15.0}) {
    Sample areas;
    for (int i = 0; i < 300; ++i) {
      const double people = 50 + static_cast<double>(random.next_below(5000));
      // A share from two uniform numbers to a power, far out for small sizes and near the middle for large ones.
      const double u = std::pow(random.next_unit(), 1 / size), v = std::pow(random.next_unit(), 1 / size);
      const double share = u + v > 0 ? u / (u + v) : random.next_unit() < 0.5 ? 0.0 : 1.0;
      areas.events.push_back(std::round(people * share));
      areas.population.push_back(people);
    }
    const Shrinkage result = shrink(areas.events, areas.population, {ShrinkageMethod::beta_binomial});
    CAPTURE(size);
    REQUIRE_FALSE(result.all_at_mean);
    const double a = result.parameters[0].second, b = result.parameters[1].second;
    const double best = beta_binomial_likelihood(areas, a / (a + b), a + b);
    for (const double factor : {1e-3, 0.1, 0.9, 0.999, 1.001, 1.1, 10.0, 1e3})
      for (const double shift : {-0.1, -0.001, 0.0, 0.001, 0.1}) {
        const double mean = std::clamp(a / (a + b) + shift, 1e-6, 1 - 1e-6);
        CHECK(beta_binomial_likelihood(areas, mean, factor * (a + b)) <= best + 1e-6);
      }
  }
}
