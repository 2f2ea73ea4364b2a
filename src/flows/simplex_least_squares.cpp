#include "../core/eigen.hpp"
// Eigen comes first, under its own name.
#include "flows/simplex_least_squares.hpp"

#include <algorithm>
#include <cmath>

namespace werdegang::inline v0::detail {
namespace {

using eigen::MatrixXd;
using eigen::VectorXd;

/// The minimiser is found by steps min |A p - b|^2 + delta |p - q|^2 from q to the next q: strictly convex, so that the
/// active set cannot cycle, and without effect once q stands still.
class Solver {
 public:
  Solver(const SimplexProblem& problem, const Matrix* start)
      : problem_(problem),
        k_(problem.rows()),
        m_(problem.columns()),
        p_(k_, m_),
        free_(problem.allowed),
        barred_(problem.allowed.size(), 0) {
    for (const Matrix& a : problem.design)
      design_.push_back(
          eigen::Map<const eigen::Matrix<double, -1, -1, eigen::RowMajor>>(a.values.data(), a.rows, a.columns));
    for (const auto& b : problem.target) target_.push_back(eigen::Map<const VectorXd>(b.data(), std::ssize(b)));
    double trace = 0;
    for (const MatrixXd& a : design_) trace += a.squaredNorm();
    scale_ = trace > 0 ? trace / static_cast<double>(k_ * m_) : 1;
    delta_ = 1e-7 * scale_;
    begin(start);
    gram_.resize(static_cast<std::size_t>(m_));
    for (Index j = 0; j < m_; ++j) factor(j);
  }

  SimplexSolution run(const Execution& execution) {
    constexpr int proximal_steps = 100;
    Index iterations = 0;
    for (int step = 0; step < proximal_steps; ++step) {
      centre_ = p_;
      iterations += minimise(execution);
      double moved = 0;
      for (std::size_t e = 0; e < p_.values.size(); ++e)
        moved = std::max(moved, std::abs(p_.values[e] - centre_.values[e]));
      if (moved < 1e-12) break;
    }
    return {p_, sum_of_squares(problem_, p_), iterations};
  }

 private:
  bool allowed(Index i, Index j) const {
    return problem_.allowed[static_cast<std::size_t>(i * m_ + j)] != 0 &&
           problem_.row_sum[static_cast<std::size_t>(i)] > 0;
  }
  std::uint8_t& free(Index i, Index j) { return free_[static_cast<std::size_t>(i * m_ + j)]; }

  void begin(const Matrix* start) {
    for (Index i = 0; i < k_; ++i) {
      Index count = 0;
      for (Index j = 0; j < m_; ++j) count += allowed(i, j);
      for (Index j = 0; j < m_; ++j) free(i, j) = allowed(i, j);
      for (Index j = 0; j < m_; ++j)
        if (allowed(i, j)) p_(i, j) = problem_.row_sum[static_cast<std::size_t>(i)] / static_cast<double>(count);
    }
    if (!start) return;
    for (Index i = 0; i < k_; ++i) {
      double sum = 0;
      for (Index j = 0; j < m_; ++j) sum += allowed(i, j) ? (*start)(i, j) : 0;
      if (sum <= 0) continue;
      for (Index j = 0; j < m_; ++j) {
        if (!allowed(i, j)) continue;
        p_(i, j) = (*start)(i, j) / sum * problem_.row_sum[static_cast<std::size_t>(i)];
        free(i, j) = p_(i, j) > 0;
      }
    }
  }

  /// Inverse of A'A + delta over the free rows of column j, by QR; 0 elsewhere.
  void factor(Index j) {
    std::vector<Index> rows;
    for (Index i = 0; i < k_; ++i)
      if (free(i, j)) rows.push_back(i);
    MatrixXd& inverse = gram_[static_cast<std::size_t>(j)];
    inverse = MatrixXd::Zero(k_, k_);
    if (rows.empty()) return;
    const MatrixXd& a = design_[static_cast<std::size_t>(j)];
    const auto size = std::ssize(rows);
    MatrixXd stacked = MatrixXd::Zero(a.rows() + size, size);
    for (Index c = 0; c < size; ++c) {
      stacked.col(c).head(a.rows()) = a.col(rows[static_cast<std::size_t>(c)]);
      stacked(a.rows() + c, c) = std::sqrt(delta_);
    }
    const MatrixXd r = stacked.householderQr().matrixQR().topRows(size);
    const MatrixXd root = r.triangularView<eigen::Upper>().solve(MatrixXd::Identity(size, size));
    const MatrixXd small = root * root.transpose();
    for (Index c = 0; c < size; ++c)
      for (Index d = 0; d < size; ++d)
        inverse(rows[static_cast<std::size_t>(c)], rows[static_cast<std::size_t>(d)]) = small(c, d);
  }

  /// Half the gradient, with the proximal term.
  MatrixXd gradient() const {
    MatrixXd g(k_, m_);
    for (Index j = 0; j < m_; ++j) {
      VectorXd column(k_), centre(k_);
      for (Index i = 0; i < k_; ++i) {
        column(i) = p_(i, j);
        centre(i) = centre_(i, j);
      }
      const auto at = static_cast<std::size_t>(j);
      g.col(j) = design_[at].transpose() * (design_[at] * column - target_[at]) + delta_ * (column - centre);
    }
    return g;
  }

