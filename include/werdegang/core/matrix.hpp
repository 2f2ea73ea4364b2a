// Matrices as plain memory: row-major, and compressed sparse rows.
#pragma once

#include <span>
#include <vector>

#include "werdegang/core/id.hpp"

namespace werdegang::inline v0 {

/// Dense and row-major: entry (i, j) is values[i * columns + j].
struct Matrix {
  Index rows = 0, columns = 0;
  std::vector<double> values;

  Matrix() = default;
  Matrix(Index row_count, Index column_count, double fill = 0)
      : rows(row_count), columns(column_count), values(static_cast<std::size_t>(row_count * column_count), fill) {}

  double& operator()(Index i, Index j) { return values[static_cast<std::size_t>(i * columns + j)]; }
  double operator()(Index i, Index j) const { return values[static_cast<std::size_t>(i * columns + j)]; }
  std::span<const double> row(Index i) const {
    return {values.data() + i * columns, static_cast<std::size_t>(columns)};
  }
  bool operator==(const Matrix&) const = default;
};

/// Compressed sparse rows: row i holds columns target[start[i] .. start[i + 1]), ascending, each once.
struct SparseMatrix {
  Index rows = 0, columns = 0;
  std::vector<Index> start{0};  ///< rows + 1 positions
  std::vector<Index> target;
  std::vector<double> value;

  Index nonzeros() const { return static_cast<Index>(target.size()); }
  /// The entry, 0 where none is stored. O(log entries of the row).
  double at(Index i, Index j) const;
  bool operator==(const SparseMatrix&) const = default;
};

/// One entry on its way into a matrix.
struct MatrixEntry {
  Index row = 0, column = 0;
  double value = 0;
};

/// Sorts the entries; those of one place are added in the order given. Throws InvalidArgument for a place outside.
/// O(n log n).
SparseMatrix make_sparse(Index rows, Index columns, std::vector<MatrixEntry> entries);
Matrix to_dense(const SparseMatrix& matrix);

}  // namespace werdegang::inline v0
