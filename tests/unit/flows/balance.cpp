#include "werdegang/flows/balance.hpp"

#include <cmath>
#include <limits>
#include <numeric>

#include "../model/tables.hpp"
#include "catch.hpp"
#include "messages.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;
using Numbers = std::vector<double>;

namespace {

Matrix matrix(Index rows, Index columns, Numbers values) {
  Matrix result(rows, columns);
  result.values = std::move(values);
  return result;
}

Numbers row_sums(const Matrix& m) {
  Numbers sums(static_cast<std::size_t>(m.rows), 0.0);
  for (Index i = 0; i < m.rows; ++i)
    for (const double value : m.row(i)) sums[static_cast<std::size_t>(i)] += value;
  return sums;
}

Numbers column_sums(const Matrix& m) {
  Numbers sums(static_cast<std::size_t>(m.columns), 0.0);
  for (Index i = 0; i < m.rows; ++i)
    for (Index j = 0; j < m.columns; ++j) sums[static_cast<std::size_t>(j)] += m(i, j);
  return sums;
}

void check_equal(const Numbers& found, const Numbers& expected, double margin) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i] == Approx(expected[i]).margin(margin));
}

const ContingencyTable readme{{2, 4, 3}, {1, 2, 1, 3, 5, 5, 6, 2, 2, 1, 7, 2, 5, 4, 2, 5, 5, 5, 3, 8, 7, 2, 7, 6}};
const std::vector<Margin> readme_margins{{{0}, {52, 48}},
                                         {{1}, {20, 30, 35, 15}},
                                         {{2}, {35, 40, 25}},
                                         {{0, 1}, {9, 17, 19, 7, 11, 13, 16, 8}},
                                         {{1, 2}, {7, 9, 4, 8, 12, 10, 15, 12, 8, 5, 7, 3}}};

}  // namespace

TEST_CASE("a table of ones becomes the product of its margins", "[flows][balance]") {
  const auto fitted = balance(Matrix(2, 2, 1.0), {52, 48}, {87, 13});
  CHECK(fitted.report.status == BalanceStatus::converged);
  check_equal(fitted.table.values, {45.24, 6.76, 41.76, 6.24}, 1e-9);
}

TEST_CASE("a fitted table keeps the odds ratio of its seed", "[flows][balance]") {
  const auto fitted = balance(matrix(2, 2, {0.7, 1, 1, 1}), {52, 48}, {87, 13}).table;
  check_equal(fitted.values, {44.24535938, 7.75464062, 42.75464062, 5.24535938}, 1e-7);
  CHECK(fitted(0, 0) * fitted(1, 1) / (fitted(0, 1) * fitted(1, 0)) == Approx(0.7));
}

TEST_CASE("a published table of four by four", "[flows][balance]") {
  const auto fitted = balance(matrix(4, 4, {40, 30, 20, 10, 35, 50, 100, 75, 30, 80, 70, 120, 20, 30, 40, 50}),
                              {150, 300, 400, 150}, {200, 300, 400, 100});
  check_equal(fitted.table.values,
              {64.55850978, 46.23245971, 35.38429826, 3.82473225, 49.96791942, 68.15935407, 156.49854642, 25.37418009,
               56.7219436, 144.42822557, 145.08248143, 53.7673494, 28.7516272, 41.17996065, 63.03467388, 17.03373826},
              1e-6);
}

TEST_CASE("three axes with five margins", "[flows][balance]") {
  const auto fitted = balance(readme, readme_margins);
  CHECK(fitted.report.status == BalanceStatus::converged);
  CHECK(fitted.report.margin_errors.size() == 5);
  check_equal({fitted.table.values.begin(), fitted.table.values.begin() + 4},
              {2.15512205, 4.73876166, 2.10611629, 3.7923601}, 1e-6);
  CHECK(fitted.table.values.back() == Approx(2.06304125).margin(1e-6));
}

TEST_CASE("margins take their axes in any order", "[flows][balance]") {
  auto margins = readme_margins;
  margins[3] = {{1, 0}, {9, 11, 17, 13, 19, 16, 7, 8}};
  check_equal(balance(readme, margins).table.values, balance(readme, readme_margins).table.values, 1e-8);
  const auto total = balance(readme, {{{}, {93}}});
  CHECK(std::accumulate(total.table.values.begin(), total.table.values.end(), 0.0) == Approx(93));
}

