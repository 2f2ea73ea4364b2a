// Tables of the data portal of the federal ministry of education: "Tab.2.3.4;;;", a title, stacked headers with
// footnotes.
#pragma once

#include "dialect.hpp"

namespace werdegang::inline v0::detail {

bool is_portal_table(const TextFile& file);
Loaded read_portal_table(TextFile file, const OfficialOptions& options);
/// Takes a mark such as " 3)" or " 1), 2)" from the end of a label; gives it without brackets ("3").
std::string take_footnote(std::string& label);

}  // namespace werdegang::inline v0::detail
