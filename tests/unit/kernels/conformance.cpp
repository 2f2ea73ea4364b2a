// Published cases of formulas on plain numbers, restated with their names; tests/conformance/kernels.json has their
// sources. Those of segregation stand in segregation.cpp, those of intervals in interval.cpp and count_interval.cpp.
#include <array>
#include <string>
#include <vector>

#include "catch.hpp"
#include "werdegang/kernels/change.hpp"
#include "werdegang/kernels/cohort_rates.hpp"
#include "werdegang/kernels/parity.hpp"
#include "werdegang/kernels/printed.hpp"
#include "werdegang/kernels/quotient_sum.hpp"
#include "werdegang/kernels/rounding.hpp"
#include "werdegang/kernels/segregation.hpp"
#include "werdegang/kernels/share.hpp"
#include "werdegang/kernels/shrinkage.hpp"
#include "werdegang/kernels/training_market.hpp"

using namespace werdegang;
using Numbers = std::vector<double>;

namespace {

struct Case {
  std::string id;
  Quantity found;
  double expected, tolerance;
};

void check(const std::vector<Case>& cases) {
  for (const auto& [id, found, expected, tolerance] : cases) {
    CAPTURE(id);
    REQUIRE(found.has_value());
    // A difference of exactly the tolerance is within it, but for the last bit.
    CHECK(found.value == Approx(expected).margin(tolerance + 1e-11).epsilon(0));
  }
}

double sum(const Numbers& values) {
  double result = 0;
  for (const double value : values) result += value;
  return result;
}

const Numbers births{1091, 487,  3188,  508,  1421, 1452, 286,   420,   968,  1612,  1035,  4449, 1671, 1556, 2180,
                     3608, 1638, 3146,  1323, 484,  751,  781,   1269,  1399, 11858, 16184, 4672, 1324, 3164, 7970,
                     4021, 671,  3657,  3609, 770,  1549, 14484, 765,   4139, 1207,  1333,  5509, 3573, 990,  248,
                     1946, 4456, 1646,  3702, 4606, 5094, 5754,  7515,  3999, 2110,  521,   2692, 675,  870,  2252,
                     2992, 6638, 3776,  4866, 2216, 1143, 2648,  21588, 4099, 1258,  2356,  2574, 415,  3589, 1173,
                     9014, 533,  797,   3025, 542,  1027, 20366, 578,   3915, 1570,  1494,  338,  2483, 2756, 284,
                     5868, 2255, 11158, 7889, 2414, 1782, 1228,  3350,  5526, 2181};
const Numbers deaths{1,  0,  5, 1, 9,  7, 0,  0,  4, 1,  2,  16, 4, 4,  4, 18, 3, 4,  1,  1, 1, 0, 1,  2,  10,
                     23, 13, 6, 4, 16, 8, 0,  10, 6, 0,  2,  16, 2, 4,  1, 0,  8, 5,  5,  0, 5, 7, 2,  11, 3,
                     14, 5,  9, 6, 2,  0, 7,  3,  4, 5,  12, 18, 6, 10, 8, 2,  5, 44, 3,  3, 5, 5, 0,  10, 3,
                     11, 1,  0, 4, 1,  2, 38, 1,  4, 15, 7,  0,  4, 4,  0, 13, 8, 29, 31, 5, 8, 4, 15, 12, 5};

}  // namespace

TEST_CASE("published shares", "[kernels][conformance]") {
  check({{"CF-B-aser-5T-2015", share(11728, 716863), 1.6, 0.26},
         {"CF-B-aser-6F-2015", share(232567, 342442), 67.9, 0.26},
         {"CF-B-aser-7T-2015", share(714092, 723366), 98.7, 0.26},
         {"CF-B-aser-8T-2015", share(714394, 720452), 99.1, 0.26},
         {"CF-B-aser-9F-2015", share(339732, 342778), 98.9, 0.26},
         {"CF-B-aser-9T-2015", share(700264, 706517), 99.0, 0.26},
         {"CF-C-care-u3-2019", share(818500, 2380000), 34.3, 0.12},
         {"CF-D-apparent-retention-india 5", share(52, 100), 52, 0},
         {"CF-D-apparent-retention-india 8", change_pp(share(37, 100).value, 100), 63, 0},
         {"CF-E-applicants-per-100-places-2022", share(422400, 528300), 80, 0.5},
         {"CF-E-applicants-per-1000-2021", share(199547, 433659, 1000), 460, 0.5},
         {"CF-E-aqi-eqi-2022", share(544000, share(475100, 68.0).value), 77.8, 0.15},
         {"CF-E-eanr-2022", share(544000, 535500), 101.6, 0.05},
         {"CF-E-eqi-2018", share(531400, 805700), 66.0, 0.06},
         {"CF-E-eqi-2019", share(525000, 786900), 66.7, 0.06},
         {"CF-E-share-nrw-2022", share(108759, 475143), 22.89, 0.0005},
         {"CF-E-training-firms-2012-east", share(62300, 432300), 14.4, 0.05},
         {"CF-E-training-firms-2012-west", share(385400, 1669700), 23.1, 0.05},
         {"CF-E-training-rate-2008", share(1804000, 27900000), 6.5, 0.05}});
}

