#include "werdegang/compute/missing.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "../table/make_column.hpp"
#include "werdegang/compute/evaluate.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/observations/variable.hpp"

namespace werdegang::inline v0 {
namespace {

struct Lack {
  std::string indicator, missing, figure, there, label_de, label_en;
};

Lack lack(const Indicator& indicator, std::string missing, std::string figure, std::string_view variable = {},
          std::string there = {}) {
  const Variable* known = variable.empty() ? nullptr : find_variable(variable);
  return {indicator.id,     std::move(missing),           std::move(figure),
          std::move(there), known ? known->label_de : "", known ? known->label_en : ""};
}

/// The figure that a reference asks for, at its own period and in its own place.
Indicator figure_alone(Reference reference, const Indicator& whole) {
  reference.time = {};
  reference.place = Reference::own;
  std::erase_if(reference.filters, [](const AxisFilter& filter) { return filter.relative(); });
  Indicator indicator;
  indicator.id = "figure";
  indicator.formula = to_string(reference);
  // A rate by ages needs them.
  if (std::find(whole.default_by.begin(), whole.default_by.end(), "age") != whole.default_by.end())
    indicator.default_by = {"age"};
  return indicator;
}

/// "2006-2015, 2017"
std::string spans(const std::set<int>& years) {
  std::string text;
  for (auto at = years.begin(); at != years.end();) {
    auto last = at;
    while (std::next(last) != years.end() && *std::next(last) == *last + 1) ++last;
    text += (text.empty() ? "" : ", ") + std::to_string(*at) + (last == at ? "" : "-" + std::to_string(*last));
    at = std::next(last);
  }
  return text;
}

/// Years with a value and the reasons of the rows without.
struct Seen {
  std::set<int> years;
  std::set<std::string> reasons;
};

Seen seen(const Table& table) {
  Seen result;
  for (Index row = 0; row < table.rows(); ++row)
    if (table.column("value").valid(row))
      result.years.insert(parse_period(cell_text(table.column("period"), row)).last_year());
    else
      result.reasons.insert(cell_text(table.column("status"), row));
  return result;
}

/// One figure of a formula: nothing at all, nothing with a value, or the years in which it is there.
void add_figures(const Observations& observations, const Indicator& indicator, const Formula& formula,
                 const ComputeOptions& options, std::vector<Lack>& lacks) {
  std::vector<Lack> found, years;
  std::set<std::string> done;
  for (const Reference& reference : formula.references) {
    const Indicator alone = figure_alone(reference, indicator);
    if (!done.insert(alone.formula).second) continue;
    const Seen there = seen(compute(observations, {alone}, options));
    std::string reasons;
    for (const auto& reason : there.reasons) reasons += (reasons.empty() ? "" : ", ") + reason;
    if (!there.years.empty())
      years.push_back(lack(indicator, "period", to_string(reference), reference.variable, spans(there.years)));
    else if (there.reasons.empty())
      found.push_back(lack(indicator, "parts", alone.formula, reference.variable));
    else
      found.push_back(lack(indicator, "value", alone.formula, reference.variable, reasons));
  }
  const auto& chosen = found.empty() ? years : found;
  lacks.insert(lacks.end(), chosen.begin(), chosen.end());
}

std::set<std::string> with_values(const Table& table) {
  std::set<std::string> ids;
  for (Index row = 0; row < table.rows(); ++row)
    if (table.column("value").valid(row)) ids.insert(cell_text(table.column("indicator"), row));
  return ids;
}

Table table_of(const std::vector<Lack>& lacks) {
  const auto column = [&](const char* name, std::string Lack::*field, Role role) {
    std::vector<std::string> texts;
    for (const Lack& item : lacks) texts.push_back(item.*field);
    return Column{name, role, Text::from(texts), {}};
  };
  return Table({column("indicator", &Lack::indicator, Role::dimension),
                column("missing", &Lack::missing, Role::quality), column("figure", &Lack::figure, Role::text),
                column("there", &Lack::there, Role::text), column("label_de", &Lack::label_de, Role::text),
                column("label_en", &Lack::label_en, Role::text)});
}

}  // namespace

std::vector<std::string> missing_variables(const Observations& observations, const Indicator& indicator) {
  if (indicator.computable != "formula") return {};
  const auto known = observations.variables();
  std::vector<std::string> missing;
  for (const Reference& reference : parse_formula(indicator.formula).references)
    if (!std::binary_search(known.begin(), known.end(), reference.variable) &&
        std::find(missing.begin(), missing.end(), reference.variable) == missing.end())
      missing.push_back(reference.variable);
  return missing;
}

Table what_is_missing(const Observations& observations, const std::vector<Indicator>& indicators,
                      const ComputeOptions& options, const Execution& execution) {
  ComputeOptions all = options;
  all.skip_uncomputable = true;
  const auto computed = with_values(compute(observations, indicators, all, execution));
  std::vector<Lack> lacks;
  for (const Indicator& indicator : indicators) {
    execution.check_stop();
    if (computed.contains(indicator.id)) continue;
    if (indicator.computable != "formula") {
      const bool function = indicator.computable == "function";
      lacks.push_back(lack(indicator, function ? "function" : "room", function ? indicator.function : indicator.needs));
      continue;
    }
    const auto missing = missing_variables(observations, indicator);
    for (const auto& variable : missing) lacks.push_back(lack(indicator, "variable", variable, variable));
    if (missing.empty()) add_figures(observations, indicator, parse_formula(indicator.formula), all, lacks);
  }
  return table_of(lacks);
}

}  // namespace werdegang::inline v0
