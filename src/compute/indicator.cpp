#include "werdegang/compute/indicator.hpp"

#include <algorithm>
#include <sstream>

#include "../core/catalogue_file.hpp"
#include "../core/folded.hpp"
#include "../core/toml.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

Indicator read_indicator(const toml::table& entry) {
  const auto text = [&](std::string_view key) { return detail::text_of(entry, key); };
  Indicator item;
  item.id = text("id"), item.formula = text("formula"), item.area = text("area"), item.unit = text("unit");
  item.label_de = text("label_de"), item.label_en = text("label_en");
  item.definition_de = text("definition_de"), item.definition_en = text("definition_en");
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
  item.source_tables = detail::texts_of(entry, "source_tables");
  item.status = text("status"), item.reference = text("reference");
  item.note_de = text("note_de"), item.note_en = text("note_en");
  return item;
}

std::vector<Indicator> load_indicators() {
  std::vector<Indicator> indicators;
  const auto root = detail::parse_toml(detail::catalogue_file("indicators.toml"), "indicators.toml");
  detail::for_each_table(root, "indicator",
                         [&](const toml::table& entry) { indicators.push_back(read_indicator(entry)); });
  std::sort(indicators.begin(), indicators.end(), [](const Indicator& a, const Indicator& b) { return a.id < b.id; });
  return indicators;
}

/// 0 when a word is found nowhere, more the better the place.
int match(const Indicator& item, const std::vector<std::string>& words) {
  const std::string labels = detail::folded(item.label_de + " " + item.label_en + " " + item.id);
  const std::string texts =
      detail::folded(item.definition_de + " " + item.definition_en + " " + item.note_de + " " + item.note_en);
  int score = 1;
  for (const auto& word : words) {
    if (labels.find(word) != std::string::npos)
      score += 2;
    else if (texts.find(word) == std::string::npos)
      return 0;
  }
  return score;
}

}  // namespace

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
  throw UnknownName("indicator", id, nearest_names(id, ids));
}

std::vector<Indicator> find_indicators(std::string_view text) {
  std::vector<std::string> words;
  std::istringstream stream(detail::folded(text));
  for (std::string word; stream >> word;) words.push_back(word);
  std::vector<std::pair<int, const Indicator*>> found;
  for (const Indicator& item : known_indicators())
    if (const int score = match(item, words); score > 0) found.emplace_back(score, &item);
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Indicator> result;
  for (const auto& [score, item] : found) result.push_back(*item);
  return result;
}

}  // namespace werdegang::inline v0