TEST_CASE("zeros stay zero and a sparse seed gives the same as a dense one", "[flows][balance]") {
  Random random(3);
  for (int trial = 0; trial < 50; ++trial) {
    const Index n = 2 + random.next_below(8), k = 2 + random.next_below(8);
    Matrix seed(n, k), goal(n, k);
    std::vector<MatrixEntry> entries;
    for (Index i = 0; i < n; ++i)
      for (Index j = 0; j < k; ++j)
        if (i == j % n || j == i % k || random.next_below(2)) {
          seed(i, j) = static_cast<double>(1 + random.next_below(9));
          goal(i, j) = static_cast<double>(1 + random.next_below(9));
          entries.push_back({i, j, seed(i, j)});
        }
    const auto rows = row_sums(goal), columns = column_sums(goal);
    const auto dense = balance(seed, rows, columns);
    const auto sparse = balance(make_sparse(n, k, entries), rows, columns);
    REQUIRE(dense.report.status == BalanceStatus::converged);
    CHECK(to_dense(sparse.table) == dense.table);
    CHECK(sparse.report == dense.report);
    check_equal(row_sums(dense.table), rows, 1e-7);
    check_equal(column_sums(dense.table), columns, 1e-7);
    for (std::size_t cell = 0; cell < seed.values.size(); ++cell)
      CHECK((seed.values[cell] == 0) == (dense.table.values[cell] == 0));
  }
}

TEST_CASE("what no table can hold is named with its rows and columns", "[flows][balance]") {
  const auto fitted = balance(matrix(3, 3, {1, 0, 0, 1, 0, 0, 1, 1, 1}), {40, 30, 30}, {50, 25, 25});
  CHECK(fitted.report.status == BalanceStatus::infeasible);
  REQUIRE(fitted.report.shortage);
  CHECK(fitted.report.shortage->lines == std::vector<Index>{0, 1});
  CHECK(fitted.report.shortage->crossing == std::vector<Index>{0});
  CHECK(fitted.report.shortage->needed == 70);
  CHECK(fitted.report.shortage->available == 50);
  CHECK(fitted.report.shortage->message ==
        "row 0; row 1 need 70, but the cells that are open there lie in column 0, where 50 may be");
  CHECK(fitted.report.residual > 1);
}

TEST_CASE("zeros that a margin of zero brings can leave a line without a cell", "[flows][balance]") {
  const auto fitted = balance(matrix(2, 2, {1, 0, 1, 1}), {1, 1}, {0, 2});
  CHECK(fitted.report.status == BalanceStatus::infeasible);
  REQUIRE(fitted.report.shortage);
  CHECK(fitted.report.shortage->lines == std::vector<Index>{0});
  CHECK(fitted.report.shortage->message == "row 0 needs 1, but no cell there is open");
}

TEST_CASE("open cells that every solution leaves empty do not hold up the fit", "[flows][balance]") {
  const auto fitted = balance(matrix(2, 2, {1, 1, 0, 1}), {1, 1}, {1, 1});
  CHECK(fitted.report.status == BalanceStatus::converged);
  CHECK(fitted.report.emptied == 1);
  check_equal(fitted.table.values, {1, 0, 0, 1}, 1e-10);
}

TEST_CASE("a caller's mistakes are named", "[flows][balance]") {
  const Matrix ones(2, 2, 1.0);
  const auto said = [](auto&& action) { return message_of<InvalidArgument>(action); };
  CHECK(said([&] {
          balance(ones, {52, 48}, {87, 14});
        }) ==
        "margin totals differ (100 vs 101): the row totals and the column totals must add to the same, or be rescaled "
        "on request");
  CHECK(said([&] {
          balance(matrix(2, 2, {1, 1, 0, 0}), {1, 1}, {1, 1});
        }) == "row 1 must hold 1, but all its cells are 0 in the seed");
  CHECK(said([&] {
          balance(matrix(2, 2, {1, 1, -1, 0}), {1, 1}, {1, 1});
        }) == "value = -1 in cell (1, 0) of the seed: expected a finite number, 0 or more");
  CHECK(said([&] {
          balance(matrix(2, 2, {1, std::nan(""), 1, 0}), {1, 1}, {1, 1});
        }) == "value = nan in cell (0, 1) of the seed: expected a finite number, 0 or more");
  CHECK(said([&] { balance(ones, {3, -1}, {1, 1}); }) == "total = -1 in row 1: expected a finite number, 0 or more");
  CHECK(said([&] { balance(ones, {3}, {1, 1}); }) == "1 totals in row totals: expected 2, one for each line");
  CHECK(said([&] { balance(readme, {{{3}, {1}}}); }) == "axis = 3 in margin 0 of balance: expected 0 to 2");
  CHECK(said([&] { balance(readme, {{{1, 1}, {1}}}); }) == "axis = 1 in margin 0 of balance: expected each axis once");
  CHECK(said([&] { balance(readme, {}); }) == "no margins in balance: expected at least one");
  CHECK(said([&] {
          balance(ones, {1, 1}, {1, 1}, {.tolerance = 0});
        }) == "tolerance = 0 in balance: expected a number between 0 and 1, such as 1e-10");
}

