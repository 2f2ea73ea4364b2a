#include "coverage.hpp"

#include <algorithm>

#include "werdegang/core/region.hpp"

namespace werdegang::inline v0::detail {
namespace {

bool holds(const std::vector<std::string>& codes, const std::string& code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool shares_any(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& code) { return holds(b, code); });
}

bool covered(const std::string& district, const std::vector<std::string>& parts) {
  if (holds(parts, district)) return true;
  for (const Reform& reform : reforms_of(district))
    if (shares_any(reform.old_codes, parts) || shares_any(reform.new_codes, parts)) return true;
  const bool city_state = district.ends_with("000");
  return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) {
    if (city_state) return part.starts_with(district.substr(0, 2));
    return part.size() > 5 ? part.starts_with(district) : district.size() > 5 && district.starts_with(part);
  });
}

}  // namespace

std::vector<std::string> missing_parts(const std::string& parent, const std::vector<std::string>& parts,
                                       Period period) {
  const std::string_view level = parent == "DG" ? "state" : "district";
  std::vector<std::string> missing;
  for (const Region& region : known_regions()) {
    const bool child = region.parent == parent && region.level == level;
    if (child && region.from <= period.last_day && period.last_day <= region.to && !covered(region.code, parts))
      missing.push_back(region.code);
  }
  return missing;
}

}  // namespace werdegang::inline v0::detail
