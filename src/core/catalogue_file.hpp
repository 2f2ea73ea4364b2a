// Access to the embedded catalogue files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace werdegang::inline v0::detail {

/// Content of one embedded file, e.g. "variables/official.toml"; empty when there is none.
std::string catalogue_file(std::string_view path);
/// Paths that start with the prefix, sorted: "tables/" -> "tables/population.toml", ...
std::vector<std::string> catalogue_paths(std::string_view prefix);
/// Fields of one line of comma-separated values with optional double quotes.
std::vector<std::string> split_csv_line(std::string_view line);

}  // namespace werdegang::inline v0::detail
