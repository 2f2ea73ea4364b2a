#include <algorithm>
#include <tuple>

#include "../table/make_column.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/flows/from_stocks.hpp"

namespace werdegang::inline v0 {

TransitionMatrix transition_matrix(const StockEstimate& estimate) {
  if (std::count(estimate.known.begin(), estimate.known.end(), 0) > 0)
    throw InvalidArgument(std::string(to_string(estimate.status)) + " rates", "a transition matrix",
                          "rates that are all known (" + estimate.message + ")");
  const auto& [left, right] = std::tie(estimate.origins, estimate.destinations);
  const auto both = std::mismatch(left.begin(), left.end(), right.begin(), right.end()).first - left.begin();
  std::vector<MatrixEntry> inner, outer;
  for (Index i = 0; i < std::ssize(left); ++i)
    for (Index j = 0; j < std::ssize(right); ++j)
      if (const double p = estimate.probabilities(i, j); p > 0)
        (j < both ? inner : outer).push_back({i, j < both ? j : j - both, p});
  const auto exits = std::vector<std::string>(right.begin() + both, right.end());
  auto matrix = transition_matrix(make_sparse(std::ssize(left), std::ssize(left), std::move(inner)),
                                  make_sparse(std::ssize(left), std::ssize(exits), std::move(outer)), left, exits);
  matrix.method =
      estimate.flows.values.empty() ? "restricted least squares from stocks" : "prior updated to two stocks";
  return matrix;
}

Table to_table(const StockEstimate& estimate) {
  const auto columns = std::ssize(estimate.destinations);
  std::vector<std::int32_t> origin, destination;
  std::vector<double> probability, lower, upper;
  std::vector<std::uint8_t> known;
  std::vector<Status> status;
  for (std::size_t cell = 0; cell < estimate.allowed.size(); ++cell) {
    if (!estimate.allowed[cell]) continue;
    origin.push_back(static_cast<std::int32_t>(static_cast<Index>(cell) / columns));
    destination.push_back(static_cast<std::int32_t>(static_cast<Index>(cell) % columns));
    probability.push_back(estimate.probabilities.values[cell]);
    known.push_back(estimate.known[cell]);
    status.push_back(known.back() ? Status::computed : Status::unreliable);
    if (estimate.lower.values.empty()) continue;
    lower.push_back(estimate.lower.values[cell]);
    upper.push_back(estimate.upper.values[cell]);
  }
  std::vector<Column> table{
      detail::code_column("origin", std::move(origin), detail::plain_list("origin", estimate.origins)),
      detail::code_column("destination", std::move(destination),
                          detail::plain_list("destination", estimate.destinations)),
      detail::number_column("probability", Role::measure, std::move(probability), known)};
  if (!lower.empty()) {
    table.push_back(detail::number_column("lower", Role::bound, std::move(lower)));
    table.push_back(detail::number_column("upper", Role::bound, std::move(upper)));
  }
  table.push_back(detail::status_column(status));
  return Table(std::move(table));
}

}  // namespace werdegang::inline v0
