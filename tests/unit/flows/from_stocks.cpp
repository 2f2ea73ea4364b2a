#include "werdegang/flows/from_stocks.hpp"

#include <cmath>
#include <limits>

#include "catch.hpp"
#include "flows/simplex_least_squares.hpp"
#include "messages.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;
using Numbers = std::vector<double>;
using Names = std::vector<std::string>;

namespace {

Matrix matrix(Index rows, Index columns, Numbers values) {
  Matrix result(rows, columns);
  result.values = std::move(values);
  return result;
}

Stocks stocks(Index states, Numbers values) {
  Stocks result;
  const Index dates = std::ssize(values) / states;
  for (Index s = 0; s < states; ++s) result.states.push_back(std::string(1, static_cast<char>('a' + s)));
  for (Index t = 0; t < dates; ++t) result.dates.push_back(std::to_string(2000 + t));
  result.count = matrix(dates, states, std::move(values));
  return result;
}

/// The stocks that a matrix makes of a first one.
Stocks evolved(const Matrix& p, Numbers stock, Index dates) {
  Numbers values;
  for (Index t = 0; t < dates; ++t) {
    values.insert(values.end(), stock.begin(), stock.end());
    Numbers next(stock.size(), 0.0);
    for (Index i = 0; i < p.rows; ++i)
      for (Index j = 0; j < p.columns; ++j)
        next[static_cast<std::size_t>(j)] += stock[static_cast<std::size_t>(i)] * p(i, j);
    stock = next;
  }
  return stocks(p.rows, values);
}

const Matrix ladder = matrix(4, 4, {.6, .4, 0, 0, .1, .5, .4, 0, 0, .1, .7, .2, 0, 0, .1, .9});

void check_equal(const Matrix& found, const Matrix& expected, double margin) {
  REQUIRE(found.rows == expected.rows);
  for (std::size_t c = 0; c < found.values.size(); ++c)
    CHECK(found.values[c] == Approx(expected.values[c]).margin(margin));
}

detail::SimplexProblem random_problem(Random& random) {
  detail::SimplexProblem problem;
  const Index rows = 1 + random.next_below(5), columns = 1 + random.next_below(5), equations = 1 + random.next_below(8);
  for (Index j = 0; j < columns; ++j) {
    Matrix a(equations, rows);
    Numbers b;
    for (double& value : a.values) value = static_cast<double>(random.next_below(21)) / 10 - 1;
    for (Index t = 0; t < equations; ++t) b.push_back(static_cast<double>(random.next_below(21)) / 10 - 1);
    problem.design.push_back(a);
    problem.target.push_back(b);
  }
  problem.row_sum.assign(static_cast<std::size_t>(rows), 1.0);
  for (Index c = 0; c < rows * columns; ++c) problem.allowed.push_back(c % columns == 0 || random.next_below(4) > 0);
  return problem;
}

double gradient(const detail::SimplexProblem& problem, const Matrix& p, Index i, Index j) {
  const Matrix& a = problem.design[static_cast<std::size_t>(j)];
  double result = 0;
  for (Index t = 0; t < a.rows; ++t) {
    double residual = -problem.target[static_cast<std::size_t>(j)][static_cast<std::size_t>(t)];
    for (Index k = 0; k < a.columns; ++k) residual += a(t, k) * p(k, j);
    result += a(t, i) * residual;
  }
  return result;
}

}  // namespace

TEST_CASE("the restricted least squares meet the conditions of Karush, Kuhn and Tucker", "[flows][from_stocks]") {
  Random random(17);
  for (int trial = 0; trial < 400; ++trial) {
    const auto problem = random_problem(random);
    const auto best = detail::solve(problem, {});
    for (Index i = 0; i < problem.rows(); ++i) {
      double sum = 0, least = std::numeric_limits<double>::infinity();
      for (Index j = 0; j < problem.columns(); ++j) {
        const bool allowed = problem.allowed[static_cast<std::size_t>(i * problem.columns() + j)];
        REQUIRE((best.p(i, j) >= 0 && (allowed || best.p(i, j) == 0)));
        sum += best.p(i, j);
        if (allowed) least = std::min(least, gradient(problem, best.p, i, j));
      }
      CHECK(sum == Approx(1).margin(1e-10));
      for (Index j = 0; j < problem.columns(); ++j)
        if (best.p(i, j) > 1e-8) CHECK(gradient(problem, best.p, i, j) == Approx(least).margin(1e-7));
    }
  }
}

