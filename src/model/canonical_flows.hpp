// Flows of a landscape in one order, whatever the order of the rows was.
#pragma once

#include <vector>

#include "werdegang/model/flows.hpp"

namespace werdegang::inline v0::detail {

/// As flows_from, sorted by origin, destination, period and groups; groups are sorted by name. Findings speak of the
/// rows as they were given.
Built<Flows> canonical_flows(const Table& table);

/// The actor that each member of the list of stages is, -1 for none.
std::vector<std::int32_t> flow_ends(const Flows& flows, const Table& actors);

}  // namespace werdegang::inline v0::detail
