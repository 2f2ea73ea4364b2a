#include "gth.hpp"

#include <utility>

namespace werdegang::inline v0::detail {

SubtractionFree::SubtractionFree(Matrix moves, std::vector<double> leave) : a_(std::move(moves)) {
  const Index n = a_.rows;
  for (Index k = 0; k < n; ++k) {
    double out = leave[static_cast<std::size_t>(k)];
    for (Index j = k + 1; j < n; ++j) out += a_(k, j);
    a_(k, k) = out;
    for (Index i = k + 1; i < n; ++i) {
      const double factor = a_(i, k) / out;
      a_(i, k) = factor;
      if (factor == 0) continue;
      for (Index j = k + 1; j < n; ++j)
        if (j != i) a_(i, j) += factor * a_(k, j);
      leave[static_cast<std::size_t>(i)] += factor * leave[static_cast<std::size_t>(k)];
    }
  }
}

void SubtractionFree::solve(std::vector<double>& b) const {
  const Index n = a_.rows;
  const auto at = [&](Index i) -> double& { return b[static_cast<std::size_t>(i)]; };
  for (Index i = 0; i < n; ++i)
    for (Index k = 0; k < i; ++k) at(i) += a_(i, k) * at(k);
  for (Index i = n - 1; i >= 0; --i) {
    for (Index j = i + 1; j < n; ++j) at(i) += a_(i, j) * at(j);
    at(i) /= a_(i, i);
  }
}

void SubtractionFree::solve_transposed(std::vector<double>& b) const {
  const Index n = a_.rows;
  const auto at = [&](Index i) -> double& { return b[static_cast<std::size_t>(i)]; };
  for (Index i = 0; i < n; ++i) {
    for (Index k = 0; k < i; ++k) at(i) += a_(k, i) * at(k);
    at(i) /= a_(i, i);
  }
  for (Index i = n - 1; i >= 0; --i)
    for (Index k = i + 1; k < n; ++k) at(i) += a_(k, i) * at(k);
}

}  // namespace werdegang::inline v0::detail
