// Flows of a landscape: from actor to actor, seen on the level of actors, of their kinds, or of stages.
#pragma once

#include <string_view>

#include "werdegang/model/flows.hpp"
#include "werdegang/model/landscape.hpp"

namespace werdegang::inline v0 {

/// "actor": as they were given; "kind": actors counted by their kind; "stage": by the stage that their kind stands for
/// (a kind without a stage stays a kind). Ends that are no actors, stages among them, stay as they are. Counts are
/// added as in rollup. Throws UnknownName for another level, InvalidArgument for the level of kinds when no end is an
/// actor. O(rows log rows).
Flows flows_on_level(const Landscape& landscape, std::string_view level);

}  // namespace werdegang::inline v0
