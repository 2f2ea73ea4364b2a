#include "breaks.hpp"

#include <algorithm>

namespace werdegang::inline v0::detail {

FormulaBreaks::FormulaBreaks(const Formula& formula) {
  for (const Reference& reference : formula.references) {
    const int back = -reference.time.years + (reference.time.kind == TimeRule::previous_year_end ? 1 : 0);
    if (back > 0) shifts_.emplace_back(reference.variable, back);
    if (std::find(variables_.begin(), variables_.end(), reference.variable) == variables_.end())
      variables_.push_back(reference.variable);
  }
  std::erase_if(shifts_, [&](const auto& shift) {
    return std::none_of(formula.references.begin(), formula.references.end(), [&](const Reference& other) {
      return other.variable == shift.first && other.time.years == 0 && other.time.kind != TimeRule::previous_year_end;
    });
  });
}

const std::vector<FormulaBreaks::Item>& FormulaBreaks::items(const std::string& region) {
  const auto [at, added] = cache_.try_emplace(region);
  if (added)
    for (const auto& variable : variables_)
      for (const SeriesBreak& found : breaks_between(variable, region, 0, 9999))
        at->second.push_back({found.after, found.kind != "double_abitur" && found.kind != "odd_year", variable});
  return at->second;
}

bool FormulaBreaks::starts_series(const std::string& region, int previous, int year) {
  const auto& found = items(region);
  return std::any_of(found.begin(), found.end(),
                     [&](const Item& item) { return previous < item.after && item.after <= year; });
}

bool FormulaBreaks::compares_across(const std::string& region, int year) {
  const auto& found = items(region);
  return std::any_of(shifts_.begin(), shifts_.end(), [&](const auto& shift) {
    return std::any_of(found.begin(), found.end(), [&](const Item& item) {
      return item.lasting && item.variable == shift.first && year - shift.second < item.after && item.after <= year;
    });
  });
}

}  // namespace werdegang::inline v0::detail
