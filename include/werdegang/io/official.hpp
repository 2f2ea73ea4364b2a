// Reading the files that statistical offices hand out.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "werdegang/core/execution.hpp"
#include "werdegang/observations/observations.hpp"

namespace werdegang::inline v0 {

struct OfficialOptions {
  bool keep_unknown = true;  ///< tables without a descriptor load under their own labels
  bool check = true;         ///< look for what is odd in the figures, see checks.hpp
};

/// Reads files and folders (their *.csv files, not deeper). Encoding, layout, dates and units are found out;
/// oddities are findings. A file is read whole or not at all: one that was named and is no complete table throws
/// FormatError with its name, the line and what was expected; one that lies in a folder becomes an error finding.
/// A folder without any table throws. O(bytes), files in parallel.
Built<Observations> read_official(const std::vector<std::filesystem::path>& paths, const OfficialOptions& options = {},
                                  const Execution& execution = {});

/// The same for one file whose bytes are held already; `name` is what findings and errors call it.
Built<Observations> read_official_from(const std::string& name, std::string bytes, const OfficialOptions& options = {});

/// One column of a known table: what its cells are, in the formula language.
struct TableColumn {
  std::string label;                     ///< header labels from top to bottom joined by " / ", without the unit
  std::string cell;                      ///< "school_leavers[certificate=total, sex=female]"
  int first_year = 0, last_year = 9999;  ///< years in which the column was collected; a dash elsewhere is no zero
};

/// How a known table is laid out; from catalogue/tables.
struct TableDescriptor {
  std::string id;         ///< "21111-02-06", without the suffix of the regional depth
  std::string statistic;  ///< "21111"
  std::string title_de, title_en;
  std::string method;       ///< "counted" or "published"
  std::string row_axis;     ///< axis of the row labels; empty when there are none
  bool open_below = false;  ///< "unter 20 Jahre" of mothers has no lower bound
  bool period_in_header = false;
  std::vector<std::pair<std::string, std::string>> row_codes;  ///< printed label, code; none for ages
  std::vector<TableColumn> columns;
};

const std::vector<TableDescriptor>& known_tables();

}  // namespace werdegang::inline v0
