#include "werdegang/eigen.hpp"

#include "catch.hpp"

using namespace werdegang;

TEST_CASE("a dense matrix is seen by Eigen where it lies") {
  Matrix matrix(2, 3);
  matrix(0, 1) = 2;
  matrix(1, 2) = 3;
  const auto map = as_eigen(matrix);
  CHECK(map.data() == matrix.values.data());
  CHECK((map * Eigen::Vector3d(1, 10, 100)).isApprox(Eigen::Vector2d(20, 300)));
}

TEST_CASE("a sparse matrix is seen by Eigen where it lies") {
  const SparseMatrix matrix = make_sparse(2, 3, {{1, 2, 3.0}, {0, 1, 2.0}});
  const auto map = as_eigen(matrix);
  CHECK(map.valuePtr() == matrix.value.data());
  CHECK(map.nonZeros() == 2);
  CHECK((map * Eigen::Vector3d(1, 10, 100)).isApprox(Eigen::Vector2d(20, 300)));
}
