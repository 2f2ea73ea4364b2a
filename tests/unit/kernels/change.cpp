#include "werdegang/kernels/change.hpp"

#include <limits>

#include "catch.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();

TEST_CASE("change in per cent and in points are different things", "[kernels][change]") {
  // Children under three in day care, March 2018 and 2019 (Destatis press release 379/2019: 3.7 per cent).
  CHECK(change_rate(789600, 818500).value == Approx(3.6600810536));
  // Transition to the Gymnasium, 2023/24 and 2024/25 (Statistisches Landesamt Baden-Wuerttemberg).
  CHECK(change_pp(43.6, 42.8).value == Approx(-0.8));
  CHECK(change_pp(40, 44).value == 4);
  CHECK(change_rate(40, 44).value == 10);
}

TEST_CASE("annual growth compounds", "[kernels][change]") {
  CHECK(annual_growth(100, 121, 2).value == Approx(10).epsilon(1e-14));
  CHECK(annual_growth(100, 105, 0.5).value == Approx(10.25).epsilon(1e-14));
  CHECK(annual_growth(100, 0, 3).value == -100);
  CHECK(annual_growth(1e20, 1, 20).value == Approx(-90).epsilon(1e-14));
  Random random(3);
  for (int i = 0; i < 2000; ++i) {
    const double before = 1 + 1000 * random.next_unit(), after = 1 + 1000 * random.next_unit();
    const double years = 0.5 + 30 * random.next_unit();
    const double rate = annual_growth(before, after, years).value;
    REQUIRE(before * std::pow(1 + rate / 100, years) == Approx(after).epsilon(1e-12));
    REQUIRE(annual_growth(before, after, 1).value == Approx(change_rate(before, after).value).epsilon(1e-12));
  }
}

TEST_CASE("change without a base says why", "[kernels][change]") {
  CHECK(change_rate(0, 5) == Quantity{0, Status::empty_denominator});
  CHECK(change_rate(-4, 5) == Quantity{0, Status::not_meaningful});
  CHECK(change_rate(unknown, 5) == Quantity{0, Status::missing});
  CHECK(change_rate(5, infinite) == Quantity{0, Status::not_meaningful});
  CHECK(change_rate(5, -5).value == -200);
  CHECK(change_pp(unknown, 5) == Quantity{0, Status::missing});
  CHECK(change_pp(infinite, infinite) == Quantity{0, Status::not_meaningful});
  CHECK(change_pp(0, 5).value == 5);
  CHECK(annual_growth(0, 5, 1) == Quantity{0, Status::empty_denominator});
  CHECK(annual_growth(5, -1, 1) == Quantity{0, Status::not_meaningful});
  CHECK(annual_growth(5, unknown, 1) == Quantity{0, Status::missing});
  CHECK_THROWS_WITH(annual_growth(5, 6, 0), "years = 0 in annual_growth: expected a number of years above 0");
  CHECK_THROWS_AS(annual_growth(5, 6, unknown), InvalidArgument);
}
