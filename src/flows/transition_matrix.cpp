#include "werdegang/flows/transition_matrix.hpp"

#include <cmath>
#include <cstdio>
#include <set>

#include "../kernels/checks.hpp"
#include "../kernels/quantile.hpp"
#include "../table/make_column.hpp"
#include "matrix_tools.hpp"

namespace werdegang::inline v0 {
namespace {

Index position_in(const Codelist& list, std::string_view name, std::string_view kind) {
  const Index at = list.find(name);
  if (at >= 0) return at;
  std::vector<std::string> known;
  for (const Member& member : list.members) known.push_back(member.code);
  constexpr std::size_t few = 8;
  throw UnknownName(kind, name, known.size() <= few ? known : nearest_names(name, known));
}

void check_shape(const SparseMatrix& transient, const SparseMatrix& exit, std::size_t states, std::size_t exits) {
  const auto shape = [](const SparseMatrix& matrix) {
    return std::to_string(matrix.rows) + " x " + std::to_string(matrix.columns);
  };
  const auto n = static_cast<Index>(states), m = static_cast<Index>(exits);
  if (transient.rows != n || transient.columns != n)
    throw InvalidArgument("transitions of " + shape(transient), "transition_matrix",
                          std::to_string(n) + " x " + std::to_string(n) + ", a row and a column for every state");
  if (exit.rows != n || exit.columns != m)
    throw InvalidArgument(
        "exits of " + shape(exit), "transition_matrix",
        std::to_string(n) + " x " + std::to_string(m) + ", a row for every state, a column for every exit");
}

void check_entries(const SparseMatrix& matrix, const Codelist& rows, const Codelist& columns) {
  for (Index i = 0; i < matrix.rows; ++i)
    for (Index k = detail::row_begin(matrix, i); k < detail::row_end(matrix, i); ++k)
      if (const double p = detail::value_at(matrix, k); !(p >= 0) || !std::isfinite(p))
        throw InvalidArgument(
            detail::named("probability", p),
            "row " + detail::quoted(rows, i) + ", column " + detail::quoted(columns, detail::column_at(matrix, k)),
            "a number from 0 to 1");
}

void scale_row(SparseMatrix& matrix, Index i, double factor) {
  for (Index k = detail::row_begin(matrix, i); k < detail::row_end(matrix, i); ++k)
    matrix.value[static_cast<std::size_t>(k)] /= factor;
}

[[noreturn]] void refuse_sum(const Codelist& states, Index i, double sum) {
  char text[32];
  std::snprintf(text, sizeof text, "%.9g", sum);
  throw InvalidArgument(
      "a sum of " + std::string(text), "row " + detail::quoted(states, i),
      sum > 1 ? "1; normalise=True divides the row by its sum, as_given=True computes with it as it is, "
                "and net ratios belong in a ratio matrix"
              : "1; rest=\"...\" names the exit that takes what is lacking, normalise=True divides the row "
                "by its sum");
}

std::vector<MatrixEntry> entries_of(const SparseMatrix& matrix) {
  std::vector<MatrixEntry> entries;
  for (Index i = 0; i < matrix.rows; ++i)
    for (Index k = detail::row_begin(matrix, i); k < detail::row_end(matrix, i); ++k)
      entries.push_back({i, detail::column_at(matrix, k), detail::value_at(matrix, k)});
  return entries;
}

/// Checks every row and puts what it lacks into the exit `rest`.
SparseMatrix with_rest(SparseMatrix& transient, SparseMatrix exit, const Codelist& states, Index rest,
                       const RowSums& rows) {
  std::vector<MatrixEntry> lacking;
  for (Index i = 0; i < transient.rows; ++i) {
    const double sum = detail::row_sum(transient, i) + detail::row_sum(exit, i);
    if (std::abs(sum - 1) <= rows.tolerance || rows.rule == RowSums::as_given) continue;
    if (sum < 1 && rest >= 0) {
      lacking.push_back({i, rest, 1 - sum});
    } else if (rows.rule == RowSums::normalise && sum > 0) {
      scale_row(transient, i, sum);
      scale_row(exit, i, sum);
    } else {
      refuse_sum(states, i, sum);
    }
  }
  if (lacking.empty()) return exit;
  auto entries = entries_of(exit);
  entries.insert(entries.end(), lacking.begin(), lacking.end());
  return make_sparse(exit.rows, exit.columns, std::move(entries));
}

std::string method_text(const RowSums& rows) {
  if (rows.rule == RowSums::normalise) return "given, rows divided by their sums";
  if (rows.rule == RowSums::as_given) return "given, row sums as they are";
  return rows.rest.empty() ? "given" : "given, the rest of every row to " + rows.rest;
}

/// The columns of an estimate, row by row.
struct EstimateColumns {
  std::vector<double> count, base, binomial, poisson, mean, lower, upper;