TEST_CASE("margins that contradict each other are named", "[flows][balance]") {
  auto margins = readme_margins;
  margins[3].totals[0] += 1;
  margins[3].totals[1] -= 1;
  CHECK(message_of<InvalidArgument>([&] { balance(readme, margins); }) ==
        "margins contradict each other in axis 1 = 0: 20 in the margin over axis 1, 21 in the margin over axes 0 and "
        "1");
}

TEST_CASE("margins are rescaled on request to the first", "[flows][balance]") {
  const auto fitted = balance(Matrix(2, 2, 1.0), {52, 48}, {174, 26}, {.rescale = true});
  check_equal(fitted.table.values, {45.24, 6.76, 41.76, 6.24}, 1e-9);
  CHECK(fitted.report.scales == Numbers{1, 0.5});
  CHECK_THROWS_AS(balance(Matrix(2, 2, 1.0), {52, 48}, {0, 0}, {.rescale = true}), InvalidArgument);
}

TEST_CASE("extreme and empty seeds", "[flows][balance]") {
  const auto tiny = balance(Matrix(2, 2, 1e-310), {52, 48}, {87, 13});
  check_equal(tiny.table.values, {45.24, 6.76, 41.76, 6.24}, 1e-9);
  const auto huge = balance(Matrix(2, 2, std::numeric_limits<double>::max()), {52, 48}, {87, 13});
  check_equal(huge.table.values, {45.24, 6.76, 41.76, 6.24}, 1e-9);
  const auto zero = balance(Matrix(2, 2, 1.0), {0, 0}, {0, 0});
  CHECK(zero.report.status == BalanceStatus::converged);
  CHECK(zero.table.values == Numbers{0, 0, 0, 0});
  CHECK(balance(Matrix(0, 0), {}, {}).report.status == BalanceStatus::converged);
  CHECK(balance(Matrix(2, 2, 1.0), {52, 48}, {87, 13}, {.tolerance = 1e-15, .max_iterations = 1}).report.iterations ==
        1);
}

TEST_CASE("a fit stops on request", "[flows][balance]") {
  std::stop_source stop;
  stop.request_stop();
  CHECK_THROWS_AS(balance(Matrix(2, 2, 1.0), {52, 48}, {87, 13}, {}, {1, stop.get_token(), {}}), Cancelled);
}

TEST_CASE("long tables with named axes", "[flows][balance]") {
  const Table seed({text_column("sex", {"f", "f", "m", "m", "m"}), text_column("age", {"3", "4", "3", "4", "5"}),
                    number_column("count", {1, 1, 1, 1, 1})});
  const Table sex({text_column("sex", {"m", "f"}), number_column("count", {48, 40})});
  const Table age({text_column("age", {"3", "4", "5"}), number_column("count", {40, 40, 8})});
  const auto fitted = balance(seed, {sex, age});
  CHECK(fitted.report.status == BalanceStatus::converged);
  const auto& values = std::get<Buffer<double>>(fitted.table.column("count").data);
  check_equal({values.view.begin(), values.view.end()}, {20, 20, 20, 20, 8}, 1e-8);
  CHECK(fitted.table.column("sex") == seed.column("sex"));

  const auto said = [](auto&& action) { return message_of<InvalidArgument>(action); };
  const Table few({text_column("sex", {"m"}), number_column("count", {88})});
  CHECK(said([&] { balance(seed, {few}); }) ==
        "no total for sex = f in margin 0: expected one for each combination of the seed");
  const Table strange({text_column("sex", {"m", "f", "x"}), number_column("count", {48, 40, 0})});
  CHECK(said([&] { balance(seed, {strange}); }) == "sex = x in row 2 of margin 0: expected a label that the seed has");
  const Table other({text_column("sex", {"m", "f"}), number_column("count", {48, 41})});
  CHECK(said([&] {
          balance(seed, {other, age});
        }) ==
        "margin totals differ (89 vs 88): the margin over sex and the margin over age must add to the same, or be "
        "rescaled on request");
  CHECK_THROWS_AS(balance(seed, {seed.filter(std::vector<std::uint8_t>{1, 1, 1, 1, 1}), sex}, "number"), UnknownName);
  const Table twice({text_column("sex", {"f", "f"}), number_column("count", {1, 1})});
  CHECK(said([&] { balance(twice, {sex}); }) == "a combination given twice in row 1 of the seed: expected each once");
}
