#include <algorithm>
#include <numeric>

#include "flows/balance_problem.hpp"
#include "flows/max_flow.hpp"
#include "flows/texts.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// Two margins as supplies and demands; an arc for each pair of lines with an open cell.
Transport transport_of(const BalanceProblem& problem, std::size_t a, std::size_t b) {
  const auto& left = problem.margins[a];
  const auto& right = problem.margins[b];
  Transport transport{left.totals, right.totals, {}};
  for (std::size_t cell = 0; cell < problem.cells.size(); ++cell)
    if (problem.cells[cell] > 0) transport.arcs.emplace_back(left.line[cell], right.line[cell]);
  std::sort(transport.arcs.begin(), transport.arcs.end());
  transport.arcs.erase(std::unique(transport.arcs.begin(), transport.arcs.end()), transport.arcs.end());
  return transport;
}

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

std::string listed(const BalanceProblem& problem, Index margin, const std::vector<Index>& lines) {
  constexpr std::size_t shown = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(lines.size(), shown); ++i)
    text += (i ? "; " : "") + problem.line_name(static_cast<std::size_t>(margin), lines[i]);
  return lines.size() > shown ? text + " and " + std::to_string(lines.size() - shown) + " more" : text;
}

std::string sentence(const BalanceProblem& problem, const Shortage& shortage) {
  const std::string need = listed(problem, shortage.margin, shortage.lines) +
                           (shortage.lines.size() == 1 ? " needs " : " need ") + number(shortage.needed) + ", but ";
  if (shortage.crossing.empty()) return need + "no cell there is open";
  return need + "the cells that are open there lie in " + listed(problem, shortage.crossing_margin, shortage.crossing) +
         ", where " + number(shortage.available) + " may be";
}

Shortage shortage_of(const BalanceProblem& problem, std::size_t a, std::size_t b, const TransportFlow& flow) {
  Shortage result;
  result.margin = static_cast<Index>(a);
  result.crossing_margin = static_cast<Index>(b);
  for (std::size_t line = 0; line < flow.left_reached.size(); ++line)
    if (flow.left_reached[line] && problem.margins[a].totals[line] > 0) {
      result.lines.push_back(static_cast<Index>(line));
      result.needed += problem.margins[a].totals[line];
    }
  for (std::size_t line = 0; line < flow.right_reached.size(); ++line)
    if (flow.right_reached[line]) {
      result.crossing.push_back(static_cast<Index>(line));
      result.available += problem.margins[b].totals[line];
    }
  result.message = sentence(problem, result);
  return result;
}

template <class Use>
void for_each_pair(const BalanceProblem& problem, const Execution& execution, Use&& use) {
  for (std::size_t a = 0; a < problem.margins.size(); ++a)
    for (std::size_t b = a + 1; b < problem.margins.size(); ++b) {
      const Transport transport = transport_of(problem, a, b);
      if (!use(a, b, transport, largest_flow(transport, execution))) return;
    }
}

}  // namespace

std::optional<Shortage> find_shortage(const BalanceProblem& problem, const Execution& execution) {
  std::optional<Shortage> result;
  for_each_pair(problem, execution, [&](std::size_t a, std::size_t b, const Transport& transport, const auto& flow) {
    if (sum(transport.supply) - flow.total > 1e-9 * sum(transport.supply)) result = shortage_of(problem, a, b, flow);
    return !result;
  });
  return result;
}

std::vector<std::uint8_t> vanishing_cells(const BalanceProblem& problem, const Execution& execution) {
  std::vector<std::uint8_t> vanishing(problem.cells.size(), 0);
  for_each_pair(problem, execution, [&](std::size_t a, std::size_t b, const Transport& transport, const auto& flow) {
    const auto idle = idle_arcs(transport, flow);
    for (std::size_t cell = 0; cell < vanishing.size(); ++cell) {
      if (problem.cells[cell] <= 0) continue;
      const std::pair key{problem.margins[a].line[cell], problem.margins[b].line[cell]};
      const auto arc = std::lower_bound(transport.arcs.begin(), transport.arcs.end(), key) - transport.arcs.begin();
      vanishing[cell] |= idle[static_cast<std::size_t>(arc)];
    }
    return true;
  });
  return vanishing;
}

}  // namespace werdegang::inline v0::detail
