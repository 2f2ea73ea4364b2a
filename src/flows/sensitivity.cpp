#include "../table/make_column.hpp"
#include "chain.hpp"
#include "matrix_tools.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/flows/absorbing_chain.hpp"

namespace werdegang::inline v0 {
namespace {

/// The rows of the result on their way.
struct Derivatives {
  std::vector<std::int32_t> origin, destination;
  std::vector<double> value, elasticity;
  double target = 0;

  void add(Index i, Index j, double probability, double derivative) {
    origin.push_back(static_cast<std::int32_t>(i));
    destination.push_back(static_cast<std::int32_t>(j));
    value.push_back(derivative);
    elasticity.push_back(target == 0 ? 0 : probability / target * derivative);
  }
};

}  // namespace

Table sensitivities(const TransitionMatrix& matrix, const SensitivityOptions& options, const Execution& execution) {
  const Index start = matrix.state(options.start), compensating = matrix.exit_position(options.compensating);
  const Index target = options.target.empty() ? -1 : matrix.exit_position(options.target);
  const detail::Chain chain(matrix, execution);
  const auto reached = target < 0 ? chain.expected_time() : chain.absorption(target);
  const auto row = detail::fundamental_row(matrix, start, execution);
  const double lost = target >= 0 && target == compensating ? 1 : 0;
  Derivatives result;
  result.target = reached[static_cast<std::size_t>(start)];
  for (Index i = 0; i < matrix.size(); ++i) {
    execution.check_stop();
    const double visits = row[static_cast<std::size_t>(i)];
    const auto add = [&](Index j, double p) {
      result.add(i, j, p, visits * (reached[static_cast<std::size_t>(j)] - lost));
    };
    if (options.all) {
      for (Index j = 0; j < matrix.size(); ++j) add(j, matrix.transient.at(i, j));
    } else {
      for (Index k = detail::row_begin(matrix.transient, i); k < detail::row_end(matrix.transient, i); ++k)
        add(detail::column_at(matrix.transient, k), detail::value_at(matrix.transient, k));
    }
    for (Index k = detail::row_begin(matrix.exit, i); target >= 0 && k < detail::row_end(matrix.exit, i); ++k)
      if (const Index a = detail::column_at(matrix.exit, k); a != compensating)
        result.add(i, matrix.size() + a, detail::value_at(matrix.exit, k), visits * ((a == target ? 1 : 0) - lost));
  }
  std::vector<std::string> names;
  for (const CodelistPtr& list : {matrix.states, matrix.exits})
    for (const Member& member : list->members) names.push_back(member.code);
  const CodelistPtr all = detail::state_list(names, "states");
  const auto rows = static_cast<Index>(result.value.size());
  const std::vector<Status> status(result.value.size(), Status::computed);
  return Table({detail::code_column("origin", std::move(result.origin), all),
                detail::code_column("destination", std::move(result.destination), all),
                detail::number_column("value", Role::measure, std::move(result.value)),
                detail::number_column("elasticity", Role::measure, std::move(result.elasticity)),
                detail::constant_column("compensating", options.compensating, rows, Role::dimension),
                detail::status_column(status)});
}

}  // namespace werdegang::inline v0
