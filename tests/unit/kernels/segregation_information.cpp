#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "catch.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"
#include "werdegang/kernels/segregation.hpp"
#include "werdegang/kernels/segregation_decomposition.hpp"

using namespace werdegang;
using Numbers = std::vector<double>;
using Numbering = std::vector<Index>;

namespace {

constexpr Quantity none{0, Status::empty_denominator};
const Numbers states{1573,   103427, 3888, 132749, 1393,  10238,  21470, 86802,
                     231170, 4525,   7985, 42005,  42460, 187382, 672};

Numbers random_counts(Random& random, Index cells, Index largest) {
  Numbers counts;
  for (Index i = 0; i < cells; ++i)
    counts.push_back(random.next_below(5) == 0 ? 0 : static_cast<double>(random.next_below(largest)));
  counts.front() = 1;
  counts.back() = 2;
  return counts;
}

/// E - sum t_i / T E_i, as the formula is printed.
double printed_form(const Numbers& counts, Index groups) {
  const auto width = static_cast<std::size_t>(groups);
  Numbers sums(width);
  for (std::size_t i = 0; i < counts.size(); ++i) sums[i % width] += counts[i];
  const double total = std::accumulate(counts.begin(), counts.end(), 0.0);
  double result = entropy(sums).value;
  for (std::size_t unit = 0; unit < counts.size() / width; ++unit) {
    const std::span<const double> own{counts.data() + unit * width, width};
    const double persons = std::accumulate(own.begin(), own.end(), 0.0);
    if (persons > 0) result -= persons / total * entropy(own).value;
  }
  return result;
}

}  // namespace

TEST_CASE("published entropies", "[kernels][segregation]") {
  CHECK(entropy(Numbers{10, 30}).value == Approx(0.5623351446188083).epsilon(1e-15));
  CHECK(entropy(Numbers{1, 1, 0, 1, 1}, 2).value == Approx(2).epsilon(1e-15));
  CHECK(entropy(Numbers{7}) == Quantity{0, Status::computed});
  CHECK(entropy(Numbers{1, 1e12}).value == Approx(1e-12 * (12 * std::log(10.0) + 1)).epsilon(1e-11));
}

TEST_CASE("published segregation of three states", "[kernels][segregation]") {
  CHECK(mutual_information(states, 5).value == Approx(0.0992).margin(5e-5));
  CHECK(theil_h(states, 5).value == Approx(0.0977).margin(5e-5));
  CHECK(mutual_information(states, 5, 2).value ==
        Approx(mutual_information(states, 5).value / std::log(2.0)).epsilon(1e-15));
}

TEST_CASE("mutual information is the printed difference of entropies, with more digits", "[kernels][segregation]") {
  Random random(11);
  for (int i = 0; i < 300; ++i) {
    const Index groups = 1 + random.next_below(6), units = 1 + random.next_below(30);
    const Numbers counts = random_counts(random, groups * units, 1 + random.next_below(1000));
    const Quantity m = mutual_information(counts, groups);
    REQUIRE(m.value == Approx(printed_form(counts, groups)).margin(1e-13));
    REQUIRE(m.value >= 0);
    const Quantity h = theil_h(counts, groups);
    if (h.has_value()) REQUIRE((h.value >= 0 && h.value <= 1));
    double sum = 0;
    const auto local = local_segregation(counts, groups);
    const double total = std::accumulate(counts.begin(), counts.end(), 0.0);
    for (std::size_t unit = 0; unit < local.size(); ++unit)
      for (std::size_t g = 0; g < static_cast<std::size_t>(groups); ++g)
        sum += counts[unit * static_cast<std::size_t>(groups) + g] / total * local[unit].value;
    REQUIRE(sum == Approx(m.value).epsilon(1e-12).margin(1e-300));
  }
}

TEST_CASE("equal units carry no information, nearly equal ones little and exactly so", "[kernels][segregation]") {
  CHECK(mutual_information(Numbers{1, 2, 333, 666, 50, 100}, 2).value == 0);
  // One in a million more in one of two units: M = delta^2 / 8 + O(delta^3) with delta = 1e-6.
  CHECK(mutual_information(Numbers{1e6, 1e6, 1e6, 1e6 + 1}, 2).value == Approx(3.125e-14).epsilon(2e-6));
  CHECK(mutual_information(Numbers{1, 0, 0, 1}, 2).value == Approx(std::log(2.0)).epsilon(1e-15));
  CHECK(theil_h(Numbers{5, 0, 0, 0, 7, 0, 0, 0, 9}, 3).value == Approx(1).epsilon(1e-15));
}

TEST_CASE("units and groups without anybody change nothing", "[kernels][segregation]") {
  const Numbers plain{3, 5, 8, 2}, wide{3, 0, 5, 0, 0, 0, 8, 0, 2};
  CHECK(mutual_information(wide, 3).value == mutual_information(plain, 2).value);
  CHECK(theil_h(wide, 3).value == Approx(theil_h(plain, 2).value).epsilon(1e-15));
  CHECK(mutual_information(Numbers{0, 0}, 2) == none);
  CHECK(mutual_information({}, 3) == none);
  CHECK(mutual_information(Numbers{4, 0, 5, 0}, 2) == Quantity{0, Status::computed});
  CHECK(theil_h(Numbers{4, 0, 5, 0}, 2) == none);
  CHECK(entropy(Numbers{0, 0}) == none);
  CHECK(entropy({}) == none);
  CHECK(local_segregation(Numbers{4, 1, 0, 0}, 2)[1] == none);
}

