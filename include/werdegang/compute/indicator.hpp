// What an indicator is: a formula with everything that must be said beside it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace werdegang::inline v0 {

/// A definition. The catalogue's are fixed; a user's own are values passed to `compute`.
struct Indicator {
  std::string id, formula;
  std::string label_de, label_en, definition_de, definition_en;
  std::string area;                     ///< A context, B general, C early childhood, D school, E training, ...
  std::string unit;                     ///< percent, per_1000, index, ...
  std::string kind = "ratio";           ///< share, ratio, rate, difference, index, published
  std::string interval = "none";        ///< "wilson" where the numerator is a part of the denominator
  std::vector<std::string> breakdowns;  ///< axes it is usually broken down by
  std::vector<std::string> default_by;  ///< axes it is always broken down by
  int decimals = 1;
  std::optional<double> lowest, highest;  ///< values outside are kept and flagged out_of_range
  std::string place_de, place_en, reference_rule_de, reference_rule_en;
  std::vector<std::string> source_tables;
  std::string status;  ///< V official text read, O official or standard, L literature, I own inference
  std::string reference, note_de, note_en;
  bool operator==(const Indicator&) const = default;
};

/// Sorted by id.
const std::vector<Indicator>& known_indicators();
/// Throws UnknownName with the nearest ids.
const Indicator& known_indicator(std::string_view id);
/// Those whose id, labels or definitions hold every word of the text, case ignored; label matches first.
std::vector<Indicator> find_indicators(std::string_view text);

}  // namespace werdegang::inline v0
