#include "krylov.hpp"

#include <algorithm>
#include <cmath>

#include "matrix_tools.hpp"

namespace werdegang::inline v0::detail {
namespace {

using Vector = std::vector<double>;

double dot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

void multiply(const SparseMatrix& a, const Vector& x, Vector& y) {
  for (Index i = 0; i < a.rows; ++i) {
    double sum = 0;
    for (Index k = row_begin(a, i); k < row_end(a, i); ++k)
      sum += value_at(a, k) * x[static_cast<std::size_t>(column_at(a, k))];
    y[static_cast<std::size_t>(i)] = sum;
  }
}

/// One sweep down and one up: M^-1 r with M = (D + L) D^-1 (D + U).
class Sweeps {
 public:
  explicit Sweeps(const SparseMatrix& a) : a_(a), diagonal_(static_cast<std::size_t>(a.rows)) {
    for (Index i = 0; i < a.rows; ++i) diagonal_[static_cast<std::size_t>(i)] = a.at(i, i);
  }

  void apply(const Vector& r, Vector& z) const {
    for (Index i = 0; i < a_.rows; ++i) {
      double sum = r[static_cast<std::size_t>(i)];
      for (Index k = row_begin(a_, i); k < row_end(a_, i) && column_at(a_, k) < i; ++k)
        sum -= value_at(a_, k) * z[static_cast<std::size_t>(column_at(a_, k))];
      z[static_cast<std::size_t>(i)] = sum / diagonal_[static_cast<std::size_t>(i)];
    }
    for (Index i = a_.rows - 1; i >= 0; --i) {
      double sum = 0;
      for (Index k = row_end(a_, i) - 1; k >= row_begin(a_, i) && column_at(a_, k) > i; --k)
        sum += value_at(a_, k) * z[static_cast<std::size_t>(column_at(a_, k))];
      z[static_cast<std::size_t>(i)] -= sum / diagonal_[static_cast<std::size_t>(i)];
    }
  }

 private:
  const SparseMatrix& a_;
  Vector diagonal_;
};

/// Improves x until the residual r is below the limit or the method stalls.
void bicgstab(const SparseMatrix& a, const Sweeps& sweeps, Vector& r, Vector& x, double limit) {
  const auto n = r.size();
  const Vector shadow = r;
  Vector p(n), v(n), s(n), t(n), y(n), z(n);
  double rho = 1, alpha = 1, omega = 1;
  for (int step = 0; step < 400; ++step) {
    const double next = dot(shadow, r);
    if (next == 0 || omega == 0 || !std::isfinite(next)) return;
    const double beta = next / rho * (alpha / omega);
    rho = next;
    for (std::size_t i = 0; i < n; ++i) p[i] = r[i] + (step ? beta * (p[i] - omega * v[i]) : 0);
    sweeps.apply(p, y);
    multiply(a, y, v);
    alpha = rho / dot(shadow, v);
    for (std::size_t i = 0; i < n; ++i) s[i] = r[i] - alpha * v[i];
    sweeps.apply(s, z);
    multiply(a, z, t);
    const double squared = dot(t, t);
    omega = squared > 0 ? dot(t, s) / squared : 0;
    for (std::size_t i = 0; i < n; ++i) {
      x[i] += alpha * y[i] + omega * z[i];
      r[i] = s[i] - omega * t[i];
    }
    if (std::sqrt(dot(r, r)) <= limit) return;
  }
}

/// The pattern of the matrix and its transpose, without the diagonal.
std::vector<std::vector<Index>> neighbours(const SparseMatrix& matrix) {
  std::vector<std::vector<Index>> near(static_cast<std::size_t>(matrix.rows));
  for (Index i = 0; i < matrix.rows; ++i)
    for (Index k = row_begin(matrix, i); k < row_end(matrix, i); ++k)
      if (const Index j = column_at(matrix, k); j != i) {
        near[static_cast<std::size_t>(i)].push_back(j);
        near[static_cast<std::size_t>(j)].push_back(i);
      }
  return near;
}

/// States in the order in which a search from `first` meets them.
std::vector<Index> breadth_first(const std::vector<std::vector<Index>>& near, Index first) {
  std::vector<std::uint8_t> met(near.size());
  std::vector<Index> order{first};
  met[static_cast<std::size_t>(first)] = 1;
  for (std::size_t k = 0; k < order.size(); ++k)
    for (const Index j : near[static_cast<std::size_t>(order[k])])
      if (!met[static_cast<std::size_t>(j)]) {
        met[static_cast<std::size_t>(j)] = 1;
        order.push_back(j);
      }
  return order;
}

}  // namespace

double elimination_work(const SparseMatrix& matrix) {
  const auto near = neighbours(matrix);
  const Index far = breadth_first(near, 0).back();
  const auto order = breadth_first(near, far);
  std::vector<Index> place(near.size());
  for (std::size_t k = 0; k < order.size(); ++k) place[static_cast<std::size_t>(order[k])] = static_cast<Index>(k);
  double work = 0;
  for (std::size_t i = 0; i < near.size(); ++i) {
    Index lowest = place[i];
    for (const Index j : near[i]) lowest = std::min(lowest, place[static_cast<std::size_t>(j)]);
    const auto width = static_cast<double>(place[i] - lowest);
    work += width * width;
  }
  return work;
}

bool solve_iteratively(const SparseMatrix& a, std::span<const double> b, std::span<double> x) {
  const Sweeps sweeps(a);
  Vector right(b.begin(), b.end()), found(b.size()), residual = right;
  const double limit = 1e-13 * std::sqrt(dot(right, right));
  for (int restart = 0; restart < 8; ++restart) {
    if (!(std::sqrt(dot(residual, residual)) > limit)) break;
    bicgstab(a, sweeps, residual, found, limit / 4);
    multiply(a, found, residual);
    for (std::size_t i = 0; i < right.size(); ++i) residual[i] = right[i] - residual[i];
  }
  std::copy(found.begin(), found.end(), x.begin());
  return std::sqrt(dot(residual, residual)) <= limit;
}

}  // namespace werdegang::inline v0::detail
