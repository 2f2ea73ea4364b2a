#include "werdegang/core/matrix.hpp"

#include "catch.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

TEST_CASE("Entries of one place are added and rows come out sorted") {
  const auto matrix = make_sparse(2, 3, {{1, 2, 4.0}, {0, 1, 1.0}, {1, 0, 2.0}, {1, 2, 0.5}});
  CHECK(matrix.start == std::vector<Index>{0, 1, 3});
  CHECK(matrix.target == std::vector<Index>{1, 0, 2});
  CHECK(matrix.value == std::vector<double>{1.0, 2.0, 4.5});
  CHECK(matrix.at(1, 2) == 4.5);
  CHECK(matrix.at(0, 0) == 0.0);
  CHECK(to_dense(matrix).row(1)[2] == 4.5);
}

TEST_CASE("An entry outside the matrix names its place") {
  CHECK_THROWS_AS(make_sparse(2, 2, {{2, 0, 1.0}}), InvalidArgument);
  CHECK_THROWS_AS(make_sparse(2, 2, {{0, -1, 1.0}}), InvalidArgument);
}
