// The catalogue of variables: what is counted, where and when.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace werdegang::inline v0 {

struct Variable {
  enum Kind : std::uint8_t { count, measure };
  std::string id, label_de, label_en;
  std::string unit;   ///< persons, percent, facilities, ...
  Kind kind = count;  ///< counts may be added, measures never
  std::string
      period_meaning;  ///< school_year_ending, school_year_starting, reference_day, calendar_year, annual_average
  std::string place;   ///< school, residence, workplace, facility: whose district a case belongs to
  std::string description_de, description_en;
  bool rounded_parts = false;  ///< printed parts are rounded one by one, so that sums may miss
  bool operator==(const Variable&) const = default;
};

const std::vector<Variable>& known_variables();
/// nullptr when the catalogue has no such variable (a user's own).
const Variable* find_variable(std::string_view id);

/// A series that is not the same before and after: between the last period `before` and the first `after`.
struct SeriesBreak {
  std::string variable;
  std::vector<std::string> regions;  ///< codes; a state covers its districts, "DG" covers everybody
  int after = 0;                     ///< first year of the new series
  std::string kind;                  ///< census, double_abitur, definition, reform, territory
  std::string text_de, text_en;
  /// Whether it concerns a region.
  bool covers(std::string_view region) const;
  /// What was before may never be compared with what came after; one odd year, such as a double Abitur, passes.
  bool lasting() const { return kind != "double_abitur" && kind != "odd_year"; }
  bool operator==(const SeriesBreak&) const = default;
};

/// The first years of a new territory under the region's old code.
std::vector<int> territory_breaks(std::string_view region);

const std::vector<SeriesBreak>& known_breaks();
/// Breaks of a variable in a region after the year `from` up to and including `to`; reforms that kept the
/// region's code and changed its territory are among them, with kind "territory".
std::vector<SeriesBreak> breaks_between(std::string_view variable, std::string_view region, int from, int to);

}  // namespace werdegang::inline v0
