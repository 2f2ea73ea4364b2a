#include "werdegang/observations/variable.hpp"

#include <algorithm>

#include "../core/catalogue_file.hpp"
#include "../core/toml.hpp"
#include "werdegang/core/region.hpp"

namespace werdegang::inline v0 {
namespace {

std::vector<Variable> load_variables() {
  std::vector<Variable> variables;
  detail::for_each_catalogue_table("variables/", "variable", [&](const toml::table& entry) {
    const auto text = [&](std::string_view key) { return detail::text_of(entry, key); };
    variables.push_back({text("id"), text("label_de"), text("label_en"), text("unit"),
                         text("kind") == "measure" ? Variable::measure : Variable::count, text("period_meaning"),
                         text("place"), text("description_de"), text("description_en"),
                         entry["rounded_parts"].value_or(false)});
  });
  std::sort(variables.begin(), variables.end(), [](const Variable& a, const Variable& b) { return a.id < b.id; });
  return variables;
}

std::vector<SeriesBreak> load_breaks() {
  std::vector<SeriesBreak> breaks;
  const auto root = detail::parse_toml(detail::catalogue_file("breaks.toml"), "breaks.toml");
  detail::for_each_table(root, "break", [&](const toml::table& entry) {
    const auto text = [&](std::string_view key) { return detail::text_of(entry, key); };
    breaks.push_back({text("variable"), detail::texts_of(entry, "regions"), parse_period(text("after")).last_year(),
                      text("kind"), text("text_de"), text("text_en")});
  });
  return breaks;
}

bool holds(const std::vector<std::string>& codes, std::string_view code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

/// A reform after which the region's code stands for another territory.
bool keeps_code(const Reform& reform, std::string_view region) {
  return holds(reform.old_codes, region) && holds(reform.new_codes, region);
}

int first_year(const Reform& reform) {
  const CivilDate date = to_civil(reform.date);
  return date.month == 1 && date.day == 1 ? date.year - 1 : date.year;
}

}  // namespace

bool SeriesBreak::covers(std::string_view region) const {
  return std::any_of(regions.begin(), regions.end(), [&](const std::string& code) {
    return code == "DG" || (region != "DG" && region.starts_with(code));
  });
}

std::vector<int> territory_breaks(std::string_view region) {
  std::vector<int> years;
  for (const Reform& reform : known_reforms())
    if (keeps_code(reform, region)) years.push_back(first_year(reform));
  return years;
}

const std::vector<Variable>& known_variables() {
  static const std::vector<Variable> variables = load_variables();
  return variables;
}

const Variable* find_variable(std::string_view id) {
  const auto& variables = known_variables();
  const auto at =
      std::lower_bound(variables.begin(), variables.end(), id,
                       [](const Variable& variable, std::string_view wanted) { return variable.id < wanted; });
  return at != variables.end() && at->id == id ? &*at : nullptr;
}

const std::vector<SeriesBreak>& known_breaks() {
  static const std::vector<SeriesBreak> breaks = load_breaks();
  return breaks;
}

std::vector<SeriesBreak> breaks_between(std::string_view variable, std::string_view region, int from, int to) {
  std::vector<SeriesBreak> result;
  for (const SeriesBreak& item : known_breaks())
    if (item.variable == variable && item.covers(region) && from < item.after && item.after <= to)
      result.push_back(item);
  for (const Reform& reform : known_reforms()) {
    if (!keeps_code(reform, region)) continue;
    const int after = first_year(reform);
    if (from < after && after <= to)
      result.push_back(
          {std::string(variable), {std::string(region)}, after, "territory", reform.name_de, reform.name_en});
  }
  return result;
}

}  // namespace werdegang::inline v0
