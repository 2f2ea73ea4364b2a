// Whether the parts of a region are all there.
#pragma once

#include <string>
#include <vector>

#include "werdegang/core/period.hpp"

namespace werdegang::inline v0::detail {

/// Districts of a state, or states of Germany, that existed at the period and whose area none of `parts` covers,
/// neither under their own code nor under one of a reform they took part in. Empty for a region the catalogue does not
/// know.
std::vector<std::string> missing_parts(const std::string& parent, const std::vector<std::string>& parts, Period period);

}  // namespace werdegang::inline v0::detail
