#include "table_words.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "../core/catalogue_file.hpp"
#include "../core/folded.hpp"
#include "../core/toml.hpp"
#include "time_code.hpp"
#include "werdegang/core/region.hpp"

namespace werdegang::inline v0::detail {
namespace {

struct Words {
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> columns;
  std::vector<std::set<std::string>> months;
};

Words load_words() {
  Words words;
  const auto root = parse_toml(catalogue_file("table_columns.toml"), "table_columns.toml");
  for (const auto& [key, value] : root) {
    const std::string kind(key.str());
    if (kind == "months") continue;
    for (const std::string& name : texts_of(root, kind)) words.columns[kind].insert(bare_name(name));
  }
  if (const auto* months = root["months"].as_array())
    for (const auto& names : *months) {
      words.months.emplace_back();
      for (const auto& name : *names.as_array()) words.months.back().insert(name.value_or(std::string()));
    }
  return words;
}

const Words& words() {
  static const Words loaded = load_words();
  return loaded;
}

bool digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Keys by name, of the regions that exist today; "" where two share a name.
const std::map<std::string, std::string, std::less<>>& keys_by_name() {
  static const auto all = [] {
    std::map<std::string, std::string, std::less<>> keys;
    for (const Region& region : known_regions()) {
      if (region.to != INT32_MAX || region.level == "government_region") continue;
      const auto [at, added] = keys.emplace(region.name, region.code);
      // A city that is a state has one name as both; the state is meant.
      if (!added && !region.code.starts_with(at->second)) at->second.clear();
    }
    return keys;
  }();
  return all;
}

}  // namespace

std::string bare_name(std::string_view name) {
  std::string result;
  for (const char c : folded(name))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) result += c;
  return result;
}

bool is_column(std::string_view kind, std::string_view name) {
  const auto found = words().columns.find(kind);
  return found != words().columns.end() && found->second.contains(bare_name(name));
}

int month_of(std::string_view name) {
  const std::string wanted = bare_name(name);
  const auto& months = words().months;
  for (std::size_t m = 0; m < months.size(); ++m)
    if (months[m].contains(wanted)) return static_cast<int>(m) + 1;
  return 0;
}

std::string plain_time(std::string_view text) {
  std::string time(text);
  while (time.starts_with(' ')) time.erase(0, 1);
  while (time.ends_with(' ')) time.pop_back();
  if (time.size() == 7 && time[4] == '.' && digits(time.substr(0, 4)) && digits(time.substr(5))) time[4] = '-';
  if (time.size() == 9 && time[4] == '/' && digits(time.substr(0, 4)) && digits(time.substr(5))) time.erase(5, 2);
  return time;
}

bool is_time(std::string_view text) {
  const std::string time = plain_time(text);
  if (digits(time)) return time.size() == 4 && time >= "1800" && time < "2200";
  Period period;
  return try_parse_time_code(time, period);
}

std::string region_of_text(std::string_view text) {
  if (is_column("country", text)) return "DG";
  if (is_region_code(text) && find_region(text)) return std::string(text);
  const auto found = keys_by_name().find(text);
  return found == keys_by_name().end() ? std::string() : found->second;
}

}  // namespace werdegang::inline v0::detail
