// How a landscape lies in a GeoPackage: the names that writing and reading share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "werdegang/core/finding.hpp"
#include "werdegang/model/builder.hpp"

namespace werdegang::inline v0::detail {

inline constexpr Index geopackage_format = 1;

/// The tables of a landscape with the keys of what they refer to, by the names of their frames.
std::vector<std::pair<std::string_view, Table>> tables_of(const Landscape& landscape);

/// What a person reads beside the name of a table.
std::string_view frame_title(std::string_view name);

/// "text", "integer", "number", "byte" or "codes".
std::string_view kind_of(const Column& column);

/// A number that changes when anything in the landscape does. O(bytes).
std::uint64_t fingerprint(const Landscape& landscape);

}  // namespace werdegang::inline v0::detail