TEST_CASE("no random matrix fits better", "[flows][from_stocks]") {
  Random random(18);
  for (int trial = 0; trial < 40; ++trial) {
    const auto problem = random_problem(random);
    const auto best = detail::solve(problem, {});
    for (int draw = 0; draw < 50; ++draw) {
      Matrix p(problem.rows(), problem.columns());
      for (Index i = 0; i < p.rows; ++i) {
        double sum = 0;
        for (Index j = 0; j < p.columns; ++j)
          sum += p(i, j) =
              problem.allowed[static_cast<std::size_t>(i * p.columns + j)] ? -std::log(random.next_unit() + 1e-12) : 0;
        for (Index j = 0; j < p.columns; ++j) p(i, j) /= sum;
      }
      CHECK(best.objective <= detail::sum_of_squares(problem, p) + 1e-9);
    }
  }
}

TEST_CASE("exact shares give the matrix back", "[flows][from_stocks]") {
  const auto found = transitions_from_stocks(evolved(ladder, {.7, .2, .1, 0}, 11));
  CHECK(found.status == Identification::identified);
  check_equal(found.probabilities, ladder, 1e-7);
  CHECK(found.condition_number == Approx(14.5396).margin(1e-3));
  CHECK(found.rank == 4);
  CHECK(found.equations == 30);
  CHECK(found.free_entries == 12);
  CHECK(found.message.empty());
  const auto weighted =
      transitions_from_stocks(evolved(ladder, {.7, .2, .1, 0}, 11), {.weights = StockWeights::inverse_share});
  check_equal(weighted.probabilities, ladder, 1e-6);
}

TEST_CASE("rounded shares fit as another solver fits them", "[flows][from_stocks]") {
  const auto found = transitions_from_stocks(stocks(
      4, {.7,    .2,    .1,    0,     .44,   .39,   .15,   .02,   .303,  .386,  .263,  .048,  .2204, .3405, .3433,
          .0958, .1663, .2927, .3861, .1549, .129,  .2515, .4028, .2166, .1026, .2177, .4043, .2755, .0833, .1903,
          .3976, .3288, .069,  .1682, .3873, .3755, .0582, .1504, .3759, .4154, .05,   .1361, .3649, .449}));
  check_equal(found.probabilities,
              matrix(4, 4,
                     {.600003, .399997, 0, 0, .099987, .499995, .400018, 0, 0, .100006, .699965, .200029, 7e-6, 0,
                      .100043, .899949}),
              2e-6);
  CHECK(found.objective / 2 == Approx(2.04673227765e-08).epsilon(1e-6));
}

TEST_CASE("a steady state identifies nothing, and says so", "[flows][from_stocks]") {
  const auto steady = stocks(3, {.2, .3, .5, .2, .3, .5, .2, .3, .5, .2, .3, .5});
  const auto found = transitions_from_stocks(steady);
  CHECK(found.status == Identification::unidentified);
  CHECK(found.rank == 1);
  CHECK(std::isinf(found.condition_number));
  CHECK(found.probabilities.values == Numbers(9, 0.0));
  CHECK(found.message == "the stocks settle 2 of 6 free entries (rank 1 of 3 origins); not identified: from a, b, c");
  const Matrix prior = matrix(3, 3, {.8, .1, .1, .1, .8, .1, 0, .2, .8});
  const auto drawn = transitions_from_stocks(steady, {.prior = prior, .ridge = 1e-3});
  CHECK(drawn.status == Identification::identified_with_prior);
  CHECK(drawn.probabilities(0, 0) == Approx(.8).margin(.1));
  const Matrix diagonal = matrix(3, 3, {1, 0, 0, 0, 1, 0, 0, 0, 1});
  CHECK(transitions_from_stocks(steady, {.allowed = diagonal}).status == Identification::identified);
}