  /// The step to the minimum over the free entries with the row sums kept.
  MatrixXd step(const MatrixXd& g) const {
    MatrixXd schur = MatrixXd::Zero(k_, k_);
    VectorXd right = VectorXd::Zero(k_);
    for (Index j = 0; j < m_; ++j) {
      schur += gram_[static_cast<std::size_t>(j)];
      right -= gram_[static_cast<std::size_t>(j)] * g.col(j);
    }
    for (Index i = 0; i < k_; ++i) {
      double lacking = problem_.row_sum[static_cast<std::size_t>(i)];
      for (Index j = 0; j < m_; ++j) lacking -= p_(i, j);
      right(i) -= lacking;
      if (schur(i, i) == 0) schur(i, i) = 1;  // a row without free entries
    }
    const VectorXd multiplier = schur.llt().solve(right);
    MatrixXd d(k_, m_);
    for (Index j = 0; j < m_; ++j) d.col(j) = -gram_[static_cast<std::size_t>(j)] * (g.col(j) + multiplier);
    return d;
  }

  /// Moves as far as p >= 0 allows; whether the whole step was made.
  bool move(const MatrixXd& d) {
    double length = 1;
    Index row = -1, column = -1;
    for (Index i = 0; i < k_; ++i)
      for (Index j = 0; j < m_; ++j)
        if (free(i, j) && d(i, j) < 0 && p_(i, j) + length * d(i, j) < 0) {
          length = -p_(i, j) / d(i, j);
          row = i;
          column = j;
        }
    for (Index i = 0; i < k_; ++i)
      for (Index j = 0; j < m_; ++j)
        if (free(i, j)) p_(i, j) = std::max(0.0, p_(i, j) + length * d(i, j));
    if (length * d.cwiseAbs().maxCoeff() > 1e-10) std::fill(barred_.begin(), barred_.end(), 0);
    if (row < 0) return true;
    p_(row, column) = 0;
    free(row, column) = 0;
    // Released on rounding errors alone, it would come and go for ever.
    if (row * m_ + column == released_) barred_[static_cast<std::size_t>(released_)] = 1;
    factor(column);
    return false;
  }

  /// Frees the entry at 0 that most wants to grow: whose gradient lies furthest below that of its row's free entries.
  bool release(const MatrixXd& g) {
    double least = -1e-13 * std::max(scale_, g.cwiseAbs().maxCoeff());
    released_ = -1;
    for (Index i = 0; i < k_; ++i) {
      double level = 0, count = 0;
      for (Index j = 0; j < m_; ++j)
        if (free(i, j)) {
          level += g(i, j);
          ++count;
        }
      for (Index j = 0; j < m_ && count > 0; ++j)
        if (allowed(i, j) && !free(i, j) && !barred_[static_cast<std::size_t>(i * m_ + j)] &&
            g(i, j) - level / count < least) {
          least = g(i, j) - level / count;
          released_ = i * m_ + j;
        }
    }
    if (released_ < 0) return false;
    free_[static_cast<std::size_t>(released_)] = 1;
    factor(released_ % m_);
    return true;
  }

  Index minimise(const Execution& execution) {
    const Index patience = 50 * k_ * m_ + 1000;
    double before = 0;
    for (Index iteration = 1; iteration <= patience; ++iteration) {
      execution.check_stop();
      const MatrixXd d = step(gradient());
      const double size = d.cwiseAbs().maxCoeff();
      const bool whole = move(d), refined = before > 0 && size > before / 2;
      before = whole ? size : 0;
      if (!whole || (size > 1e-13 && !refined)) continue;  // a whole step again takes its rounding errors away
      if (!release(gradient())) return iteration;
      before = 0;
    }
    throw Error("the restricted least squares did not settle: expected stocks of a similar size in all states");
  }

  const SimplexProblem& problem_;
  Index k_, m_;
  Matrix p_, centre_;
  std::vector<std::uint8_t> free_, barred_;
  std::vector<MatrixXd> design_, gram_;
  std::vector<VectorXd> target_;
  double scale_ = 0, delta_ = 0;
  Index released_ = -1;
};

}  // namespace

double sum_of_squares(const SimplexProblem& problem, const Matrix& p) {
  double sum = 0;
  for (Index j = 0; j < problem.columns(); ++j) {
    const Matrix& a = problem.design[static_cast<std::size_t>(j)];
    for (Index t = 0; t < a.rows; ++t) {
      double residual = -problem.target[static_cast<std::size_t>(j)][static_cast<std::size_t>(t)];
      for (Index i = 0; i < a.columns; ++i) residual += a(t, i) * p(i, j);
      sum += residual * residual;
    }
  }
  return sum;
}

SimplexSolution solve(const SimplexProblem& problem, const Execution& execution, const Matrix* start) {
  return Solver(problem, start).run(execution);
}

}  // namespace werdegang::inline v0::detail
