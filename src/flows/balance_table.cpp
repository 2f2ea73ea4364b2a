#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_set>

#include "../table/make_column.hpp"
#include "flows/balance_problem.hpp"
#include "flows/texts.hpp"
#include "kernels/checks.hpp"

namespace werdegang::inline v0 {
namespace {

using detail::BalanceMargin;
using detail::BalanceProblem;

/// The axes of a long table, with a position for each label in the order in which the seed has them.
struct LongAxes {
  std::vector<std::string> names;
  std::vector<std::map<std::string, Index>> position;
};

double number_at(const Table& table, const std::string& value, Index row, const std::string& place) {
  double number = 0;
  const Column& column = table.column(value);
  if (!detail::cell_number(column, row, number) || number < 0)
    throw InvalidArgument(column.valid(row) ? "'" + cell_text(column, row) + "'" : "nothing",
                          "row " + std::to_string(row) + " of " + place + ", column " + value,
                          "a finite number, 0 or more");
  return number;
}

LongAxes axes_of(const Table& seed, const std::string& value, BalanceProblem& problem) {
  seed.column(value);
  LongAxes axes;
  for (const Column& column : seed.columns()) {
    if (column.name == value) continue;
    if (std::holds_alternative<Buffer<double>>(column.data))
      throw InvalidArgument("column '" + column.name + "' with decimals", "the seed of balance",
                            "axes of codes, texts or whole numbers; leave other columns out");
    axes.names.push_back(column.name);
    auto& position = axes.position.emplace_back();
    std::vector<std::string> labels;
    for (Index row = 0; row < seed.rows(); ++row)
      if (position.emplace(cell_text(column, row), std::ssize(labels)).second) labels.push_back(cell_text(column, row));
    problem.axes.shape.push_back(std::ssize(labels));
    problem.axes.labels.push_back(std::move(labels));
  }
  if (axes.names.empty())
    throw InvalidArgument("a seed without axes", "balance", "at least one column beside " + value);
  problem.axes.names = axes.names;
  return axes;
}

/// The row-major position of a row over some axes; labels that the seed does not have are named.
Index line_of(const Table& table, Index row, const LongAxes& axes, const BalanceProblem& problem,
              const std::vector<Index>& own, const std::string& place) {
  Index line = 0;
  for (const Index axis : own) {
    const auto at = static_cast<std::size_t>(axis);
    const std::string label = cell_text(table.column(axes.names[at]), row);
    const auto found = axes.position[at].find(label);
    if (found == axes.position[at].end())
      throw InvalidArgument(axes.names[at] + " = " + label, "row " + std::to_string(row) + " of " + place,
                            "a label that the seed has");
    line = line * problem.axes.shape[at] + found->second;
  }
  return line;
}

std::vector<Index> all_axes(const LongAxes& axes) {
  std::vector<Index> result;
  for (Index axis = 0; axis < std::ssize(axes.names); ++axis) result.push_back(axis);
  return result;
}

std::vector<double> read_seed(const Table& seed, const std::string& value, const LongAxes& axes,
                              const BalanceProblem& problem) {
  std::vector<double> values;
  std::unordered_set<Index> seen;
  double combinations = 1;
  for (const Index size : problem.axes.shape) combinations *= static_cast<double>(size);
  if (combinations > 0x1p62)
    throw InvalidArgument(detail::number(combinations) + " combinations of labels", "the seed of balance",
                          "at most 2^62; leave out axes that no margin speaks of");
  for (Index row = 0; row < seed.rows(); ++row) {
    if (!seen.insert(line_of(seed, row, axes, problem, all_axes(axes), "the seed")).second)
      throw InvalidArgument("a combination given twice", "row " + std::to_string(row) + " of the seed", "each once");
    values.push_back(number_at(seed, value, row, "the seed"));
  }
  return values;
}

BalanceMargin read_margin(const Table& margin, std::size_t m, const std::string& value, const LongAxes& axes,
                          const BalanceProblem& problem) {
  const std::string place = "margin " + std::to_string(m);
  BalanceMargin result;
  for (const Column& column : margin.columns()) {
    if (column.name == value) continue;
    const auto found = std::find(axes.names.begin(), axes.names.end(), column.name);
    if (found == axes.names.end())
      throw UnknownName("axis of the seed", column.name, nearest_names(column.name, axes.names));
    result.axes.push_back(found - axes.names.begin());
  }
  std::vector<std::uint8_t> given(static_cast<std::size_t>(line_count(problem.axes, result.axes)), 0);
  result.totals.assign(given.size(), 0.0);
  for (Index row = 0; row < margin.rows(); ++row) {
    const double total = number_at(margin, value, row, place);
    const auto line = static_cast<std::size_t>(line_of(margin, row, axes, problem, result.axes, place));
    if (given[line])
      throw InvalidArgument("a combination given twice", "row " + std::to_string(row) + " of " + place, "each once");
    given[line] = 1;
    result.totals[line] = total;
  }
  return result;
}

/// The lines of the open cells; every cell needs a total.
void place_cells(const Table& seed, const std::vector<double>& values, const LongAxes& axes, const Table& margin,
                 std::size_t m, BalanceProblem& problem) {
  BalanceMargin& own = problem.margins[m];
  std::unordered_set<Index> given;
  for (Index row = 0; row < margin.rows(); ++row)
    given.insert(line_of(margin, row, axes, problem, own.axes, "margin " + std::to_string(m)));
  for (Index row = 0; row < seed.rows(); ++row) {
    const Index line = line_of(seed, row, axes, problem, own.axes, "the seed");
    if (!given.count(line))
      throw InvalidArgument("no total for " + problem.line_name(m, line), "margin " + std::to_string(m),
                            "one for each combination of the seed");
    if (values[static_cast<std::size_t>(row)] > 0) own.line.push_back(static_cast<std::int32_t>(line));
  }
}

Table with_values(const Table& seed, const std::string& value, std::vector<double> values) {
  std::vector<Column> columns = seed.columns();
  for (Column& column : columns)
    if (column.name == value) column = detail::number_column(value, column.role, std::move(values));
  return Table(std::move(columns));
}

}  // namespace

Balance<Table> balance(const Table& seed, const std::vector<Table>& margins, const std::string& value,
                       const BalanceOptions& options, const Execution& execution) {
  BalanceProblem problem;
  const LongAxes axes = axes_of(seed, value, problem);
  std::vector<double> values = read_seed(seed, value, axes, problem);
  for (std::size_t m = 0; m < margins.size(); ++m) {
    problem.margins.push_back(read_margin(margins[m], m, value, axes, problem));
    place_cells(seed, values, axes, margins[m], m, problem);
  }
  std::copy_if(values.begin(), values.end(), std::back_inserter(problem.cells), [](double v) { return v > 0; });
  auto scales = check(problem, options);
  Balance<Table> result{seed, fit(problem, options, execution)};
  result.report.scales = std::move(scales);
  auto next = problem.cells.begin();
  for (double& cell : values)
    if (cell > 0) cell = *next++;
  result.table = with_values(seed, value, std::move(values));
  return result;
}

}  // namespace werdegang::inline v0
