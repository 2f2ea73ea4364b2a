#include "werdegang/flows/absorbing_chain.hpp"

#include <algorithm>
#include <numeric>

#include "../core/parallel.hpp"
#include "../table/make_column.hpp"
#include "chain.hpp"
#include "matrix_tools.hpp"

namespace werdegang::inline v0 {
namespace {

using detail::Chain;
using Values = std::vector<double>;

std::vector<std::int32_t> count_up(Index n) {
  std::vector<std::int32_t> index(static_cast<std::size_t>(n));
  std::iota(index.begin(), index.end(), 0);
  return index;
}

/// state, value, status; where the weight is 0 there is nobody to speak of.
Table by_state(const TransitionMatrix& matrix, Values values, const Values& weight) {
  std::vector<Status> status(values.size(), Status::computed);
  for (std::size_t i = 0; i < weight.size(); ++i)
    if (!(weight[i] > 0)) {
      status[i] = Status::not_applicable;
      values[i] = 0;
    }
  return Table({detail::code_column("state", count_up(matrix.size()), matrix.states),
                detail::number_column("value", Role::measure, std::move(values), detail::values_known(status)),
                detail::status_column(status)});
}

/// The probability of the exit from every state; empty for no exit.
Values weight_of(const Chain& chain, const std::string& exit) {
  return exit.empty() ? Values{} : chain.absorption(chain.matrix().exit_position(exit));
}

/// N (b * w) / w, or N b without weights.
Values conditional_times(const Chain& chain, Values b, const Values& weight) {
  if (weight.empty()) return chain.times(std::move(b));
  for (std::size_t i = 0; i < b.size(); ++i) b[i] *= weight[i];
  b = chain.times(std::move(b));
  for (std::size_t i = 0; i < b.size(); ++i) b[i] = weight[i] > 0 ? b[i] / weight[i] : 0;
  return b;
}

}  // namespace

Table absorption_probabilities(const TransitionMatrix& matrix, const Execution& execution) {
  const Chain chain(matrix, execution);
  const Index n = matrix.size(), m = matrix.exit.columns;
  std::vector<Values> columns(static_cast<std::size_t>(m));
  detail::parallel_for(m, execution, [&](Index a) { columns[static_cast<std::size_t>(a)] = chain.absorption(a); });
  std::vector<std::int32_t> state, exit;
  Values value;
  for (Index i = 0; i < n; ++i)
    for (Index a = 0; a < m; ++a) {
      state.push_back(static_cast<std::int32_t>(i));
      exit.push_back(static_cast<std::int32_t>(a));
      value.push_back(columns[static_cast<std::size_t>(a)][static_cast<std::size_t>(i)]);
    }
  const std::vector<Status> status(value.size(), Status::computed);
  return Table({detail::code_column("state", std::move(state), matrix.states),
                detail::code_column("exit", std::move(exit), matrix.exits),
                detail::number_column("value", Role::measure, std::move(value)), detail::status_column(status)});
}

Table expected_time(const TransitionMatrix& matrix, const TimeOptions& options, const Execution& execution) {
  const Chain chain(matrix, execution);
  Values b(static_cast<std::size_t>(matrix.size()), options.within.empty() ? 1.0 : 0.0);
  for (const auto& name : options.within) b[static_cast<std::size_t>(matrix.state(name))] = 1;
  const Values weight = weight_of(chain, options.given);
  return by_state(matrix, conditional_times(chain, std::move(b), weight), weight);
}

Table time_variance(const TransitionMatrix& matrix, const std::string& given, const Execution& execution) {
  const Chain chain(matrix, execution);
  const Values weight = weight_of(chain, given);
  const Values t = conditional_times(chain, Values(static_cast<std::size_t>(matrix.size()), 1.0), weight);
  Values variance = conditional_times(chain, t, weight);
  for (std::size_t i = 0; i < t.size(); ++i) variance[i] = std::max(0.0, 2 * variance[i] - t[i] - t[i] * t[i]);
  return by_state(matrix, std::move(variance), weight);
}

Table visits(const TransitionMatrix& matrix, const std::vector<std::string>& to, const Execution& execution) {
  const Chain chain(matrix, execution);
  const Index n = matrix.size();
  std::vector<std::int32_t> wanted;
  for (const auto& name : to) wanted.push_back(static_cast<std::int32_t>(matrix.state(name)));
  if (to.empty()) wanted = count_up(n);
  std::vector<Values> columns(wanted.size());
  detail::parallel_for(static_cast<Index>(wanted.size()), execution, [&](Index k) {
    Values unit(static_cast<std::size_t>(n));
    unit[static_cast<std::size_t>(wanted[static_cast<std::size_t>(k)])] = 1;
    columns[static_cast<std::size_t>(k)] = chain.times(std::move(unit));
  });
  std::vector<std::int32_t> state, visited;
  Values mean, variance, ever;
  for (Index i = 0; i < n; ++i)
    for (std::size_t k = 0; k < wanted.size(); ++k) {
      const double back = columns[k][static_cast<std::size_t>(wanted[k])],
                   value = columns[k][static_cast<std::size_t>(i)];
      state.push_back(static_cast<std::int32_t>(i));
      visited.push_back(wanted[k]);
      mean.push_back(value);
      variance.push_back(std::max(0.0, value * (2 * back - 1) - value * value));
      ever.push_back((value - (i == wanted[k] ? 1 : 0)) / back);
    }
  const std::vector<Status> status(mean.size(), Status::computed);
  return Table({detail::code_column("state", std::move(state), matrix.states),
                detail::code_column("visited", std::move(visited), matrix.states),
                detail::number_column("value", Role::measure, std::move(mean)),
                detail::number_column("variance", Role::measure, std::move(variance)),
                detail::number_column("ever", Role::measure, std::move(ever)), detail::status_column(status)});
}

Matrix fundamental_matrix(const TransitionMatrix& matrix, const Execution& execution) {
  const Chain chain(matrix, execution);
  const Index n = matrix.size();
  Matrix result(n, n);
  detail::parallel_for(n, execution, [&](Index j) {
    Values unit(static_cast<std::size_t>(n));
    unit[static_cast<std::size_t>(j)] = 1;
    const Values column = chain.times(std::move(unit));
    for (Index i = 0; i < n; ++i) result(i, j) = column[static_cast<std::size_t>(i)];
  });
  return result;
}

TransitionMatrix conditional(const TransitionMatrix& matrix, const std::string& exit, const Execution& execution) {
  const Index a = matrix.exit_position(exit);
  const Values b = Chain(matrix, execution).absorption(a);
  std::vector<Index> place(b.size(), -1);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < b.size(); ++i)
    if (b[i] > 0) {
      place[i] = static_cast<Index>(names.size());
      names.push_back(matrix.states->members[i].code);
    }
  const auto n = static_cast<Index>(names.size());
  std::vector<MatrixEntry> inner, outer;
  for (Index i = 0; i < matrix.size(); ++i) {
    const Index row = place[static_cast<std::size_t>(i)];
    if (row < 0) continue;
    const double own = b[static_cast<std::size_t>(i)];
    for (Index k = detail::row_begin(matrix.transient, i); k < detail::row_end(matrix.transient, i); ++k) {
      const auto j = static_cast<std::size_t>(detail::column_at(matrix.transient, k));
      if (place[j] >= 0) inner.push_back({row, place[j], detail::value_at(matrix.transient, k) * b[j] / own});
    }
    if (const double p = matrix.exit.at(i, a); p > 0) outer.push_back({row, 0, p / own});
  }
  if (n == 0)
    throw InvalidArgument("the exit '" + exit + "'", "conditional", "an exit that can be reached from some state");
  // b = Q b + r holds up to rounding only: the rows are divided by sums that differ from 1 by as much.
  auto result = transition_matrix(make_sparse(n, n, std::move(inner)), make_sparse(n, 1, std::move(outer)), names,
                                  {exit}, {.rule = RowSums::normalise, .tolerance = 0});
  result.method = matrix.method + ", of those who leave by " + exit;
  return result;
}

}  // namespace werdegang::inline v0
