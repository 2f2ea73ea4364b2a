#include "../core/eigen.hpp"
// Eigen comes first, under its own name.
#include <cmath>

#include "chain_solver.hpp"
#include "gth.hpp"
#include "krylov.hpp"
#include "matrix_tools.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {
namespace {

constexpr Index dense_limit = 48;
constexpr double work_limit = 2e8;  // operations beyond which iterating is cheaper

using SparseBlock = eigen::SparseMatrix<double, eigen::ColMajor, Index>;
using SparseFactors = eigen::SparseLU<SparseBlock, eigen::COLAMDOrdering<Index>>;

std::size_t at(Index i) { return static_cast<std::size_t>(i); }

[[noreturn]] void refuse_singular() {
  throw InvalidArgument("a matrix without a solution", "an absorbing chain",
                        "probabilities with which everybody leaves in the end");
}

}  // namespace

/// I - Q (or its transpose) of one component, and the way to solve it.
struct ChainSolver::Block {
  SparseMatrix matrix;  // kept for iterating only
  eigen::PartialPivLU<eigen::MatrixXd> dense;
  SparseFactors sparse;
  SubtractionFree exact;
  enum Way : std::uint8_t { by_dense, by_sparse, by_iteration, exactly, exactly_transposed } way = by_dense;

  Block(SubtractionFree factors, Direction direction)
      : exact(std::move(factors)), way(direction == forward ? exactly : exactly_transposed) {}

  explicit Block(SparseMatrix entries) {
    if (entries.rows > dense_limit && elimination_work(entries) > work_limit && converges(entries)) {
      way = by_iteration;
      matrix = std::move(entries);
      return;
    }
    way = entries.rows <= dense_limit ? by_dense : by_sparse;
    const SparseBlock block = converted(entries);
    if (way == by_dense) {
      dense.compute(eigen::MatrixXd(block));
      return;
    }
    sparse.compute(block);
    if (sparse.info() != eigen::Success) refuse_singular();
  }

  static bool converges(const SparseMatrix& entries) {
    const std::vector<double> ones(at(entries.rows), 1.0);
    std::vector<double> x(ones.size());
    return solve_iteratively(entries, ones, x);
  }

  static SparseBlock converted(const SparseMatrix& entries) {
    std::vector<eigen::Triplet<double, Index>> triplets;
    for (Index i = 0; i < entries.rows; ++i)
      for (Index k = row_begin(entries, i); k < row_end(entries, i); ++k)
        triplets.emplace_back(i, column_at(entries, k), value_at(entries, k));
    SparseBlock block(entries.rows, entries.rows);
    block.setFromTriplets(triplets.begin(), triplets.end());
    return block;
  }

  void solve(std::vector<double>& b) const {
    if (way == exactly) return exact.solve(b);
    if (way == exactly_transposed) return exact.solve_transposed(b);
    if (way == by_iteration) {
      std::vector<double> x(b.size());
      if (!solve_iteratively(matrix, b, x)) refuse_singular();
      b = std::move(x);
      return;
    }
    const eigen::Map<const eigen::VectorXd> right(b.data(), static_cast<Index>(b.size()));
    const eigen::VectorXd x =
        way == by_dense ? eigen::VectorXd(dense.solve(right)) : eigen::VectorXd(sparse.solve(right));
    b.assign(x.data(), x.data() + x.size());
  }
};

ChainSolver::ChainSolver(const TransitionMatrix& matrix, Direction direction, const Execution& execution)
    : transient_(matrix.transient),
      exit_(matrix.exit),
      direction_(direction),
      components_(strong_components(matrix.transient)) {
  std::vector<Index> place(at(transient_.rows));
  for (Index c = 0; c < components_.count(); ++c) {
    execution.check_stop();
    blocks_.push_back(factorised(c, place));
  }
}

ChainSolver::~ChainSolver() = default;

