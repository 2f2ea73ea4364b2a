// Solves (I - Q) x = b and its transpose, component by component.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "components.hpp"
#include "werdegang/core/execution.hpp"
#include "werdegang/flows/transition_matrix.hpp"

namespace werdegang::inline v0::detail {

/// States that lead back to each other are factorised, without subtractions when few and the row sums are 1, else by
/// LU, dense when few, sparse when many; where the factors would fill up, as in large random graphs, they are solved
/// iteratively to the same accuracy. All others need no factorisation. Solving is const and safe from several threads.
class ChainSolver {
 public:
  enum Direction : std::uint8_t { forward, transposed };
  ChainSolver(const TransitionMatrix& matrix, Direction direction, const Execution& execution);
  ~ChainSolver();

  /// Replaces b by the solution. Throws InvalidArgument when the matrix is singular to working precision.
  void solve(std::span<double> b) const;

 private:
  struct Block;
  std::unique_ptr<Block> factorised(Index component, std::vector<Index>& place) const;
  void solve_forward(std::span<double> b) const;
  void solve_transposed(std::span<double> b) const;
  void solve_block(Index component, std::span<double> b) const;

  std::unique_ptr<Block> subtraction_free(std::span<const Index> states, const std::vector<Index>& place) const;
  double leaving(Index state) const;

  const SparseMatrix &transient_, &exit_;
  Direction direction_;
  Components components_;
  std::vector<std::unique_ptr<Block>> blocks_;  // empty for a component of one state
};

}  // namespace werdegang::inline v0::detail
