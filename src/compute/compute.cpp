#include "werdegang/compute/compute.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>

#include "../core/parallel.hpp"
#include "../observations/nearest.hpp"
#include "evaluation.hpp"
#include "result_table.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

void require_regions(const Observations& observations, const std::vector<std::string>& wanted) {
  if (wanted.empty()) return;
  const auto known = observations.regions();
  for (const auto& code : wanted) {
    if (std::find(known.begin(), known.end(), code) != known.end()) continue;
    throw UnknownName("region", code, detail::nearest_regions(code, known));
  }
}

void require_periods(const Observations& observations, const std::vector<Period>& wanted) {
  if (wanted.empty()) return;
  const auto known = observations.periods();
  std::vector<std::string> names;
  for (const Period period : known) names.push_back(to_string(period));
  for (const Period item : wanted)
    if (std::none_of(known.begin(), known.end(), [&](Period period) { return selects(item, period); }))
      throw UnknownName("period", to_string(item), nearest_names(to_string(item), names));
}

void require_axes(const Observations& observations, const std::vector<std::string>& wanted) {
  std::set<std::string> known;
  for (const Cube& cube : observations.cubes())
    for (std::size_t a = 2; a < cube.axes.size(); ++a) known.insert(cube.axes[a].list->name);
  static const std::set<std::string> taken{"indicator",   "region", "period", "value",  "numerator",
                                           "denominator", "lower",  "upper",  "status", "interval",
                                           "flags",       "unit",   "method", "source"};
  for (const auto& axis : wanted)
    if (taken.contains(axis) && known.contains(axis))
      throw InvalidArgument("axis '" + axis + "'", "the breakdowns of compute",
                            "another name; the result has a column of this name");
  for (const auto& axis : wanted)
    if (!known.contains(axis))
      throw UnknownName("axis", axis, detail::nearest_axes(axis, {known.begin(), known.end()}));
}

/// The axes of the result: those asked for, then those that indicators always have.
std::vector<std::string> result_axes(const std::vector<const Indicator*>& indicators, const ComputeOptions& options) {
  std::vector<std::string> axes;
  const auto add = [&](const std::string& axis) {
    if (std::find(axes.begin(), axes.end(), axis) == axes.end()) axes.push_back(axis);
  };
  for (const auto& axis : options.by) add(axis);
  for (const Indicator* indicator : indicators)
    for (const auto& axis : indicator->default_by) add(axis);
  return axes;
}

/// Those whose variables are there; the first one of the others is named, or they are passed over.
std::vector<const Indicator*> computable(const Observations& observations, const std::vector<Indicator>& indicators,
                                         const ComputeOptions& options) {
  std::vector<const Indicator*> result;
  const auto known = observations.variables();
  for (const Indicator& indicator : indicators) {
    if (indicator.computable != "formula") {
      if (options.skip_uncomputable) continue;
      throw InvalidArgument("indicator '" + indicator.id + "'", "compute",
                            indicator.computable == "function"
                                ? "a call of " + indicator.function + ", which gives it"
                                : "the part of the library for " + indicator.needs + ", which is not there yet");
    }
    const Formula formula = parse_formula(indicator.formula);
    const auto missing = std::find_if(formula.references.begin(), formula.references.end(), [&](const Reference& item) {
      return !std::binary_search(known.begin(), known.end(), item.variable);
    });
    if (missing == formula.references.end())
      result.push_back(&indicator);
    else if (!options.skip_uncomputable)
      throw UnknownName(
          "variable",
          missing->variable + "' at position " + std::to_string(missing->position) + " of indicator '" + indicator.id,
          detail::nearest_variables(missing->variable, known));
  }
  return result;
}

std::vector<std::string> variables_of(const std::vector<const Indicator*>& indicators) {
  std::set<std::string> variables;
  for (const Indicator* indicator : indicators)
    for (const Reference& reference : parse_formula(indicator->formula).references)
      variables.insert(reference.variable);
  return {variables.begin(), variables.end()};
}

/// All pieces of all indicators, side by side.
std::vector<std::vector<detail::ResultRows>> evaluated(const std::vector<detail::IndicatorRun>& runs,
                                                       const detail::Regions& regions, const Execution& execution) {
  std::vector<std::vector<int>> territory;
  for (const auto& code : regions.codes) territory.push_back(territory_breaks(code));
  std::vector<std::vector<detail::ResultRows>> rows(runs.size());
  std::vector<std::pair<std::size_t, Index>> pieces;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    rows[i].resize(static_cast<std::size_t>(runs[i].pieces()));
    for (Index piece = 0; piece < runs[i].pieces(); ++piece) pieces.emplace_back(i, piece);
  }
  detail::parallel_for(static_cast<Index>(pieces.size()), execution, [&](Index k) {
    const auto [run, piece] = pieces[static_cast<std::size_t>(k)];
    rows[run][static_cast<std::size_t>(piece)] = runs[run].evaluate(piece, territory);
  });
  return rows;
}

}  // namespace

Table compute(const Observations& observations, const std::vector<Indicator>& indicators, const ComputeOptions& options,
              const Execution& execution) {
  if (!(options.confidence > 0 && options.confidence < 1))
    throw InvalidArgument("confidence " + std::to_string(options.confidence), "compute",
                          "a number between 0 and 1, such as 0.95");
  require_regions(observations, options.regions);
  require_periods(observations, options.periods);
  require_axes(observations, options.by);
  const auto wanted = computable(observations, indicators, options);
  const auto axes = result_axes(wanted, options);
  auto ledger = std::make_unique<const detail::Ledger>(observations, variables_of(wanted), execution);
  std::vector<std::optional<detail::IndicatorRun>> prepared(wanted.size());
  const Execution quiet{execution.threads, execution.stop, {}};
  detail::parallel_for(static_cast<Index>(wanted.size()), quiet, [&](Index i) {
    const auto at = static_cast<std::size_t>(i);
    prepared[at].emplace(*wanted[at], *ledger, axes, options);
  });
  std::vector<detail::IndicatorRun> runs;
  for (auto& run : prepared) runs.push_back(*std::move(run));
  const detail::Regions regions = ledger->regions();
  auto rows = evaluated(runs, regions, execution);
  ledger.reset();  // the table needs the memory
  return detail::result_table(observations, regions, axes, options.confidence, runs, std::move(rows), quiet);
}

Table compute(const Observations& observations, const std::vector<std::string>& ids, const ComputeOptions& options,
              const Execution& execution) {
  std::vector<Indicator> indicators;
  for (const auto& id : ids) indicators.push_back(known_indicator(id));
  return compute(observations, indicators, options, execution);
}

}  // namespace werdegang::inline v0
