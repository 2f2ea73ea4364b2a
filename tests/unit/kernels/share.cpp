#include "werdegang/kernels/share.hpp"

#include <limits>
#include <vector>

#include "catch.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

TEST_CASE("a share rounds once", "[kernels][share]") {
  CHECK(share(247, 2000) == Quantity{12.35, Status::computed});
  CHECK(share(162, 1323).value == Approx(12.244897959183673).epsilon(1e-15));
  CHECK(share(29, 1000, 1000).value == 29);
  CHECK(share(0, 12) == Quantity{0, Status::computed});
  Random random(1);
  for (int i = 0; i < 2000; ++i) {
    const auto n = static_cast<double>(random.next_below(1'000'000));
    const auto d = static_cast<double>(1 + random.next_below(1'000'000));
    REQUIRE(share(n, d).value == (100 * n) / d);
  }
}

TEST_CASE("odd official shares are kept", "[kernels][share]") {
  CHECK(share(233, 100).value == 233);
  CHECK(share(-13, 100).value == -13);
}

TEST_CASE("a share that cannot be given says why", "[kernels][share]") {
  CHECK(share(5, 0) == Quantity{0, Status::empty_denominator});
  CHECK(share(0, 0) == Quantity{0, Status::empty_denominator});
  CHECK(share(unknown, 5) == Quantity{0, Status::missing});
  CHECK(share(unknown, 0) == Quantity{0, Status::missing});
  CHECK(share(5, infinite) == Quantity{0, Status::not_meaningful});
  CHECK(share(1e308, 1e-300) == Quantity{0, Status::not_meaningful});
  CHECK_FALSE(share(5, 0).has_value());
  CHECK_THROWS_WITH(share(1, 2, infinite), "scale = inf in share: expected a finite number such as 100");
}

TEST_CASE("shares by row are the shares", "[kernels][share]") {
  const std::vector<double> numerator{5, 1, unknown, 3}, denominator{10, 0, 4, 9};
  std::vector<double> value(4);
  std::vector<Status> status(4);
  shares(numerator, denominator, 1000, value, status);
  for (std::size_t row = 0; row < 4; ++row)
    CHECK(Quantity{value[row], status[row]} == share(numerator[row], denominator[row], 1000));
  CHECK(status[1] == Status::empty_denominator);
  value.pop_back();
  CHECK_THROWS_WITH(shares(numerator, denominator, 100, value, status),
                    "value of length 3 in shares: expected length 4");
}
