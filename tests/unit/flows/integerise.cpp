#include "werdegang/flows/integerise.hpp"

#include <cmath>
#include <numeric>

#include "catch.hpp"
#include "messages.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;
using Numbers = std::vector<double>;
using Whole = std::vector<Index>;

namespace {

double line_sum(const Matrix& table, bool row, Index line) {
  double sum = 0;
  for (Index k = 0; k < (row ? table.columns : table.rows); ++k) sum += row ? table(line, k) : table(k, line);
  return sum;
}

Index whole_sum(const Matrix& table, const Whole& values, bool row, Index line) {
  Index sum = 0;
  for (Index k = 0; k < (row ? table.columns : table.rows); ++k)
    sum += values[static_cast<std::size_t>(row ? line * table.columns + k : k * table.columns + line)];
  return sum;
}

double squares(const Matrix& table, const Whole& values) {
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) sum += std::pow(static_cast<double>(values[i]) - table.values[i], 2);
  return sum;
}

bool controlled(const Matrix& table, const Whole& values) {
  for (const bool row : {true, false})
    for (Index line = 0; line < (row ? table.rows : table.columns); ++line)
      if (std::abs(static_cast<double>(whole_sum(table, values, row, line)) - line_sum(table, row, line)) >= 1 - 1e-9)
        return false;
  return std::abs(static_cast<double>(std::accumulate(values.begin(), values.end(), Index{0})) -
                  std::accumulate(table.values.begin(), table.values.end(), 0.0)) < 1 - 1e-9;
}

/// The least sum of squares over all roundings of all cells, by trying them.
double best_of_all(const Matrix& table) {
  double best = INFINITY;
  for (Index choice = 0; choice < Index{1} << table.values.size(); ++choice) {
    Whole values;
    for (std::size_t i = 0; i < table.values.size(); ++i)
      values.push_back(static_cast<Index>(std::floor(table.values[i])) +
                       ((choice >> i & 1) && table.values[i] != std::floor(table.values[i])));
    if (controlled(table, values)) best = std::min(best, squares(table, values));
  }
  return best;
}

}  // namespace

TEST_CASE("largest remainders", "[flows][integerise]") {
  const auto first = integerise(Numbers{0.1, 0.2, 0.3, 0.4}, 11);
  CHECK(first.values == Whole{1, 2, 3, 5});
  CHECK(first.rmse == Approx(0.3535533905932736).epsilon(1e-12));
  const auto second = integerise(Numbers{0.4, 0.3, 0.2, 0.1}, 10);
  CHECK(second.values == Whole{4, 3, 2, 1});
  CHECK(second.rmse == Approx(0).margin(1e-12));
  const auto third = integerise(Numbers{0.4, 0.3, 0.2, 0.1}, 17);
  CHECK(third.values == Whole{7, 5, 3, 2});
  CHECK(third.rmse == Approx(0.273861278752583).epsilon(1e-12));
  CHECK(integerise(Numbers{0.4, 0.3, 0.2, 0.1}, 0) == Integerised{{0, 0, 0, 0}, 0});
}

TEST_CASE("of equal remainders the lowest index wins, whatever the last digit says", "[flows][integerise]") {
  CHECK(integerise(Numbers{1, 1, 1}, 4).values == Whole{2, 1, 1});
  CHECK(integerise(Numbers{0.1, 0.7, 0.1, 0.1}, 3).values == Whole{1, 2, 0, 0});
  CHECK(integerise(Numbers{1.5, 2.5, 3}).values == Whole{2, 2, 3});
}

TEST_CASE("sums are kept and zeros stay zero", "[flows][integerise]") {
  Random random(5);
  for (int trial = 0; trial < 300; ++trial) {
    Numbers values;
    for (Index i = 0, n = 1 + random.next_below(40); i < n; ++i)
      values.push_back(random.next_below(4) ? static_cast<double>(random.next_below(1000)) / 7 : 0);
    values[0] += 1;
    const Index total = trial % 3 ? random.next_below(100000) : Index{1} << 53;
    const auto whole = integerise(values, total).values;
    CHECK(std::accumulate(whole.begin(), whole.end(), Index{0}) == total);
    for (std::size_t i = 0; i < whole.size(); ++i) CHECK((values[i] > 0 || whole[i] == 0));
  }
  const auto thin = integerise(Numbers(5000, 1e-12), 3).values;
  CHECK(std::accumulate(thin.begin(), thin.end(), Index{0}) == 3);
}

TEST_CASE("what cannot be made whole is named", "[flows][integerise]") {
  const auto said = [](auto&& action) { return message_of<InvalidArgument>(action); };
  CHECK(said([] {
          integerise(Numbers{1, 1.5});
        }) == "the values add to 2.5 in integerise: expected a whole number, or a total to scale them to");
  CHECK(said([] {
          integerise(Numbers{1, -2}, 3);
        }) == "value = -2 in position 1 of integerise: expected a finite number, 0 or more");
  CHECK(said([] { integerise(Numbers{0, 0}, 3); }) == "total = 3 in integerise: expected 0, for all values are 0");
  CHECK(said([] { integerise(Numbers{1}, -3); }) == "total = -3 in integerise: expected 0 to 2^53");
  CHECK(integerise(Numbers{}, 0).values.empty());
}

TEST_CASE("controlled rounding keeps whole margins and is the closest of all", "[flows][integerise]") {
  Random random(9);
  for (int trial = 0; trial < 150; ++trial) {
    Matrix table(1 + random.next_below(3), 1 + random.next_below(4));
    for (double& value : table.values) value = static_cast<double>(random.next_below(40)) / 8;
    const auto rounded = round_controlled(table);
    REQUIRE(controlled(table, rounded.values));
    for (std::size_t i = 0; i < rounded.values.size(); ++i)
      CHECK(std::abs(static_cast<double>(rounded.values[i]) - table.values[i]) < 1);
    CHECK(squares(table, rounded.values) == Approx(best_of_all(table)).margin(1e-9));
  }
}

TEST_CASE("controlled rounding of thirds", "[flows][integerise]") {
  Matrix table(3, 3, 1.0 / 3);
  const auto rounded = round_controlled(table);
  for (Index line = 0; line < 3; ++line) {
    CHECK(whole_sum(table, rounded.values, true, line) == 1);
    CHECK(whole_sum(table, rounded.values, false, line) == 1);
  }
  Matrix whole(2, 2, 3.0);
  CHECK(round_controlled(whole) == Integerised{{3, 3, 3, 3}, 0});
  CHECK(round_controlled(Matrix(0, 0)).values.empty());
  whole(1, 0) = -1;
  CHECK(message_of<InvalidArgument>([&] { round_controlled(whole); }) ==
        "value = -1 in row 1, column 0 of a controlled rounding: expected a finite number, 0 or more");
}
