// Elimination for chains without subtractions.
#pragma once

#include <vector>

#include "werdegang/core/matrix.hpp"

namespace werdegang::inline v0::detail {

/// I - Q of a chain whose rows of Q and `leave`, the probability to go elsewhere, add to 1, in triangular factors. The
/// diagonal is the sum of everything else in its row (Grassmann, Taksar & Heyman 1985), so that even probabilities of
/// leaving of 1e-300 keep all their digits; 1 - q_ii would lose them. O(n^3).
class SubtractionFree {
 public:
  SubtractionFree() = default;
  /// `moves` holds the probabilities within; its diagonal is not used.
  SubtractionFree(Matrix moves, std::vector<double> leave);
  /// Replaces b by (I - Q)^-1 b, or by that of the transpose.
  void solve(std::vector<double>& b) const;
  void solve_transposed(std::vector<double>& b) const;

 private:
  Matrix a_;  // below the diagonal the multipliers, above it the moves left, on it the diagonal of I - Q
};

}  // namespace werdegang::inline v0::detail
