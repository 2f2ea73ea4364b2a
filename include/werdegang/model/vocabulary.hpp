// The words of a landscape: code lists of kinds, sectors, topics, phases of life, target groups.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "werdegang/core/codelist.hpp"

namespace werdegang::inline v0 {

/// actor_kind, tie_kind, sector, formality, direction, confirmed, life_phase, topic, target_group, body_kind,
/// agreement_kind. Throws UnknownName for another.
CodelistPtr landscape_codelist(std::string_view name);
/// The names above, sorted.
std::vector<std::string> landscape_codelist_names();

}  // namespace werdegang::inline v0
