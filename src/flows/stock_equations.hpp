// Stocks as equations: shares of the origins at a date, shares of the destinations at the next.
#pragma once

#include <string>
#include <vector>

#include "flows/simplex_least_squares.hpp"
#include "werdegang/flows/from_stocks.hpp"

namespace werdegang::inline v0::detail {

struct StockEquations {
  std::vector<std::string> origins, destinations;
  std::vector<Index> after;           ///< of each transition, the position of its second date; the first is before it
  std::vector<std::string> skipped;   ///< pairs of dates that are no transition
  Matrix x, y;                        ///< transitions x origins, transitions x destinations; parts of the date's total
  std::vector<double> total;          ///< of each transition, in the stocks' unit
  std::vector<double> weight;         ///< of each destination's squared residuals
  std::vector<std::uint8_t> allowed;  ///< origins x destinations
  bool shares = false;                ///< the stocks came as shares, whose totals may be off by their rounding
};

/// Checks everything that the caller can get wrong.
StockEquations stock_equations(const Stocks& stocks, const StockOptions& options);
/// A matrix of rates with the shape of the equations, entries that are numbers of 0 or more.
void expect_rates(const Matrix& rates, const StockEquations& equations, const std::string& name);

/// The least squares of the equations, with the ridge as further ones.
SimplexProblem simplex_problem(const StockEquations& equations, const StockOptions& options);

/// Rank, condition and what the equations settle: fills the estimate's figures and `known`.
void identify(const StockEquations& equations, StockEstimate& estimate);

/// Profile intervals: entry fixed, everything else fitted anew, up to a sum of squares of `limit`.
void profile(const SimplexProblem& problem, const SimplexSolution& best, double limit, const Execution& execution,
             StockEstimate& estimate);

}  // namespace werdegang::inline v0::detail
