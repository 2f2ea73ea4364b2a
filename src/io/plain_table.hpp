// Tables of other makers: one header, one line a record, with a column that says when or where.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "csv_records.hpp"
#include "dialect.hpp"

namespace werdegang::inline v0::detail {

/// A table whose head has been understood: names and units of its columns, and how to go through its lines.
struct PlainTable {
  std::string name;  ///< of the table, in its source
  std::string title;
  std::string notes;
  std::vector<std::string> columns;
  std::vector<std::string> units;                                    ///< one a column, empty where none is printed
  std::function<void(const std::function<void(CsvRecord&)>&)> each;  ///< calls for every line, as often as asked
};

/// Cubes under the table's own labels: a column that is a time, one that is a region, breakdowns in words, and figures;
/// or years and months in the names of columns. Throws NoTable when neither time nor region can be recognised, and
/// FormatError for figures such as 253.611 that can be read in two ways.
void load_plain_table(const PlainTable& table, const TextFile& file, const OfficialOptions& options, Loaded& loaded);

bool is_plain_table(const TextFile& file);
Loaded read_plain_table(TextFile file, const OfficialOptions& options);

}  // namespace werdegang::inline v0::detail
