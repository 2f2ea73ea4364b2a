#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "werdegang/core/error.hpp"
#include "werdegang/core/region.hpp"
#include "werdegang/observations/observations.hpp"
#include "werdegang/observations/variable.hpp"

namespace werdegang::inline v0 {
namespace {

std::string total_spelling(const std::string& code) {
  return code == "Insgesamt" || code == "insgesamt" || code == "Total" ? "total" : code;
}

/// Names that the long table needs for itself.
constexpr std::array<std::string_view, 8> reserved_names = {"variable", "region", "period", "value",
                                                            "status",   "flags",  "unit",   "source"};

/// Axes in the order of their names, so that rows may name them in any order.
Breakdown checked(Breakdown breakdown, const std::string& place) {
  std::sort(breakdown.begin(), breakdown.end());
  for (std::size_t a = 0; a < breakdown.size(); ++a) {
    auto& [axis, code] = breakdown[a];
    if (a > 0 && breakdown[a - 1].first == axis)
      throw InvalidArgument("axis '" + axis + "' twice", place, "every axis once");
    if (std::find(reserved_names.begin(), reserved_names.end(), axis) != reserved_names.end() || axis.empty())
      throw InvalidArgument("axis '" + axis + "'", place, "the name of a breakdown, such as sex or age");
    code = total_spelling(code);
  }
  return breakdown;
}

/// The catalogue's list when it knows all the codes, else a list of exactly these.
CodelistPtr own_list(const std::string& name, const std::vector<std::string>& codes) {
  if (name == "age" && std::all_of(codes.begin(), codes.end(), [](const auto& code) { return is_age_code(code); }))
    return age_codelist(codes);
  if (auto known = known_codelist(name);
      known && std::all_of(codes.begin(), codes.end(), [&](const auto& code) { return known->find(code) >= 0; }))
    return known;
  auto list = std::make_shared<Codelist>();
  list->name = list->label_de = list->label_en = name;
  for (const auto& code : codes)
    if (list->find(code) < 0)
      list->members.push_back({code, code, code, -1, code == "total" ? Member::total : Member::part, {}, {}});
  return list;
}

}  // namespace

Index ObservationsBuilder::add_source(Source source) {
  sources_.push_back(std::move(source));
  return static_cast<Index>(sources_.size()) - 1;
}

void ObservationsBuilder::add(const std::string& variable, const std::string& region, Period period,
                              const Breakdown& breakdown, double value, Status status, Flag flags, Index source) {
  if (variable.empty()) throw InvalidArgument("an empty variable", "row " + std::to_string(rows_.size()), "a name");
  const std::string place = "row " + std::to_string(rows_.size()) + " of '" + variable + "'";
  if (region.empty()) throw InvalidArgument("an empty region", place, "a code such as '15084'");
  if (has_value(status) && !(value - value == 0))
    throw InvalidArgument("a value that is not finite", place, "a finite number, or none and a status that says why");
  rows_.push_back(
      {variable, region, period, checked(breakdown, place), has_value(status) ? value : 0.0, status, flags, source});
}

Built<Observations> ObservationsBuilder::freeze() const {
  std::map<std::tuple<std::string, Index, std::vector<std::string>>, std::vector<const Row*>> groups;
  Findings findings;
  std::set<std::string> odd_regions;
  for (const Row& row : rows_) {
    std::vector<std::string> axes;
    for (const auto& [axis, code] : row.breakdown) axes.push_back(axis);
    groups[{row.variable, row.source, axes}].push_back(&row);
    if (!find_region(row.region) && odd_regions.insert(row.region).second)
      findings.add(find_region("0" + row.region) ? "leading_zero_lost" : "unknown_region", {row.region});
  }
  std::vector<Cube> cubes;
  for (const auto& [key, group] : groups) {
    const auto& [variable, source, axes] = key;
    std::vector<std::string> regions;
    std::vector<Period> periods;
    std::vector<std::vector<std::string>> codes(axes.size());
    for (const Row* row : group) {
      regions.push_back(row->region);
      periods.push_back(row->period);
      for (std::size_t a = 0; a < axes.size(); ++a) codes[a].push_back(row->breakdown[a].second);
    }
    CubeRows rows;
    rows.lists = {region_codelist(regions), period_codelist(periods)};
    for (std::size_t a = 0; a < axes.size(); ++a) rows.lists.push_back(own_list(axes[a], codes[a]));
    rows.axes.resize(rows.lists.size());
    std::vector<std::map<std::string_view, std::int32_t>> position(rows.lists.size());
    for (std::size_t a = 0; a < rows.lists.size(); ++a)
      for (const Member& member : rows.lists[a]->members)
        position[a].emplace(member.code, static_cast<std::int32_t>(position[a].size()));
    for (const Row* row : group) {
      rows.axes[0].push_back(position[0].at(row->region));
      rows.axes[1].push_back(position[1].at(to_string(row->period)));
      for (std::size_t a = 0; a < axes.size(); ++a)
        rows.axes[a + 2].push_back(position[a + 2].at(row->breakdown[a].second));
      rows.value.push_back(row->value);
      rows.status.push_back(row->status);
      rows.flags.push_back(static_cast<std::uint16_t>(row->flags));
    }
    const Variable* known = find_variable(variable);
    cubes.push_back(make_cube(variable, known ? known->unit : "", source, std::move(rows), findings));
  }
  return {Observations(std::move(cubes), sources_), std::move(findings)};
}

}  // namespace werdegang::inline v0
