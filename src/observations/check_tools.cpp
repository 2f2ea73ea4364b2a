#include "check_tools.hpp"

#include <charconv>
#include <set>

#include "werdegang/observations/checks.hpp"

namespace werdegang::inline v0 {
namespace detail {

std::string number_text(double value) {
  char text[40];
  return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

double tolerance(const Variable& variable, std::size_t parts) {
  return variable.rounded_parts ? 0.5 * static_cast<double>(parts + 1) : 0.0;
}

void for_each_cube(const Observations& observations, Variable::Kind kind,
                   const std::function<void(const Cube&, const Variable&)>& use) {
  for (const Cube& cube : observations.cubes()) {
    const Variable* variable = find_variable(cube.variable);
    const bool aggregated =
        cube.source >= 0 && observations.sources()[static_cast<std::size_t>(cube.source)].kind == Source::aggregation;
    if (variable && variable->kind == kind && !aggregated) use(cube, *variable);
  }
}

std::string variable_argument(const Variable& variable) {
  return labelled(variable.id, variable.label_de, variable.label_en);
}

std::string unknown_reason() { return bilingual("Der Grund ist nicht bekannt.", "The reason is not known."); }

const std::string& code_at(const Cube& cube, std::size_t axis, std::int32_t position) {
  return cube.axes[axis].list->members[static_cast<std::size_t>(position)].code;
}

}  // namespace detail

Findings check(const Observations& observations) {
  Findings findings;
  std::set<std::pair<std::string, std::vector<std::string>>> said;
  for (const auto& part : {check_regions(observations), check_parts(observations), check_rates(observations),
                           check_series(observations), check_sources(observations)})
    for (const Finding& finding : part.items)
      if (said.emplace(finding.code, finding.args).second) findings.items.push_back(finding);
  return findings;
}

}  // namespace werdegang::inline v0
