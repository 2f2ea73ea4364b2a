// Which column of a list is which of ours.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "raw_list.hpp"

namespace werdegang::inline v0::detail {

/// Positions of the columns of one role, the first one first; several when a name stands at more than one place of an
/// object.
using Roles = std::map<std::string, std::vector<Index>, std::less<>>;

/// By the catalogue's names and the caller's. Throws UnknownName for a role or a column that does not exist.
Roles find_roles(const RawList& list, const std::map<std::string, std::string>& named);
/// The columns of a role, none when it has none.
const std::vector<Index>& columns_of(const Roles& roles, std::string_view role);
/// The first filled cell of a role; nothing when there is none.
std::string_view role_text(const RawList& list, const Roles& roles, std::string_view role, Index row);

}  // namespace werdegang::inline v0::detail
