#include "werdegang/observations/observations.hpp"

#include <algorithm>
#include <set>

#include "../table/taken.hpp"
#include "nearest.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/region.hpp"

namespace werdegang::inline v0 {
namespace {

std::vector<std::string> used_codes(const std::vector<Cube>& cubes, std::size_t axis) {
  std::set<std::string> codes;
  for (const Cube& cube : cubes) {
    const Codes& column = cube.axes[axis];
    std::vector<bool> used(column.list->members.size());
    for (const auto at : column.index.view)
      if (at >= 0) used[static_cast<std::size_t>(at)] = true;
    for (std::size_t i = 0; i < used.size(); ++i)
      if (used[i]) codes.insert(column.list->members[i].code);
  }
  return {codes.begin(), codes.end()};
}

using Nearest = std::vector<std::string> (*)(std::string_view, const std::vector<std::string>&);

void require_known(std::string_view kind, const std::vector<std::string>& wanted, const std::vector<std::string>& known,
                   Nearest nearest) {
  for (const auto& name : wanted)
    if (std::find(known.begin(), known.end(), name) == known.end()) throw UnknownName(kind, name, nearest(name, known));
}

std::vector<bool> wanted_members(const Codelist& list, const std::vector<std::string>& codes) {
  std::vector<bool> wanted(list.members.size(), codes.empty());
  for (const auto& code : codes)
    if (const Index at = list.find(code); at >= 0) wanted[static_cast<std::size_t>(at)] = true;
  return wanted;
}

/// A region and a period in every row, columns of one length, codes inside their lists.
void check_shape(const Cube& cube) {
  const Index rows = cube.rows();
  bool sound = cube.axes.size() >= 2 && cube.status.size() == rows && cube.flags.size() == rows;
  for (std::size_t a = 0; a < cube.axes.size() && sound; ++a) {
    const Codes& axis = cube.axes[a];
    const auto members = axis.list ? static_cast<std::int32_t>(axis.list->members.size()) : 0;
    sound = axis.list && axis.index.size() == rows &&
            std::all_of(axis.index.view.begin(), axis.index.view.end(),
                        [&](std::int32_t at) { return at < members && at >= (a < 2 ? 0 : -1); });
  }
  if (!sound)
    throw InvalidArgument("a cube that does not fit together", "the cube of '" + cube.variable + "'",
                          "a region and a period axis, columns of one length and codes inside their lists");
}

/// Codes of the periods that are asked for; one that nothing matches is the caller's slip.
std::vector<std::string> selected_periods(const std::vector<Period>& known, const std::vector<Period>& wanted) {
  std::vector<std::string> codes, names;
  for (const Period period : known) names.push_back(to_string(period));
  for (const Period item : wanted) {
    const std::size_t before = codes.size();
    for (const Period period : known)
      if (selects(item, period)) codes.push_back(to_string(period));
    if (codes.size() == before) throw UnknownName("period", to_string(item), nearest_names(to_string(item), names));
  }
  return codes;
}

template <class T>
Buffer<T> taken(const Buffer<T>& buffer, const std::vector<Index>& rows) {
  return static_cast<Index>(rows.size()) == buffer.size() ? buffer : detail::taken(buffer, std::span(rows));
}

Cube take(const Cube& cube, const std::vector<Index>& rows) {
  Cube result{cube.variable,          cube.unit, cube.source, {}, taken(cube.value, rows), taken(cube.status, rows),
              taken(cube.flags, rows)};
  for (const Codes& axis : cube.axes) result.axes.push_back({taken(axis.index, rows), axis.list});
  return result;
}

}  // namespace

Observations::Observations(std::vector<Cube> cubes, std::vector<Source> sources)
    : cubes_(std::move(cubes)), sources_(std::move(sources)) {
  for (const Cube& cube : cubes_) check_shape(cube);
  for (const Cube& cube : cubes_)
    if (cube.source < -1 || cube.source >= static_cast<Index>(sources_.size()))
      throw InvalidArgument("source " + std::to_string(cube.source), "the cube of '" + cube.variable + "'",
                            "-1 or a position in the " + std::to_string(sources_.size()) + " sources");
}

std::vector<std::string> Observations::variables() const {
  std::set<std::string> names;
  for (const Cube& cube : cubes_) names.insert(cube.variable);
  return {names.begin(), names.end()};
}

std::vector<std::string> Observations::regions() const {
  std::vector<std::string> codes;
  const auto list = region_codelist(used_codes(cubes_, 0));
  for (const Member& member : list->members) codes.push_back(member.code);
  return codes;
}

std::vector<Period> Observations::periods() const {
  std::vector<Period> periods;
  for (const auto& code : used_codes(cubes_, 1)) periods.push_back(parse_period(code));
  std::sort(periods.begin(), periods.end());
  return periods;
}

Index Observations::rows() const {
  Index rows = 0;
  for (const Cube& cube : cubes_) rows += cube.rows();
  return rows;
}

Observations filter(const Observations& observations, const Selection& selection) {
  if (!selection.variables.empty())
    require_known("variable", selection.variables, observations.variables(), detail::nearest_variables);
  if (!selection.regions.empty())
    require_known("region", selection.regions, observations.regions(), detail::nearest_regions);
  const auto period_codes = selected_periods(observations.periods(), selection.periods);
  std::vector<Cube> cubes;
  for (const Cube& cube : observations.cubes()) {
    const auto& wanted = selection.variables;
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), cube.variable) == wanted.end()) continue;
    const auto region_wanted = wanted_members(*cube.axes[0].list, selection.regions);
    const auto period_wanted = wanted_members(*cube.axes[1].list, period_codes);
    std::vector<Index> rows;
    for (Index row = 0; row < cube.rows(); ++row)
      if (region_wanted[static_cast<std::size_t>(cube.axes[0].index[row])] &&
          period_wanted[static_cast<std::size_t>(cube.axes[1].index[row])])
        rows.push_back(row);
    if (!rows.empty()) cubes.push_back(take(cube, rows));
  }
  return Observations(std::move(cubes), observations.sources());
}

Observations concat(std::span<const Observations> parts) {
  std::vector<Cube> cubes;
  std::vector<Source> sources;
  for (const Observations& part : parts) {
    const auto shift = static_cast<Index>(sources.size());
    for (Cube cube : part.cubes()) {
      if (cube.source >= 0) cube.source += shift;
      cubes.push_back(std::move(cube));
    }
    sources.insert(sources.end(), part.sources().begin(), part.sources().end());
  }
  return Observations(std::move(cubes), std::move(sources));
}

}  // namespace werdegang::inline v0
