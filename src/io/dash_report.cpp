#include "dash_report.hpp"

#include <vector>

namespace werdegang::inline v0::detail {

void DashReport::add_to(Findings& findings, Index source) const {
  std::map<std::set<std::string>, std::vector<Period>> periods_of;
  for (const auto& [period, regions] : absent) periods_of[regions].push_back(period);
  for (const auto& [regions, periods] : periods_of) {
    std::string codes;
    for (const auto& code : regions) codes += (codes.empty() ? "" : ", ") + code;
    findings.add("region_not_existing", {codes, year_ranges(periods), std::to_string(regions.size())}, source);
  }
  for (const auto& [column, periods] : not_collected)
    findings.add("column_not_collected", {column, year_ranges({periods.begin(), periods.end()})}, source);
  for (const auto& [column, found] : ambiguous) {
    const auto& [periods, cells] = found;
    findings.add("ambiguous_dash", {column, year_ranges({periods.begin(), periods.end()}), std::to_string(cells)},
                 source);
  }
}

}  // namespace werdegang::inline v0::detail
