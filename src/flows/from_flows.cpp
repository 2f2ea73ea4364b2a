#include <algorithm>
#include <cmath>
#include <set>

#include "matrix_tools.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/flows/transition_matrix.hpp"

namespace werdegang::inline v0 {
namespace {

std::string row_text(const Flows& flows, Index row) {
  std::string text = std::string(flows.origin.code(row)) + " to " + std::string(flows.destination.code(row));
  const auto period = flows.period.code(row);
  return period.empty() ? text : text + ", " + std::string(period);
}

double figure(const Flows& flows, Index row, TransitionOptions::Hidden rule) {
  if (has_value(flows.status[row])) return flows.count[row];
  if (rule == TransitionOptions::refuse)
    throw InvalidArgument(
        "a hidden count (" + row_text(flows, row) + ": " + std::string(to_string(flows.status[row])) + ")",
        "transition_matrix",
        "known counts, or hidden=\"lower\", \"middle\" or \"upper\" to take a value from its interval");
  if (rule == TransitionOptions::lower) return flows.lower[row];
  if (!std::isfinite(flows.upper[row]))
    throw InvalidArgument("a hidden count without an upper bound (" + row_text(flows, row) + ")", "transition_matrix",
                          "hidden=\"lower\", or a column upper with its largest possible value");
  return rule == TransitionOptions::upper ? flows.upper[row] : (flows.lower[row] + flows.upper[row]) / 2;
}

/// Which stages are states, which exits; what begins at an exit are arrivals.
struct Sorting {
  std::vector<Index> state, exit;  // position among the states or the exits, -1 for none
  std::vector<std::string> states, exits;
};

Sorting sorted(const Flows& flows, const TransitionOptions& options) {
  const Codelist& list = *flows.origin.list;
  for (const auto& name : options.absorbing)
    if (list.find(name) < 0) {
      std::vector<std::string> known;
      for (const Member& member : list.members) known.push_back(member.code);
      throw UnknownName("stage", name, nearest_names(name, known));
    }
  std::vector<std::uint8_t> used(list.members.size()), left(list.members.size());
  for (Index row = 0; row < flows.rows(); ++row) {
    const auto from = static_cast<std::size_t>(flows.origin.index[row]),
               to = static_cast<std::size_t>(flows.destination.index[row]);
    used[from] = used[to] = 1;
    left[from] |= from != to;
  }
  Sorting result{std::vector<Index>(list.members.size(), -1), std::vector<Index>(list.members.size(), -1), {}, {}};
  for (std::size_t i = 0; i < list.members.size(); ++i) {
    const auto& code = list.members[i].code;
    if (!used[i] || (code == unknown_stage && options.unknown == TransitionOptions::distribute)) continue;
    const Stage* stage = find_stage(code);
    const bool exit = !left[i] || (stage && (stage->kind == Stage::exit || stage->kind == Stage::unknown)) ||
                      std::find(options.absorbing.begin(), options.absorbing.end(), code) != options.absorbing.end();
    auto& names = exit ? result.exits : result.states;
    (exit ? result.exit : result.state)[i] = static_cast<Index>(names.size());
    names.push_back(code);
  }
  return result;
}

std::string method_text(const Flows& flows, const TransitionOptions& options, bool distributed, bool hidden) {
  std::set<std::int32_t> periods(flows.period.index.view.begin(), flows.period.index.view.end());
  std::string text = "maximum likelihood";
  if (periods.size() > 1) text += ", added over " + std::to_string(periods.size()) + " periods";
  if (distributed) text += ", unknown destinations distributed like the known ones";
  constexpr std::string_view names[] = {"", "lower bounds", "middles", "upper bounds"};
  if (hidden) text += ", hidden counts at the " + std::string(names[options.hidden]) + " of their intervals";
  return text;
}

SparseMatrix shares(SparseMatrix counts, const std::vector<double>& base) {
  for (Index i = 0; i < counts.rows; ++i)
    for (Index k = detail::row_begin(counts, i); k < detail::row_end(counts, i); ++k)
      counts.value[static_cast<std::size_t>(k)] /= base[static_cast<std::size_t>(i)];
  return counts;
}

}  // namespace

void detail::refuse_sources(const Flows& flows, const std::string& place) {
  for (const Codes& group : flows.groups) {
    if (group.list->name != "source") continue;
    const std::set<std::int32_t> used(group.index.view.begin(), group.index.view.end());
    if (used.size() > 1)
      throw InvalidArgument(std::to_string(used.size()) + " sources", place,
                            "one source, since others may count the same persons: flows.filter(source=...)");
  }
}

TransitionMatrix transition_matrix(const Flows& flows, const TransitionOptions& options) {
  if (flows.rows() == 0) throw InvalidArgument("no flows", "transition_matrix", "at least one row");
  detail::refuse_sources(flows, "transition_matrix");
  const Sorting sorting = sorted(flows, options);
  const auto n = static_cast<Index>(sorting.states.size());
  if (n == 0)
    throw InvalidArgument("no stage that anybody leaves", "transition_matrix",
                          "at least one move from a stage that is no exit to another");
  std::vector<MatrixEntry> inner, outer;
  std::vector<double> base(sorting.states.size());
  bool distributed = false, hidden = false;
  for (Index row = 0; row < flows.rows(); ++row) {
    const Index from = sorting.state[static_cast<std::size_t>(flows.origin.index[row])];
    const auto to = static_cast<std::size_t>(flows.destination.index[row]);
    if (from < 0) continue;
    const double count = figure(flows, row, options.hidden);
    hidden |= !has_value(flows.status[row]);
    if (options.unknown == TransitionOptions::distribute && flows.destination.code(row) == unknown_stage) {
      distributed = true;
      continue;
    }
    base[static_cast<std::size_t>(from)] += count;
    if (sorting.state[to] >= 0)
      inner.push_back({from, sorting.state[to], count});
    else
      outer.push_back({from, sorting.exit[to], count});
  }
  TransitionMatrix matrix;
  matrix.states = detail::state_list(sorting.states, "states");
  matrix.exits = detail::state_list(sorting.exits, "exits");
  for (Index i = 0; i < n; ++i)
    if (base[static_cast<std::size_t>(i)] <= 0)
      throw InvalidArgument("nobody in the rows from " + detail::quoted(*matrix.states, i), "transition_matrix",
                            "persons who leave or stay" + std::string(distributed ? " with a known destination" : "") +
                                "; filter the stage away, or name it in absorbing=[...]");
  for (Index i = 0; i < n; ++i)
    if (!std::isfinite(base[static_cast<std::size_t>(i)]))
      throw InvalidArgument("counts beyond the largest number from " + detail::quoted(*matrix.states, i),
                            "transition_matrix", "counts that can be added");
  matrix.state_count = make_sparse(n, n, std::move(inner));
  matrix.exit_count = make_sparse(n, static_cast<Index>(sorting.exits.size()), std::move(outer));
  matrix.transient = shares(matrix.state_count, base);
  matrix.exit = shares(matrix.exit_count, base);
  matrix.base = std::move(base);
  matrix.method = method_text(flows, options, distributed, hidden);
  return matrix;
}

}  // namespace werdegang::inline v0
