// Iterative solution for components so entangled that their LU factors would not fit into memory.
#pragma once

#include <span>
#include <vector>

#include "werdegang/core/matrix.hpp"

namespace werdegang::inline v0::detail {

/// How much work an elimination could be when the states are numbered breadth first (Cuthill and McKee 1969): the sum
/// of the squared widths of the rows. About n for a ladder, n^3 for a random graph. O(entries).
double elimination_work(const SparseMatrix& matrix);

/// A x = b by BiCGSTAB (van der Vorst 1992) with symmetric Gauss-Seidel sweeps as preconditioner, for A = I - Q with
/// its diagonal stored. Starts at x = 0; false when the residual does not fall below 1e-13 of b. One thread, always the
/// same bits.
bool solve_iteratively(const SparseMatrix& a, std::span<const double> b, std::span<double> x);

}  // namespace werdegang::inline v0::detail
