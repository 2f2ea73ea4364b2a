// Whole numbers from fractions, with the sum kept: largest remainder, and controlled rounding of a table.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "werdegang/core/execution.hpp"
#include "werdegang/core/matrix.hpp"

namespace werdegang::inline v0 {

struct Integerised {
  std::vector<Index> values;
  double rmse = 0;  ///< root of the mean square difference from the scaled fractions
  bool operator==(const Integerised&) const = default;
};

/// Scales `values` to the sum `total` and rounds by largest remainder (Hare, Niemeyer): every result is the floor or
/// the ceiling of its fraction, and they add to `total`. Remainders are compared to nine decimals; of equal ones the
/// lowest index wins. Without `total` the values must add to a whole number themselves. O(n log n). Throws
/// InvalidArgument for a negative or NaN value, a sum that is no whole number, a positive total over zeros, a total
/// beyond 2^53.
Integerised integerise(std::span<const double> values, std::optional<Index> total = {});

/// Rounds every cell to its floor or ceiling so that every row sum, every column sum and the grand total is the floor
/// or the ceiling of its own, so that whole margins stay exactly; of all such tables one with the least sum of squared
/// differences of the cells (Cox & Ernst 1982, Controlled rounding; a minimum-cost flow). Values row-major. Cells
/// within 1e-9 of a whole number, and margins within 1e-9 of the total, count as whole. O(imbalances * cells), where
/// the imbalances of plain rounding are about (rows + columns) * sqrt(cells of a line). Throws InvalidArgument for a
/// negative, NaN or too large cell; Cancelled on request.
Integerised round_controlled(const Matrix& table, const Execution& execution = {});

}  // namespace werdegang::inline v0
