#include "long_cubes.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>

#include "werdegang/observations/variable.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// An axis of a cube, and where the members of the file are on it; -1 for members that do not occur.
struct Axis {
  CodelistPtr list;
  std::vector<std::int32_t> positions;
  bool known = false;  ///< an axis of the catalogue
};

std::vector<bool> used_members(const std::vector<std::int32_t>& codes, std::size_t members) {
  std::vector<bool> used(members, false);
  for (const auto code : codes) used[static_cast<std::size_t>(code)] = true;
  return used;
}

Axis place_members(CodelistPtr list, const std::vector<std::string>& codes, bool known) {
  std::map<std::string_view, std::int32_t> at;
  for (const Member& member : list->members) at.emplace(member.code, static_cast<std::int32_t>(at.size()));
  Axis axis{std::move(list), {}, known};
  for (const auto& code : codes) axis.positions.push_back(code.empty() ? -1 : at.at(code));
  return axis;
}

/// The axis of the catalogue when it knows the variable and all its members.
std::optional<Axis> known_axis(const LongVariable& variable, const std::vector<bool>& used) {
  const std::string name = axis_of_variable(variable.name.code);
  if (name.empty()) return {};
  std::vector<std::string> codes(variable.members.size()), distinct;
  for (std::size_t m = 0; m < used.size(); ++m) {
    if (!used[m]) continue;
    const Named& member = variable.members[m];
    codes[m] = is_total_member(member.code, member.label) ? "total" : member_code(name, member.code);
    if (codes[m].empty()) return {};
    distinct.push_back(codes[m]);
  }
  CodelistPtr list = name == "age" ? age_codelist(distinct) : known_codelist(name);
  if (!list) return {};
  return place_members(std::move(list), codes, true);
}

/// An axis under the codes and labels of the file: the total first, then by code.
Axis own_axis(const LongVariable& variable, const std::vector<bool>& used) {
  std::vector<std::string> codes(variable.members.size());
  std::map<std::pair<bool, std::string>, const Named*> sorted;
  for (std::size_t m = 0; m < used.size(); ++m) {
    if (!used[m]) continue;
    const Named& member = variable.members[m];
    const bool total = is_total_member(member.code, member.label);
    codes[m] = total ? "total" : member.code;
    sorted.emplace(std::pair(!total, codes[m]), &member);
  }
  auto list = std::make_shared<Codelist>();
  list->name = variable.name.code;
  list->label_de = list->label_en = variable.name.label.empty() ? variable.name.code : variable.name.label;
  for (const auto& [key, named] : sorted) {
    const std::string& label = named->label.empty() ? key.second : named->label;
    list->members.push_back({key.second, label, label, -1, key.first ? Member::part : Member::total, {}, {}});
  }
  return place_members(std::move(list), codes, false);
}

Axis region_axis(const LongRows& rows, const LongGroup& group) {
  const auto used = used_members(group.region, rows.regions.size());
  std::vector<std::string> codes(used.size()), distinct;
  for (std::size_t r = 0; r < used.size(); ++r)
    if (used[r]) distinct.push_back(codes[r] = rows.regions[r]);
  return place_members(region_codelist(std::move(distinct)), codes, true);
}

/// The catalogue calls school years by one calendar year; a file may name the school year itself.
Period in_catalogue_terms(Period period, const Variable* variable) {
  if (!variable || period != Period::school_year(period.first_year())) return period;
  if (variable->period_meaning == "school_year_ending") return Period::year(period.last_year());
  return variable->period_meaning == "school_year_starting" ? Period::year(period.first_year()) : period;
}

Axis period_axis(const LongRows& rows, const LongGroup& group, const Variable* variable) {
  const auto used = used_members(group.period, rows.periods.size());
  std::vector<std::string> codes(used.size());
  std::vector<Period> distinct;
  for (std::size_t p = 0; p < used.size(); ++p) {
    if (!used[p]) continue;
    distinct.push_back(in_catalogue_terms(rows.periods[p], variable));
    codes[p] = to_string(distinct.back());
  }
  return place_members(period_codelist(std::move(distinct)), codes, true);
}

void translate(std::vector<std::int32_t>& codes, const std::vector<std::int32_t>& positions) {
  for (auto& code : codes) code = positions[static_cast<std::size_t>(code)];
}

/// Two variables of a file may be the same axis here; the second one keeps its own name.
std::vector<Axis> breakdown_axes(const LongRows& rows, const LongGroup& group) {
  std::vector<Axis> axes;
  std::set<std::string> names;
  for (std::size_t a = 0; a < group.axes.size(); ++a) {
    const LongVariable& variable = rows.variables[static_cast<std::size_t>(group.variables[a])];
    const auto used = used_members(group.axes[a], variable.members.size());
    auto known = known_axis(variable, used);
    if (known && !names.insert(known->list->name).second) known.reset();
    axes.push_back(known ? std::move(*known) : own_axis(variable, used));
  }
  return axes;
}

