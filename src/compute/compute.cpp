#include "werdegang/compute/compute.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "breaks.hpp"
#include "evaluation.hpp"
#include "result_table.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/region.hpp"

namespace werdegang::inline v0 {
namespace {

using detail::Combination;
using detail::VariableCubes;

/// The cubes of every variable, made ready once for all indicators.
class Ledger {
 public:
  explicit Ledger(const Observations& observations) : observations_(observations) {}
  const VariableCubes& cubes(const std::string& variable) {
    auto& entry = cubes_[variable];
    if (!entry) entry = std::make_unique<VariableCubes>(observations_, variable);
    return *entry;
  }

 private:
  const Observations& observations_;
  std::map<std::string, std::unique_ptr<VariableCubes>> cubes_;
};

/// Regions and periods of the first variable, cut down to those asked for.
struct Frame {
  std::vector<std::string> regions;
  std::vector<Period> periods;
};

Frame frame_of(const VariableCubes& anchor, const ComputeOptions& options) {
  std::set<std::string> regions;
  std::set<Period> periods;
  for (const auto& entry : anchor.entries()) {
    for (const auto& [code, at] : entry.region) regions.insert(code);
    periods.insert(entry.periods.begin(), entry.periods.end());
  }
  Frame frame;
  for (const auto& code : regions)
    if (options.regions.empty() ||
        std::find(options.regions.begin(), options.regions.end(), code) != options.regions.end())
      frame.regions.push_back(code);
  if (const auto germany = std::find(frame.regions.begin(), frame.regions.end(), "DG"); germany != frame.regions.end())
    std::rotate(frame.regions.begin(), germany, germany + 1);
  for (const Period period : periods)
    if (options.periods.empty() || std::any_of(options.periods.begin(), options.periods.end(),
                                               [&](Period wanted) { return selects(wanted, period); }))
      frame.periods.push_back(period);
  return frame;
}

/// All combinations of the members of the axes; an axis the first variable lacks has one entry: not applicable.
std::vector<std::vector<const Member*>> combinations(const std::vector<std::vector<Member>>& members) {
  std::vector<std::vector<const Member*>> result{{}};
  for (const auto& axis : members) {
    std::vector<std::vector<const Member*>> next;
    for (const auto& before : result) {
      if (axis.empty()) next.push_back(before), next.back().push_back(nullptr);
      for (const Member& member : axis) next.push_back(before), next.back().push_back(&member);
    }
    result = std::move(next);
  }
  return result;
}

class IndicatorRun {
 public:
  IndicatorRun(const Indicator& indicator, Ledger& ledger, const std::vector<std::string>& axes,
               const ComputeOptions& options)
      : indicator_(indicator),
        formula_(parse_formula(indicator.formula)),
        quotient_(detail::find_quotient(formula_)),
        breaks_(formula_),
        axes_(axes),
        options_(options) {
    for (const Reference& reference : formula_.references) cubes_.push_back(&ledger.cubes(reference.variable));
    frame_ = frame_of(*cubes_.front(), options);
    for (const auto& axis : axes)
      members_.push_back(broken_down(axis) ? cubes_.front()->members(axis) : std::vector<Member>{});
    combinations_ = combinations(members_);
    for (const auto& members : combinations_) operands_.push_back(operands_at(members));
  }

  void run(detail::ResultTable& table, const Execution& execution) {
    for (const auto& region : frame_.regions) {
      execution.check_stop();
      std::vector<int> previous(combinations_.size(), -1);
      for (const Period period : frame_.periods)
        for (std::size_t c = 0; c < combinations_.size(); ++c) add_row(table, region, period, c, previous[c]);
    }
  }

 private:
  /// An axis varies when it was asked for (or always does) and the formula's anchor does not hold it.
  bool broken_down(const std::string& axis) const {
    const auto asked = [&](const std::vector<std::string>& list) {
      return std::find(list.begin(), list.end(), axis) != list.end();
    };
    return (asked(options_.by) || asked(indicator_.default_by)) && !formula_.references.front().filter(axis);
  }

  std::vector<detail::Operand> operands_at(const std::vector<const Member*>& members) const {
    Combination combination;
    for (std::size_t a = 0; a < members.size(); ++a)
      if (members[a]) combination.emplace_back(axes_[a], members[a]->code);
    std::vector<detail::Operand> operands;
    for (std::size_t r = 0; r < cubes_.size(); ++r)
      operands.emplace_back(*cubes_[r], formula_.references[r], combination);
    return operands;
  }

