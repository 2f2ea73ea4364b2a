// What a caller may have meant: codes for names, ids for German and English labels.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace werdegang::inline v0::detail {

/// The codes of the regions of this name that are among the known ones, else the codes that are spelled alike.
std::vector<std::string> nearest_regions(std::string_view name, const std::vector<std::string>& known);

/// The variables of this label that are among the known ones, else the ids that are spelled alike.
std::vector<std::string> nearest_variables(std::string_view name, const std::vector<std::string>& known);

/// The axes whose list has this label and that are among the known ones, else those that are spelled alike.
std::vector<std::string> nearest_axes(std::string_view name, const std::vector<std::string>& known);

}  // namespace werdegang::inline v0::detail
