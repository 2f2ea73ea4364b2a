// Where things stand in the records of a flat file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "long_rows.hpp"

namespace werdegang::inline v0::detail {

/// A column that the layout does not have.
inline constexpr std::size_t no_field = static_cast<std::size_t>(-1);

/// The column names of one generation of flat files; breakdowns are numbered, "1_variable_code".
struct FlatWords {
  std::string_view statistic, title, time;
  std::string_view variable, variable_label, member, member_label;
};
extern const FlatWords flat_words, old_flat_words;

struct FlatLayout {
  struct Breakdown {
    std::size_t variable = no_field, variable_label = no_field, member = no_field, member_label = no_field;
  };
  /// A figure; code, label and unit stand in the record (fields) or in the header (texts, pieces of the file).
  struct Value {
    std::size_t cell = no_field, quality = no_field, code = no_field, label = no_field, unit = no_field;
    RecordPart column;
    std::string_view printed_unit;
  };
  std::size_t width = 0, statistic = no_field, title = no_field, time = no_field;
  std::vector<Breakdown> breakdowns;
  std::vector<Value> values;
};

/// Reads the first line. Throws FormatError, naming the column that is not there.
FlatLayout read_flat_layout(const TextFile& file, std::string_view header, const FlatWords& words);

}  // namespace werdegang::inline v0::detail
