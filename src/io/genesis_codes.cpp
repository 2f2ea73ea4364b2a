#include "genesis_codes.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "../core/catalogue_file.hpp"
#include "../core/toml.hpp"

namespace werdegang::inline v0::detail {
namespace {

template <class T>
using TextMap = std::map<std::string, T, std::less<>>;

struct GenesisCatalogue {
  std::set<std::string, std::less<>> region_variables, totals;
  TextMap<GenesisUnit> units;             ///< by printed word
  TextMap<std::string> axes;              ///< variable, axis
  TextMap<TextMap<std::string>> members;  ///< axis, member, code
  std::string age_prefix;
  TextMap<std::string> values;  ///< "12411 BEVSTD", variable
};

void read_units(const toml::table& entry, GenesisCatalogue& catalogue) {
  const GenesisUnit unit{text_of(entry, "id"), text_of(entry, "kind") == "count",
                         static_cast<double>(entry["factor"].value_or<std::int64_t>(1)), Language::unknown};
  catalogue.units.emplace(unit.id, unit);
  for (const Language language : {Language::german, Language::english})
    for (const auto& word : texts_of(entry, language == Language::german ? "de" : "en")) {
      const auto [at, added] = catalogue.units.insert_or_assign(word, unit);
      at->second.language = language;
    }
}

void read_axis(const toml::table& entry, GenesisCatalogue& catalogue) {
  const std::string axis = text_of(entry, "axis");
  for (const auto& code : texts_of(entry, "codes")) catalogue.axes.emplace(code, axis);
  if (axis == "age") catalogue.age_prefix = text_of(entry, "prefix");
  if (const auto* members = entry["members"].as_table())
    for (const auto& [member, code] : *members)
      catalogue.members[axis].emplace(std::string(member.str()), code.value_or(std::string()));
}

/// Words that both languages use say nothing about the language.
void forget_shared_words(const toml::table& root, GenesisCatalogue& catalogue) {
  std::set<std::string> german, english;
  for_each_table(root, "unit", [&](const toml::table& entry) {
    for (auto& word : texts_of(entry, "de")) german.insert(word);
    for (auto& word : texts_of(entry, "en")) english.insert(word);
  });
  for (auto& [word, unit] : catalogue.units)
    if (german.contains(word) && english.contains(word)) unit.language = Language::unknown;
}

GenesisCatalogue load() {
  GenesisCatalogue catalogue;
  const auto root = parse_toml(catalogue_file("genesis.toml"), "genesis.toml");
  for (auto& code : texts_of(root, "region_variables")) catalogue.region_variables.insert(code);
  for (auto& code : texts_of(root, "totals")) catalogue.totals.insert(code);
  for_each_table(root, "unit", [&](const toml::table& entry) { read_units(entry, catalogue); });
  for_each_table(root, "axis", [&](const toml::table& entry) { read_axis(entry, catalogue); });
  for_each_table(root, "value", [&](const toml::table& entry) {
    catalogue.values.emplace(text_of(entry, "statistic") + " " + text_of(entry, "code"), text_of(entry, "variable"));
  });
  forget_shared_words(root, catalogue);
  return catalogue;
}

const GenesisCatalogue& catalogue() {
  static const GenesisCatalogue loaded = load();
  return loaded;
}

template <class T>
T found(const TextMap<T>& map, std::string_view key) {
  const auto at = map.find(key);
  return at == map.end() ? T{} : at->second;
}

bool read_years(std::string_view text, int& years) {
  if (text.empty() || text.size() > 3) return false;
  years = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    years = years * 10 + (c - '0');
  }
  return true;
}

/// ALT003B06 has its upper bound outside, ALT010B019 inside, UM ("und mehr") and BXXX have none: as the offices print.
std::string age_code(std::string_view member, std::string_view prefix) {
  int from = 0, to = 0;
  if (!member.starts_with(prefix)) return "";
  member.remove_prefix(prefix.size());
  if (!read_years(member.substr(0, std::min<std::size_t>(3, member.size())), from)) return "";
  member.remove_prefix(std::min<std::size_t>(3, member.size()));
  if (member.empty()) return std::to_string(from);
  if (member == "UM" || member == "BXXX") return std::to_string(from) + "+";
  if (!member.starts_with('B') || !read_years(member.substr(1), to)) return "";
  if (member.size() == 3) --to;
  if (to < from) return "";
  return to == from ? std::to_string(from) : std::to_string(from) + "-" + std::to_string(to);
}

}  // namespace

bool is_region_variable(std::string_view code) { return catalogue().region_variables.contains(code); }

bool is_total_label(std::string_view label) { return label == "Insgesamt" || label == "Total"; }

bool is_total_member(std::string_view code, std::string_view label) {
  return code.empty() || catalogue().totals.contains(code) || is_total_label(label);
}

const GenesisUnit* find_unit(std::string_view word) {
  const auto at = catalogue().units.find(word);
  return at == catalogue().units.end() ? nullptr : &at->second;
}

bool is_index_unit(std::string_view word) {
  return word.size() == 8 && word.ends_with("=100") && word.find_first_not_of("0123456789") == 4;
}

std::string axis_of_variable(std::string_view variable) {
  if (variable.starts_with(catalogue().age_prefix)) return "age";
  return found(catalogue().axes, variable);
}

std::string member_code(std::string_view axis, std::string_view member) {
  if (axis == "age") return age_code(member, catalogue().age_prefix);
  return found(found(catalogue().members, axis), member);
}

std::string variable_of_value(std::string_view statistic, std::string_view code) {
  return found(catalogue().values, std::string(statistic) + " " + std::string(code));
}

}  // namespace werdegang::inline v0::detail