std::unique_ptr<ChainSolver::Block> ChainSolver::factorised(Index component, std::vector<Index>& place) const {
  const auto states = components_.members(component);
  if (states.size() == 1) return nullptr;
  for (std::size_t k = 0; k < states.size(); ++k) place[at(states[k])] = static_cast<Index>(k);
  if (auto block = subtraction_free(states, place)) return block;
  std::vector<MatrixEntry> entries;
  for (const Index i : states) {
    entries.push_back({place[at(i)], place[at(i)], 1.0});
    for (Index e = row_begin(transient_, i); e < row_end(transient_, i); ++e) {
      const Index j = column_at(transient_, e);
      if (components_.component[at(j)] != component) continue;
      const Index row = place[at(direction_ == forward ? i : j)], column = place[at(direction_ == forward ? j : i)];
      entries.push_back({row, column, -value_at(transient_, e)});
    }
  }
  const auto n = static_cast<Index>(states.size());
  return std::make_unique<Block>(make_sparse(n, n, std::move(entries)));
}

/// 1 - q_ii: where the row adds to 1 as the sum of its other entries, which keeps the digits of a small one.
double ChainSolver::leaving(Index state) const {
  const double stay = transient_.at(state, state);
  double others = row_sum(exit_, state);
  for (Index e = row_begin(transient_, state); e < row_end(transient_, state); ++e)
    if (column_at(transient_, e) != state) others += value_at(transient_, e);
  return std::abs(stay + others - 1) <= 1e-12 ? others : 1 - stay;
}

/// nullptr for many states and for rows that do not add to 1.
std::unique_ptr<ChainSolver::Block> ChainSolver::subtraction_free(std::span<const Index> states,
                                                                  const std::vector<Index>& place) const {
  const auto n = static_cast<Index>(states.size());
  if (n > dense_limit) return nullptr;
  Matrix moves(n, n);
  std::vector<double> leave;
  const Index component = components_.component[at(states[0])];
  for (const Index i : states) {
    leave.push_back(row_sum(exit_, i));
    if (std::abs(leave.back() + row_sum(transient_, i) - 1) > 1e-12) return nullptr;
    for (Index e = row_begin(transient_, i); e < row_end(transient_, i); ++e) {
      const Index j = column_at(transient_, e);
      if (components_.component[at(j)] != component)
        leave.back() += value_at(transient_, e);
      else if (i != j)
        moves(place[at(i)], place[at(j)]) += value_at(transient_, e);
    }
  }
  return std::make_unique<Block>(SubtractionFree(std::move(moves), std::move(leave)), direction_);
}

void ChainSolver::solve(std::span<double> b) const {
  if (direction_ == forward)
    solve_forward(b);
  else
    solve_transposed(b);
  for (const double x : b)
    if (!std::isfinite(x)) refuse_singular();
}

void ChainSolver::solve_block(Index component, std::span<double> b) const {
  const auto states = components_.members(component);
  const auto& block = blocks_[at(component)];
  if (!block) {
    b[at(states[0])] /= leaving(states[0]);
    return;
  }
  std::vector<double> part;
  for (const Index i : states) part.push_back(b[at(i)]);
  block->solve(part);
  for (std::size_t k = 0; k < states.size(); ++k) b[at(states[k])] = part[k];
}

void ChainSolver::solve_forward(std::span<double> b) const {
  for (Index c = 0; c < components_.count(); ++c) {
    for (const Index i : components_.members(c))
      for (Index e = row_begin(transient_, i); e < row_end(transient_, i); ++e) {
        const auto j = at(column_at(transient_, e));
        if (components_.component[j] != c) b[at(i)] += value_at(transient_, e) * b[j];
      }
    solve_block(c, b);
  }
}

void ChainSolver::solve_transposed(std::span<double> b) const {
  for (Index c = components_.count() - 1; c >= 0; --c) {
    solve_block(c, b);
    for (const Index i : components_.members(c))
      for (Index e = row_begin(transient_, i); e < row_end(transient_, i); ++e) {
        const auto j = at(column_at(transient_, e));
        if (components_.component[j] != c) b[j] += value_at(transient_, e) * b[at(i)];
      }
  }
}

}  // namespace werdegang::inline v0::detail
