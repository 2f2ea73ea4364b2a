#include "werdegang/kernels/training_market.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "catch.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

namespace {

Matrix table(Index rows, Index columns, std::vector<double> values) {
  Matrix matrix(rows, columns);
  matrix.values = std::move(values);
  return matrix;
}

Matrix random_table(Random& random, Index rows, Index columns) {
  Matrix matrix(rows, columns);
  for (double& value : matrix.values) value = static_cast<double>(random.next_below(50));
  return matrix;
}

Matrix transposed(const Matrix& matrix) {
  Matrix result(matrix.columns, matrix.rows);
  for (Index i = 0; i < matrix.rows; ++i)
    for (Index j = 0; j < matrix.columns; ++j) result(j, i) = matrix(i, j);
  return result;
}

}  // namespace

TEST_CASE("the two ratios of 2009 have two names", "[kernels][training_market]") {
  // BMBF Datenportal, table 2.4.28, thousands; BIBB publishes 100.3 and 88.5.
  CHECK(anr_classic(564.3, 17.1, 15.7).value == Approx(100.3).margin(0.1));
  CHECK(anr_extended(564.3, 17.1, 15.7, 77.0).value == Approx(88.5).margin(0.1));
  CHECK(training_demand_extended(564.3, 15.7, 77.0).value == Approx(657.0).margin(1e-9));
}

TEST_CASE("unfilled places are divided by the supply of companies", "[kernels][training_market]") {
  // BIBB Datenreport 2022, A1.1.2: 12.2 per cent of 518,033, not 11.8 per cent of 536,300.
  const TrainingMarket market = training_market({473'100, 63'200, 0, 67'800, 518'033 - 63'200});
  CHECK(market.vacancy_rate.value == Approx(12.2).margin(0.005));
  CHECK(100 * 63'200 / market.supply.value == Approx(11.8).margin(0.05));
  CHECK(market.company_supply == Quantity{518'033, Status::computed});
  CHECK(market.mismatch_index.value == Approx(152.5).margin(0.5));
  CHECK(market.unused_contract_potential.value == 63'200);
}

TEST_CASE("a market is what its measures say", "[kernels][training_market]") {
  Random random(4);
  for (int i = 0; i < 500; ++i) {
    const auto draw = [&] { return static_cast<double>(random.next_below(1000)); };
    const TrainingMarketCounts counts{draw() + 1, draw(), draw(), draw(), draw() + 1};
    const TrainingMarket market = training_market(counts);
    const auto& [n, v, u0, u1, companies] = counts;
    REQUIRE(market.supply == training_supply(n, v));
    REQUIRE(market.anr_classic == anr_classic(n, v, u0));
    REQUIRE(market.anr_extended == anr_extended(n, v, u0, u1));
    REQUIRE(market.vacancy_rate == vacancy_rate(*companies, v));
    REQUIRE(market.mismatch_index == mismatch_index(market.vacancy_rate.value, market.unsuccessful_demand_rate.value));
    REQUIRE(market.unused_contract_potential.value <= std::min(v, u0 + u1));
    REQUIRE(market.anr_extended.value <= market.anr_classic.value);
    REQUIRE((market.mismatch_index.value >= 0 && market.mismatch_index.value <= 10'000));
    // What stays open on both sides adds up.
    REQUIRE(market.supply.value - v == market.demand_extended.value - u0 - u1);
  }
}

TEST_CASE("a market that is not known in part", "[kernels][training_market]") {
  const TrainingMarket market = training_market({9000, 700, 250, unknown, {}});
  CHECK(market.anr_classic.has_value());
  for (const Quantity& none : {market.demand_extended, market.anr_extended, market.unsuccessful_demand_rate,
                               market.vacancy_rate, market.mismatch_index, market.unused_contract_potential})
    CHECK(none == Quantity{0, Status::missing});
  CHECK(anr_classic(0, 5, 0).status == Status::empty_denominator);
  CHECK(training_supply(-1, 5).status == Status::not_meaningful);
  CHECK(training_supply(-1, unknown).status == Status::missing);
  CHECK(vacancy_rate(0, 0).status == Status::empty_denominator);
  CHECK(training_market({0, 0, 0, 0, 0}).mismatch_index.status == Status::empty_denominator);
  CHECK(mismatch_index(12.2, 101).status == Status::not_meaningful);
  CHECK(mismatch_index(-1, 50).status == Status::not_meaningful);
  CHECK(training_market({1, 5, unknown, 3, 1}).unused_contract_potential.status == Status::missing);
  CHECK(unused_contract_potential(std::numeric_limits<double>::infinity(), 3).status == Status::not_meaningful);
}

TEST_CASE("mismatch in two regions and two occupations", "[kernels][training_market]") {
  // In the first region, bakers are sought and none come; in the second, nobody looks for the joiners.
  const Matrix unfilled = table(2, 2, {10, 0, 3, 4}), searching = table(2, 2, {2, 6, 5, 1});
  const auto first = mismatch_decomposition(unfilled, searching);
  // Cells 2 + 0 + 3 + 1; occupations min(13, 7) + min(4, 7); totals min(17, 14).
  CHECK(first == MismatchDecomposition{6, 5, 3, 14, MismatchNesting::regions_first, Status::computed});
  // Regions min(10, 8) + min(7, 6).
  const auto second = mismatch_decomposition(unfilled, searching, MismatchNesting::occupations_first);
  CHECK(second == MismatchDecomposition{6, 0, 8, 14, MismatchNesting::occupations_first, Status::computed});
}

TEST_CASE("the parts of the mismatch add up", "[kernels][training_market]") {
  Random random(11);
  for (int i = 0; i < 300; ++i) {
    const Index rows = 1 + random.next_below(8), columns = 1 + random.next_below(8);
    const Matrix unfilled = random_table(random, rows, columns), searching = random_table(random, rows, columns);
    const auto regions = mismatch_decomposition(unfilled, searching);
    const auto occupations = mismatch_decomposition(unfilled, searching, MismatchNesting::occupations_first);
    for (const auto& split : {regions, occupations}) {
      REQUIRE(split.property + split.regional + split.occupational == split.total);
      REQUIRE((split.property >= 0 && split.regional >= 0 && split.occupational >= 0));
    }
    REQUIRE(regions.total == occupations.total);
    REQUIRE(regions.property == occupations.property);
    const auto turned = mismatch_decomposition(transposed(unfilled), transposed(searching));
    REQUIRE(turned.regional == occupations.occupational);
    const auto exchanged = mismatch_decomposition(searching, unfilled);
    REQUIRE((exchanged.regional == regions.regional && exchanged.total == regions.total));
  }
  CHECK(mismatch_decomposition(table(1, 3, {1, 2, 3}), table(1, 3, {3, 2, 1})).regional == 0);
}

TEST_CASE("a mismatch asks for tables of one shape and whole knowledge", "[kernels][training_market]") {
  CHECK_THROWS_WITH(
      mismatch_decomposition(Matrix(2, 3), Matrix(3, 2)),
      "searching of 3 x 2 in mismatch_decomposition: expected 2 x 3 as in unfilled, regions x occupations");
  CHECK_THROWS_WITH(mismatch_decomposition(Matrix(0, 3), Matrix(0, 3)),
                    "unfilled of 0 x 3 in mismatch_decomposition: expected at least one region and one occupation");
  const auto gap = mismatch_decomposition(table(1, 2, {1, unknown}), table(1, 2, {1, 2}));
  CHECK((gap.status == Status::missing && gap.total == 0));
  CHECK(mismatch_decomposition(table(1, 2, {1, -1}), table(1, 2, {1, 2})).status == Status::not_meaningful);
}
