// The web export of the statistics of the employment agency: metadata, one small table, legal text.
#pragma once

#include "dialect.hpp"

namespace werdegang::inline v0::detail {

bool is_agency_export(const TextFile& file);
/// All fields are quoted; thousands have points; the percentages are whole numbers.
Loaded read_agency_export(TextFile file, const OfficialOptions& options);

}  // namespace werdegang::inline v0::detail
