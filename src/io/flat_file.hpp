// Flat files (ffcsv) of GENESIS databases: one record to a key, with all codes and labels in it.
#pragma once

#include "dialect.hpp"

namespace werdegang::inline v0::detail {

/// Since 2025: English column names in German and English files, one figure to a record.
bool is_flat_file(const TextFile& file);
Loaded read_flat_file(TextFile file, const OfficialOptions& options);

/// Until 2025: German column names, one column for each indicator.
bool is_old_flat_file(const TextFile& file);
Loaded read_old_flat_file(TextFile file, const OfficialOptions& options);

}  // namespace werdegang::inline v0::detail
