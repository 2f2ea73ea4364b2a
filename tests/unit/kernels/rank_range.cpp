#include "werdegang/kernels/rank_range.hpp"

#include <algorithm>
#include <limits>

#include "catch.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;
using Numbers = std::vector<double>;

constexpr double infinite = std::numeric_limits<double>::infinity();

TEST_CASE("ranks count from the smallest and ties share", "[kernels][rank_range]") {
  const Numbers value{7, 3, 7, 9};
  const auto ranges = rank_ranges(value, value, value);
  CHECK(ranges == std::vector<RankRange>{{2, 2, 3}, {1, 1, 1}, {2, 2, 3}, {4, 4, 4}});
}

TEST_CASE("intervals that overlap could change places", "[kernels][rank_range]") {
  const Numbers lower{1, 2, 5, 8}, value{2, 3, 6, 9}, upper{3, 5, 7, 10};
  const auto ranges = rank_ranges(lower, upper, value);
  CHECK(ranges == std::vector<RankRange>{{1, 1, 2}, {2, 1, 3}, {3, 2, 3}, {4, 4, 4}});
  const Numbers none(4, -infinite), all(4, infinite);
  for (const auto& range : rank_ranges(none, all, value)) {
    CHECK(range.lowest == 1);
    CHECK(range.highest == 4);
  }
}

TEST_CASE("one unit and all units agree, and ranges hold ranks", "[kernels][rank_range]") {
  Random random(11);
  for (int trial = 0; trial < 200; ++trial) {
    const Index units = 1 + random.next_below(30);
    Numbers lower, upper, value;
    for (Index i = 0; i < units; ++i) {
      value.push_back(static_cast<double>(random.next_below(20)));
      lower.push_back(value.back() - static_cast<double>(random.next_below(4)));
      upper.push_back(value.back() + static_cast<double>(random.next_below(4)));
    }
    const auto ranges = rank_ranges(lower, upper, value);
    for (Index i = 0; i < units; ++i) {
      const RankRange range = ranges[static_cast<std::size_t>(i)];
      REQUIRE(rank_range(lower, upper, value, i) == range);
      REQUIRE(
          (1 <= range.lowest && range.lowest <= range.rank && range.rank <= range.highest && range.highest <= units));
    }
    CHECK(std::any_of(ranges.begin(), ranges.end(), [](const RankRange& range) { return range.rank == 1; }));
  }
}

TEST_CASE("ranks ask for values and intervals in order", "[kernels][rank_range]") {
  const Numbers two{1, 2}, swapped{0, 1};
  CHECK_THROWS_WITH(rank_ranges(two, swapped, two), "lower = 1 in unit 0 of rank_range: expected at most upper = 0");
  CHECK_THROWS_AS(rank_ranges(two, two, Numbers{1}), InvalidArgument);
  CHECK_THROWS_AS(rank_ranges(two, two, Numbers{1, std::numeric_limits<double>::quiet_NaN()}), InvalidArgument);
  CHECK_THROWS_WITH(rank_range(two, two, two, 2), "i = 2 in rank_range: expected 0 to 1");
  CHECK(rank_ranges({}, {}, {}).empty());
}
