#include <algorithm>
#include <cmath>
#include <numeric>

#include "flows/balance_problem.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// After that many iterations a fit that has not come to an end is asked whether it can.
constexpr Index patience = 50;

std::vector<double> line_sums(const BalanceProblem& problem, std::size_t m) {
  const auto& margin = problem.margins[m];
  std::vector<double> sums(margin.totals.size(), 0.0);
  for (std::size_t cell = 0; cell < problem.cells.size(); ++cell)
    sums[static_cast<std::size_t>(margin.line[cell])] += problem.cells[cell];
  return sums;
}

double largest_difference(const std::vector<double>& sums, const std::vector<double>& totals) {
  double result = 0;
  for (std::size_t line = 0; line < sums.size(); ++line) result = std::max(result, std::abs(sums[line] - totals[line]));
  return result;
}

/// Scales the lines of margin m to their totals, in one pass with the sums of margin `next`; false when a line with a
/// total has run empty.
bool fit_margin(BalanceProblem& problem, std::size_t m, std::size_t next, std::vector<double>& sums) {
  const auto& margin = problem.margins[m];
  std::vector<double> factor(sums.size());
  bool possible = true;
  for (std::size_t line = 0; line < sums.size(); ++line) {
    const double exact = margin.totals[line] == 0 ? 0 : margin.totals[line] / sums[line];
    possible = possible && std::isfinite(exact);
    factor[line] = std::isfinite(exact) ? exact : 1;
  }
  const auto& other = problem.margins[next];
  sums.assign(other.totals.size(), 0.0);
  for (std::size_t cell = 0; cell < problem.cells.size(); ++cell) {
    problem.cells[cell] *= factor[static_cast<std::size_t>(margin.line[cell])];
    sums[static_cast<std::size_t>(other.line[cell])] += problem.cells[cell];
  }
  return possible;
}

/// A scale that keeps sums and factors of a seed with extreme numbers inside the range of a double.
void normalise(std::vector<double>& cells) {
  const double largest = cells.empty() ? 0 : *std::max_element(cells.begin(), cells.end());
  if (largest > 0x1p-200 && largest < 0x1p200) return;
  for (double& cell : cells) cell = std::ldexp(cell, -std::ilogb(largest));
}

/// Empties the cells that no table with these margins fills; their number.
Index empty_vanishing(BalanceProblem& problem, const Execution& execution) {
  const auto vanishing = vanishing_cells(problem, execution);
  Index count = 0;
  for (std::size_t cell = 0; cell < vanishing.size(); ++cell)
    if (vanishing[cell]) {
      problem.cells[cell] = 0;
      ++count;
    }
  return count;
}

/// Asks whether the margins can be met at all; false ends the fit.
bool reconsider(BalanceProblem& problem, BalanceReport& report, const Execution& execution) {
  report.shortage = find_shortage(problem, execution);
  if (report.shortage) return false;
  report.emptied += empty_vanishing(problem, execution);
  return true;
}

void measure(const BalanceProblem& problem, BalanceReport& report) {
  report.margin_errors.clear();
  for (std::size_t m = 0; m < problem.margins.size(); ++m)
    report.margin_errors.push_back(largest_difference(line_sums(problem, m), problem.margins[m].totals));
  report.residual = *std::max_element(report.margin_errors.begin(), report.margin_errors.end());
}

/// Cells in a line whose total is 0 are 0.
void empty_lines(BalanceProblem& problem) {
  for (const auto& margin : problem.margins)
    for (std::size_t cell = 0; cell < problem.cells.size(); ++cell)
      if (margin.totals[static_cast<std::size_t>(margin.line[cell])] == 0) problem.cells[cell] = 0;
}

}  // namespace

BalanceReport fit(BalanceProblem& problem, const BalanceOptions& options, const Execution& execution) {
  BalanceReport report;
  double largest = 0;
  for (const auto& margin : problem.margins)
    for (const double total : margin.totals) largest = std::max(largest, total);
  normalise(problem.cells);
  empty_lines(problem);
  report.status = BalanceStatus::not_converged;
  auto sums = line_sums(problem, 0);
  for (Index iteration = 1; iteration <= options.max_iterations; ++iteration) {
    execution.check_stop();
    bool possible = true;
    for (std::size_t m = 0; m < problem.margins.size(); ++m)
      possible = fit_margin(problem, m, (m + 1) % problem.margins.size(), sums) && possible;
    report.iterations = iteration;
    if (possible && largest_difference(sums, problem.margins[0].totals) <= options.tolerance * largest) {
      measure(problem, report);
      if (report.residual <= options.tolerance * largest) {
        report.status = BalanceStatus::converged;
        return report;
      }
    }
    if (!possible || iteration == patience) {
      if (!reconsider(problem, report, execution) || !possible) break;
      sums = line_sums(problem, 0);
    }
  }
  measure(problem, report);
  if (report.iterations < patience && !report.shortage) report.shortage = find_shortage(problem, execution);
  if (report.shortage) report.status = BalanceStatus::infeasible;
  return report;
}

}  // namespace werdegang::inline v0::detail
