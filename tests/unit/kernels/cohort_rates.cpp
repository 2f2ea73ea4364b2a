#include "werdegang/kernels/cohort_rates.hpp"

#include <limits>
#include <vector>

#include "catch.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"
#include "werdegang/kernels/quotient_sum.hpp"
#include "werdegang/kernels/school_life_expectancy.hpp"

using namespace werdegang;
using Numbers = std::vector<double>;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr Quantity empty{0, Status::empty_denominator}, missing{0, Status::missing};

TEST_CASE("flow rates of a constructed school", "[kernels][cohort_rates]") {
  const auto flows = cohort_flow_rates(Numbers{1000, 800, 700, 600, 500}, Numbers{1010, 820, 705, 610, 510},
                                       Numbers{150, 80, 56, 42, 20}, 455);
  const Numbers repetition{0.15, 0.1, 0.08, 0.07, 0.04},
      promotion{0.74, 0.81125, 0.81142857142857, 0.81666666666667, 0.91},
      dropout{0.11, 0.08875, 0.10857142857143, 0.11333333333333, 0.05};
  REQUIRE(flows.size() == 5);
  for (std::size_t g = 0; g < 5; ++g) {
    CHECK(flows[g].repetition.value == Approx(repetition[g]).margin(1e-12));
    CHECK(flows[g].promotion.value == Approx(promotion[g]).margin(1e-12));
    CHECK(flows[g].dropout.value == Approx(dropout[g]).margin(1e-12));
  }
}

TEST_CASE("flow rates give back the flows they were made from", "[kernels][cohort_rates]") {
  Random random(1);
  for (int i = 0; i < 200; ++i) {
    const auto grades = static_cast<std::size_t>(1 + random.next_below(12));
    Numbers now(grades), next(grades), repeaters(grades), promoted(grades);
    for (std::size_t g = 0; g < grades; ++g) {
      now[g] = static_cast<double>(1 + random.next_below(1000));
      repeaters[g] = static_cast<double>(random.next_below(50));
      promoted[g] = static_cast<double>(random.next_below(1200));
      next[g] = repeaters[g] + (g > 0 ? promoted[g - 1] : 77);
    }
    const auto flows = cohort_flow_rates(now, next, repeaters, promoted.back());
    for (std::size_t g = 0; g < grades; ++g) {
      REQUIRE(flows[g].promotion.value == promoted[g] / now[g]);
      REQUIRE(flows[g].repetition.value == repeaters[g] / now[g]);
      REQUIRE(now[g] * flows[g].dropout.value == Approx(now[g] - promoted[g] - repeaters[g]).margin(1e-9));
    }
  }
}

TEST_CASE("flows that are not known have no rate", "[kernels][cohort_rates]") {
  const auto flows = cohort_flow_rates(Numbers{10, 0, 10}, Numbers{10, 12, unknown}, Numbers{1, 1, 2}, unknown);
  CHECK(flows[0].promotion == Quantity{1.1, Status::computed});
  CHECK(flows[0].dropout.value == Approx(-0.2));
  CHECK(flows[1] == GradeFlow{empty, missing, missing});
  CHECK(flows[2] == GradeFlow{{0.2, Status::computed}, missing, missing});
}

TEST_CASE("counts of pupils that cannot be are named with their grade", "[kernels][cohort_rates]") {
  CHECK_THROWS_WITH(cohort_flow_rates({}, {}, {}, 1), "no grade in cohort_flow_rates: expected one grade or more");
  CHECK_THROWS_WITH(cohort_flow_rates(Numbers{1, 2}, Numbers{1}, Numbers{1, 1}, 1),
                    "next_enrolment of length 1 in cohort_flow_rates: expected length 2");
  CHECK_THROWS_WITH(cohort_flow_rates(Numbers{1, -2}, Numbers{1, 2}, Numbers{0, 0}, 1),
                    "enrolment = -2 in grade 1 of cohort_flow_rates: expected a number of pupils, 0 or more");
  CHECK_THROWS_WITH(cohort_flow_rates(Numbers{1}, Numbers{1}, Numbers{2}, 1),
                    "next_repeaters = 2 in grade 0 of cohort_flow_rates: expected no more than next_enrolment = 1");
}

TEST_CASE("dissolved contracts are summed over the years they began in", "[kernels][quotient_sum]") {
  const Numbers dissolved{16000, 12000, 6000, 1000}, begun{100000, 110000, 105000, 100000};
  CHECK(strata_sum(dissolved, begun).value == Approx(33.6234).margin(5e-5));
  CHECK(strata_sum(dissolved, begun, 1).value == Approx(0.336234).margin(5e-7));
  CHECK(strata_sum(Numbers{1, 1}, Numbers{5, 0}) == empty);
  CHECK(strata_sum(Numbers{1, unknown}, Numbers{5, 5}) == missing);
  CHECK_THROWS_WITH(strata_sum({}, {}), "no stratum in strata_sum: expected one stratum or more");
  CHECK_THROWS_WITH(strata_sum(Numbers{1}, Numbers{1, 2}), "base of length 2 in strata_sum: expected length 1");
}

TEST_CASE("years of school to expect", "[kernels][school_life_expectancy]") {
  const Numbers enrolled{90, 100, 40}, persons{100, 100, 80};
  CHECK(school_life_expectancy(enrolled, persons).value == Approx(0.9 + 1 + 0.5));
  CHECK(school_life_expectancy(enrolled, persons, {.unknown_age = 14, .population = 280, .duration = 4}).value ==
        Approx(2.4 + 0.2));
  CHECK(school_life_expectancy(enrolled, persons, {.repeaters = 28, .population = 280, .duration = 4}).value ==
        Approx(2.4 - 0.4));
  CHECK(school_life_expectancy(enrolled, Numbers{100, 0, 80}) == empty);
  CHECK(school_life_expectancy(enrolled, persons, {.unknown_age = 14, .duration = 4}) == empty);
  CHECK(school_life_expectancy(enrolled, persons, {.unknown_age = unknown, .population = 280, .duration = 4}) ==
        missing);
  CHECK_THROWS_WITH(school_life_expectancy({}, {}),
                    "no age in school_life_expectancy: expected one year of age or more");
  CHECK_THROWS_WITH(school_life_expectancy(enrolled, Numbers{1}),
                    "population of length 1 in school_life_expectancy: expected length 3");
  CHECK_THROWS_WITH(school_life_expectancy(enrolled, persons, {.unknown_age = 14, .population = 280}),
                    "duration = 0 in school_life_expectancy: expected years of the level above 0, beside unknown ages "
                    "or repeaters");
}

TEST_CASE("where nobody drops out the rate is 0, not a trace below it", "[kernels]") {
  const GradeFlow flow = grade_flow(100, 90, 10);
  CHECK(flow.dropout.value == 0);
}
