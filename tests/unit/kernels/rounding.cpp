#include "werdegang/kernels/rounding.hpp"

#include <array>
#include <cmath>
#include <limits>

#include "catch.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;

constexpr Index largest = std::numeric_limits<Index>::max();
constexpr Index smallest = std::numeric_limits<Index>::min();

TEST_CASE("a half goes away from zero", "[kernels][rounding]") {
  CHECK(round_half_up(247, 2000).value == 12.4);
  CHECK(round_half_up(1, 3).value == 33.3);
  CHECK(round_half_up(2, 3, 100, 0).value == 67);
  CHECK(round_half_up(1, 8, 1, 2).value == 0.13);
  CHECK(round_half_up(-1, 8, 1, 2).value == -0.13);
  CHECK(round_half_up(1, -8, 1, 2).value == -0.13);
  CHECK(round_half_up(-1, -8, 1, 2).value == 0.13);
  CHECK(round_half_up(162, 1323).value == 12.2);
  CHECK(round_half_up(0, 7) == Quantity{0, Status::computed});
  CHECK(round_half_up(7, 0) == Quantity{0, Status::empty_denominator});
  CHECK(round_published(100.0 * 247 / 2000, 1) == 12.4);
  CHECK(round_published(-12.35, 1) == -12.4);
  CHECK(round_published(2.5, 0) == 3);
  CHECK(round_published(0.285, 2) == 0.29);
  CHECK(round_published(1.005, 2) == 1.01);
  CHECK(round_published(12.34999, 1) == 12.3);
  CHECK(round_published(1250, -2) == 1300);
  CHECK(round_published(49.99, -2) == 0);
  CHECK(round_published(50, -2) == 100);
  CHECK(round_published(5, -1) == 10);
}

TEST_CASE("rounding in decimal and in integers is the same", "[kernels][rounding]") {
  Random random(12345);
  for (int i = 0; i < 100'000; ++i) {
    const Index d = 1 + random.next_below(1'000'000), n = random.next_below(d + 1);
    const double exact = round_half_up(n, d).value;
    if (round_published(100.0 * static_cast<double>(n) / static_cast<double>(d), 1) != exact) FAIL(n << " / " << d);
    // The integer rule, written down as it is taught: tenths of a per cent, plus a half, cut off.
    if (static_cast<double>((2 * 1000 * n + d) / (2 * d)) / 10 != exact) FAIL(n << " / " << d);
  }
  // All ties at one decimal have a denominator that divides 2000 times a whole number.
  for (Index n = 0; n <= 2000; ++n)
    if (round_published(100.0 * static_cast<double>(n) / 2000, 1) != round_half_up(n, 2000).value) FAIL(n);
}

TEST_CASE("rounding keeps order and sign and is done after one time", "[kernels][rounding]") {
  Random random(77);
  for (int i = 0; i < 20'000; ++i) {
    const int digits = static_cast<int>(random.next_below(12)) - 3;
    const double scale = std::pow(10.0, static_cast<double>(random.next_below(12)) - 5);
    const double x = (random.next_unit() - 0.5) * scale, y = (random.next_unit() - 0.5) * scale;
    const double rounded = round_published(x, digits);
    REQUIRE(round_published(rounded, digits) == rounded);
    REQUIRE(round_published(-x, digits) == -rounded);
    if (x <= y) REQUIRE(rounded <= round_published(y, digits));
    REQUIRE(std::abs(rounded - x) <= 0.5 * std::pow(10.0, -digits) * (1 + 1e-12));
    REQUIRE_FALSE((rounded == 0 && std::signbit(rounded)));
  }
}

TEST_CASE("rounding at the edges of the doubles", "[kernels][rounding]") {
  CHECK(round_published(1e300, 2) == 1e300);
  CHECK(round_published(5e-324, 15) == 0);
  CHECK(round_published(-0.04, 1) == 0);
  CHECK_FALSE(std::signbit(round_published(-0.04, 1)));
  CHECK_FALSE(std::signbit(round_published(-0.0, 1)));
  CHECK(round_published(1234567890123456.7, 1) == 1234567890123456.7);
  CHECK(round_published(123.456, 15) == 123.456);
  CHECK(round_published(0.05, 1) == 0.1);
  CHECK(round_published(0.049, 1) == 0);
  CHECK(round_published(1e-16, 15) == 0);
  CHECK(round_published(5e-16, 15) == 1e-15);
  CHECK(round_published(1.5e15, -15) == 2e15);
  CHECK_THROWS_WITH(round_published(1, 16), "digits = 16 in round_published: expected -15 to 15 decimals");
  CHECK_THROWS_AS(round_published(std::nan(""), 1), InvalidArgument);
  CHECK_THROWS_AS(round_published(std::numeric_limits<double>::infinity(), 1), InvalidArgument);
}

TEST_CASE("integers of any size divide exactly", "[kernels][rounding]") {
  CHECK(round_half_up(largest, largest).value == 100);
  CHECK(round_half_up(largest - 1, largest, 1, 9).value == 1);
  CHECK(round_half_up(largest / 2, largest, 100, 1).value == 50);
  CHECK(round_half_up(smallest, largest).value == -100);
  CHECK(round_half_up(-largest, 1'000'000, 1, 0).value == -9223372036855.0);
  CHECK_THROWS_AS(round_half_up(1, smallest), InvalidArgument);
  CHECK_THROWS_WITH(
      round_half_up(largest, 1),
      "numerator = 9223372036854775807, denominator = 1 in round_half_up: expected a result of at most 15 digits");
  CHECK_THROWS_AS(round_half_up(1, 2, 0), InvalidArgument);
  CHECK_THROWS_AS(round_half_up(1, 2, 100, 10), InvalidArgument);
  CHECK_THROWS_AS(round_half_up(1, 2, 100, -1), InvalidArgument);
}

TEST_CASE("rounding to a base", "[kernels][rounding]") {
  // Vocational statistics publish multiples of three (BIBB).
  const std::array<Index, 12> original{0, 1, 2, 3, 4, 5, 6, 7, 8, 100, 101, 102};
  const std::array<Index, 12> published{0, 0, 3, 3, 3, 6, 6, 6, 9, 99, 102, 102};
  for (std::size_t i = 0; i < original.size(); ++i) CHECK(round_to_base(original[i], 3) == published[i]);
  CHECK(round_to_base(5, 10) == 10);
  CHECK(round_to_base(4, 10) == 0);
  CHECK(round_to_base(17, 1) == 17);
  for (const Index base : {1, 3, 5, 10})
    for (Index value = -40; value <= 40; ++value) {
      const Index rounded = round_to_base(value, base);
      CHECK(rounded % base == 0);
      CHECK(2 * std::abs(rounded - value) <= base);
      CHECK(round_to_base(-value, base) == -rounded);
      CHECK(round_to_base(rounded, base) == rounded);
      CHECK(round_to_base(value + 1, base) >= rounded);
    }
  CHECK(round_to_base(smallest, 2) == smallest);
  CHECK_THROWS_AS(round_to_base(largest, 10), InvalidArgument);
  CHECK_THROWS_AS(round_to_base(1, largest - 1) + round_to_base(largest, 2), InvalidArgument);
  CHECK_THROWS_WITH(round_to_base(7, 0), "base = 0 in round_to_base: expected 1 or more, such as 3");
}
