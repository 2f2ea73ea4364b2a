#include "units.hpp"

#include <algorithm>
#include <map>

#include "figures.hpp"
#include "werdegang/core/period.hpp"
#include "werdegang/core/region.hpp"
#include "werdegang/observations/rollup.hpp"

namespace werdegang::inline v0::detail {

std::string_view level_of(std::string_view code) {
  if (!is_region_code(code)) return "other";
  // A city state's key of five digits stands for its district; boroughs of Berlin have five digits and are none.
  if (const Region* known = find_region(code); known && (known->level != "district" || code.size() == 5))
    return known->level;
  return region_level(code);
}

bool is_city_state(std::string_view state) {
  const Region* known = find_region(state);
  if (!known || known->level != "state") return false;
  const auto& regions = known_regions();
  return std::none_of(regions.begin(), regions.end(), [&](const Region& region) {
    return region.code.size() == 5 && region.level == "district" && region.code.starts_with(state) &&
           !region.code.ends_with("000");
  });
}

std::set<std::string> single_partition(const std::vector<std::string>& districts, const std::string& period) {
  Period when;
  if (!try_parse_period(period, when)) return {districts.begin(), districts.end()};
  std::map<std::string, std::vector<std::string>> states;
  for (const auto& code : districts) states[code.substr(0, 2)].push_back(code);
  std::set<std::string> kept;
  for (const auto& [state, codes] : states) {
    const std::vector<bool> filled(codes.size(), true);
    const auto chosen = partition(codes, filled, filled, when);
    kept.insert(chosen.begin(), chosen.end());
  }
  return kept;
}

bool is_nationwide(const std::set<std::string>& states) {
  const auto& known = known_regions();
  return std::all_of(known.begin(), known.end(),
                     [&](const Region& region) { return region.level != "state" || states.contains(region.code); });
}

bool is_share(const Table& table, Index row) {
  double numerator = 0, denominator = 0, lower = 0;
  if (!number_in(table, "numerator", row, numerator) || !number_in(table, "denominator", row, denominator) ||
      !number_in(table, "lower", row, lower) || !table.has("interval"))
    return false;
  const std::string method = cell_text(table.column("interval"), row);
  const bool binomial =
      method.starts_with("wilson") || method.starts_with("clopper_pearson") || method.starts_with("jeffreys");
  return binomial && numerator >= 0 && denominator > 0 && numerator <= denominator;
}

}  // namespace werdegang::inline v0::detail
