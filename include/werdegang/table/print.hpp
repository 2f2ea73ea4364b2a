// A table as lines of text, for a terminal or a log.
#pragma once

#include <string>
#include <vector>

#include "werdegang/table/table.hpp"

namespace werdegang::inline v0 {

struct PrintOptions {
  std::vector<std::string> columns = {};  ///< which, in this order; empty = all of them
  Index rows = 20;                        ///< at most; a last line counts the others
  int digits = 2;                         ///< decimals of numbers that are not whole; no digit of a whole one is lost
};

/// A line of names, a line for each row; columns stand under each other, numbers at the right, null is empty.
/// For people: `cell_text` gives every digit. Throws UnknownName for a column that is not there, InvalidArgument
/// unless 0 <= rows and 0 <= digits <= 17.
std::string to_text(const Table& table, const PrintOptions& options = {});

}  // namespace werdegang::inline v0