TEST_CASE("structural zeros identify from few dates", "[flows][from_stocks]") {
  const Matrix p = matrix(3, 3, {.3, .7, 0, 0, .4, .6, 0, 0, 1});
  const auto found =
      transitions_from_stocks(evolved(p, {50, 30, 20}, 2), {.allowed = matrix(3, 3, {1, 1, 0, 0, 1, 1, 0, 0, 1})});
  CHECK(found.rank == 1);
  CHECK(std::isinf(found.condition_number));
  CHECK(found.system_condition < 100);
  CHECK(found.status == Identification::identified);
  check_equal(found.probabilities, p, 1e-7);
}

TEST_CASE("what is identified is given, what is not is left out", "[flows][from_stocks]") {
  // b and c always move together, so that only their sum speaks; a has its own row settled by its zeros.
  const auto found = transitions_from_stocks(stocks(3, {50, 25, 25, 40, 30, 30, 32, 34, 34}),
                                             {.allowed = matrix(3, 3, {1, 1, 1, 0, 1, 1, 0, 1, 1})});
  CHECK(found.status == Identification::partially_identified);
  CHECK(found.known == std::vector<std::uint8_t>{1, 1, 1, 1, 0, 0, 1, 0, 0});
  CHECK(found.probabilities(0, 0) == Approx(.8));
  CHECK(found.message.find("not identified: from b, c") != std::string::npos);
  CHECK(message_of<InvalidArgument>([&] { transition_matrix(found); }).starts_with("partially_identified rates in a"));
  const Table table = to_table(found);
  CHECK(table.rows() == 7);
  CHECK(cell_text(table.column("probability"), 3).empty());
}

TEST_CASE("entries and exits explain totals that change", "[flows][from_stocks]") {
  Stocks flowing = stocks(2, {100, 50, 90, 75, 96, 90});
  CHECK(message_of<InvalidArgument>([&] { transitions_from_stocks(flowing); }) ==
        "totals of 150 from 2000 (with entries) and 165 in 2001 (with exits) in transitions_from_stocks: expected the "
        "same, shares that add to 1, or entries and exits that explain the difference");
  flowing.entries = {0, 30, 40};
  flowing.exits = {0, 15, 19};
  const auto found = transitions_from_stocks(flowing, {.allowed = matrix(3, 3, {1, 1, 0, 0, 1, 1, 1, 0, 0})});
  CHECK(found.origins == Names{"a", "b", "entry"});
  CHECK(found.destinations == Names{"a", "b", "exit"});
  CHECK(found.status == Identification::identified);
  CHECK(found.probabilities(2, 0) == Approx(1));
  const TransitionMatrix chain = transition_matrix(found);
  CHECK(chain.size() == 3);
  CHECK(chain.exits->members.size() == 1);
  CHECK(chain.exit.at(1, 0) == Approx(found.probabilities(1, 2)));
  CHECK(chain.transient.at(2, 0) == Approx(1));
}

TEST_CASE("two dates and a prior", "[flows][from_stocks]") {
  const Matrix prior = matrix(4, 4, {.9, .08, .02, 0, .05, .85, .1, 0, 0, .1, .7, .2, 0, 0, .05, .95});
  const auto found = update_transitions(stocks(4, {200, 300, 250, 100, 190, 290, 240, 130}), prior);
  CHECK(found.status == Identification::identified_with_prior);
  check_equal(found.flows,
              matrix(4, 4,
                     {176.88033695, 17.6491236, 5.47053945, 0, 13.11966305, 250.3615967, 36.51874026, 0, 0, 21.98927971,
                      190.8429163, 37.167804, 0, 0, 7.167804, 92.832196}),
              1e-6);
  CHECK(found.probabilities(0, 0) == Approx(.88440168).margin(1e-7));
  const auto impossible = update_transitions(stocks(2, {50, 50, 20, 80}), matrix(2, 2, {1, 0, 0, 1}));
  CHECK(impossible.status == Identification::infeasible);
  CHECK(impossible.message == "row 0 needs 50, but the cells that are open there lie in column 0, where 20 may be");
}

