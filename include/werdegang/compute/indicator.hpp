// What an indicator is: a formula with everything that must be said beside it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace werdegang::inline v0 {

/// A definition. The catalogue's are fixed; a user's own are values passed to `compute`.
struct Indicator {
  std::string id;
  std::string formula;  ///< empty when it is not computed by a formula
  std::string label_de, label_en, definition_de, definition_en;
  std::string numerator_de, numerator_en, denominator_de, denominator_en;  ///< in words; empty where it is no ratio
  std::string expression;                                                  ///< the formula as mathematics writes it
  std::string area;                     ///< A context, B general, C early childhood, D school, E training, ...
  std::string unit;                     ///< percent, per_1000, index, ...
  std::string kind = "ratio";           ///< share, ratio, rate, difference, index, published
  std::string interval = "none";        ///< wilson, clopper_pearson or jeffreys where the numerator is a part of the
                                        ///< denominator; exact_count or byar where it is a count of events
  std::vector<std::string> breakdowns;  ///< axes it is usually broken down by
  std::vector<std::string> default_by;  ///< axes it is always broken down by
  int decimals = 1;
  std::optional<double> lowest, highest;  ///< values outside are kept and flagged out_of_range
  std::string place_de, place_en, reference_rule_de, reference_rule_en;
  std::string territory_de, territory_en;                ///< what a change of borders does to it
  std::string source_statistic_de, source_statistic_en;  ///< who counts it
  std::vector<std::string> source_tables;
  std::string status;  ///< V official text read, O official or standard, L literature, I own inference
  std::string reference, note_de, note_en;
  std::string computable = "formula";  ///< "formula", "function" (another function of the library gives it) or "no"
  std::string function;  ///< in Python what gives it, "kernels.school_life_expectancy", or its general form
  std::string needs;     ///< the part of the library that is missing: network, supply, histories, ...
  std::string example;   ///< figures for the formula as JSON, or a call of the function
  bool operator==(const Indicator&) const = default;
};

/// Throws FormulaError or InvalidArgument where the fields contradict one another: no formula although it is computed
/// by one, an interval that nobody knows.
void check_indicator(const Indicator& indicator);

/// A letter and its name: "C", "Frühkindliche Bildung und Betreuung".
struct Area {
  std::string code, label_de, label_en;
  bool operator==(const Area&) const = default;
};

const std::vector<Area>& known_areas();

/// Sorted by id.
const std::vector<Indicator>& known_indicators();
/// Throws UnknownName with the nearest ids.
const Indicator& known_indicator(std::string_view id);
/// Those that have every word of the text, in any order, without case, endings, hyphens and brackets: in a label, the
/// id, as a synonym, in a definition or in a note, and in this order.
std::vector<Indicator> find_indicators(std::string_view text);
/// For a text that finds nothing: words of labels and synonyms that are spelled like its own, the nearest first.
std::vector<std::string> nearest_words(std::string_view text);

}  // namespace werdegang::inline v0
