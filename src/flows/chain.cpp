#include "chain.hpp"

#include "matrix_tools.hpp"
#include "texts.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/flows/absorbing_chain.hpp"

namespace werdegang::inline v0 {
namespace {

bool leads_out(const TransitionMatrix& matrix, const detail::Components& components, Index c, Index state) {
  if (detail::row_sum(matrix.exit, state) > 0) return true;
  for (Index k = detail::row_begin(matrix.transient, state); k < detail::row_end(matrix.transient, state); ++k)
    if (detail::value_at(matrix.transient, k) > 0 &&
        components.component[static_cast<std::size_t>(detail::column_at(matrix.transient, k))] != c)
      return true;
  return false;
}

bool rows_add_to_one(const TransitionMatrix& matrix) {
  for (Index i = 0; i < matrix.size(); ++i)
    if (detail::row_sum(matrix.transient, i) + detail::row_sum(matrix.exit, i) > 1 + 1e-9) return false;
  return true;
}

std::string names_text(const std::vector<std::string>& names) {
  constexpr std::size_t shown = 8;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), shown); ++i) text += (i ? ", '" : "'") + names[i] + "'";
  return names.size() <= shown ? text : text + " and " + std::to_string(names.size() - shown) + " more";
}

}  // namespace

std::vector<std::vector<std::string>> closed_classes(const TransitionMatrix& matrix) {
  const auto components = detail::strong_components(matrix.transient);
  std::vector<std::vector<Index>> found;
  for (Index c = 0; c < components.count(); ++c) {
    const auto begin = components.states.begin() + components.start[static_cast<std::size_t>(c)];
    const auto end = components.states.begin() + components.start[static_cast<std::size_t>(c) + 1];
    if (std::none_of(begin, end, [&](Index state) { return leads_out(matrix, components, c, state); }))
      found.emplace_back(begin, end);
  }
  std::sort(found.begin(), found.end());
  std::vector<std::vector<std::string>> classes;
  for (const auto& states : found) {
    classes.emplace_back();
    for (const Index state : states)
      classes.back().push_back(matrix.states->members[static_cast<std::size_t>(state)].code);
  }
  return classes;
}

namespace detail {

void require_absorbing(const TransitionMatrix& matrix) {
  const auto classes = closed_classes(matrix);
  if (classes.empty()) return;
  const bool one = classes.front().size() == 1;
  throw InvalidArgument(
      (one ? "the state " : "the states ") + names_text(classes.front()), "an absorbing chain",
      "a way to an exit from every state; " +
          std::string(one ? "this one leads only to itself" : "these lead only to each other") +
          ": name an exit with absorbing=[...]" +
          (classes.size() > 1 ? " (" + std::to_string(classes.size() - 1) + " more closed classes)" : ""));
}

Chain::Chain(const TransitionMatrix& matrix, const Execution& execution)
    : matrix_((require_absorbing(matrix), matrix)), solver_(matrix, ChainSolver::forward, execution) {}

std::vector<double> Chain::times(std::vector<double> b) const {
  solver_.solve(b);
  for (std::size_t i = 0; i < b.size(); ++i)
    if (b[i] < -1e-9)
      throw InvalidArgument("a negative result for " + quoted(*matrix_.states, static_cast<Index>(i)),
                            "an absorbing chain", "row sums with which everybody leaves in the end");
  return b;
}

std::vector<double> Chain::expected_time() const {
  return times(std::vector<double>(static_cast<std::size_t>(size()), 1.0));
}

std::vector<double> Chain::absorption(Index exit) const {
  std::vector<double> r(static_cast<std::size_t>(size()));
  for (Index i = 0; i < size(); ++i) r[static_cast<std::size_t>(i)] = matrix_.exit.at(i, exit);
  auto result = times(std::move(r));
  for (std::size_t i = 0; i < result.size(); ++i) {
    if (result[i] > 1 + 1e-9 && rows_add_to_one(matrix_))
      throw InvalidArgument(
          "a probability of " + number(result[i]) + " from " + quoted(*matrix_.states, static_cast<Index>(i)),
          "an absorbing chain", "no more than 1; probabilities of leaving this small are lost in rounding");
  }
  return result;
}

std::vector<double> fundamental_row(const TransitionMatrix& matrix, Index start, const Execution& execution) {
  require_absorbing(matrix);
  const ChainSolver solver(matrix, ChainSolver::transposed, execution);
  std::vector<double> row(static_cast<std::size_t>(matrix.size()));
  row[static_cast<std::size_t>(start)] = 1;
  solver.solve(row);
  return row;
}

}  // namespace detail
}  // namespace werdegang::inline v0
