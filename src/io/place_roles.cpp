#include "place_roles.hpp"

#include <algorithm>
#include <set>

#include "../core/catalogue_file.hpp"
#include "../core/folded.hpp"
#include "../core/toml.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {
namespace {

struct RoleNames {
  std::string role;
  std::vector<std::vector<std::string>> from;  ///< each with those that must stand beside it
};

/// Lower case, letters and digits only.
std::string bare(std::string_view name) {
  std::string result;
  for (const char c : folded(name))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) result += c;
  return result;
}

std::vector<RoleNames> load_names() {
  std::vector<RoleNames> all;
  const auto root = parse_toml(catalogue_file("place_columns.toml"), "place_columns.toml");
  for_each_table(root, "column", [&](const toml::table& entry) {
    RoleNames names{text_of(entry, "name"), {}};
    for (const std::string& text : texts_of(entry, "from")) {
      names.from.emplace_back();
      for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('+', at), text.size());
        names.from.back().push_back(bare(std::string_view(text).substr(at, end - at)));
        at = end + 1;
      }
    }
    all.push_back(std::move(names));
  });
  return all;
}

const std::vector<RoleNames>& role_names() {
  static const std::vector<RoleNames> names = load_names();
  return names;
}

/// The last part of "address.lng".
std::string_view last_part(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

std::vector<Index> named_so(const RawList& list, const std::string& wanted, const std::set<Index>& taken) {
  std::vector<Index> found;
  for (const bool whole : {true, false})
    for (std::size_t c = 0; c < list.columns.size(); ++c) {
      const auto at = static_cast<Index>(c);
      const std::string& name = list.columns[c].name;
      const bool has_parts = name.find('.') != std::string::npos && list.dialect != "csv";
      if (whole == has_parts || taken.contains(at)) continue;
      if (bare(whole ? name : last_part(name)) == wanted) found.push_back(at);
    }
  return found;
}

/// Whether a cell is text in words: kinds that are numbers are codes of a list that is elsewhere.
bool has_words(const RawList& list, const std::vector<Index>& columns) {
  for (const Index c : columns) {
    const RawColumn& column = list.columns[static_cast<std::size_t>(c)];
    for (Index row = 0; row < column.size(); ++row)
      if (column.filled(row))
        return column.kind(row) == CellKind::text &&
               column[row].find_first_not_of("0123456789|,; .") != std::string_view::npos;
  }
  return false;
}

/// Columns that say where a place is; a geometry says it better.
bool is_position(std::string_view role) {
  constexpr std::string_view roles[] = {"longitude", "latitude", "west", "south", "east", "north"};
  return std::find(std::begin(roles), std::end(roles), role) != std::end(roles);
}

Index column_named(const RawList& list, const std::string& name) {
  if (const Index at = list.find(name); at >= 0) return at;
  std::vector<std::string> known;
  for (const RawColumn& column : list.columns) known.push_back(column.name);
  throw UnknownName("column of the file", name, nearest_names(name, known));
}

void take_named(const RawList& list, const std::map<std::string, std::string>& named, Roles& roles,
                std::set<Index>& taken) {
  std::vector<std::string> known;
  for (const RoleNames& names : role_names()) known.push_back(names.role);
  for (const auto& [role, name] : named) {
    if (std::find(known.begin(), known.end(), role) == known.end())
      throw UnknownName("column of a list of places", role, nearest_names(role, known));
    const Index at = column_named(list, name);
    roles[role] = {at};
    taken.insert(at);
  }
}

}  // namespace

Roles find_roles(const RawList& list, const std::map<std::string, std::string>& named) {
  Roles roles;
  std::set<Index> taken;
  take_named(list, named, roles, taken);
  for (const RoleNames& names : role_names()) {
    if (roles.contains(names.role) || (is_position(names.role) && !list.points.empty())) continue;
    for (const auto& from : names.from) {
      const auto found = named_so(list, from.front(), taken);
      const bool complete = std::all_of(from.begin() + 1, from.end(),
                                        [&](const std::string& beside) { return !named_so(list, beside, {}).empty(); });
      if (found.empty() || !complete || (names.role == "kind" && !has_words(list, found))) continue;
      roles[names.role] = found;
      taken.insert(found.begin(), found.end());
      break;
    }
  }
  return roles;
}

const std::vector<Index>& columns_of(const Roles& roles, std::string_view role) {
  static const std::vector<Index> none;
  const auto found = roles.find(role);
  return found == roles.end() ? none : found->second;
}

std::string_view role_text(const RawList& list, const Roles& roles, std::string_view role, Index row) {
  for (const Index c : columns_of(roles, role)) {
    const RawColumn& column = list.columns[static_cast<std::size_t>(c)];
    if (column.filled(row)) return column[row];
  }
  return {};
}

}  // namespace werdegang::inline v0::detail
