#include "flows/balance_problem.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "flows/texts.hpp"
#include "kernels/checks.hpp"

namespace werdegang::inline v0::detail {
namespace {

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

bool differ(double a, double b, double scale) { return std::abs(a - b) > 1e-9 * scale; }

std::string axis_name(const BalanceAxes& axes, Index axis) {
  return axes.names.empty() ? std::to_string(axis) : axes.names[static_cast<std::size_t>(axis)];
}

std::string label(const BalanceAxes& axes, Index axis, Index position) {
  const auto at = static_cast<std::size_t>(axis);
  return axes.labels.empty() ? std::to_string(position) : axes.labels[at][static_cast<std::size_t>(position)];
}

/// Positions on the margin's axes of one of its lines.
std::vector<Index> positions(const BalanceAxes& axes, const std::vector<Index>& margin_axes, Index line) {
  std::vector<Index> result(margin_axes.size());
  for (std::size_t k = margin_axes.size(); k-- > 0;) {
    const Index size = axes.shape[static_cast<std::size_t>(margin_axes[k])];
    result[k] = line % size;
    line /= size;
  }
  return result;
}

void expect_options(const BalanceOptions& options) {
  if (!(options.tolerance > 0 && options.tolerance < 1))
    throw InvalidArgument(named("tolerance", options.tolerance), "balance", "a number between 0 and 1, such as 1e-10");
  if (options.max_iterations < 1)
    throw InvalidArgument(named("max_iterations", options.max_iterations), "balance", "1 or more");
}

void expect_totals(const BalanceProblem& problem, std::size_t m) {
  const auto& totals = problem.margins[m].totals;
  for (std::size_t line = 0; line < totals.size(); ++line)
    if (!(totals[line] >= 0) || std::isinf(totals[line]))
      throw InvalidArgument(named("total", totals[line]), problem.line_name(m, static_cast<Index>(line)),
                            "a finite number, 0 or more");
  if (!std::isfinite(sum(totals)))
    throw InvalidArgument("a sum beyond the largest number", problem.margin_name(m), "totals that can be added");
}

std::vector<double> common_total(BalanceProblem& problem, bool rescale) {
  std::vector<double> scales;
  const double first = sum(problem.margins[0].totals);
  for (std::size_t m = 0; m < problem.margins.size(); ++m) {
    const double own = sum(problem.margins[m].totals);
    const bool differs = differ(own, first, std::max(own, first));
    if (differs && (!rescale || own == 0 || first == 0))
      throw InvalidArgument("margin totals differ (" + number(first) + " vs " + number(own) + "): the " +
                            problem.margin_name(0) + " and the " + problem.margin_name(m) +
                            (rescale ? " cannot be rescaled to each other, for one is all zeros"
                                     : " must add to the same, or be rescaled on request"));
    scales.push_back(rescale && differs ? first / own : 1);
    if (scales[m] != 1)
      for (double& total : problem.margins[m].totals) total *= scales[m];
  }
  return scales;
}

/// The totals of a margin summed to some of its axes.
std::vector<double> summed(const BalanceProblem& problem, const BalanceMargin& margin, const std::vector<Index>& kept) {
  std::vector<double> result(static_cast<std::size_t>(line_count(problem.axes, kept)), 0.0);
  for (std::size_t line = 0; line < margin.totals.size(); ++line) {
    const auto at = positions(problem.axes, margin.axes, static_cast<Index>(line));
    Index target = 0;
    for (const Index axis : kept) {
      const auto k = std::find(margin.axes.begin(), margin.axes.end(), axis) - margin.axes.begin();
      target = target * problem.axes.shape[static_cast<std::size_t>(axis)] + at[static_cast<std::size_t>(k)];
    }
    result[static_cast<std::size_t>(target)] += margin.totals[line];
  }
  return result;
}

/// Two margins that share axes must say the same about them.
void expect_agreement(const BalanceProblem& problem, std::size_t a, std::size_t b) {
  BalanceMargin shared;
  for (const Index axis : problem.margins[a].axes)
    if (std::count(problem.margins[b].axes.begin(), problem.margins[b].axes.end(), axis)) shared.axes.push_back(axis);
  if (shared.axes.empty()) return;
  const auto left = summed(problem, problem.margins[a], shared.axes);
  const auto right = summed(problem, problem.margins[b], shared.axes);
  BalanceProblem names{problem.axes, {shared}, {}};
  for (std::size_t line = 0; line < left.size(); ++line)
    if (differ(left[line], right[line], sum(left)))
      throw InvalidArgument("margins contradict each other in " + names.line_name(0, static_cast<Index>(line)) + ": " +
                            number(left[line]) + " in the " + problem.margin_name(a) + ", " + number(right[line]) +
                            " in the " + problem.margin_name(b));
}

void expect_open_lines(const BalanceProblem& problem, std::size_t m) {
  const auto& margin = problem.margins[m];
  std::vector<std::uint8_t> open(margin.totals.size(), 0);
  for (const auto line : margin.line) open[static_cast<std::size_t>(line)] = 1;
  for (std::size_t line = 0; line < open.size(); ++line)
    if (!open[line] && margin.totals[line] > 0)
      throw InvalidArgument(problem.line_name(m, static_cast<Index>(line)) + " must hold " +
                            number(margin.totals[line]) + ", but all its cells are 0 in the seed");
}

}  // namespace

std::string BalanceProblem::margin_name(std::size_t margin) const {
  const auto& own = margins[margin].axes;
  if (axes.names.empty() && axes.shape.size() == 2 && own.size() == 1)
    return own[0] == 0 ? "row totals" : "column totals";
  if (own.empty()) return "grand total";
  std::string text = own.size() == 1 ? "margin over axis " : "margin over axes ";
  if (!axes.names.empty()) text = "margin over ";
  for (std::size_t k = 0; k < own.size(); ++k)
    text += (k == 0 ? "" : k + 1 == own.size() ? " and " : ", ") + axis_name(axes, own[k]);
  return text;
}

std::string BalanceProblem::line_name(std::size_t margin, Index line) const {
  const auto& own = margins[margin].axes;
  if (own.empty()) return "the grand total";
  const auto at = positions(axes, own, line);
  if (axes.names.empty() && axes.shape.size() == 2 && own.size() == 1)
    return (own[0] == 0 ? "row " : "column ") + label(axes, own[0], at[0]);
  std::string text;
  for (std::size_t k = 0; k < own.size(); ++k)
    text += (k ? ", " : "") + (axes.names.empty() ? "axis " : std::string()) + axis_name(axes, own[k]) + " = " +
            label(axes, own[k], at[k]);
  return text;
}

Index line_count(const BalanceAxes& axes, const std::vector<Index>& margin_axes) {
  Index count = 1;
  for (const Index axis : margin_axes) {
    const Index size = axes.shape[static_cast<std::size_t>(axis)];
    if (size > 0 && count > std::numeric_limits<std::int32_t>::max() / size)
      throw InvalidArgument("a margin of more than 2147483647 lines", "balance", "fewer lines");
    count *= size;
  }
  return count;
}

std::vector<double> check(BalanceProblem& problem, const BalanceOptions& options) {
  expect_options(options);
  if (problem.margins.empty()) throw InvalidArgument("no margins", "balance", "at least one");
  for (std::size_t m = 0; m < problem.margins.size(); ++m) expect_totals(problem, m);
  auto scales = common_total(problem, options.rescale);
  for (std::size_t a = 0; a < problem.margins.size(); ++a)
    for (std::size_t b = a + 1; b < problem.margins.size(); ++b) expect_agreement(problem, a, b);
  for (std::size_t m = 0; m < problem.margins.size(); ++m) expect_open_lines(problem, m);
  return scales;
}

}  // namespace werdegang::inline v0::detail
