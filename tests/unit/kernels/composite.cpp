#include "werdegang/kernels/composite.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "catch.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;
using Numbers = std::vector<double>;

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr Quantity empty{0, Status::empty_denominator}, missing{0, Status::missing};

Numbers random_numbers(Random& random, Index count) {
  Numbers numbers;
  for (Index i = 0; i < count; ++i) numbers.push_back(1000 * random.next_unit());
  return numbers;
}

}  // namespace

TEST_CASE("z-scores by hand", "[kernels][composite]") {
  const auto z = z_scores(Numbers{2, 4, 4, 4, 5, 5, 7, 9});  // mean 5, deviation 2
  CHECK(z[0] == Quantity{-1.5, Status::computed});
  CHECK(z[7] == Quantity{2, Status::computed});
  const auto weighted = z_scores(Numbers{2, 4, 5, 7, 9}, Numbers{1, 3, 2, 1, 1});
  CHECK(weighted[0].value == Approx(-1.5).epsilon(1e-15));
  CHECK(weighted[4].value == Approx(2).epsilon(1e-15));
}

TEST_CASE("z-scores have mean 0 and variance 1", "[kernels][composite]") {
  Random random(1);
  for (int i = 0; i < 200; ++i) {
    const Index units = 2 + random.next_below(100);
    const Numbers values = random_numbers(random, units), weights = random_numbers(random, units);
    const auto z = z_scores(values, weights);
    double sum = 0, squares = 0, total = 0;
    for (std::size_t unit = 0; unit < values.size(); ++unit) {
      sum += weights[unit] * z[unit].value;
      squares += weights[unit] * z[unit].value * z[unit].value;
      total += weights[unit];
    }
    REQUIRE(std::abs(sum / total) < 1e-12);
    REQUIRE(squares / total == Approx(1).epsilon(1e-12));
  }
}

TEST_CASE("units without a value are left out, constant values have no z-score", "[kernels][composite]") {
  const auto z = z_scores(Numbers{1, unknown, 3, HUGE_VAL});
  CHECK(z ==
        std::vector<Quantity>{{-1, Status::computed}, missing, {1, Status::computed}, {0, Status::not_meaningful}});
  CHECK(z_scores(Numbers{0.1, 0.1, 0.1, unknown}) == std::vector<Quantity>{empty, empty, empty, missing});
  CHECK(z_scores(Numbers{7}) == std::vector<Quantity>{empty});
  CHECK(z_scores(Numbers{1, 2}, Numbers{0, 5}) == std::vector<Quantity>{empty, empty});
  CHECK(z_scores({}).empty());
  CHECK(z_scores(Numbers{5, 1, 3}, Numbers{0, 1, 1})[0].value == 3);
}

TEST_CASE("an index is the sum of what its indicators contribute", "[kernels][composite]") {
  Random random(2);
  for (int i = 0; i < 100; ++i) {
    const Index units = 2 + random.next_below(40), indicators = 1 + random.next_below(5);
    const auto width = static_cast<std::size_t>(indicators);
    const Numbers values = random_numbers(random, units * indicators), weights = random_numbers(random, indicators);
    Numbers directions;
    for (Index k = 0; k < indicators; ++k) directions.push_back(random.next_below(2) == 0 ? 1 : -1);
    const auto index = composite_index(values, weights, directions);
    for (std::size_t k = 0; k < width; ++k) {
      Numbers column;
      for (std::size_t unit = 0; unit < static_cast<std::size_t>(units); ++unit)
        column.push_back(values[unit * width + k]);
      const auto z = z_scores(column);
      for (std::size_t unit = 0; unit < column.size(); ++unit)
        REQUIRE(index.contributions[unit * width + k].value == weights[k] * directions[k] * z[unit].value);
    }
    for (std::size_t unit = 0; unit < index.value.size(); ++unit) {
      double sum = 0;
      for (std::size_t k = 0; k < width; ++k) sum += index.contributions[unit * width + k].value;
      REQUIRE(index.value[unit].value == sum);
    }
  }
}

TEST_CASE("what is not known of an indicator is not known of the index", "[kernels][composite]") {
  const Numbers values{1, 5, 3, unknown, 3, 9};
  const auto index = composite_index(values, Numbers{0.5, 0.5});
  CHECK(index.value[0].has_value());
  CHECK(index.value[1] == missing);
  CHECK(index.contributions[2].has_value());
  CHECK(index.contributions[3] == missing);
  const auto without = composite_index(values, Numbers{0.5, 0});
  CHECK(without.value[1] == without.contributions[2]);
  const auto constant = composite_index(Numbers{1, 4, 2, 4}, Numbers{1, 1});
  CHECK(constant.value == std::vector<Quantity>{empty, empty});
  CHECK(constant.contributions[0].has_value());
}

TEST_CASE("weights and directions that cannot be are named", "[kernels][composite]") {
  CHECK_THROWS_WITH(z_scores(Numbers{1, 2}, Numbers{1, -1}),
                    "weight = -1 in unit 1 of z_scores: expected a finite number, 0 or more");
  CHECK_THROWS_WITH(z_scores(Numbers{1, 2}, Numbers{1}), "weights of length 1 in z_scores: expected length 2");
  CHECK_THROWS_WITH(composite_index(Numbers{1, 2}, {}),
                    "no weights in composite_index: expected one for every indicator");
  CHECK_THROWS_WITH(composite_index(Numbers{1, 2, 3}, Numbers{1, 1}),
                    "3 values in composite_index: expected a multiple of the 2 weights");
  CHECK_THROWS_WITH(composite_index(Numbers{1, 2}, Numbers{0, 0}),
                    "weights that are all 0 in composite_index: expected one above 0");
  CHECK_THROWS_WITH(composite_index(Numbers{1, 2}, Numbers{1, unknown}),
                    "weight = nan in indicator 1 of composite_index: expected a finite number, 0 or more");
  CHECK_THROWS_WITH(composite_index(Numbers{1, 2}, Numbers{1, 1}, Numbers{1, 0}),
                    "direction = 0 in indicator 1 of composite_index: expected 1, or -1 where more of it makes the "
                    "index smaller");
  CHECK_THROWS_WITH(composite_index(Numbers{1, 2}, Numbers{1, 1}, {}, Numbers{1, 2}),
                    "unit_weights of length 2 in composite_index: expected length 1");
}

TEST_CASE("scores whose spread is beyond all numbers are not 0", "[kernels]") {
  const auto scores = z_scores(std::vector<double>{1e300, -1e300});
  CHECK(scores[0].status == Status::not_meaningful);
  CHECK(scores[1].status == Status::not_meaningful);
}
