// Lines of text as records of fields, for the layouts that have one record to a line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text_file.hpp"
#include "werdegang/core/finding.hpp"

namespace werdegang::inline v0::detail {

/// Splits at `;`. Where that does not give `width` fields, double quotes are minded; quotes around a field are dropped.
/// False when it cannot be done.
bool split_record(std::string_view line, std::size_t width, std::vector<std::string_view>& fields);

/// Throws FormatError for a record of another width: with the line, both numbers and how it begins.
[[noreturn]] void wrong_width(const TextFile& file, std::string_view line, Index number, std::size_t width);

/// Adds `missing_line_end` when the last line has none: it may have been cut.
void note_missing_end(const TextFile& file, Index last_line, Findings& findings);

/// "12411-01-01-4" from "12411-01-01-4_de_flat.csv": what begins with the statistic and a hyphen; empty when nothing
/// does.
std::string table_in_name(const std::string& name, const std::string& statistic);

}  // namespace werdegang::inline v0::detail
