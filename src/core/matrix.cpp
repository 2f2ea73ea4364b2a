#include "werdegang/core/matrix.hpp"

#include <algorithm>
#include <string>

#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {

double SparseMatrix::at(Index i, Index j) const {
  const auto begin = target.begin() + start[static_cast<std::size_t>(i)];
  const auto end = target.begin() + start[static_cast<std::size_t>(i) + 1];
  const auto found = std::lower_bound(begin, end, j);
  return found == end || *found != j ? 0 : value[static_cast<std::size_t>(found - target.begin())];
}

SparseMatrix make_sparse(Index rows, Index columns, std::vector<MatrixEntry> entries) {
  for (const MatrixEntry& entry : entries)
    if (entry.row < 0 || entry.row >= rows || entry.column < 0 || entry.column >= columns)
      throw InvalidArgument("row " + std::to_string(entry.row) + ", column " + std::to_string(entry.column),
                            "an entry of a sparse matrix",
                            "a place in " + std::to_string(rows) + " x " + std::to_string(columns));
  std::stable_sort(entries.begin(), entries.end(), [](const MatrixEntry& a, const MatrixEntry& b) {
    return a.row != b.row ? a.row < b.row : a.column < b.column;
  });
  SparseMatrix matrix;
  matrix.rows = rows;
  matrix.columns = columns;
  matrix.start.assign(static_cast<std::size_t>(rows) + 1, 0);
  Index last_row = -1;
  for (const MatrixEntry& entry : entries) {
    if (entry.row == last_row && matrix.target.back() == entry.column) {
      matrix.value.back() += entry.value;
      continue;
    }
    last_row = entry.row;
    matrix.target.push_back(entry.column);
    matrix.value.push_back(entry.value);
    ++matrix.start[static_cast<std::size_t>(entry.row) + 1];
  }
  for (std::size_t i = 1; i < matrix.start.size(); ++i) matrix.start[i] += matrix.start[i - 1];
  return matrix;
}

Matrix to_dense(const SparseMatrix& matrix) {
  Matrix dense(matrix.rows, matrix.columns);
  for (Index i = 0; i < matrix.rows; ++i)
    for (Index k = matrix.start[static_cast<std::size_t>(i)]; k < matrix.start[static_cast<std::size_t>(i) + 1]; ++k)
      dense(i, matrix.target[static_cast<std::size_t>(k)]) = matrix.value[static_cast<std::size_t>(k)];
  return dense;
}

}  // namespace werdegang::inline v0
