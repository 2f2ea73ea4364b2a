// Balancing as one list of open cells: every cell lies in one line of each margin.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "werdegang/flows/balance.hpp"

namespace werdegang::inline v0::detail {

/// The axes as messages call them; without names and labels by position.
struct BalanceAxes {
  std::vector<Index> shape;
  std::vector<std::string> names;
  std::vector<std::vector<std::string>> labels;
};

/// A line is a row-major position over the margin's axes.
struct BalanceMargin {
  std::vector<Index> axes;
  std::vector<double> totals;      ///< of each line
  std::vector<std::int32_t> line;  ///< of each open cell
};

struct BalanceProblem {
  BalanceAxes axes;
  std::vector<BalanceMargin> margins;
  std::vector<double> cells;  ///< positive: zeros of the seed are not in the list

  std::string margin_name(std::size_t margin) const;            ///< "margin over axes 0 and 2", "row totals"
  std::string line_name(std::size_t margin, Index line) const;  ///< "row 2", "sex = f, age = 3"
};

/// What can be said before the first step: options, totals, agreement of the margins, empty lines with a total.
/// Brings the margins to one total; the factors.
std::vector<double> check(BalanceProblem& problem, const BalanceOptions& options);

/// Number of lines of a margin; throws when they are more than a position can say.
Index line_count(const BalanceAxes& axes, const std::vector<Index>& margin_axes);

/// Fits the cells in place.
BalanceReport fit(BalanceProblem& problem, const BalanceOptions& options, const Execution& execution);

/// Two margins that cannot both hold; none when every pair can.
std::optional<Shortage> find_shortage(const BalanceProblem& problem, const Execution& execution);
/// 1 for cells that are 0 in every table in which both margins of some pair hold. Asks for no shortage.
std::vector<std::uint8_t> vanishing_cells(const BalanceProblem& problem, const Execution& execution);

}  // namespace werdegang::inline v0::detail