  void add(double n_ij, double n_i, double listed, double tail) {
    const double p = n_ij / n_i, a = n_ij + 0.5, b = n_i - n_ij + (listed - 1) / 2;
    count.push_back(n_ij);
    base.push_back(n_i);
    binomial.push_back(std::sqrt(p * (1 - p) / n_i));
    poisson.push_back(std::sqrt(n_ij) / n_i);
    mean.push_back(a / (a + b));
    lower.push_back(b > 0 ? detail::beta_lower(a, b, tail) : 1);
    upper.push_back(b > 0 ? detail::beta_upper(a, b, tail) : 1);
  }
};

}  // namespace

namespace detail {

double row_sum(const SparseMatrix& matrix, Index i) {
  double sum = 0;
  for (Index k = row_begin(matrix, i); k < row_end(matrix, i); ++k) sum += value_at(matrix, k);
  return sum;
}

std::string quoted(const Codelist& list, Index position) {
  return "'" + list.members[static_cast<std::size_t>(position)].code + "'";
}

CodelistPtr state_list(const std::vector<std::string>& names, std::string_view what) {
  auto list = std::make_shared<Codelist>();
  list->name = "stage";
  std::set<std::string_view> seen;
  for (const auto& name : names) {
    if (name.empty() || !seen.insert(name).second)
      throw InvalidArgument("'" + name + "'", "the " + std::string(what) + " of a matrix",
                            "names that are not empty, each once");
    list->members.push_back({name, stage_label(name, "de"), stage_label(name, "en"), -1, Member::part, {}, {}});
  }
  return list;
}

}  // namespace detail

bool TransitionMatrix::operator==(const TransitionMatrix& other) const {
  return *states == *other.states && *exits == *other.exits && transient == other.transient && exit == other.exit &&
         state_count == other.state_count && exit_count == other.exit_count && base == other.base &&
         method == other.method;
}

Index TransitionMatrix::state(std::string_view name) const { return position_in(*states, name, "state"); }
Index TransitionMatrix::exit_position(std::string_view name) const { return position_in(*exits, name, "exit"); }

TransitionMatrix transition_matrix(SparseMatrix transient, SparseMatrix exit, const std::vector<std::string>& states,
                                   const std::vector<std::string>& exits, const RowSums& rows) {
  check_shape(transient, exit, states.size(), exits.size());
  std::vector<std::string> names = exits;
  Index rest = -1;
  if (!rows.rest.empty()) {
    for (std::size_t i = 0; i < names.size(); ++i)
      if (names[i] == rows.rest) rest = static_cast<Index>(i);
    if (rest < 0) {
      rest = static_cast<Index>(names.size());
      names.push_back(rows.rest);
      exit.columns += 1;
    }
  }
  TransitionMatrix matrix;
  matrix.states = detail::state_list(states, "states");
  matrix.exits = detail::state_list(names, "exits");
  const std::set<std::string_view> taken(states.begin(), states.end());
  for (const auto& name : names)
    if (taken.contains(name))
      throw InvalidArgument("'" + name + "'", "the exits of a matrix", "names that are no states");
  check_entries(transient, *matrix.states, *matrix.states);
  check_entries(exit, *matrix.states, *matrix.exits);
  matrix.exit = with_rest(transient, std::move(exit), *matrix.states, rest, rows);
  matrix.transient = std::move(transient);
  matrix.method = method_text(rows);
  return matrix;
}

Table to_table(const TransitionMatrix& matrix, double confidence) {
  const double tail = detail::tail_of(confidence, "the table of a transition matrix");
  const bool estimated = !matrix.base.empty();
  std::vector<std::string> names;
  for (const CodelistPtr& list : {matrix.states, matrix.exits})
    for (const Member& member : list->members) names.push_back(member.code);
  const CodelistPtr all = detail::state_list(names, "states");
  std::vector<std::int32_t> origin, destination;
  std::vector<double> value;
  EstimateColumns estimate;
  for (Index i = 0; i < matrix.size(); ++i) {
    const auto add_row = [&](const SparseMatrix& p, const SparseMatrix& n, Index shift, double listed) {
      const SparseMatrix& pattern = estimated ? n : p;
      for (Index k = detail::row_begin(pattern, i); k < detail::row_end(pattern, i); ++k) {
        const Index j = detail::column_at(pattern, k);
        origin.push_back(static_cast<std::int32_t>(i));
        destination.push_back(static_cast<std::int32_t>(j + shift));
        value.push_back(p.at(i, j));
        if (estimated)
          estimate.add(n.value[static_cast<std::size_t>(k)], matrix.base[static_cast<std::size_t>(i)], listed, tail);
      }
    };
    const double listed =
        !estimated
            ? 0
            : static_cast<double>(detail::row_end(matrix.state_count, i) - detail::row_begin(matrix.state_count, i) +
                                  detail::row_end(matrix.exit_count, i) - detail::row_begin(matrix.exit_count, i));
    add_row(matrix.transient, matrix.state_count, 0, listed);
    add_row(matrix.exit, matrix.exit_count, matrix.size(), listed);
  }
  const auto rows = static_cast<Index>(value.size());
  std::vector<Column> columns{detail::code_column("origin", std::move(origin), all),
                              detail::code_column("destination", std::move(destination), all),
                              detail::number_column("value", Role::measure, std::move(value))};
  if (estimated) {
    columns.push_back(detail::number_column("count", Role::count, std::move(estimate.count)));
    columns.push_back(detail::number_column("base", Role::count, std::move(estimate.base)));
    columns.push_back(detail::number_column("standard_error_binomial", Role::measure, std::move(estimate.binomial)));
    columns.push_back(detail::number_column("standard_error_poisson", Role::measure, std::move(estimate.poisson)));
    columns.push_back(detail::number_column("jeffreys_mean", Role::measure, std::move(estimate.mean)));
    columns.push_back(detail::number_column("lower", Role::bound, std::move(estimate.lower)));
    columns.push_back(detail::number_column("upper", Role::bound, std::move(estimate.upper)));
  }
  columns.push_back(detail::status_column(std::vector<Status>(static_cast<std::size_t>(rows), Status::computed)));
  columns.push_back(detail::constant_column("method", matrix.method, rows));
  return Table(std::move(columns));
}

SparseMatrix square(const TransitionMatrix& matrix) {
  auto entries = entries_of(matrix.transient);
  for (MatrixEntry entry : entries_of(matrix.exit)) {
    entry.column += matrix.size();
    entries.push_back(entry);
  }
  const Index all = matrix.size() + matrix.exit.columns;
  for (Index i = matrix.size(); i < all; ++i) entries.push_back({i, i, 1.0});
  return make_sparse(all, all, std::move(entries));
}

}  // namespace werdegang::inline v0