/// Thousands become persons where the variable is counted in persons; what was rounded stays marked.
void scale(LongGroup& group, double factor) {
  if (factor == 1) return;
  for (double& value : group.value) value *= factor;
  for (std::size_t row = 0; row < group.rows(); ++row)
    if (has_value(group.status[row])) group.flags[row] |= static_cast<std::uint16_t>(Flag::rounded);
}

class CubeMaker {
 public:
  CubeMaker(LongRows& rows, const LongFile& file, const OfficialOptions& options, Loaded& loaded)
      : rows_(rows), file_(file), options_(options), loaded_(loaded) {}

  void make(LongGroup& group) {
    const Named& column = rows_.value_columns[static_cast<std::size_t>(group.value_column)];
    auto axes = breakdown_axes(rows_, group);
    const bool all_known = std::all_of(axes.begin(), axes.end(), [](const Axis& axis) { return axis.known; });
    const std::string name = all_known ? variable_of_value(file_.statistic, column.code) : "";
    const Variable* variable = name.empty() ? nullptr : find_variable(name);
    if (!variable) {
      unknown_.insert(column.code);
      if (!options_.keep_unknown) return;
    }
    std::string unit = rows_.units[static_cast<std::size_t>(group.unit)];
    if (variable) {
      const GenesisUnit* printed = find_unit(unit);
      if (printed) scale(group, printed->factor);
      unit = variable->unit;
    }
    const std::string id = variable ? variable->id : column.code;
    loaded_.labels.emplace(id, column.label);
    axes.insert(axes.begin(), {region_axis(rows_, group), period_axis(rows_, group, variable)});
    add_cube(id, unit, group, axes);
  }

  void report() {
    if (unknown_.empty()) return;
    std::string columns;
    for (const auto& code : unknown_) columns += (columns.empty() ? "" : ", ") + code;
    const std::string table = (file_.table.empty() ? file_.statistic : file_.table) + " (" + columns + ")";
    loaded_.findings.add(options_.keep_unknown ? "unknown_table" : "table_passed_over", {table}, 0);
  }

 private:
  void add_cube(const std::string& variable, const std::string& unit, LongGroup& group, const std::vector<Axis>& axes) {
    CubeRows rows;
    rows.axes = std::move(group.axes);
    rows.axes.insert(rows.axes.begin(), {std::move(group.region), std::move(group.period)});
    Index combinations = 1;
    for (std::size_t a = 0; a < axes.size(); ++a) {
      translate(rows.axes[a], axes[a].positions);
      rows.lists.push_back(axes[a].list);
      const std::set<std::int32_t> used(axes[a].positions.begin(), axes[a].positions.end());
      combinations *= static_cast<Index>(used.size()) - static_cast<Index>(used.contains(-1));
    }
    rows.value = std::move(group.value);
    rows.status = std::move(group.status);
    rows.flags = std::move(group.flags);
    rows.line.assign(group.line.begin(), group.line.end());
    group = {};
    loaded_.cubes.push_back(make_cube(variable, unit, 0, std::move(rows), loaded_.findings));
    const Index found = loaded_.cubes.back().rows();
    if (file_.complete && found < combinations)
      loaded_.findings.add("incomplete_table", {variable, std::to_string(found), std::to_string(combinations)}, 0);
  }

  LongRows& rows_;
  const LongFile& file_;
  const OfficialOptions& options_;
  Loaded& loaded_;
  std::set<std::string> unknown_;
};

/// Codes say little to a reader: the labels of the file go to the notes.
std::string label_notes(const Loaded& loaded) {
  std::string notes;
  for (const auto& [id, label] : loaded.labels)
    if (!label.empty()) notes.append(notes.empty() ? "" : "\n").append(id).append(": ").append(label);
  return notes;
}

/// The descriptor of a table by its code without the regional depth.
const TableDescriptor* descriptor_of(const std::string& code) {
  for (const TableDescriptor& table : known_tables())
    if (code == table.id || (code.size() == table.id.size() + 2 && code.starts_with(table.id + "-"))) return &table;
  return nullptr;
}

}  // namespace

void build_long_cubes(LongRows rows, const LongFile& description, const TextFile& file, const OfficialOptions& options,
                      Loaded& loaded) {
  loaded.records = rows.records;
  loaded.statistic = description.statistic;
  resolve_long_dashes(rows, loaded.findings);
  CubeMaker maker(rows, description, options, loaded);
  for (LongGroup& group : rows.groups) maker.make(group);
  maker.report();
  if (loaded.cubes.empty()) return;
  const TableDescriptor* table = descriptor_of(description.table);
  loaded.source = Source{description.table.empty() ? description.statistic : description.table,
                         table ? table->title_de : description.title,
                         file.name,
                         {},
                         {},
                         label_notes(loaded),
                         file.hash,
                         table && table->method == "published" ? "published" : "",
                         Source::official};
}

}  // namespace werdegang::inline v0::detail
