#include <algorithm>
#include <cmath>

#include "flows/stock_equations.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// The problem with entry (i, j) held at `value`.
SimplexProblem with_fixed(const SimplexProblem& problem, Index i, Index j, double value) {
  SimplexProblem fixed = problem;
  fixed.allowed[static_cast<std::size_t>(i * problem.columns() + j)] = 0;
  fixed.row_sum[static_cast<std::size_t>(i)] -= value;
  const Matrix& design = problem.design[static_cast<std::size_t>(j)];
  for (Index t = 0; t < design.rows; ++t)
    fixed.target[static_cast<std::size_t>(j)][static_cast<std::size_t>(t)] -= design(t, i) * value;
  return fixed;
}

class Profile {
 public:
  Profile(const SimplexProblem& problem, const SimplexSolution& best, double limit, const Execution& execution)
      : problem_(problem), best_(best), limit_(limit), execution_(execution) {}

  /// The furthest value between the best one and `end` whose fit is within the limit.
  double bound(Index i, Index j, double end) const {
    double inside = best_.p(i, j), outside = end;
    if (inside == end || excess(i, j, end) <= 0) return end;
    // The sum of squares is convex along the entry: halving cannot miss the limit.
    for (int step = 0; step < 60 && std::abs(outside - inside) > 1e-9; ++step) {
      const double middle = 0.5 * (inside + outside);
      (excess(i, j, middle) <= 0 ? inside : outside) = middle;
    }
    return inside;
  }

 private:
  double excess(Index i, Index j, double value) const {
    return solve(with_fixed(problem_, i, j, value), execution_, &best_.p).objective - limit_;
  }

  const SimplexProblem& problem_;
  const SimplexSolution& best_;
  double limit_;
  const Execution& execution_;
};

}  // namespace

void profile(const SimplexProblem& problem, const SimplexSolution& best, double limit, const Execution& execution,
             StockEstimate& estimate) {
  const Index rows = problem.rows(), columns = problem.columns();
  estimate.lower = estimate.upper = best.p;
  const Profile profile(problem, best, limit, execution);
  for (Index i = 0; i < rows; ++i) {
    const auto begin = problem.allowed.begin() + i * columns;
    if (std::count(begin, begin + columns, 1) < 2) continue;
    for (Index j = 0; j < columns; ++j) {
      if (!begin[j]) continue;
      estimate.lower(i, j) = profile.bound(i, j, 0);
      estimate.upper(i, j) = profile.bound(i, j, 1);
      if (execution.progress)
        execution.progress(static_cast<double>(i * columns + j + 1) / static_cast<double>(rows * columns));
    }
  }
}

}  // namespace werdegang::inline v0::detail
