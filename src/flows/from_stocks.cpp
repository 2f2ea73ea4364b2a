#include "werdegang/flows/from_stocks.hpp"

#include <algorithm>
#include <boost/math/distributions/fisher_f.hpp>
#include <cmath>

#include "flows/stock_equations.hpp"
#include "flows/texts.hpp"
#include "kernels/checks.hpp"
#include "werdegang/flows/balance.hpp"

namespace werdegang::inline v0 {
namespace {

using detail::StockEquations;

void expect_options(const StockEquations& e, const StockOptions& options) {
  if (!(options.ridge >= 0) || std::isinf(options.ridge))
    throw InvalidArgument(detail::named("ridge", options.ridge), "transitions_from_stocks",
                          "a finite number, 0 or more");
  if (options.interval) detail::tail_of(*options.interval, "transitions_from_stocks");
  if (!options.prior) {
    if (options.ridge > 0)
      throw InvalidArgument(detail::named("ridge", options.ridge) + " without a prior", "transitions_from_stocks",
                            "the rates to draw to");
    return;
  }
  detail::expect_rates(*options.prior, e, "prior");
  for (Index i = 0; i < options.prior->rows; ++i) {
    double sum = 0;
    for (const double value : options.prior->row(i)) sum += value;
    if (std::abs(sum - 1) > 1e-6)
      throw InvalidArgument("a sum of " + detail::number(sum),
                            "the prior's row " + e.origins[static_cast<std::size_t>(i)], "1");
  }
  if (options.ridge == 0)
    throw InvalidArgument("a prior without a ridge", "transitions_from_stocks",
                          "ridge above 0 to draw the least squares towards it, or method='ras' (update_transitions)");
}

/// The sum of squares up to which an entry may be moved: an F test of one restriction, or, where the equations leave
/// entries open, next to nothing.
double limit_of(const StockEstimate& estimate, const detail::SimplexProblem& problem, double confidence) {
  if (estimate.status == Identification::identified || estimate.status == Identification::identified_with_prior) {
    const Index freedom =
        estimate.equations - (estimate.status == Identification::identified ? estimate.free_entries : 0);
    if (freedom < 1)
      throw InvalidArgument(std::to_string(estimate.equations) + " equations for " +
                                std::to_string(estimate.free_entries) + " free entries",
                            "profile intervals", "more equations than free entries");
    const boost::math::fisher_f test(1.0, static_cast<double>(freedom));
    return estimate.objective * (1 + quantile(test, confidence) / static_cast<double>(freedom));
  }
  double scale = 0;
  for (const auto& column : problem.target)
    for (const double value : column) scale += value * value;
  return estimate.objective + 1e-12 * scale;
}

double largest_residual(const StockEquations& e, const Matrix& p) {
  double result = 0;
  for (Index t = 0; t < e.x.rows; ++t)
    for (Index j = 0; j < e.y.columns; ++j) {
      double residual = -e.y(t, j);
      for (Index i = 0; i < e.x.columns; ++i) residual += e.x(t, i) * p(i, j);
      result = std::max(result, std::abs(residual));
    }
  return result;
}

}  // namespace

std::string_view to_string(Identification status) {
  switch (status) {
    case Identification::identified:
      return "identified";
    case Identification::identified_with_prior:
      return "identified_with_prior";
    case Identification::partially_identified:
      return "partially_identified";
    case Identification::unidentified:
      return "unidentified";
    default:
      return "infeasible";
  }
}

StockEstimate transitions_from_stocks(const Stocks& stocks, const StockOptions& options, const Execution& execution) {
  const StockEquations e = detail::stock_equations(stocks, options);
  expect_options(e, options);
  StockEstimate estimate;
  estimate.origins = e.origins;
  estimate.destinations = e.destinations;
  estimate.skipped = e.skipped;
  estimate.allowed = e.allowed;
  identify(e, estimate);
  if (options.ridge > 0 && estimate.status != Identification::identified) {
    estimate.status = Identification::identified_with_prior;
    estimate.known.assign(e.allowed.size(), 1);
  }
  const auto problem = detail::simplex_problem(e, options);
  const auto best = detail::solve(problem, execution);
  estimate.objective = best.objective;
  estimate.iterations = best.iterations;
  estimate.residual = largest_residual(e, best.p);
  if (options.interval)
    detail::profile(problem, best, limit_of(estimate, problem, *options.interval), execution, estimate);
  estimate.probabilities = best.p;
  for (std::size_t c = 0; c < estimate.known.size(); ++c)
    if (!estimate.known[c]) estimate.probabilities.values[c] = 0;
  return estimate;
}

StockEstimate update_transitions(const Stocks& stocks, const Matrix& prior, const Execution& execution) {
  if (stocks.dates.size() != 2)
    throw InvalidArgument(std::to_string(stocks.dates.size()) + " dates", "update_transitions", "2");
  StockEquations e = detail::stock_equations(stocks, {});
  detail::expect_rates(prior, e, "prior");
  StockEstimate estimate;
  estimate.origins = e.origins;
  estimate.destinations = e.destinations;
  for (std::size_t c = 0; c < e.allowed.size(); ++c) e.allowed[c] = prior.values[c] > 0;
  estimate.allowed = e.allowed;
  identify(e, estimate);
  Matrix seed = prior;
  const double total = e.total[0];
  std::vector<double> before, after;
  for (Index i = 0; i < seed.rows; ++i) {
    if (e.x(0, i) == 0)
      throw InvalidArgument("a stock of 0 at " + stocks.dates[0], e.origins[static_cast<std::size_t>(i)],
                            "somebody whose rates can be updated; leave the state out");
    before.push_back(e.x(0, i) * total);
    for (Index j = 0; j < seed.columns; ++j) seed(i, j) *= before.back();
  }
  for (Index j = 0; j < e.y.columns; ++j) after.push_back(e.y(0, j) * total);
  const auto fitted = balance(seed, before, after, {.tolerance = 1e-12, .rescale = e.shares}, execution);
  estimate.iterations = fitted.report.iterations;
  estimate.flows = fitted.table;
  estimate.probabilities = fitted.table;
  for (Index i = 0; i < seed.rows; ++i)
    for (Index j = 0; j < seed.columns; ++j) estimate.probabilities(i, j) /= before[static_cast<std::size_t>(i)];
  const bool found = fitted.report.status == BalanceStatus::converged;
  estimate.status = found ? Identification::identified_with_prior : Identification::infeasible;
  estimate.known.assign(e.allowed.size(), found ? 1 : 0);
  estimate.message = fitted.report.shortage ? fitted.report.shortage->message : "";
  estimate.residual = fitted.report.residual / total;
  return estimate;
}

}  // namespace werdegang::inline v0
