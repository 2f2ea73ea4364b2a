#include "werdegang/core/random.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <vector>

#include "catch.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;
using Block = std::array<std::uint32_t, 4>;

TEST_CASE("Philox gives the known answers of Random123", "[core][random]") {
  CHECK(philox({0, 0, 0, 0}, {0, 0}) == Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
        Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("counter and key are position, stream and seed", "[core][random]") {
  const Random random(0x299f31d0a4093822, 0x0370734413198a2e);
  const auto block = philox({5, 0, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0});
  CHECK(random.at(10) == ((std::uint64_t{block[1]} << 32) | block[0]));
  CHECK(random.at(11) == ((std::uint64_t{block[3]} << 32) | block[2]));
}

TEST_CASE("a draw depends on seed, stream and position only", "[core][random]") {
  const Index streams = 50, draws = 7;
  std::vector<std::uint64_t> in_order, shuffled(static_cast<std::size_t>(streams * draws));
  for (Index stream = 0; stream < streams; ++stream) {
    Random random(42, static_cast<std::uint64_t>(stream));
    for (Index i = 0; i < draws; ++i) in_order.push_back(random.next());
  }
  std::vector<Index> order(static_cast<std::size_t>(streams));
  std::iota(order.begin(), order.end(), 0);
  Random shuffle(1);
  for (auto i = streams - 1; i > 0; --i)
    std::swap(order[static_cast<std::size_t>(i)], order[static_cast<std::size_t>(shuffle.next_below(i + 1))]);
  std::vector<Random> generators;
  for (const Index stream : order) generators.emplace_back(42, static_cast<std::uint64_t>(stream));
  for (Index i = 0; i < draws; ++i)
    for (std::size_t k = 0; k < order.size(); ++k)
      shuffled[static_cast<std::size_t>(order[k] * draws + i)] = generators[k].next();
  CHECK(shuffled == in_order);
  CHECK(std::set<std::uint64_t>(in_order.begin(), in_order.end()).size() == in_order.size());
  CHECK(Random(42, 3).at(5) == in_order[3 * 7 + 5]);
}

TEST_CASE("a copy continues where the original stands", "[core][random]") {
  Random random(7);
  (void)random.next();
  Random copy = random;
  CHECK(copy == random);
  CHECK(copy.next() == random.next());
  CHECK(random.position() == 2);
  CHECK(copy == random);
  CHECK_FALSE(Random(7) == random);
  CHECK_FALSE(Random(7) == Random(8));
  CHECK_FALSE(Random(7, 1) == Random(7));
}

TEST_CASE("unit draws fill [0, 1) evenly", "[core][random]") {
  Random random(2024);
  const int draws = 200'000;
  double sum = 0, squares = 0;
  for (int i = 0; i < draws; ++i) {
    const double u = random.next_unit();
    REQUIRE((u >= 0 && u < 1 && u * 0x1p53 == std::floor(u * 0x1p53)));
    sum += u;
    squares += u * u;
  }
  CHECK(sum / draws == Approx(1.0 / 2).margin(0.003));
  CHECK(squares / draws == Approx(1.0 / 3).margin(0.003));
}

TEST_CASE("bounded draws are even and within the bound", "[core][random]") {
  Random random(99);
  std::vector<int> counts(6, 0);
  for (int i = 0; i < 60'000; ++i) ++counts[static_cast<std::size_t>(random.next_below(6))];
  // Standard deviation 91: five of them.
  for (const int count : counts) CHECK(std::abs(count - 10'000) < 460);
  CHECK(random.next_below(1) == 0);
  // Two thirds of all 64-bit values: a plain remainder would give the lower half twice as often as the upper.
  const Index bound = 6'148'914'691'236'517'205;
  int lower_half = 0;
  for (int i = 0; i < 10'000; ++i) lower_half += random.next_below(bound) < bound / 2;
  CHECK(std::abs(lower_half - 5'000) < 250);
  CHECK_THROWS_WITH(random.next_below(0), "bound = 0 in next_below: expected a number of choices, 1 or more");
  CHECK_THROWS_AS(random.next_below(-3), InvalidArgument);
}
