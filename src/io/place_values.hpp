// Cells of a list as typed columns.
#pragma once

#include <string>
#include <vector>

#include "raw_list.hpp"
#include "werdegang/table/column.hpp"

namespace werdegang::inline v0::detail {

/// The texts of all cells as they stand, the first filled one of several columns.
Column text_column(std::string name, const RawList& list, const std::vector<Index>& from);
/// What is odd in the cells of many columns, each kind said once.
struct ValueNotes {
  std::vector<std::string> nan, mixed;
  Index nan_cells = 0;
  void report(Findings& findings) const;
};
/// Whole numbers, numbers or texts, by what all cells are. `texts_are_numbers`: the file writes numbers as texts too.
/// Decimal comma or point; numbers such as 253.611 alone, which may be thousands, stay text with a finding.
Column typed_column(std::string name, const RawList& list, const std::vector<Index>& from, bool texts_are_numbers,
                    ValueNotes& notes, Findings& findings);
/// True when no cell of the list is a number by its format, as in csv files.
bool writes_numbers_as_texts(const RawList& list);
/// A number with decimal point or comma and nothing else; false otherwise.
bool read_decimal(std::string_view text, double& value);

}  // namespace werdegang::inline v0::detail
