#include "breaks.hpp"

#include <algorithm>

namespace werdegang::inline v0::detail {
FormulaBreaks::Years FormulaBreaks::compared_years(const Formula& formula, std::string_view variable) {
  std::vector<int> offsets;
  for (const Reference& reference : formula.references)
    if (reference.variable == variable)
      offsets.push_back(reference.time.years - (reference.time.kind == TimeRule::previous_year_end ? 1 : 0));
  const auto [first, last] = std::minmax_element(offsets.begin(), offsets.end());
  return {*first, *last};
}

FormulaBreaks::FormulaBreaks(const Formula& formula) {
  std::vector<std::string> variables;
  for (const Reference& reference : formula.references)
    if (std::find(variables.begin(), variables.end(), reference.variable) == variables.end())
      variables.push_back(reference.variable);
  for (const auto& variable : variables) {
    const Years years = compared_years(formula, variable);
    if (years.first < years.last) spans_.push_back(years);
    for (const SeriesBreak& item : known_breaks())
      if (item.variable == variable) items_.push_back({&item, years});
  }
}

RegionBreaks FormulaBreaks::of(std::string_view region, const std::vector<int>& territory) const {
  RegionBreaks result;
  for (const Item& item : items_) {
    if (!item.found->covers(region)) continue;
    result.all_.push_back(item.found->after - item.years.last);
    if (item.found->lasting() && item.years.first < item.years.last)
      result.forbidden_.push_back({item.found->after, item.years.first, item.years.last});
  }
  for (const int year : territory) {
    result.all_.push_back(year);
    for (const Years& span : spans_) result.forbidden_.push_back({year, span.first, span.last});
  }
  return result;
}

bool RegionBreaks::starts_series(int previous, int year) const {
  return std::any_of(all_.begin(), all_.end(), [&](int after) { return previous < after && after <= year; });
}

bool RegionBreaks::compares_across(int year) const {
  return std::any_of(forbidden_.begin(), forbidden_.end(), [&](const Forbidden& item) {
    return year + item.first < item.after && item.after <= year + item.last;
  });
}

}  // namespace werdegang::inline v0::detail
