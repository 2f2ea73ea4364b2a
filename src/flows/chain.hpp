// A matrix that has been found to be an absorbing chain, ready to be solved.
#pragma once

#include <string>
#include <vector>

#include "chain_solver.hpp"
#include "werdegang/flows/transition_matrix.hpp"

namespace werdegang::inline v0::detail {

/// Throws InvalidArgument for a closed class.
void require_absorbing(const TransitionMatrix& matrix);

class Chain {
 public:
  Chain(const TransitionMatrix& matrix, const Execution& execution);
  const TransitionMatrix& matrix() const { return matrix_; }
  Index size() const { return matrix_.size(); }

  /// N b. Throws InvalidArgument when the result is negative: row sums above 1 that never let people go.
  std::vector<double> times(std::vector<double> b) const;
  std::vector<double> expected_time() const;
  /// N r for the column r of R that belongs to the exit.
  std::vector<double> absorption(Index exit) const;

 private:
  const TransitionMatrix& matrix_;
  ChainSolver solver_;
};

/// Row `start` of N.
std::vector<double> fundamental_row(const TransitionMatrix& matrix, Index start, const Execution& execution);

}  // namespace werdegang::inline v0::detail
