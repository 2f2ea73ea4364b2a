#include "werdegang/kernels/segregation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;
using Numbers = std::vector<double>;

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// A group and everybody, in units of which some are empty.
struct Schools {
  Numbers a, b, total;

  Schools(Random& random, Index units, Index largest) {
    for (Index i = 0; i < units; ++i) {
      a.push_back(static_cast<double>(random.next_below(largest)));
      b.push_back(static_cast<double>(random.next_below(largest)));
      if (random.next_below(10) == 0) a.back() = b.back() = 0;
      total.push_back(a.back() + b.back());
    }
    a.push_back(1), b.push_back(2), total.push_back(3);
  }
};

/// The published form of every index of one group, by name.
std::vector<std::pair<const char*, double>> all_of(const Numbers& a, const Numbers& total) {
  Numbers b(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) b[i] = total[i] - a[i];
  return {{"D", dissimilarity(a, b).value},
          {"xPx", isolation(a, total).value},
          {"xPy", exposure(a, b, total).value},
          {"eta2", eta2(a, total).value},
          {"Gini", gini_segregation(a, total).value},
          {"Atkinson", atkinson_segregation(a, total).value},
          {"Atkinson .3", atkinson_segregation(a, total, 0.3).value}};
}

double gini_by_pairs(const Numbers& a, const Numbers& total) {
  double sum = 0, of_a = 0, of_all = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    of_a += a[i];
    of_all += total[i];
    for (std::size_t j = 0; j < a.size(); ++j)
      if (total[i] > 0 && total[j] > 0) sum += total[i] * total[j] * std::abs(a[i] / total[i] - a[j] / total[j]);
  }
  const double share = of_a / of_all;
  return sum / (2 * of_all * of_all * share * (1 - share));
}

}  // namespace

TEST_CASE("published indices of dissimilarity", "[kernels][segregation]") {
  CHECK(dissimilarity(Numbers{100, 100, 100}, Numbers{100, 100, 100}) == Quantity{0, Status::computed});
  CHECK(dissimilarity(Numbers{100, 60, 40, 0}, Numbers{0, 40, 60, 100}).value == Approx(0.6).epsilon(1e-14));
}

TEST_CASE("two schools by hand", "[kernels][segregation]") {
  const Numbers a{30, 10}, b{20, 40}, total{50, 50};
  CHECK(dissimilarity(a, b).value == Approx(0.5 * (std::abs(30 / 40. - 20 / 60.) + std::abs(10 / 40. - 40 / 60.))));
  CHECK(isolation(a, total).value == Approx(30 / 40. * 30 / 50 + 10 / 40. * 10 / 50));
  CHECK(exposure(a, b, total).value == Approx(30 / 40. * 20 / 50 + 10 / 40. * 40 / 50));
  CHECK(eta2(a, total).value == Approx((0.5 - 0.4) / 0.6));
  CHECK(gini_segregation(a, total).value == Approx(2 * 2500 * 0.4 / (2 * 10000 * 0.4 * 0.6)));
  const double sum = (std::sqrt(20 * 30.) + std::sqrt(40 * 10.)) / 40;
  CHECK(atkinson_segregation(a, total).value == Approx(1 - 40 / 60. * sum * sum));
  CHECK(location_quotient(a, total)[0].value == Approx(0.6 / 0.4));
  CHECK(location_quotient(a, total)[1].value == Approx(0.2 / 0.4));
}

TEST_CASE("the Gini index is that of all pairs of units", "[kernels][segregation]") {
  Random random(1);
  for (int i = 0; i < 200; ++i) {
    const Schools schools(random, 1 + random.next_below(60), 1 + random.next_below(1000));
    REQUIRE(gini_segregation(schools.a, schools.total).value ==
            Approx(gini_by_pairs(schools.a, schools.total)).epsilon(1e-12).margin(1e-15));
  }
}

TEST_CASE("indices of segregation keep their bounds and their relations", "[kernels][segregation]") {
  Random random(2);
  for (int i = 0; i < 300; ++i) {
    const Schools schools(random, 1 + random.next_below(40), 1 + random.next_below(50));
    for (const auto& [name, value] : all_of(schools.a, schools.total)) {
      INFO(name);
      REQUIRE(value >= 0);
      REQUIRE(value <= 1);
    }
    const double own = isolation(schools.a, schools.total).value,
                 other = exposure(schools.a, schools.b, schools.total).value;
    REQUIRE(own + other == Approx(1).epsilon(1e-14));
    REQUIRE(gini_segregation(schools.a, schools.total).value >=
            dissimilarity(schools.a, schools.b).value * (1 - 1e-13));
  }
}