TEST_CASE("published changes", "[kernels][conformance]") {
  check({{"A9_bibb_series 2021", change_rate(53100, 63200), 19.02, 0.2},
         {"A9_bibb_series 2020", change_rate(53100, 59900), 12.81, 0.2},
         {"CF-C-growth-2019", change_rate(789600, 818500), 3.7, 0.05},
         {"CF-C-care-gap-2019 two", change_pp(63.2, 79.3), 16.1, 0.001},
         {"CF-C-care-gap-2019 one", change_pp(37.1, 62.0), 24.9, 0.001},
         {"CF-C-care-gap-2019 u3", change_pp(34.3, 47.7), 13.4, 0.001},
         {"CF-D-transition-pp-bw", change_pp(43.6, 42.8), -0.8, 0.051},
         {"CF-D-transition-pp-bw peak", change_pp(-2.2, 42.8), 45.0, 0.051}});
}

TEST_CASE("published sums", "[kernels][conformance]") {
  // CF-C-age-sum-2024, CF-C-region-sum-2024, CF-D-bw-types-1999.
  const Numbers ages{7984, 233171, 476093, 2220628, 999261};
  CHECK(sum({ages.begin(), ages.begin() + 3}) == 717248);
  CHECK(sum(ages) == 3937137);
  const Numbers west{85513, 117413, 5189, 26670, 50863, 64853, 108615, 33464, 7363, 22938};
  const Numbers east{49088, 30812, 18576, 45349, 26559, 23983};
  CHECK((sum(east) == 194367 && sum(west) == 522881 && sum(east) + sum(west) == 717248));
  CHECK(sum({8381, 485188, 6853, 432, 209327, 223230, 3453, 9675, 1851, 207954, 78537, 440, 3456, 2222, 51217}) ==
        1292216);
  // CF-D-recommendation-rows-bw-2017, CF-D-leavers-2022.
  CHECK(sum({1.5, 11.3, 87.2}) == Approx(100).margin(0.11));
  CHECK(sum({24.9, 56.2, 18.9}) == Approx(100).margin(0.11));
  const auto leavers = share_to_count_interval(6.8, 769400, 1);
  REQUIRE(leavers);
  CHECK((52300 - leavers->lower < 500 && leavers->upper - 52300 < 500));
}

TEST_CASE("published figures of the training market", "[kernels][conformance]") {
  const TrainingMarket own = training_market({9000, 700, 250, 450, 9000});
  check({{"A10_anr_formulas offer", own.supply, 9700, 1e-7},
         {"A10_anr_formulas demand_classic", own.demand_classic, 9250, 1e-7},
         {"A10_anr_formulas demand_extended", own.demand_extended, 9700, 1e-7},
         {"A10_anr_formulas ANR", own.anr_classic, 104.86486486, 1e-7},
         {"A10_anr_formulas eANR", own.anr_extended, 100, 1e-7},
         {"A10_anr_formulas supply_problem_rate", own.unsuccessful_demand_rate, 7.216495, 1e-5},
         {"A10_anr_formulas filling_problem_rate", own.vacancy_rate, 7.216495, 1e-5},
         {"A10_anr_formulas both", own.unused_contract_potential, 700, 1e-7},
         {"A8_bibb_2021 offer", share(63200, 12.2), 518033, 0.5},
         {"A8_bibb_2021 demand", share(67800, 12.5), 542400, 0.005},
         {"A8_bibb_2021 index", mismatch_index(12.2, 12.5), 152.5, 0.5},
         {"CF-E-demand-ext-2021", training_demand_extended(473100, 67800, 0), 540900, 150},
         {"CF-E-eanr-2009", anr_extended(564.3, 17.1, 15.7, 77.0), 88.5, 0.1},
         {"CF-E-ip-2021", mismatch_index(12.2, 12.5), 152.5, 0.01},
         {"CF-E-ip-bounds", mismatch_index(0, 0), 0, 0},
         {"CF-E-ip-bounds", mismatch_index(100, 100), 10000, 0},
         {"CF-E-ip-bounds", mismatch_index(100, 0), 0, 0},
         {"CF-E-ip-bounds", mismatch_index(0, 100), 0, 0},
         {"CF-E-supply-1992", training_supply(595.2, 126.6), 721.8, 0.15},
         {"CF-E-supply-1996", training_supply(574.3, 34.9), 609.3, 0.15},
         {"CF-E-supply-2000", training_supply(621.7, 25.7), 647.4, 0.15},
         {"CF-E-supply-2021", training_supply(473100, 63200), 536200, 150},
         {"CF-E-supply-demand-2007", training_supply(625.9, 18.4), 644.2, 0.15},
         {"CF-E-supply-demand-2007", training_demand_extended(625.9, 32.7, 97.9), 756.5, 0.15},
         {"CF-E-supply-demand-2008", training_supply(616.3, 19.5), 635.8, 0.15},
         {"CF-E-supply-demand-2008", training_demand_extended(616.3, 14.5, 81.7), 712.6, 0.15},
         {"CF-E-supply-demand-2009", training_supply(564.3, 17.1), 581.4, 0.15},
         {"CF-E-supply-demand-2009", training_demand_extended(564.3, 15.7, 77.0), 657.0, 0.15},
         {"CF-E-unsuccessful-demand-2022", unsuccessful_demand_rate(475100, 60400, 0), 11.3, 0.05},
         {"CF-E-unused-potential-2021", unused_contract_potential(63200, 67800), 63200, 0},
         {"CF-E-vlq-strata-synthetic",
          strata_sum(Numbers{16000, 12000, 6000, 1000}, Numbers{100000, 110000, 105000, 100000}), 33.6234, 0.0005}});
}

