// Cube files (datencsv) of GENESIS databases: records that name their columns (K) and records of data (D).
#pragma once

#include "dialect.hpp"

namespace werdegang::inline v0::detail {

bool is_cube_file(const TextFile& file);
/// The first line names a user; it is passed over and never shown.
Loaded read_cube_file(TextFile file, const OfficialOptions& options);

}  // namespace werdegang::inline v0::detail
