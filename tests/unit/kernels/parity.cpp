#include "werdegang/kernels/parity.hpp"

#include <cmath>
#include <limits>

#include "catch.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr Quantity empty{0, Status::empty_denominator}, missing{0, Status::missing},
    impossible{0, Status::not_meaningful};

}  // namespace

TEST_CASE("published parity of children aged 6", "[kernels][parity]") {
  const double female = 232567. / 342442, male = 231471. / 362274;
  CHECK(gpi(female, male).value == Approx(1.062928).margin(5e-7));
  CHECK(gpia(female, male).value == Approx(1.059202).margin(5e-7));
}

TEST_CASE("the adjusted parity index is symmetric around 1", "[kernels][parity]") {
  Random random(1);
  for (int i = 0; i < 500; ++i) {
    const double f = 0.001 + random.next_unit(), m = 0.001 + random.next_unit();
    REQUIRE(gpia(f, m).value + gpia(m, f).value == Approx(2).epsilon(1e-15));
    REQUIRE(gpi(f, m).value * gpi(m, f).value == Approx(1).epsilon(1e-14));
    REQUIRE((gpia(f, m).value > 1) == (f > m));
    REQUIRE(gpia(f, m).value >= 0);
    REQUIRE(gpia(f, m).value <= 2);
    if (f <= m) REQUIRE(gpia(f, m) == gpi(f, m));
  }
  CHECK(gpia(3, 3).value == 1);
  CHECK(gpia(3, 0) == Quantity{2, Status::computed});
  CHECK(gpia(0, 3) == Quantity{0, Status::computed});
}

TEST_CASE("parity without a value says why", "[kernels][parity]") {
  for (const auto index : {&gpi, &gpia, &relative_risk}) {
    CHECK(index(0, 0) == empty);
    CHECK(index(unknown, 1) == missing);
    CHECK(index(1, unknown) == missing);
    CHECK(index(-1, 2) == impossible);
    CHECK(index(2, -1) == impossible);
    CHECK(index(HUGE_VAL, 1) == impossible);
    CHECK(index(1, HUGE_VAL) == impossible);
  }
  CHECK(gpi(3, 0) == empty);
  CHECK(relative_risk(3, 0) == empty);
}

TEST_CASE("risks and odds are those of the table of four", "[kernels][parity]") {
  Random random(2);
  for (int i = 0; i < 300; ++i) {
    const auto count = [&] { return static_cast<double>(1 + random.next_below(1000)); };
    const double a = count(), b = count(), c = count(), d = count();
    REQUIRE(odds_ratio(a / (a + b), c / (c + d)).value == Approx(a * d / (b * c)).epsilon(1e-11));
    REQUIRE(relative_risk(a / (a + b), c / (c + d)).value == Approx(a * (c + d) / ((a + b) * c)).epsilon(1e-14));
  }
  CHECK(odds_ratio(0, 0.5) == Quantity{0, Status::computed});
  CHECK(odds_ratio(0.5, 1) == Quantity{0, Status::computed});
  CHECK(odds_ratio(1, 0.5) == empty);
  CHECK(odds_ratio(0.5, 0) == empty);
  CHECK(odds_ratio(unknown, 0.5) == missing);
  CHECK_THROWS_WITH(odds_ratio(40, 0.2),
                    "q_a = 40 in odds_ratio: expected a share from 0 to 1; divide one in per cent by 100");
  CHECK_THROWS_AS(odds_ratio(0.4, -0.2), InvalidArgument);
}
