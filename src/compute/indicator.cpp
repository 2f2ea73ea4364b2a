#include "werdegang/compute/indicator.hpp"

#include <algorithm>

#include "../core/toml.hpp"
#include "werdegang/compute/formula.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

Indicator read_indicator(const toml::table& entry) {
  const auto text = [&](std::string_view key) { return detail::text_of(entry, key); };
  Indicator item;
  item.id = text("id"), item.formula = text("formula"), item.area = text("area"), item.unit = text("unit");
  item.label_de = text("label_de"), item.label_en = text("label_en");
  item.definition_de = text("definition_de"), item.definition_en = text("definition_en");
  item.numerator_de = text("numerator_de"), item.numerator_en = text("numerator_en");
  item.denominator_de = text("denominator_de"), item.denominator_en = text("denominator_en");
  item.expression = text("expression");
  item.kind = text("kind"), item.interval = text("interval");
  item.breakdowns = detail::texts_of(entry, "breakdowns");
  item.default_by = detail::texts_of(entry, "default_by");
  item.decimals = static_cast<int>(entry["decimals"].value_or<std::int64_t>(1));
  if (const auto* range = entry["range"].as_array(); range && range->size() == 2) {
    item.lowest = (*range)[0].value<double>();
    item.highest = (*range)[1].value<double>();
  }
  item.place_de = text("place_de"), item.place_en = text("place_en");
  item.reference_rule_de = text("reference_rule_de"), item.reference_rule_en = text("reference_rule_en");
  item.territory_de = text("territory_de"), item.territory_en = text("territory_en");
  item.source_statistic_de = text("source_statistic_de"), item.source_statistic_en = text("source_statistic_en");
  item.source_tables = detail::texts_of(entry, "source_tables");
  item.status = text("status"), item.reference = text("reference");
  item.note_de = text("note_de"), item.note_en = text("note_en");
  item.computable = entry["computable"].value_or(std::string("formula"));
  item.function = text("function"), item.needs = text("needs"), item.example = text("example");
  return item;
}

std::vector<Indicator> load_indicators() {
  std::vector<Indicator> indicators;
  detail::for_each_catalogue_table("indicators/", "indicator",
                                   [&](const toml::table& entry) { indicators.push_back(read_indicator(entry)); });
  std::sort(indicators.begin(), indicators.end(), [](const Indicator& a, const Indicator& b) { return a.id < b.id; });
  return indicators;
}

std::vector<Area> load_areas() {
  std::vector<Area> areas;
  detail::for_each_catalogue_table("indicators/", "area", [&](const toml::table& entry) {
    areas.push_back(
        {detail::text_of(entry, "code"), detail::text_of(entry, "label_de"), detail::text_of(entry, "label_en")});
  });
  return areas;
}

}  // namespace

void check_indicator(const Indicator& indicator) {
  static const std::vector<std::string> intervals{"none",     "wilson",      "clopper_pearson",
                                                  "jeffreys", "exact_count", "byar"};
  static const std::vector<std::string> ways{"formula", "function", "no"};
  const auto expect = [&](std::string_view field, const std::string& value, const std::vector<std::string>& known) {
    if (std::find(known.begin(), known.end(), value) != known.end()) return;
    std::string names;
    for (const auto& name : known) names += (names.empty() ? "" : ", ") + name;
    throw InvalidArgument(std::string(field) + " '" + value + "'", "Indicator " + indicator.id, names);
  };
  expect("interval", indicator.interval, intervals);
  expect("computable", indicator.computable, ways);
  if (indicator.lowest && indicator.highest && *indicator.lowest > *indicator.highest)
    throw InvalidArgument("lowest above highest", "Indicator " + indicator.id, "the lower end of the range first");
  if (indicator.computable == "formula") parse_formula(indicator.formula);
}

const std::vector<Area>& known_areas() {
  static const std::vector<Area> areas = load_areas();
  return areas;
}

const std::vector<Indicator>& known_indicators() {
  static const std::vector<Indicator> indicators = load_indicators();
  return indicators;
}

const Indicator& known_indicator(std::string_view id) {
  std::vector<std::string> ids;
  for (const Indicator& item : known_indicators()) {
    if (item.id == id) return item;
    ids.push_back(item.id);
  }
  // A word is no id, but says which ones are meant.
  auto near = nearest_names(id, ids);
  constexpr std::size_t few = 3;
  if (near.empty())
    for (const Indicator& item : find_indicators(id))
      if (near.size() < few) near.push_back(item.id);
  throw UnknownName("indicator", id, near);
}

}  // namespace werdegang::inline v0
