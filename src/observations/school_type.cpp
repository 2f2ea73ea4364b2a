#include "werdegang/observations/school_type.hpp"

#include <map>
#include <utility>
#include <vector>

#include "../core/catalogue_file.hpp"
#include "../core/toml.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/observations/cube.hpp"

namespace werdegang::inline v0 {
namespace {

using Names = std::map<std::pair<std::string, std::string>, std::pair<std::string, std::string>>;

/// (state, school type) -> German and English name.
const Names& names() {
  static const Names list = [] {
    Names result;
    const auto root = detail::parse_toml(detail::catalogue_file("school_type_names.toml"), "school_type_names.toml");
    detail::for_each_table(root, "names", [&](const toml::table& entry) {
      const auto state = detail::text_of(entry, "state");
      for (const auto& [key, value] : entry)
        if (const auto* both = value.as_table())
          result[{state, std::string(key.str())}] = {detail::text_of(*both, "de"), detail::text_of(*both, "en")};
    });
    return result;
  }();
  return list;
}

}  // namespace

std::string school_type_name(std::string_view code, std::string_view state, std::string_view language) {
  const auto own = names().find({std::string(state), std::string(code)});
  if (own != names().end()) return language == "en" ? own->second.second : own->second.first;
  const auto list = known_codelist("school_type");
  std::vector<std::string> codes;
  for (const Member& member : list->members) {
    if (member.code == code) return language == "en" ? member.label_en : member.label_de;
    codes.push_back(member.code);
  }
  throw UnknownName("school type", code, nearest_names(code, codes));
}

}  // namespace werdegang::inline v0
