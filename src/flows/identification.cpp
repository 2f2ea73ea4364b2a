#include "../core/eigen.hpp"
// Eigen comes first, under its own name.
#include <algorithm>
#include <cmath>
#include <limits>

#include "flows/stock_equations.hpp"

namespace werdegang::inline v0::detail {
namespace {

using eigen::MatrixXd;

/// Singular values below this part of the largest count as nothing.
constexpr double nothing = 1e-10;

void fill_rank(const StockEquations& e, StockEstimate& estimate) {
  const eigen::Map<const eigen::Matrix<double, -1, -1, eigen::RowMajor>> x(e.x.values.data(), e.x.rows, e.x.columns);
  const eigen::JacobiSVD<MatrixXd> decomposed{MatrixXd(x)};
  const auto& values = decomposed.singularValues();
  estimate.singular_values.assign(values.data(), values.data() + values.size());
  for (const double value : estimate.singular_values) estimate.rank += value > nothing * estimate.singular_values[0];
  estimate.condition_number =
      estimate.rank == e.x.columns ? values(0) / values(values.size() - 1) : std::numeric_limits<double>::infinity();
}

std::vector<Index> unknowns_of(const StockEquations& e) {
  std::vector<Index> unknowns;
  for (std::size_t c = 0; c < e.allowed.size(); ++c)
    if (e.allowed[c]) unknowns.push_back(static_cast<Index>(c));
  return unknowns;
}

/// All equations and the row sums, a column for each unknown.
MatrixXd system_of(const StockEquations& e, const std::vector<Index>& unknowns) {
  const Index origins = e.x.columns, destinations = e.y.columns, steps = e.x.rows;
  MatrixXd system = MatrixXd::Zero(steps * destinations + origins, std::ssize(unknowns));
  for (Index u = 0; u < std::ssize(unknowns); ++u) {
    const Index i = unknowns[static_cast<std::size_t>(u)] / destinations;
    const Index j = unknowns[static_cast<std::size_t>(u)] % destinations;
    for (Index t = 0; t < steps; ++t) system(j * steps + t, u) = e.x(t, i);
    system(steps * destinations + i, u) = 1;
  }
  return system;
}

/// Largest over smallest singular value; beyond 1e7 the squared system cannot tell.
double condition_of(const MatrixXd& system) {
  const MatrixXd squared = system.transpose() * system;
  const auto values = eigen::SelfAdjointEigenSolver<MatrixXd>(squared, eigen::EigenvaluesOnly).eigenvalues().eval();
  const double largest = values(values.size() - 1), smallest = values(0);
  return smallest > 1e-14 * largest ? std::sqrt(largest / smallest) : std::numeric_limits<double>::infinity();
}

/// 0 for unknowns that a change without effect on any equation can touch.
std::vector<std::uint8_t> settled(const StockEquations& e, const std::vector<Index>& unknowns, const MatrixXd& system,
                                  Index& rank) {
  eigen::ColPivHouseholderQR<MatrixXd> qr(system);
  qr.setThreshold(nothing);
  rank = qr.rank();
  const Index open = std::ssize(unknowns) - rank;
  MatrixXd null = MatrixXd::Zero(std::ssize(unknowns), open);
  if (open > 0) {
    const MatrixXd r = qr.matrixR();
    null.topRows(rank) =
        -r.topLeftCorner(rank, rank).triangularView<eigen::Upper>().solve(r.topRightCorner(rank, open));
    null.bottomRows(open).setIdentity();
    null = qr.colsPermutation() * null;
  }
  std::vector<std::uint8_t> known(e.allowed.size(), 1);
  for (Index u = 0; u < std::ssize(unknowns); ++u)
    known[static_cast<std::size_t>(unknowns[static_cast<std::size_t>(u)])] =
        open == 0 || null.row(u).cwiseAbs().maxCoeff() < 1e-6;
  return known;
}

/// Allowed entries of rows with more than one: the others are 1 by themselves.
Index choices(const StockEquations& e) {
  const auto destinations = std::ssize(e.destinations);
  Index result = 0;
  for (Index i = 0; i < std::ssize(e.origins); ++i) {
    const Index count = std::count(e.allowed.begin() + i * destinations, e.allowed.begin() + (i + 1) * destinations, 1);
    result += count > 1 ? count : 0;
  }
  return result;
}

std::string open_rows(const StockEquations& e, const std::vector<std::uint8_t>& known) {
  const auto destinations = std::ssize(e.destinations);
  std::string text;
  for (Index i = 0; i < std::ssize(e.origins); ++i)
    if (std::count(known.begin() + i * destinations, known.begin() + (i + 1) * destinations, 0) > 0)
      text += (text.empty() ? "" : ", ") + e.origins[static_cast<std::size_t>(i)];
  return text;
}

}  // namespace

void identify(const StockEquations& e, StockEstimate& estimate) {
  fill_rank(e, estimate);
  const Index unknowns = std::count(e.allowed.begin(), e.allowed.end(), 1);
  estimate.free_entries = unknowns - e.x.columns;
  estimate.equations = e.x.rows * (e.y.columns - 1);
  const auto places = unknowns_of(e);
  const MatrixXd system = system_of(e, places);
  estimate.system_condition = condition_of(system);
  Index rank = unknowns;
  estimate.known =
      estimate.rank == e.x.columns ? std::vector<std::uint8_t>(e.allowed.size(), 1) : settled(e, places, system, rank);
  estimate.solved_entries = rank - e.x.columns;
  const Index open = std::count(estimate.known.begin(), estimate.known.end(), 0);
  estimate.status = open == 0            ? Identification::identified
                    : open == choices(e) ? Identification::unidentified
                                         : Identification::partially_identified;
  if (open > 0)
    estimate.message = "the stocks settle " + std::to_string(estimate.solved_entries) + " of " +
                       std::to_string(estimate.free_entries) + " free entries (rank " + std::to_string(estimate.rank) +
                       " of " + std::to_string(e.x.columns) + " origins); not identified: from " +
                       open_rows(e, estimate.known);
}

}  // namespace werdegang::inline v0::detail
