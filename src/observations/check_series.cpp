#include <algorithm>
#include <map>
#include <set>

#include "../core/catalogue_file.hpp"
#include "../core/toml.hpp"
#include "check_tools.hpp"
#include "region_sums.hpp"
#include "werdegang/core/region.hpp"
#include "werdegang/observations/checks.hpp"

namespace werdegang::inline v0 {
namespace {

struct YearSpan {
  int first = 9999, last = 0;
};

YearSpan years_of(const Cube& cube) {
  YearSpan span;
  for (const Member& member : cube.axes[1].list->members) {
    const int year = parse_period(member.code).last_year();
    span.first = std::min(span.first, year);
    span.last = std::max(span.last, year);
  }
  return span;
}

/// One finding for each break, whatever the number of cubes.
void note_breaks(const Observations& observations, Findings& findings) {
  std::map<std::string, YearSpan> spans;
  for (const Cube& cube : observations.cubes()) {
    const YearSpan span = years_of(cube);
    YearSpan& all = spans[cube.variable];
    all = {std::min(all.first, span.first), std::max(all.last, span.last)};
  }
  const auto regions = observations.regions();
  std::set<std::vector<std::string>> said;
  for (const SeriesBreak& item : known_breaks()) {
    const auto span = spans.find(item.variable);
    if (span == spans.end() || item.after <= span->second.first || item.after > span->second.last) continue;
    std::string codes;
    for (const auto& code : item.regions)
      if (code == "DG" ||
          std::any_of(regions.begin(), regions.end(), [&](const auto& region) { return region.starts_with(code); }))
        codes += (codes.empty() ? "" : ", ") + code;
    std::vector<std::string> args{codes, std::to_string(item.after), bilingual(item.text_de, item.text_en)};
    if (!codes.empty() && said.insert(args).second) findings.add("series_break", std::move(args));
  }
}

void note_territory(const Observations& observations, Findings& findings) {
  YearSpan all;
  for (const Cube& cube : observations.cubes()) {
    const YearSpan span = years_of(cube);
    all = {std::min(all.first, span.first), std::max(all.last, span.last)};
  }
  const auto regions = observations.regions();
  for (const Reform& reform : known_reforms()) {
    const int year = to_civil(reform.date).year;
    for (const auto& code : reform.new_codes) {
      const bool changed = std::find(reform.old_codes.begin(), reform.old_codes.end(), code) != reform.old_codes.end();
      if (changed && all.first < year && year <= all.last &&
          std::find(regions.begin(), regions.end(), code) != regions.end())
        findings.add("territory_changed",
                     {code, to_string(Period{reform.date, reform.date}), bilingual(reform.name_de, reform.name_en)});
    }
  }
}

void note_keys(const Observations& observations, Findings& findings) {
  const auto root = detail::parse_toml(detail::catalogue_file("territory.toml"), "territory.toml");
  detail::for_each_table(root, "key_exception", [&](const toml::table& entry) {
    std::set<std::pair<std::string, std::string>> said;
    const std::string code = detail::text_of(entry, "code");
    for (const Cube& cube : observations.cubes()) {
      if (cube.variable != detail::text_of(entry, "variable") || cube.axes[0].list->find(code) < 0) continue;
      for (const auto& period : detail::texts_of(entry, "periods"))
        if (cube.axes[1].list->find(period) >= 0 && said.insert({cube.variable, period}).second)
          findings.add("key_carries_other_territory",
                       {code, period, bilingual(detail::text_of(entry, "note_de"), detail::text_of(entry, "note_en"))});
    }
  });
}

/// A new region without a figure in a year in which all its predecessors have one.
void note_predecessors(const Cube& cube, const Variable& variable, Findings& findings) {
  const detail::RegionSums sums(cube);
  for (const Reform& reform : known_reforms()) {
    if (reform.new_codes.size() != 1) continue;
    const std::string& region = reform.new_codes.front();
    std::vector<Period> periods;
    for (std::int32_t period = 0; period < static_cast<std::int32_t>(cube.axes[1].list->members.size()); ++period) {
      const auto [first, last] = sums.rows(region, period);
      const bool all = std::all_of(reform.old_codes.begin(), reform.old_codes.end(),
                                   [&](const auto& code) { return sums.has_any_value(code, period); });
      if (first != last && !sums.has_any_value(region, period) && all)
        periods.push_back(parse_period(detail::code_at(cube, 1, period)));
    }
    std::string codes;
    for (const auto& code : reform.old_codes) codes += (codes.empty() ? "" : " + ") + code;
    if (!periods.empty())
      findings.add("predecessors_hold_figures",
                   {detail::variable_argument(variable), region, year_ranges(periods), codes});
  }
}

}  // namespace

Findings check_series(const Observations& observations) {
  Findings findings;
  note_breaks(observations, findings);
  note_territory(observations, findings);
  note_keys(observations, findings);
  detail::for_each_cube(observations, Variable::count, [&](const Cube& cube, const Variable& variable) {
    note_predecessors(cube, variable, findings);
  });
  return findings;
}

}  // namespace werdegang::inline v0