TEST_CASE("published parity, flow rates, segregation and rounding", "[kernels][conformance]") {
  const double female = share(232567, 342442).value, male = share(231471, 362274).value;
  const Numbers flat{100, 100, 100}, rising{100, 60, 40, 0}, falling{0, 40, 60, 100}, counts{10, 30};
  const Numbers states{1573,   103427, 3888, 132749, 1393,  10238,  21470, 86802,
                       231170, 4525,   7985, 42005,  42460, 187382, 672};
  check({{"CF-B-gpi-age6-2015", gpi(female, male), 1.062928, 1e-5},
         {"CF-B-gpi-age6-2015", gpia(female, male), 1.059202, 1e-5},
         {"CF-S-dissimilarity-even", dissimilarity(flat, flat), 0, 1e-12},
         {"CF-S-dissimilarity-m1", dissimilarity(rising, falling), 0.6, 1e-12},
         {"CF-S-entropy", entropy(counts), 0.5623351446188083, 1e-12},
         {"CF-S-mutual-theil-states M", mutual_information(states, 5), 0.0992, 5e-5},
         {"CF-S-mutual-theil-states H", theil_h(states, 5), 0.0977, 5e-5}});
  const auto rates = cohort_flow_rates(Numbers{1000, 800, 700, 600, 500}, Numbers{1010, 820, 705, 610, 510},
                                       Numbers{150, 80, 56, 42, 20}, 455);
  const Numbers repetition{0.15, 0.1, 0.08, 0.07, 0.04},
      dropout{0.11, 0.08875, 0.10857142857143, 0.11333333333333, 0.05},
      promotion{0.74, 0.81125, 0.81142857142857, 0.81666666666667, 0.91};
  for (std::size_t grade = 0; grade < 5; ++grade)
    check({{"CF-D-flow-rates", rates[grade].repetition, repetition[grade], 1e-9},
           {"CF-D-flow-rates", rates[grade].promotion, promotion[grade], 1e-9},
           {"CF-D-flow-rates", rates[grade].dropout, dropout[grade], 1e-9}});
  // S2_round3_bibb.
  const std::array<Index, 12> original{0, 1, 2, 3, 4, 5, 6, 7, 8, 100, 101, 102};
  const std::array<Index, 12> published{0, 0, 3, 3, 3, 6, 6, 6, 9, 99, 102, 102};
  for (std::size_t i = 0; i < original.size(); ++i) CHECK(round_to_base(original[i], 3) == published[i]);
}

TEST_CASE("published shrunken rates", "[kernels][conformance]") {
  // U6_eb_marshall_sids, U7_gamma_poisson_ck: sudden infant deaths of 100 counties of North Carolina.
  const Shrinkage marshall = shrink(deaths, births);
  const Numbers rates{0.001697297331, 0.001705377681, 0.001773087022, 0.002012868084, 0.003534913149};
  for (std::size_t i = 0; i < rates.size(); ++i)
    CHECK(marshall.shrunken[i] == Approx(rates[i]).margin(1e-11).epsilon(0));
  CHECK(marshall.prior.mean == Approx(0.0020214448936544207).epsilon(1e-12));
  CHECK(marshall.prior.variance == Approx(7.692930647014653e-07).epsilon(1e-9));
  const Shrinkage gamma = shrink(deaths, births, {ShrinkageMethod::gamma_poisson});
  const Numbers risks{0.85299683, 0.86070453, 0.88843671, 1.03837881, 1.87539181};
  for (std::size_t i = 0; i < risks.size(); ++i)
    CHECK(gamma.shrunken[i] / gamma.overall_rate == Approx(risks[i]).margin(1e-5).epsilon(0));
  CHECK(gamma.parameters[0].second == Approx(4.630749).margin(1e-5).epsilon(0));
  CHECK(gamma.parameters[1].second == Approx(4.395741).margin(1e-5).epsilon(0));
  CHECK(gamma.prior.mean / gamma.overall_rate == Approx(1.05346273).margin(1e-5).epsilon(0));
}
