#include <algorithm>
#include <map>
#include <set>

#include "werdegang/observations/observations.hpp"

namespace werdegang::inline v0 {
namespace {

/// One code column over all cubes: the union of their lists.
class JoinedCodes {
 public:
  JoinedCodes(CodelistPtr list, Index rows) : list_(std::move(list)) { index_.reserve(static_cast<std::size_t>(rows)); }

  void append(const Codes& codes) {
    std::vector<std::int32_t> position;
    for (const Member& member : codes.list->members) position.push_back(find(member.code));
    for (const auto at : codes.index.view) index_.push_back(at < 0 ? -1 : position[static_cast<std::size_t>(at)]);
  }
  void append(std::string_view code, Index count) {
    index_.insert(index_.end(), static_cast<std::size_t>(count), find(code));
  }
  void append_none(Index count) { index_.insert(index_.end(), static_cast<std::size_t>(count), -1); }
  void append_position(std::int32_t position) { index_.push_back(position); }

  Column column(Role role) {
    std::string name = list_->name;
    return {std::move(name), role, Codes{Buffer<std::int32_t>(std::move(index_)), list_}, {}};
  }

 private:
  std::int32_t find(std::string_view code) {
    if (positions_.empty())
      for (const Member& member : list_->members)
        positions_.emplace(member.code, static_cast<std::int32_t>(positions_.size()));
    const auto at = positions_.find(code);
    return at == positions_.end() ? -1 : at->second;
  }
  CodelistPtr list_;
  std::vector<std::int32_t> index_;
  std::map<std::string_view, std::int32_t> positions_;
};

CodelistPtr list_of(std::string name, const std::vector<std::string>& codes) {
  auto list = std::make_shared<Codelist>();
  list->name = std::move(name);
  for (const auto& code : codes) list->members.push_back({code, code, code, -1, Member::part, {}, {}});
  return list;
}

CodelistPtr status_list() {
  std::vector<std::string> names;
  for (int i = 0; i < status_count; ++i) names.emplace_back(to_string(static_cast<Status>(i)));
  return list_of("status", names);
}

/// The union of the lists of one axis over all cubes, in the order of first appearance; ages in their own order.
CodelistPtr joined_list(const std::string& name, const std::vector<Cube>& cubes) {
  auto joined = std::make_shared<Codelist>();
  std::set<const Codelist*> seen;
  std::set<std::string> codes;
  std::vector<std::string> order;
  for (const Cube& cube : cubes) {
    const Index axis = cube.axis(name);
    if (axis < 0 || !seen.insert(cube.axes[static_cast<std::size_t>(axis)].list.get()).second) continue;
    const Codelist& list = *cube.axes[static_cast<std::size_t>(axis)].list;
    if (joined->members.empty()) *joined = list;
    for (const Member& member : list.members) {
      if (!codes.insert(member.code).second) continue;
      order.push_back(member.code);
      if (joined->find(member.code) < 0) joined->members.push_back(member);
    }
  }
  return name == "age" ? age_codelist(order) : joined;
}

Column flag_column(const std::vector<Cube>& cubes, Index rows) {
  std::map<std::uint16_t, std::int32_t> position;
  std::vector<std::string> names;
  std::vector<std::int32_t> index;
  index.reserve(static_cast<std::size_t>(rows));
  for (const Cube& cube : cubes)
    for (const auto flags : cube.flags.view) {
      const auto [at, added] = position.emplace(flags, static_cast<std::int32_t>(names.size()));
      if (added) names.push_back(to_string(static_cast<Flag>(flags)));
      index.push_back(at->second);
    }
  return {"flags", Role::quality, Codes{Buffer<std::int32_t>(std::move(index)), list_of("flags", names)}, {}};
}

std::pair<Column, Column> value_columns(const std::vector<Cube>& cubes, Index rows) {
  std::vector<double> value;
  std::vector<std::uint8_t> valid;
  JoinedCodes status(status_list(), rows);
  value.reserve(static_cast<std::size_t>(rows));
  valid.reserve(static_cast<std::size_t>(rows));
  for (const Cube& cube : cubes) {
    value.insert(value.end(), cube.value.view.begin(), cube.value.view.end());
    for (const Status s : cube.status.view) {
      valid.push_back(has_value(s));
      status.append_position(static_cast<std::int32_t>(s));
    }
  }
  return {{"value", Role::measure, Buffer<double>(std::move(value)), Buffer<std::uint8_t>(std::move(valid))},
          status.column(Role::quality)};
}

std::vector<std::string> axis_names(const std::vector<Cube>& cubes) {
  std::vector<std::string> names;
  for (const Cube& cube : cubes)
    for (std::size_t a = 2; a < cube.axes.size(); ++a)
      if (std::find(names.begin(), names.end(), cube.axes[a].list->name) == names.end())
        names.push_back(cube.axes[a].list->name);
  return names;
}

}  // namespace

Table Observations::table() const {
  const Index n = rows();
  std::vector<std::string> units, files;
  for (const Cube& cube : cubes_) units.push_back(cube.unit);
  std::sort(units.begin(), units.end());
  units.erase(std::unique(units.begin(), units.end()), units.end());
  for (const Source& source : sources_) files.push_back(source.file.empty() ? source.title : source.file);
  JoinedCodes variable(list_of("variable", variables()), n), unit(list_of("unit", units), n),
      source(list_of("source", files), n);
  JoinedCodes region(region_codelist(regions()), n), period(period_codelist(periods()), n);
  std::vector<JoinedCodes> breakdowns;
  const auto names = axis_names(cubes_);
  for (const auto& name : names) breakdowns.emplace_back(joined_list(name, cubes_), n);
  for (const Cube& cube : cubes_) {
    variable.append(cube.variable, cube.rows());
    unit.append(cube.unit, cube.rows());
    for (Index i = 0; i < cube.rows(); ++i) source.append_position(static_cast<std::int32_t>(cube.source));
    region.append(cube.axes[0]);
    period.append(cube.axes[1]);
    for (std::size_t b = 0; b < names.size(); ++b) {
      const Index axis = cube.axis(names[b]);
      if (axis < 0)
        breakdowns[b].append_none(cube.rows());
      else
        breakdowns[b].append(cube.axes[static_cast<std::size_t>(axis)]);
    }
  }
  std::vector<Column> columns{variable.column(Role::dimension), region.column(Role::dimension),
                              period.column(Role::dimension)};
  for (auto& breakdown : breakdowns) columns.push_back(breakdown.column(Role::dimension));
  auto [value, status] = value_columns(cubes_, n);
  columns.push_back(std::move(value));
  columns.push_back(std::move(status));
  columns.push_back(flag_column(cubes_, n));
  columns.push_back(unit.column(Role::text));
  columns.push_back(source.column(Role::text));
  return Table(std::move(columns));
}

}  // namespace werdegang::inline v0
