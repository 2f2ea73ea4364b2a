// Opt-in: matrices as Eigen sees them, without copying. Needs Eigen 3.4 or later.
#pragma once

#if !__has_include(<Eigen/Core>)
#error "werdegang/eigen.hpp needs Eigen (Debian: libeigen3-dev); in CMake: COMPONENTS eigen, and link werdegang::eigen"
#endif

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include "werdegang/core/matrix.hpp"

namespace werdegang::inline v0 {

using EigenMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using EigenSparseMatrix = Eigen::SparseMatrix<double, Eigen::RowMajor, Index>;

/// Read-only maps; the matrix must outlive them. They are made in the consumer's own code, so that no Eigen type
/// crosses the border of the library.
inline Eigen::Map<const EigenMatrix> as_eigen(const Matrix& matrix) {
  return {matrix.values.data(), matrix.rows, matrix.columns};
}

inline Eigen::Map<const EigenSparseMatrix> as_eigen(const SparseMatrix& matrix) {
  return {matrix.rows,         matrix.columns,       matrix.nonzeros(),
          matrix.start.data(), matrix.target.data(), matrix.value.data()};
}

}  // namespace werdegang::inline v0
