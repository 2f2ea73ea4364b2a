#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "../core/catalogue_file.hpp"
#include "../core/toml.hpp"
#include "region_sums.hpp"
#include "werdegang/observations/rollup.hpp"
#include "werdegang/observations/variable.hpp"

namespace werdegang::inline v0 {
namespace {

struct KnownGap {
  std::string variable, region;
  std::vector<std::string> periods;
  std::string reason_de;
};

std::vector<KnownGap> load_gaps() {
  std::vector<KnownGap> gaps;
  const auto root = detail::parse_toml(detail::catalogue_file("gaps.toml"), "gaps.toml");
  detail::for_each_table(root, "gap", [&](const toml::table& entry) {
    gaps.push_back({detail::text_of(entry, "variable"), detail::text_of(entry, "region"), detail::texts_of(entry, "periods"),
                    detail::text_of(entry, "reason_de")});
  });
  return gaps;
}

std::string reason_for(const std::string& variable, const std::string& region, const std::string& period) {
  static const std::vector<KnownGap> gaps = load_gaps();
  for (const KnownGap& gap : gaps) {
    if (gap.variable != variable || gap.region != region) continue;
    if (gap.periods.empty() || std::find(gap.periods.begin(), gap.periods.end(), period) != gap.periods.end()) return gap.reason_de;
  }
  return "Grund nicht bekannt";
}

std::string number(double value) {
  char text[40];
  return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

/// The row in which every further axis is at its total, if it has a value.
std::optional<double> grand_total(const detail::RegionSums& sums, const std::string& region, std::int32_t period) {
  const Cube& cube = sums.cube();
  const auto [first, last] = sums.rows(region, period);
  for (Index row = first; row < last; ++row) {
    bool total = has_value(cube.status[row]);
    for (std::size_t a = 2; a < cube.axes.size(); ++a) total = total && cube.axes[a].index[row] == cube.axes[a].list->total();
    if (total) return cube.value[row];
  }
  return std::nullopt;
}

/// Old and new codes both filled: the sum of all districts is about twice the state.
void note_double_filling(const detail::RegionSums& sums, const std::string& state, std::int32_t period,
                         const std::vector<std::string>& parts, Findings& findings) {
  const Cube& cube = sums.cube();
  std::string left_out;
  for (const Member& member : cube.axes[0].list->members) {
    if (member.code.size() != 5 || !member.code.starts_with(state) || !sums.has_any_value(member.code, period)) continue;
    if (std::find(parts.begin(), parts.end(), member.code) == parts.end()) left_out += (left_out.empty() ? "" : ", ") + member.code;
  }
  if (left_out.empty()) return;
  std::string kept;
  for (const auto& part : parts) kept += (kept.empty() ? "" : ", ") + part;
  findings.add("double_filled_territory", {state, cube.axes[1].list->members[static_cast<std::size_t>(period)].code, left_out, kept});
}

void compare_regions(const Cube& cube, Findings& findings) {
  const detail::RegionSums sums(cube);
  for (const Member& member : cube.axes[0].list->members) {
    if (member.code != "DG" && member.code.size() != 2) continue;
    for (std::int32_t period = 0; period < static_cast<std::int32_t>(cube.axes[1].list->members.size()); ++period) {
      const auto printed = grand_total(sums, member.code, period);
      const auto parts = sums.parts(member.code, period);
      if (!printed || parts.empty() || (member.code == "DG" && parts.size() < 16)) continue;
      if (member.code != "DG") note_double_filling(sums, member.code, period, parts, findings);
      double sum = 0;
      bool complete = true;
      for (const auto& part : parts) {
        const auto value = grand_total(sums, part, period);
        complete = complete && value;
        sum += value.value_or(0);
      }
      if (!complete || sum == *printed) continue;
      const std::string& when = cube.axes[1].list->members[static_cast<std::size_t>(period)].code;
      findings.add("total_differs_from_parts", {cube.variable, member.code, when, number(*printed), number(sum),
                                                number(*printed - sum), reason_for(cube.variable, member.code, when)});
    }
  }
}

/// Odd official values are kept and flagged elsewhere; here they are named.
void note_negative(const Cube& cube, Findings& findings) {
  for (Index row = 0; row < cube.rows(); ++row)
    if (cube.value[row] < 0 && has_value(cube.status[row]))
      findings.add("negative_value", {cube.variable, std::string(cube.axes[0].code(row)), std::string(cube.axes[1].code(row)), number(cube.value[row])});
}

}  // namespace

Findings check_totals(const Observations& observations) {
  Findings findings;
  for (const Cube& cube : observations.cubes()) {
    const Variable* variable = find_variable(cube.variable);
    if (!variable || variable->kind != Variable::count) continue;
    const bool aggregated = cube.source >= 0 && observations.sources()[static_cast<std::size_t>(cube.source)].kind == Source::aggregation;
    if (!aggregated) compare_regions(cube, findings);
    note_negative(cube, findings);
  }
  return findings;
}

}  // namespace werdegang::inline v0
