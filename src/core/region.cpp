#include "werdegang/core/region.hpp"

#include <algorithm>
#include <sstream>

#include "catalogue_file.hpp"
#include "folded.hpp"
#include "toml.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

Day day_or(const std::string& text, Day otherwise) { return text.empty() ? otherwise : parse_period(text).first_day; }

std::vector<Region> load_regions() {
  std::vector<Region> regions;
  std::istringstream lines(detail::catalogue_file("regions.csv"));
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    const auto f = detail::split_csv_line(line);
    if (f.size() < 7) continue;
    regions.push_back({f[0], f[1], f[2], f[3], f[4], day_or(f[5], INT32_MIN), day_or(f[6], INT32_MAX)});
  }
  std::sort(regions.begin(), regions.end(), [](const Region& a, const Region& b) { return a.code < b.code; });
  return regions;
}

std::vector<Reform> load_reforms() {
  std::vector<Reform> reforms;
  const auto root = detail::parse_toml(detail::catalogue_file("territory.toml"), "territory.toml");
  detail::for_each_table(root, "reform", [&](const toml::table& entry) {
    reforms.push_back({parse_period(detail::text_of(entry, "date")).first_day, detail::text_of(entry, "name_de"),
                       detail::text_of(entry, "name_en"), detail::texts_of(entry, "old"),
                       detail::texts_of(entry, "new")});
  });
  std::stable_sort(reforms.begin(), reforms.end(), [](const Reform& a, const Reform& b) { return a.date < b.date; });
  return reforms;
}

}  // namespace

bool is_region_code(std::string_view code) {
  if (code == "DG") return true;
  return code.size() >= 2 && code.size() <= 12 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view region_level(std::string_view code) {
  if (code == "DG") return "country";
  if (code.size() == 2) return "state";
  if (code.size() == 3) return "government_region";
  if (code.size() == 5) return "district";
  return "municipality";
}

std::string region_state(std::string_view code) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (code.size() < 2 || !digit(code[0]) || !digit(code[1])) return "";
  return code.size() == 2 ? "DG" : std::string(code.substr(0, 2));
}

const std::vector<Region>& known_regions() {
  static const std::vector<Region> regions = load_regions();
  return regions;
}

const Region* find_region(std::string_view code) {
  const auto& regions = known_regions();
  const auto at = std::lower_bound(regions.begin(), regions.end(), code,
                                   [](const Region& region, std::string_view wanted) { return region.code < wanted; });
  return at != regions.end() && at->code == code ? &*at : nullptr;
}

std::vector<Region> search_regions(std::string_view text) {
  const std::string wanted = detail::folded(text);
  std::vector<Region> exact, partial;
  for (const Region& region : known_regions()) {
    const std::string name = detail::folded(region.name);
    if (name == wanted || region.code == text)
      exact.push_back(region);
    else if (name.find(wanted) != std::string::npos || region.code.find(text) != std::string::npos)
      partial.push_back(region);
  }
  exact.insert(exact.end(), partial.begin(), partial.end());
  return exact;
}

const std::vector<Reform>& known_reforms() {
  static const std::vector<Reform> reforms = load_reforms();
  return reforms;
}

std::vector<Reform> reforms_of(std::string_view code) {
  std::vector<Reform> result;
  for (const Reform& reform : known_reforms()) {
    const auto has = [&](const std::vector<std::string>& codes) {
      return std::find(codes.begin(), codes.end(), code) != codes.end();
    };
    if (has(reform.old_codes) || has(reform.new_codes)) result.push_back(reform);
  }
  return result;
}

}  // namespace werdegang::inline v0