TEST_CASE("neither scale nor order nor merging of equal units changes segregation", "[kernels][segregation]") {
  Random random(3);
  for (int i = 0; i < 200; ++i) {
    const Schools schools(random, 2 + random.next_below(40), 1 + random.next_below(500));
    Numbers scaled_a, scaled_total, split_a, split_total;
    const double factor = 0.1 + 100 * random.next_unit();
    for (std::size_t unit = 0; unit < schools.a.size(); ++unit) {
      scaled_a.push_back(factor * schools.a[unit]);
      scaled_total.push_back(factor * schools.total[unit]);
      for (const double part : {1., 2., 0.}) {
        split_a.push_back(part * schools.a[unit]);
        split_total.push_back(part * schools.total[unit]);
      }
    }
    Numbers turned_a(schools.a.rbegin(), schools.a.rend()), turned_total(schools.total.rbegin(), schools.total.rend());
    const auto expected = all_of(schools.a, schools.total);
    for (const auto& same :
         {all_of(scaled_a, scaled_total), all_of(split_a, split_total), all_of(turned_a, turned_total)})
      for (std::size_t k = 0; k < expected.size(); ++k) {
        INFO(expected[k].first);
        REQUIRE(same[k].second == Approx(expected[k].second).epsilon(1e-12).margin(1e-14));
      }
  }
}

TEST_CASE("full separation gives 1, an even spread 0", "[kernels][segregation]") {
  const Numbers a{7, 0, 5, 0}, total{7, 11, 5, 3};
  for (const auto& [name, value] : all_of(a, total)) {
    INFO(name);
    CHECK(value == (std::string_view(name) == "xPy" ? 0 : 1));
  }
  const Numbers third{1, 20, 333}, all{3, 60, 999};
  CHECK(eta2(third, all).value == 0);
  CHECK(gini_segregation(third, all).value == 0);
  CHECK(isolation(third, all).value == Approx(1 / 3.).epsilon(1e-15));
}

TEST_CASE("a group without anybody has no segregation", "[kernels][segregation]") {
  const Quantity none{0, Status::empty_denominator};
  const Numbers nobody{0, 0}, some{3, 0}, units{5, 0};
  CHECK(dissimilarity(nobody, some) == none);
  CHECK(dissimilarity(some, nobody) == none);
  CHECK(dissimilarity({}, {}) == none);
  CHECK(isolation(nobody, units) == none);
  CHECK(exposure(nobody, some, units) == none);
  CHECK(exposure(some, nobody, units) == Quantity{0, Status::computed});
  for (const auto& whole : {nobody, units}) {  // nobody, and everybody
    CHECK(eta2(whole, units) == none);
    CHECK(gini_segregation(whole, units) == none);
    CHECK(atkinson_segregation(whole, units) == none);
  }
  CHECK(isolation(units, units).value == 1);
  CHECK(location_quotient(some, units) == std::vector<Quantity>{{1, Status::computed}, none});
  CHECK(location_quotient(nobody, units) == std::vector<Quantity>{none, none});
}

TEST_CASE("counts that cannot be are named with their unit", "[kernels][segregation]") {
  const std::string expected = ": expected a finite number of persons, 0 or more; leave out units that are not known";
  CHECK_THROWS_WITH(dissimilarity(Numbers{1, -2}, Numbers{1, 1}), "a = -2 in unit 1 of dissimilarity" + expected);
  CHECK_THROWS_WITH(exposure(Numbers{1}, Numbers{unknown}, Numbers{2}), "b = nan in unit 0 of exposure" + expected);
  CHECK_THROWS_WITH(eta2(Numbers{1}, Numbers{HUGE_VAL}), "total = inf in unit 0 of eta2" + expected);
  CHECK_THROWS_WITH(dissimilarity(Numbers{1}, Numbers{1, 1}), "b of length 2 in dissimilarity: expected length 1");
  CHECK_THROWS_WITH(isolation(Numbers{1, 3}, Numbers{1, 2}),
                    "a = 3 in unit 1 of isolation: expected at most total = 2");
  CHECK_THROWS_AS(gini_segregation(Numbers{1}, Numbers{unknown}), InvalidArgument);
  CHECK_THROWS_WITH(atkinson_segregation(Numbers{1}, Numbers{2}, 1),
                    "shape = 1 in atkinson_segregation: expected a number between 0 and 1");
}

TEST_CASE("a part may exceed its whole by rounding", "[kernels][segregation]") {
  const Numbers a{0.1 + 0.2, 0}, total{0.3, 1};
  REQUIRE(a[0] > total[0]);
  CHECK(isolation(a, total).value == 1);
  CHECK(gini_segregation(a, total).value == 1);
}

TEST_CASE("counts beyond all numbers give no figure", "[kernels][segregation]") {
  const Numbers large{1e308, 1e308, 1}, small{1, 2, 3}, total{1.5e308, 1.2e308, 4};
  const Quantity none{0, Status::not_meaningful};
  CHECK(dissimilarity(large, small) == none);
  CHECK(dissimilarity(small, large) == none);
  CHECK(isolation(large, total) == none);
  CHECK(exposure(large, small, total) == none);
  CHECK(eta2(large, total) == none);
  CHECK(gini_segregation(large, total) == none);
  CHECK(atkinson_segregation(large, total) == none);
  CHECK(location_quotient(large, total)[0] == none);
  CHECK(mutual_information(large, 1) == none);
  CHECK(theil_h(Numbers{1e308, 1, 1e308, 2}, 2) == none);
  CHECK(entropy(large) == none);
}
