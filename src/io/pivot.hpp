// The pivot layout of GENESIS exports: titles, stacked headers, one line a region and period, footnotes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text_file.hpp"
#include "werdegang/core/finding.hpp"
#include "werdegang/core/period.hpp"
#include "werdegang/core/status.hpp"

namespace werdegang::inline v0::detail {

/// The first line of a table begins with it.
inline constexpr std::string_view table_mark = "GENESIS-Tabelle:";

/// What stands above the data.
struct PivotLayout {
  std::string table;  ///< "21111-02-06-4"
  std::string title;
  std::vector<std::string> labels;     ///< one per value column: header labels joined by " / "
  std::vector<std::string> units;      ///< one per value column
  std::vector<Index> header_lines;     ///< line number of each header row
  std::vector<Period> column_periods;  ///< one per value column when the dates stand in the header, else empty
  bool has_file_period = false;
  Period file_period;         ///< one date for the whole file
  bool date_first = false;    ///< date;code;name
  bool has_category = false;  ///< ...;name;category
  Index head_columns = 0;
  Index first_line = 0;        ///< line number of the first data line, 1-based
  std::size_t first_byte = 0;  ///< where it begins
};

/// True when the first line says so.
bool is_pivot(const TextFile& file);
/// Throws FormatError where the head is not one.
PivotLayout read_pivot_layout(const TextFile& file);

/// The data lines as codes and cells; cells are row by row.
struct PivotData {
  std::vector<std::string> regions, categories;  ///< distinct, in order of appearance; categories trimmed, UTF-8
  std::vector<Period> periods;
  std::vector<std::int32_t> region, category, period;  ///< per line; category -1 and period -1 where there are none
  std::vector<Index> line;
  std::vector<double> value;
  std::vector<Status> status;
  std::vector<std::uint16_t> flags;
  Index columns = 0;
  std::string_view footer;  ///< everything from the rule on; empty when there is none
  Index rows() const { return static_cast<Index>(line.size()); }
};

/// Throws FormatError for a record with another number of fields, or a row head that is none.
PivotData read_pivot_data(const TextFile& file, const PivotLayout& layout, Index source, Findings& findings);

/// Splits at `;`, minding double quotes.
void split_fields(std::string_view line, std::vector<std::string_view>& fields);
/// Without blanks around and with single blanks inside.
std::string squeezed(std::string_view text);

/// One printed cell: behind a decimal comma "1.234" is no number, "11,7" is; "-" is nil until its context is known.
struct PrintedCell {
  double value = 0;
  Status status = Status::missing;
  std::uint16_t flags = 0;
  bool readable = true;
};
PrintedCell read_cell(std::string_view text, char decimal = ',');

}  // namespace werdegang::inline v0::detail
