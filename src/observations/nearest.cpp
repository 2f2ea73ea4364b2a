#include "nearest.hpp"

#include <algorithm>

#include "../core/folded.hpp"
#include "werdegang/core/codelist.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/region.hpp"
#include "werdegang/observations/cube.hpp"
#include "werdegang/observations/variable.hpp"

namespace werdegang::inline v0::detail {
namespace {

constexpr std::size_t most_named = 3;

bool among(const std::vector<std::string>& known, const std::string& name) {
  return std::find(known.begin(), known.end(), name) != known.end();
}

/// Whether a label begins with the name or holds it as a word of its own; both folded.
bool labelled(std::string_view label, std::string_view name) {
  const std::string text = folded(label);
  const auto at = name.empty() ? std::string::npos : text.find(name);
  return at != std::string::npos && (at == 0 || text[at - 1] == ' ' || text[at - 1] == '(');
}

/// Those that are found; where there are none, those that are spelled alike.
std::vector<std::string> or_alike(std::vector<std::string> found, std::string_view name,
                                  const std::vector<std::string>& known) {
  if (found.empty()) return nearest_names(name, known);
  found.resize(std::min(found.size(), most_named));
  return found;
}

}  // namespace

std::vector<std::string> nearest_regions(std::string_view name, const std::vector<std::string>& known) {
  std::vector<std::string> found;
  for (const Region& region : search_regions(name))
    if (among(known, region.code)) found.push_back(region.code);
  return or_alike(std::move(found), name, known);
}

std::vector<std::string> nearest_variables(std::string_view name, const std::vector<std::string>& known) {
  std::vector<std::string> found;
  const std::string wanted = folded(name);
  for (const Variable& variable : known_variables())
    if (among(known, variable.id) && (labelled(variable.label_de, wanted) || labelled(variable.label_en, wanted)))
      found.push_back(variable.id);
  return or_alike(std::move(found), name, known);
}

std::vector<std::string> nearest_axes(std::string_view name, const std::vector<std::string>& known) {
  std::vector<std::string> found;
  const std::string wanted = folded(name);
  for (const std::string& axis : known)
    if (const auto list = known_codelist(axis);
        list && (labelled(list->label_de, wanted) || labelled(list->label_en, wanted)))
      found.push_back(axis);
  return or_alike(std::move(found), name, known);
}

}  // namespace werdegang::inline v0::detail
