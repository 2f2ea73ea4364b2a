#include "werdegang/flows/balance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "flows/balance_problem.hpp"
#include "kernels/checks.hpp"

namespace werdegang::inline v0 {
namespace {

using detail::BalanceMargin;
using detail::BalanceProblem;

std::string cell_name(const std::vector<Index>& shape, Index position) {
  std::string text;
  for (std::size_t k = shape.size(); k-- > 0;) {
    text = std::to_string(position % shape[k]) + (text.empty() ? "" : ", ") + text;
    position /= shape[k];
  }
  return "cell (" + text + ") of the seed";
}

void expect_seed(double value, const std::vector<Index>& shape, Index position) {
  if (!(value >= 0) || std::isinf(value))
    throw InvalidArgument(detail::named("value", value), cell_name(shape, position), "a finite number, 0 or more");
}

void expect_shape(const ContingencyTable& seed) {
  if (seed.shape.empty()) throw InvalidArgument("a seed without axes", "balance", "at least one axis");
  double cells = 1;
  for (const Index size : seed.shape) {
    if (size < 0) throw InvalidArgument(detail::named("size", size), "the shape of the seed", "0 or more");
    cells *= static_cast<double>(size);
  }
  if (cells != static_cast<double>(seed.values.size()))
    throw InvalidArgument(std::to_string(seed.values.size()) + " values", "the seed",
                          fmt::format("{:.0f}, the product of its shape", cells));
}

void expect_margin(const Margin& margin, const BalanceProblem& problem, std::size_t m) {
  const auto rank = std::ssize(problem.axes.shape);
  const std::string place = "margin " + std::to_string(m) + " of balance";
  for (std::size_t k = 0; k < margin.axes.size(); ++k) {
    if (margin.axes[k] < 0 || margin.axes[k] >= rank)
      throw InvalidArgument(detail::named("axis", margin.axes[k]), place, "0 to " + std::to_string(rank - 1));
    if (std::count(margin.axes.begin(), margin.axes.end(), margin.axes[k]) > 1)
      throw InvalidArgument(detail::named("axis", margin.axes[k]), place, "each axis once");
  }
  const Index lines = line_count(problem.axes, margin.axes);
  if (std::ssize(margin.totals) != lines)
    throw InvalidArgument(std::to_string(margin.totals.size()) + " totals", problem.margin_name(m),
                          std::to_string(lines) + ", one for each line");
}

/// The line of each open cell, over the margin's axes.
std::vector<std::int32_t> lines_of(const ContingencyTable& seed, const std::vector<Index>& axes, std::size_t open) {
  const auto& shape = seed.shape;
  std::vector<Index> stride(shape.size(), 0), at(shape.size(), 0);
  Index step = 1;
  for (std::size_t k = axes.size(); k-- > 0; step *= shape[static_cast<std::size_t>(axes[k])])
    stride[static_cast<std::size_t>(axes[k])] = step;
  std::vector<std::int32_t> result;
  result.reserve(open);
  const Index run = shape.back(), inner = stride.back();
  Index line = 0;
  for (std::size_t position = 0; position < seed.values.size();) {
    for (Index k = 0; k < run; ++k, ++position)
      if (seed.values[position] > 0) result.push_back(static_cast<std::int32_t>(line + k * inner));
    for (std::size_t axis = shape.size() - 1; axis-- > 0;) {
      line += stride[axis];
      if (++at[axis] < shape[axis]) break;
      line -= stride[axis] * shape[axis];
      at[axis] = 0;
    }
  }
  return result;
}

BalanceProblem dense_problem(const ContingencyTable& seed, const std::vector<Margin>& margins) {
  expect_shape(seed);
  BalanceProblem problem;
  problem.axes.shape = seed.shape;
  for (Index position = 0; position < std::ssize(seed.values); ++position)
    expect_seed(seed.values[static_cast<std::size_t>(position)], seed.shape, position);
  const auto is_open = [](double value) { return value > 0; };
  const auto open = static_cast<std::size_t>(std::count_if(seed.values.begin(), seed.values.end(), is_open));
  for (std::size_t m = 0; m < margins.size(); ++m) {
    problem.margins.push_back({margins[m].axes, margins[m].totals, {}});
    expect_margin(margins[m], problem, m);
    problem.margins[m].line = lines_of(seed, margins[m].axes, open);
  }
  problem.cells.reserve(open);
  std::copy_if(seed.values.begin(), seed.values.end(), std::back_inserter(problem.cells), is_open);
  return problem;
}

/// The fitted cells back at the places of the open ones.
void put_back(const std::vector<double>& cells, std::vector<double>& values) {
  auto next = cells.begin();
  for (double& value : values)
    if (value > 0) value = *next++;
}

BalanceReport solve(BalanceProblem& problem, const BalanceOptions& options, const Execution& execution) {
  auto scales = check(problem, options);
  BalanceReport report = fit(problem, options, execution);
  report.scales = std::move(scales);
  return report;
}

}  // namespace

std::string_view to_string(BalanceStatus status) {
  switch (status) {
    case BalanceStatus::converged:
      return "converged";
    case BalanceStatus::infeasible:
      return "infeasible";
    default:
      return "not_converged";
  }
}

Balance<ContingencyTable> balance(const ContingencyTable& seed, const std::vector<Margin>& margins,
                                  const BalanceOptions& options, const Execution& execution) {
  BalanceProblem problem = dense_problem(seed, margins);
  Balance<ContingencyTable> result{seed, solve(problem, options, execution)};
  put_back(problem.cells, result.table.values);
  return result;
}

Balance<Matrix> balance(const Matrix& seed, const std::vector<double>& row_totals,
                        const std::vector<double>& column_totals, const BalanceOptions& options,
                        const Execution& execution) {
  auto dense = balance(ContingencyTable{{seed.rows, seed.columns}, seed.values},
                       {{{0}, row_totals}, {{1}, column_totals}}, options, execution);
  Balance<Matrix> result{seed, std::move(dense.report)};
  result.table.values = std::move(dense.table.values);
  return result;
}

Balance<SparseMatrix> balance(const SparseMatrix& seed, const std::vector<double>& row_totals,
                              const std::vector<double>& column_totals, const BalanceOptions& options,
                              const Execution& execution) {
  BalanceProblem problem;
  problem.axes.shape = {seed.rows, seed.columns};
  const std::vector<Margin> margins{{{0}, row_totals}, {{1}, column_totals}};
  for (std::size_t m = 0; m < margins.size(); ++m) {
    problem.margins.push_back({margins[m].axes, margins[m].totals, {}});
    expect_margin(margins[m], problem, m);
  }
  for (Index i = 0; i < seed.rows; ++i)
    for (Index e = seed.start[static_cast<std::size_t>(i)]; e < seed.start[static_cast<std::size_t>(i) + 1]; ++e) {
      const auto at = static_cast<std::size_t>(e);
      expect_seed(seed.value[at], problem.axes.shape, i * seed.columns + seed.target[at]);
      if (seed.value[at] <= 0) continue;
      problem.cells.push_back(seed.value[at]);
      problem.margins[0].line.push_back(static_cast<std::int32_t>(i));
      problem.margins[1].line.push_back(static_cast<std::int32_t>(seed.target[at]));
    }
  Balance<SparseMatrix> result{seed, solve(problem, options, execution)};
  put_back(problem.cells, result.table.value);
  return result;
}

}  // namespace werdegang::inline v0
