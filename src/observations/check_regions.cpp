#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "../core/catalogue_file.hpp"
#include "../core/toml.hpp"
#include "check_tools.hpp"
#include "coverage.hpp"
#include "region_sums.hpp"
#include "werdegang/observations/checks.hpp"

namespace werdegang::inline v0 {
namespace {

struct KnownGap {
  std::string variable, region;
  std::vector<std::string> periods;
  std::string reason;
};

std::vector<KnownGap> load_gaps() {
  std::vector<KnownGap> gaps;
  const auto root = detail::parse_toml(detail::catalogue_file("gaps.toml"), "gaps.toml");
  detail::for_each_table(root, "gap", [&](const toml::table& entry) {
    gaps.push_back({detail::text_of(entry, "variable"), detail::text_of(entry, "region"),
                    detail::texts_of(entry, "periods"),
                    bilingual(detail::text_of(entry, "reason_de"), detail::text_of(entry, "reason_en"))});
  });
  return gaps;
}

std::string reason_for(const std::string& variable, const std::string& region, const std::string& period) {
  static const std::vector<KnownGap> gaps = load_gaps();
  for (const KnownGap& gap : gaps) {
    if (gap.variable != variable || gap.region != region) continue;
    if (gap.periods.empty() || std::find(gap.periods.begin(), gap.periods.end(), period) != gap.periods.end())
      return gap.reason;
  }
  return detail::unknown_reason();
}

/// The row in which every further axis is at its total, if it has a value.
std::optional<double> grand_total(const detail::RegionSums& sums, const std::string& region, std::int32_t period) {
  const Cube& cube = sums.cube();
  const auto [first, last] = sums.rows(region, period);
  for (Index row = first; row < last; ++row) {
    bool total = has_value(cube.status[row]);
    for (std::size_t a = 2; a < cube.axes.size(); ++a)
      total = total && cube.axes[a].index[row] == cube.axes[a].list->total();
    if (total) return cube.value[row];
  }
  return std::nullopt;
}

/// Districts with figures that may not be added beside the ones that are.
std::string left_out(const detail::RegionSums& sums, const std::string& state, std::int32_t period,
                     const std::vector<std::string>& parts) {
  std::string codes;
  for (const Member& member : sums.cube().axes[0].list->members) {
    if (member.code.size() != 5 || !member.code.starts_with(state) || !sums.has_any_value(member.code, period))
      continue;
    if (std::find(parts.begin(), parts.end(), member.code) == parts.end())
      codes += (codes.empty() ? "" : ", ") + member.code;
  }
  return codes;
}

std::string joined(const std::vector<std::string>& codes) {
  std::string text;
  for (const auto& code : codes) text += (text.empty() ? "" : ", ") + code;
  return text;
}

/// Old and new codes both filled, by the codes left out and kept: the periods.
using DoubleFilling = std::map<std::pair<std::string, std::string>, std::vector<Period>>;

void compare_regions(const Cube& cube, const Variable& variable, Findings& findings) {
  const detail::RegionSums sums(cube);
  for (const Member& member : cube.axes[0].list->members) {
    if (member.code != "DG" && member.code.size() != 2) continue;
    DoubleFilling doubled;
    for (std::int32_t period = 0; period < static_cast<std::int32_t>(cube.axes[1].list->members.size()); ++period) {
      const auto printed = grand_total(sums, member.code, period);
      const auto parts = sums.parts(member.code, period);
      const std::string& when = detail::code_at(cube, 1, period);
      if (!printed || parts.empty()) continue;
      if (const auto codes = left_out(sums, member.code, period, parts); member.code != "DG" && !codes.empty())
        doubled[{codes, joined(parts)}].push_back(parse_period(when));
      double sum = 0;
      bool complete = detail::missing_parts(member.code, parts, parse_period(when)).empty();
      for (const auto& part : parts) {
        const auto value = grand_total(sums, part, period);
        complete = complete && value;
        sum += value.value_or(0);
      }
      if (!complete || std::abs(sum - *printed) <= detail::tolerance(variable, parts.size())) continue;
      findings.add("total_differs_from_parts",
                   {detail::variable_argument(variable), member.code, when, detail::number_text(*printed),
                    detail::number_text(sum), detail::number_text(*printed - sum),
                    reason_for(cube.variable, member.code, when)});
    }
    for (const auto& [codes, periods] : doubled)
      findings.add("double_filled_territory",
                   {detail::variable_argument(variable), member.code, year_ranges(periods), codes.first, codes.second});
  }
}

}  // namespace

Findings check_regions(const Observations& observations) {
  Findings findings;
  detail::for_each_cube(observations, Variable::count,
                        [&](const Cube& cube, const Variable& variable) { compare_regions(cube, variable, findings); });
  return findings;
}

}  // namespace werdegang::inline v0
