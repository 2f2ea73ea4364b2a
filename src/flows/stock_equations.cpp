#include "flows/stock_equations.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "flows/texts.hpp"
#include "kernels/checks.hpp"

namespace werdegang::inline v0::detail {
namespace {

constexpr Index most_unknowns = 400;

void expect_number(double value, const std::string& place) {
  if (!(value >= 0) || std::isinf(value))
    throw InvalidArgument(named("stock", value), place, "a finite number, 0 or more");
}

void expect_shape(const Stocks& stocks) {
  const auto size = [](const auto& list) { return std::to_string(list.size()); };
  if (stocks.count.rows != std::ssize(stocks.dates) || stocks.count.columns != std::ssize(stocks.states) ||
      std::ssize(stocks.count.values) != stocks.count.rows * stocks.count.columns)
    throw InvalidArgument(std::to_string(stocks.count.rows) + " x " + std::to_string(stocks.count.columns) + " stocks",
                          "transitions_from_stocks",
                          size(stocks.dates) + " dates x " + size(stocks.states) + " states");
  if (stocks.dates.size() < 2)
    throw InvalidArgument(size(stocks.dates) + " dates", "transitions_from_stocks", "2 or more");
  if (stocks.states.empty()) throw InvalidArgument("no states", "transitions_from_stocks", "at least one");
  for (const auto& [name, list] : {std::pair{"entries", &stocks.entries}, {"exits", &stocks.exits}})
    if (!list->empty() && list->size() != stocks.dates.size())
      throw InvalidArgument(size(*list) + " " + name, "transitions_from_stocks",
                            size(stocks.dates) + ", one for each date");
  if (!stocks.apart.empty() && stocks.apart.size() != stocks.dates.size())
    throw InvalidArgument(size(stocks.apart) + " marks of dates apart", "transitions_from_stocks",
                          size(stocks.dates) + ", one for each date");
  std::set<std::string> seen;
  for (const auto* names : {&stocks.states})
    for (const auto& name : *names)
      if (!seen.insert(name).second)
        throw InvalidArgument("state '" + name + "' twice", "transitions_from_stocks", "each state once");
  if (!stocks.entries.empty() && seen.count(stocks.entry))
    throw InvalidArgument("entry '" + stocks.entry + "'", "transitions_from_stocks", "a name that is no state");
  if (!stocks.exits.empty() && seen.count(stocks.exit))
    throw InvalidArgument("exit '" + stocks.exit + "'", "transitions_from_stocks", "a name that is no state");
}

bool is_apart(const Stocks& stocks, Index t) {
  return !stocks.apart.empty() && stocks.apart[static_cast<std::size_t>(t)];
}

void expect_numbers(const Stocks& stocks) {
  for (Index t = 0; t < stocks.count.rows; ++t) {
    const std::string& date = stocks.dates[static_cast<std::size_t>(t)];
    for (Index s = 0; s < stocks.count.columns; ++s)
      expect_number(stocks.count(t, s), stocks.states[static_cast<std::size_t>(s)] + " at " + date);
    if (t == 0 || is_apart(stocks, t)) continue;
    if (!stocks.entries.empty())
      expect_number(stocks.entries[static_cast<std::size_t>(t)], stocks.entry + " until " + date);
    if (!stocks.exits.empty()) expect_number(stocks.exits[static_cast<std::size_t>(t)], stocks.exit + " until " + date);
  }
  for (Index s = 0; s < stocks.count.columns; ++s) {
    double sum = 0;
    for (Index t = 0; t < stocks.count.rows; ++t) sum += stocks.count(t, s);
    if (sum == 0)
      throw InvalidArgument("a stock of 0 at all dates", stocks.states[static_cast<std::size_t>(s)],
                            "somebody at some date; leave the state out");
  }
}

double row_sum(const Matrix& m, Index i) {
  double sum = 0;
  for (const double value : m.row(i)) sum += value;
  return sum;
}

/// Dates that follow each other, and those that do not.
void fill_steps(const Stocks& stocks, StockEquations& e) {
  for (Index t = 1; t < stocks.count.rows; ++t)
    if (is_apart(stocks, t))
      e.skipped.push_back(stocks.dates[static_cast<std::size_t>(t) - 1] + " to " +
                          stocks.dates[static_cast<std::size_t>(t)]);
    else
      e.after.push_back(t);
  if (e.after.empty())
    throw InvalidArgument("no two dates that follow each other", "transitions_from_stocks", "at least one pair");
}

/// The counts of both sides of each transition.
void fill_sides(const Stocks& stocks, StockEquations& e) {
  const Index steps = std::ssize(e.after), states = stocks.count.columns;
  const bool entry = !stocks.entries.empty(), exit = !stocks.exits.empty();
  e.origins = e.destinations = stocks.states;
  if (entry) e.origins.push_back(stocks.entry);
  if (exit) e.destinations.push_back(stocks.exit);
  e.x = Matrix(steps, states + entry);
  e.y = Matrix(steps, states + exit);
  for (Index t = 0; t < steps; ++t) {
    const Index after = e.after[static_cast<std::size_t>(t)];
    for (Index s = 0; s < states; ++s) {
      e.x(t, s) = stocks.count(after - 1, s);
      e.y(t, s) = stocks.count(after, s);
    }
    if (entry) e.x(t, states) = stocks.entries[static_cast<std::size_t>(after)];
    if (exit) e.y(t, states) = stocks.exits[static_cast<std::size_t>(after)];
  }
}

/// Everybody must be somewhere on both sides; then counts become shares of the transition.
void balance_sides(const Stocks& stocks, StockEquations& e) {
  e.shares = true;
  for (Index t = 0; t < e.x.rows; ++t)
    e.shares = e.shares && std::abs(row_sum(e.x, t) - 1) < 0.01 && std::abs(row_sum(e.y, t) - 1) < 0.01;
  for (Index t = 0; t < e.x.rows; ++t) {
    const double before = row_sum(e.x, t), after = row_sum(e.y, t);
    const auto later = static_cast<std::size_t>(e.after[static_cast<std::size_t>(t)]);
    const std::string &first = stocks.dates[later - 1], &second = stocks.dates[later];
    if (before == 0) throw InvalidArgument("a total of 0", first, "somebody in some state");
    if (!e.shares && std::abs(before - after) > 1e-9 * std::max(before, after))
      throw InvalidArgument("totals of " + number(before) + " from " + first + " (with entries) and " + number(after) +
                                " in " + second + " (with exits)",
                            "transitions_from_stocks",
                            "the same, shares that add to 1, or entries and exits that explain the difference");
    e.total.push_back(e.shares ? 1 : before);
    for (Index s = 0; s < e.x.columns; ++s) e.x(t, s) /= e.total.back();
    for (Index s = 0; s < e.y.columns; ++s) e.y(t, s) /= e.total.back();
  }
}

void fill_weights(StockEquations& e, StockWeights weights) {
  e.weight.assign(e.destinations.size(), 1.0);
  if (weights == StockWeights::equal) return;
  for (Index j = 0; j < e.y.columns; ++j) {
    double sum = 0;
    for (Index t = 0; t < e.y.rows; ++t) sum += e.y(t, j);
    if (sum == 0)
      throw InvalidArgument("nobody at all later dates in " + e.destinations[static_cast<std::size_t>(j)],
                            "weights by the inverse share", "somebody, or equal weights");
    e.weight[static_cast<std::size_t>(j)] = static_cast<double>(e.y.rows) / sum;
  }
}

void fill_allowed(StockEquations& e, const StockOptions& options) {
  const auto origins = std::ssize(e.origins), destinations = std::ssize(e.destinations);
  e.allowed.assign(static_cast<std::size_t>(origins * destinations), 1);
  if (options.allowed) {
    expect_rates(*options.allowed, e, "allowed");
    for (std::size_t c = 0; c < e.allowed.size(); ++c) e.allowed[c] = options.allowed->values[c] != 0;
  }
  for (Index i = 0; i < origins; ++i)
    if (std::count(e.allowed.begin() + i * destinations, e.allowed.begin() + (i + 1) * destinations, 1) == 0)
      throw InvalidArgument("no allowed transition from " + e.origins[static_cast<std::size_t>(i)],
                            "transitions_from_stocks", "at least one");
  const Index unknowns = std::count(e.allowed.begin(), e.allowed.end(), 1);
  if (unknowns > most_unknowns)
    throw InvalidArgument(std::to_string(unknowns) + " unknown transitions", "transitions_from_stocks",
                          "at most " + std::to_string(most_unknowns) + "; rule some out with allowed");
}

}  // namespace

void expect_rates(const Matrix& rates, const StockEquations& e, const std::string& name) {
  const auto origins = std::ssize(e.origins), destinations = std::ssize(e.destinations);
  if (rates.rows != origins || rates.columns != destinations)
    throw InvalidArgument(name + " of " + std::to_string(rates.rows) + " x " + std::to_string(rates.columns),
                          "transitions_from_stocks",
                          std::to_string(origins) + " origins x " + std::to_string(destinations) + " destinations");
  for (Index i = 0; i < origins; ++i)
    for (Index j = 0; j < destinations; ++j)
      if (!(rates(i, j) >= 0) || std::isinf(rates(i, j)))
        throw InvalidArgument(
            named(name, rates(i, j)),
            e.origins[static_cast<std::size_t>(i)] + " to " + e.destinations[static_cast<std::size_t>(j)],
            "a finite number, 0 or more");
}

StockEquations stock_equations(const Stocks& stocks, const StockOptions& options) {
  expect_shape(stocks);
  expect_numbers(stocks);
  StockEquations e;
  fill_steps(stocks, e);
  fill_sides(stocks, e);
  balance_sides(stocks, e);
  fill_weights(e, options.weights);
  fill_allowed(e, options);
  return e;
}

SimplexProblem simplex_problem(const StockEquations& e, const StockOptions& options) {
  SimplexProblem problem;
  const Index origins = e.x.columns, destinations = e.y.columns, steps = e.x.rows;
  const Index extra = options.ridge > 0 ? origins : 0;
  problem.row_sum.assign(static_cast<std::size_t>(origins), 1.0);
  problem.allowed = e.allowed;
  for (Index j = 0; j < destinations; ++j) {
    const double weight = std::sqrt(e.weight[static_cast<std::size_t>(j)]);
    Matrix design(steps + extra, origins);
    std::vector<double> target;
    for (Index t = 0; t < steps; ++t) {
      for (Index i = 0; i < origins; ++i) design(t, i) = weight * e.x(t, i);
      target.push_back(weight * e.y(t, j));
    }
    for (Index i = 0; i < extra; ++i) {
      design(steps + i, i) = std::sqrt(options.ridge);
      target.push_back(std::sqrt(options.ridge) * (*options.prior)(i, j));
    }
    problem.design.push_back(std::move(design));
    problem.target.push_back(std::move(target));
  }
  return problem;
}

}  // namespace werdegang::inline v0::detail
