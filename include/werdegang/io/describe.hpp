// What is in a file of official statistics, before anything is computed with it.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "werdegang/core/execution.hpp"
#include "werdegang/core/finding.hpp"
#include "werdegang/core/period.hpp"

namespace werdegang::inline v0 {

/// One value column of a table.
struct ColumnDescription {
  std::string variable;            ///< as in the ledger: "population", or a code of the table
  std::string label_de, label_en;  ///< of the catalogue, or what the file prints, in both
  std::string unit;
  bool known = false;                               ///< a variable of the catalogue
  std::vector<std::pair<std::string, Index>> axes;  ///< breakdowns beside region and period, with their members
  Index figures = 0, without_value = 0;             ///< cells with a value, and with a reason why there is none
  bool operator==(const ColumnDescription&) const = default;
};

/// One table. A file that cannot be read has a `problem` and nothing else.
struct FileDescription {
  std::string file;      ///< name; for a part of an archive or workbook with the name of the part
  std::string problem;   ///< why it cannot be read and what to do, in a sentence; empty when it can
  std::string dialect;   ///< "pivot", "flat", "flat_until_2025", "cube", ...
  std::string encoding;  ///< "UTF-8" or "ISO-8859-1"
  Index records = 0;     ///< data lines
  std::string table, title, statistic;
  std::string stand;                                   ///< date of the extract, ISO; empty when not said
  std::vector<std::pair<std::string, Index>> regions;  ///< number of those with figures by level, the widest first
  std::vector<Period> periods;                         ///< by time
  std::vector<ColumnDescription> columns;
  Findings findings;  ///< what is odd, checks included
  bool operator==(const FileDescription&) const = default;
};

/// Describes files and folders (their files of known endings, not deeper). Every file is read whole, as read_official
/// does with keep_unknown; none is an error. Throws FormatError only for a path that does not exist and a folder
/// without any table file. O(bytes), files in parallel.
std::vector<FileDescription> describe(const std::vector<std::filesystem::path>& paths, const Execution& execution = {});
/// The same for one file whose bytes are held already.
std::vector<FileDescription> describe_from(const std::string& name, std::string bytes);

}  // namespace werdegang::inline v0