  void add_row(detail::ResultTable& table, const std::string& region, Period period, std::size_t c, int& previous) {
    std::vector<detail::Figure> figures;
    for (const auto& operand : operands_[c]) figures.push_back(operand.look_up(region, period));
    if (!figures.front().found) return;
    detail::Result result = detail::evaluate(indicator_, formula_, quotient_, figures, options_.confidence);
    Estimate& estimate = result.estimate;
    const int year = period.last_year();
    if (has_value(estimate.status) && breaks_.compares_across(region, year)) {
      estimate = {0,
                  estimate.numerator,
                  estimate.denominator,
                  {},
                  {},
                  Status::not_meaningful,
                  estimate.flags | Flag::series_break};
    } else if (has_value(estimate.status)) {
      if (previous >= 0 && breaks_.starts_series(region, previous, year))
        estimate.flags = estimate.flags | Flag::series_break;
      previous = year;
    }
    table.add(indicator_, region, period, combinations_[c], result, options_.confidence);
  }

  const Indicator& indicator_;
  Formula formula_;
  detail::Quotient quotient_;
  detail::FormulaBreaks breaks_;
  const std::vector<std::string>& axes_;
  const ComputeOptions& options_;
  std::vector<const VariableCubes*> cubes_;
  Frame frame_;
  std::vector<std::vector<Member>> members_;
  std::vector<std::vector<const Member*>> combinations_;
  std::vector<std::vector<detail::Operand>> operands_;
};

void require_regions(const Observations& observations, const std::vector<std::string>& wanted) {
  if (wanted.empty()) return;
  const auto known = observations.regions();
  for (const auto& code : wanted) {
    if (std::find(known.begin(), known.end(), code) != known.end()) continue;
    std::vector<std::string> named;
    for (const Region& region : search_regions(code))
      if (std::find(known.begin(), known.end(), region.code) != known.end() && named.size() < 3)
        named.push_back(region.code);
    throw UnknownName("region", code, named.empty() ? nearest_names(code, known) : named);
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
  for (const auto& axis : wanted)
    if (!known.contains(axis)) throw UnknownName("axis", axis, nearest_names(axis, {known.begin(), known.end()}));
}

/// The axes of the result: those asked for, then those that indicators always have.
std::vector<std::string> result_axes(const std::vector<Indicator>& indicators, const ComputeOptions& options) {
  std::vector<std::string> axes;
  const auto add = [&](const std::string& axis) {
    if (std::find(axes.begin(), axes.end(), axis) == axes.end()) axes.push_back(axis);
  };
  for (const auto& axis : options.by) add(axis);
  for (const Indicator& indicator : indicators)
    for (const auto& axis : indicator.default_by) add(axis);
  return axes;
}

}  // namespace

std::vector<std::string> missing_variables(const Observations& observations, const Indicator& indicator) {
  const auto known = observations.variables();
  std::vector<std::string> missing;
  for (const Reference& reference : parse_formula(indicator.formula).references)
    if (std::find(known.begin(), known.end(), reference.variable) == known.end() &&
        std::find(missing.begin(), missing.end(), reference.variable) == missing.end())
      missing.push_back(reference.variable);
  return missing;
}

Table compute(const Observations& observations, const std::vector<Indicator>& indicators, const ComputeOptions& options,
              const Execution& execution) {
  if (!(options.confidence > 0 && options.confidence < 1))
    throw InvalidArgument("confidence " + std::to_string(options.confidence), "compute",
                          "a number between 0 and 1, such as 0.95");
  require_regions(observations, options.regions);
  require_periods(observations, options.periods);
  require_axes(observations, options.by);
  const auto axes = result_axes(indicators, options);
  detail::ResultTable table(observations, axes);
  Ledger ledger(observations);
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    const auto missing = missing_variables(observations, indicators[i]);
    if (!missing.empty() && !options.skip_uncomputable)
      throw UnknownName("variable", missing.front() + "' of indicator '" + indicators[i].id,
                        nearest_names(missing.front(), observations.variables()));
    if (missing.empty()) IndicatorRun(indicators[i], ledger, axes, options).run(table, execution);
    if (execution.progress) execution.progress(static_cast<double>(i + 1) / static_cast<double>(indicators.size()));
  }
  return std::move(table).table();
}

Table compute(const Observations& observations, const std::vector<std::string>& ids, const ComputeOptions& options,
              const Execution& execution) {
  std::vector<Indicator> indicators;
  for (const auto& id : ids) indicators.push_back(known_indicator(id));
  return compute(observations, indicators, options, execution);
}

}  // namespace werdegang::inline v0