TEST_CASE("segregation is that between parents and within them", "[kernels][segregation]") {
  Random random(12);
  for (int i = 0; i < 300; ++i) {
    const Index groups = 1 + random.next_below(5), units = 1 + random.next_below(40), most = 1 + random.next_below(8);
    const Numbers counts = random_counts(random, groups * units, i % 2 == 0 ? 5 : 5000);
    Numbering parents;
    for (Index unit = 0; unit < units; ++unit) parents.push_back(random.next_below(most));
    const auto split = segregation_decomposition(counts, groups, parents);
    REQUIRE(split.total.mutual_information == mutual_information(counts, groups));
    REQUIRE(split.total.theil_h.value == Approx(theil_h(counts, groups).value).epsilon(1e-14));
    double within_m = 0, within_h = 0, weight = 0;
    for (const auto& parent : split.parents) {
      weight += parent.weight;
      within_m += parent.contribution.mutual_information.value;
      within_h += parent.contribution.theil_h.value;
      REQUIRE(parent.contribution.mutual_information.value ==
              Approx(parent.weight * parent.mutual_information.value).epsilon(1e-14));
    }
    REQUIRE(weight == Approx(1).epsilon(1e-14));
    REQUIRE(split.within.mutual_information.value == Approx(within_m).epsilon(1e-13));
    REQUIRE(split.within.theil_h.value == Approx(within_h).epsilon(1e-13));
    const auto sum = [&](auto part) { return (split.between.*part).value + (split.within.*part).value; };
    REQUIRE(sum(&SegregationTerm::mutual_information) ==
            Approx(split.total.mutual_information.value).epsilon(1e-12).margin(1e-30));
    REQUIRE(sum(&SegregationTerm::theil_h) == Approx(split.total.theil_h.value).epsilon(1e-12).margin(1e-30));
  }
}

TEST_CASE("the decomposition is exact where hardly anything is segregated", "[kernels][segregation]") {
  const Numbers counts{1e6, 1e6 + 3, 1e6, 1e6 - 1, 2e6, 2e6 + 5, 4e6, 4e6};
  const auto split = segregation_decomposition(counts, 2, Numbering{0, 0, 1, 1});
  const double sum = split.between.mutual_information.value + split.within.mutual_information.value;
  REQUIRE(split.total.mutual_information.value < 1e-12);
  CHECK(std::abs(sum / split.total.mutual_information.value - 1) < 1e-12);
}

TEST_CASE("units as their own parents have nothing within, one parent has all", "[kernels][segregation]") {
  const auto apart = segregation_decomposition(states, 5, Numbering{0, 1, 2});
  CHECK(apart.within.mutual_information.value == 0);
  CHECK(apart.between.mutual_information == apart.total.mutual_information);
  const auto one = segregation_decomposition(states, 5, Numbering{0, 0, 0});
  CHECK(one.between.mutual_information.value == 0);
  CHECK(one.within.mutual_information.value == Approx(one.total.mutual_information.value).epsilon(1e-15));
  CHECK(one.parents[0].theil_h.value == Approx(one.total.theil_h.value).epsilon(1e-15));
  const auto gap = segregation_decomposition(Numbers{1, 2, 3, 4}, 2, Numbering{0, 2});
  CHECK(gap.parents[1] == ParentSegregation{0, none, none, {none, none}});
  CHECK(segregation_decomposition(Numbers{0, 0}, 2, Numbering{0}).within.theil_h == none);
}

TEST_CASE("counts beyond all numbers are not split", "[kernels][segregation]") {
  const auto split = segregation_decomposition(Numbers{1e308, 1, 1e308, 2}, 2, Numbering{0, 1});
  CHECK(split.total.mutual_information == Quantity{0, Status::not_meaningful});
  CHECK(split.parents[1].weight == 0);
}

TEST_CASE("counts of units and groups are named where they cannot be", "[kernels][segregation]") {
  CHECK_THROWS_WITH(theil_h(Numbers{1, 2, 3, -4}, 2),
                    "count = -4 in unit 1, group 1 of theil_h: expected a finite number of persons, 0 or more; leave "
                    "out units that are not known");
  CHECK_THROWS_WITH(mutual_information(Numbers{1, 2, 3}, 2),
                    "3 counts in mutual_information: expected a multiple of groups = 2");
  CHECK_THROWS_WITH(mutual_information(Numbers{1}, 0), "groups = 0 in mutual_information: expected 1 or more");
  CHECK_THROWS_WITH(entropy(Numbers{1}, 1), "base = 1 in entropy: expected a number above 1, such as 2 for bits");
  CHECK_THROWS_WITH(segregation_decomposition(Numbers{1, 2}, 2, Numbering{0, 1}),
                    "parents of length 2 in segregation_decomposition: expected length 1");
  CHECK_THROWS_WITH(segregation_decomposition(Numbers{1, 2}, 2, Numbering{-1}),
                    "parent = -1 in unit 0 of segregation_decomposition: expected numbers of parents, counted from 0");
}
