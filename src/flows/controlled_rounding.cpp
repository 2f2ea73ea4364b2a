#include <algorithm>
#include <cmath>

#include "flows/rounding_network.hpp"
#include "kernels/checks.hpp"
#include "werdegang/flows/integerise.hpp"

namespace werdegang::inline v0 {
namespace {

struct Parts {
  Index whole;
  double fraction;
};

/// Within `slack` of a whole number counts as whole.
Parts parts(double value, double slack) {
  const double near = std::round(value);
  if (std::abs(value - near) <= slack) return {static_cast<Index>(near), 0};
  return {static_cast<Index>(std::floor(value)), value - std::floor(value)};
}

void expect_cells(const Matrix& table) {
  double sum = 0;
  for (Index i = 0; i < table.rows; ++i)
    for (Index j = 0; j < table.columns; ++j) {
      const double value = table(i, j);
      if (!(value >= 0) || std::isinf(value))
        throw InvalidArgument(
            detail::named("value", value),
            "row " + std::to_string(i) + ", column " + std::to_string(j) + " of a controlled rounding",
            "a finite number, 0 or more");
      sum += value;
    }
  if (sum > 0x1p50) throw InvalidArgument(detail::named("sum", sum), "a controlled rounding", "at most 2^50");
}

}  // namespace

Integerised round_controlled(const Matrix& table, const Execution& execution) {
  expect_cells(table);
  std::vector<double> rows(static_cast<std::size_t>(table.rows), 0.0),
      columns(static_cast<std::size_t>(table.columns), 0.0);
  const Index into = table.rows + table.columns, out = into + 1;
  detail::RoundingNetwork network(out + 1);
  const double cells = static_cast<double>(std::max<std::size_t>(table.values.size(), 1));
  std::vector<Parts> rounded;
  double total = 0;
  for (Index i = 0; i < table.rows; ++i)
    for (Index j = 0; j < table.columns; ++j) {
      rounded.push_back(parts(table(i, j), std::min(1e-9, 0.1 / cells)));
      network.add(i, table.rows + j, rounded.back().whole, rounded.back().fraction, true);
      rows[static_cast<std::size_t>(i)] += table(i, j);
      columns[static_cast<std::size_t>(j)] += table(i, j);
      total += table(i, j);
    }
  const double slack = std::min(1e-9 * std::max(1.0, total), 0.1 / static_cast<double>(out + 1));
  const auto margin = [&](Index from, Index to, double sum) {
    const Parts whole = parts(sum, slack);
    network.add(from, to, whole.whole, whole.fraction, false);
  };
  for (Index j = 0; j < table.columns; ++j) margin(table.rows + j, into, columns[static_cast<std::size_t>(j)]);
  margin(into, out, total);
  for (Index i = 0; i < table.rows; ++i) margin(out, i, rows[static_cast<std::size_t>(i)]);
  network.solve(execution);

  Integerised result;
  double squares = 0;
  for (std::size_t cell = 0; cell < rounded.size(); ++cell) {
    result.values.push_back(rounded[cell].whole + network.up(static_cast<Index>(cell)));
    const double difference = static_cast<double>(result.values.back()) - table.values[cell];
    squares += difference * difference;
  }
  result.rmse = std::sqrt(squares / cells);
  return result;
}

}  // namespace werdegang::inline v0
