#include <optional>
#include <vector>

#include "check_tools.hpp"
#include "lattice.hpp"
#include "werdegang/observations/checks.hpp"

namespace werdegang::inline v0 {
namespace {

struct Range {
  std::int32_t lowest = -1, highest = -1;
  double low = 0, high = 0;
};

std::vector<std::int32_t> parts_of(const Codelist& list) {
  std::vector<std::int32_t> parts;
  for (std::size_t i = 0; i < list.members.size(); ++i)
    if (list.members[i].kind == Member::part) parts.push_back(static_cast<std::int32_t>(i));
  return parts;
}

/// The rates of the parts where the other axes stand at `at`; nothing when one of them is not known.
std::optional<Range> range_of(const Cube& cube, const detail::Lattice& lattice, std::vector<std::int32_t> at,
                              std::size_t axis, const std::vector<std::int32_t>& parts) {
  Range range;
  for (const auto part : parts) {
    at[axis] = part;
    const Index row = lattice.row(at);
    if (row < 0 || !has_value(cube.status[row])) return std::nullopt;
    const double value = cube.value[row];
    if (range.lowest < 0 || value < range.low) range.lowest = part, range.low = value;
    if (range.highest < 0 || value >= range.high) range.highest = part, range.high = value;
  }
  return range;
}

void check_axis(const Cube& cube, const Variable& variable, std::size_t axis, const detail::Lattice& lattice,
                Findings& findings) {
  const Codelist& list = *cube.axes[axis].list;
  const auto parts = parts_of(list);
  const auto total = static_cast<std::int32_t>(list.total());
  if (!list.exhaustive || list.name == "age" || total < 0 || parts.size() < 2) return;
  for (Index row = 0; row < cube.rows(); ++row) {
    if (cube.axes[axis].index[row] != total || !has_value(cube.status[row])) continue;
    std::vector<std::int32_t> at;
    for (const Codes& codes : cube.axes) at.push_back(codes.index[row]);
    const auto range = range_of(cube, lattice, at, axis, parts);
    const double value = cube.value[row];
    if (!range || (range->low <= value && value <= range->high)) continue;
    findings.add(
        "rate_outside_parts",
        {detail::variable_argument(variable), detail::code_at(cube, 0, at[0]), detail::code_at(cube, 1, at[1]),
         detail::number_text(value), detail::code_at(cube, axis, range->lowest) + " " + detail::number_text(range->low),
         detail::code_at(cube, axis, range->highest) + " " + detail::number_text(range->high)});
  }
}

}  // namespace

Findings check_rates(const Observations& observations) {
  Findings findings;
  detail::for_each_cube(observations, Variable::measure, [&](const Cube& cube, const Variable& variable) {
    if (variable.unit != "percent") return;
    const detail::Lattice lattice(cube);
    for (std::size_t axis = 2; axis < cube.axes.size(); ++axis) check_axis(cube, variable, axis, lattice, findings);
  });
  return findings;
}

}  // namespace werdegang::inline v0
