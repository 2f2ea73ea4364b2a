// Least squares over a matrix whose rows are probabilities.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "werdegang/core/execution.hpp"
#include "werdegang/core/matrix.hpp"

namespace werdegang::inline v0::detail {

/// min sum_j |A_j p_j - b_j|^2 over column j of P, with the allowed entries of row i adding to `row_sum[i]` and p >= 0.
struct SimplexProblem {
  std::vector<Matrix> design;  ///< A_j for each column: equations x rows of P
  std::vector<std::vector<double>> target;
  std::vector<double> row_sum;
  std::vector<std::uint8_t> allowed;  ///< rows x columns of P, row-major

  Index rows() const { return static_cast<Index>(row_sum.size()); }
  Index columns() const { return static_cast<Index>(design.size()); }
};

struct SimplexSolution {
  Matrix p;
  double objective = 0;  ///< sum of squares
  Index iterations = 0;
};

double sum_of_squares(const SimplexProblem& problem, const Matrix& p);

/// Primal active-set method. Where the best fit is not unique, the one reached from `start` (not given: even rows) by
/// proximal steps. Every row must have an allowed entry or a row sum of 0.
SimplexSolution solve(const SimplexProblem& problem, const Execution& execution, const Matrix* start = nullptr);

}  // namespace werdegang::inline v0::detail
