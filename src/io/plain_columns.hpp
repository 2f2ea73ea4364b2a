// What the columns of a table are, from their names and cells.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grouped_number.hpp"
#include "plain_table.hpp"

namespace werdegang::inline v0::detail {

struct PlainColumn {
  enum Kind { time, region, unit, quality, variable, variable_label, breakdown, figures, constant, passed_over };
  Kind kind = figures;
  std::string time_in_name;  ///< of figures, when the name of the column says it: "2015", or "-06" behind a year
  std::string label;         ///< the name without its time
  std::string only;          ///< the one text of a constant
};

struct PlainColumns {
  std::vector<PlainColumn> columns;
  NumberStyle style;
  bool has_time = false, has_region = false;
  /// Position of the first column of a kind, -1 when there is none.
  Index find(PlainColumn::Kind kind) const;
};

/// What other makers write for "no figure".
bool says_missing(std::string_view text);

/// "n.v." and "k. A.": the figure is not available. In a breakdown they are a member like others.
bool says_not_available(std::string_view text);
/// What a sheet shows for a formula without a result, such as #DIV/0! or #NV.
bool is_sheet_error(std::string_view text);

/// Goes through the lines once.
PlainColumns understand_columns(const PlainTable& table, const std::string& file);

}  // namespace werdegang::inline v0::detail
