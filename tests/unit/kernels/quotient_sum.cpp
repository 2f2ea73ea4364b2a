#include "werdegang/kernels/quotient_sum.hpp"

#include <limits>
#include <vector>

#include "catch.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;
using Numbers = std::vector<double>;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

TEST_CASE("a sum of quotients takes the width of its classes", "[kernels][quotient_sum]") {
  const Numbers births{10, 40, 30}, women{1000, 800, 600};
  CHECK(quotient_sum(births, women, Numbers{5, 5, 5}).value == Approx(5 * (0.01 + 0.05 + 0.05)));
  CHECK(quotient_sum(births, women).value == Approx(0.11));
  CHECK(quotient_sum(births, women, {}, 100).value == Approx(11));
  CHECK(quotient_sum(births, women, Numbers{5, 5, 10}).value == Approx(0.05 + 0.25 + 0.5));
}

TEST_CASE("equal rates in all years of age sum to rate times years", "[kernels][quotient_sum]") {
  Random random(5);
  for (int i = 0; i < 500; ++i) {
    const auto classes = static_cast<std::size_t>(1 + random.next_below(40));
    const double rate = random.next_unit();
    Numbers numerator, denominator, width;
    double years = 0;
    for (std::size_t k = 0; k < classes; ++k) {
      denominator.push_back(static_cast<double>(1 + random.next_below(10'000)));
      numerator.push_back(rate * denominator.back());
      width.push_back(static_cast<double>(1 + random.next_below(5)));
      years += width.back();
    }
    REQUIRE(quotient_sum(numerator, denominator, width).value == Approx(rate * years).epsilon(1e-12));
    numerator.back() += 1;
    REQUIRE(quotient_sum(numerator, denominator, width).value > rate * years);
  }
}

TEST_CASE("one class that is not known leaves the sum unknown", "[kernels][quotient_sum]") {
  CHECK(quotient_sum(Numbers{1, 2}, Numbers{10, 0}) == Quantity{0, Status::empty_denominator});
  CHECK(quotient_sum(Numbers{1, unknown}, Numbers{10, 10}) == Quantity{0, Status::missing});
  CHECK(quotient_sum(Numbers{1, unknown}, Numbers{0, 10}) == Quantity{0, Status::missing});
  CHECK(quotient_sum(Numbers{1e308, 1e308}, Numbers{1, 1}) == Quantity{0, Status::not_meaningful});
}

TEST_CASE("a sum of quotients asks for classes that belong together", "[kernels][quotient_sum]") {
  CHECK_THROWS_WITH(quotient_sum({}, {}), "no class in quotient_sum: expected one class or more");
  CHECK_THROWS_WITH(quotient_sum(Numbers{1}, Numbers{1, 2}),
                    "denominator of length 2 in quotient_sum: expected length 1");
  CHECK_THROWS_WITH(quotient_sum(Numbers{1, 2}, Numbers{1, 2}, Numbers{5}),
                    "width of length 1 in quotient_sum: expected length 2");
  CHECK_THROWS_WITH(quotient_sum(Numbers{1, 2}, Numbers{1, 2}, Numbers{5, 0}),
                    "width = 0 in class 1 of quotient_sum: expected a width above 0");
}