TEST_CASE("profile intervals hold the estimate and widen with noise", "[flows][from_stocks]") {
  auto noisy = evolved(ladder, {.7, .2, .1, 0}, 11);
  Random random(4);
  for (double& value : noisy.count.values) value = std::max(0.0, value + (random.next_unit() - .5) / 2000);
  StockOptions options{.interval = .95};
  const auto found = transitions_from_stocks(noisy, options);
  Index wide = 0;
  for (std::size_t c = 0; c < 16; ++c) {
    CHECK(found.lower.values[c] <= found.probabilities.values[c] + 1e-9);
    CHECK(found.upper.values[c] >= found.probabilities.values[c] - 1e-9);
    wide += found.upper.values[c] > found.lower.values[c] + 1e-6;
  }
  CHECK(wide == 16);
  options.interval = .5;
  CHECK(transitions_from_stocks(noisy, options).upper(0, 0) < found.upper(0, 0));
}

TEST_CASE("mistakes with stocks are named", "[flows][from_stocks]") {
  const auto said = [](auto&& action) { return message_of<InvalidArgument>(action); };
  CHECK(said([] {
          transitions_from_stocks(stocks(2, {1, -1, 1, 1}));
        }) == "stock = -1 in b at 2000: expected a finite number, 0 or more");
  CHECK(said([] {
          transitions_from_stocks(stocks(2, {1, std::nan(""), 1, 1}));
        }) == "stock = nan in b at 2000: expected a finite number, 0 or more");
  CHECK(said([] {
          transitions_from_stocks(stocks(2, {1, 1}));
        }) == "1 dates in transitions_from_stocks: expected 2 or more");
  CHECK(said([] {
          transitions_from_stocks(stocks(2, {1, 0, 1, 0}));
        }) == "a stock of 0 at all dates in b: expected somebody at some date; leave the state out");
  CHECK(said([] {
          transitions_from_stocks(stocks(2, {1, 1, 1, 1}), {.ridge = 1});
        }) == "ridge = 1 without a prior in transitions_from_stocks: expected the rates to draw to");
  CHECK(said([] {
          transitions_from_stocks(stocks(2, {1, 1, 1, 1}), {.allowed = Matrix(2, 2)});
        }) == "no allowed transition from a in transitions_from_stocks: expected at least one");
  CHECK(said([] {
          transitions_from_stocks(stocks(2, {1, 1, 1, 1}), {.allowed = Matrix(2, 3, 1)});
        }) == "allowed of 2 x 3 in transitions_from_stocks: expected 2 origins x 2 destinations");
  CHECK(said([] {
          transitions_from_stocks(stocks(2, {1, 1, 1, 1}), {.prior = Matrix(2, 2, 1)});
        }) == "a sum of 2 in the prior's row a: expected 1");
  Numbers many(21 * 22, 1.0);
  CHECK(said([&] { transitions_from_stocks(stocks(21, many)); }) ==
        "441 unknown transitions in transitions_from_stocks: expected at most 400; rule some out with allowed");
  Stocks torn = stocks(2, {1, 1, 1, 1});
  torn.states.pop_back();
  CHECK(said([&] { transitions_from_stocks(torn); }) ==
        "2 x 2 stocks in transitions_from_stocks: expected 2 dates x 1 states");
  CHECK(said([] {
          update_transitions(stocks(2, {1, 1, 1, 1, 1, 1}), Matrix(2, 2, .5));
        }) == "3 dates in update_transitions: expected 2");
}
