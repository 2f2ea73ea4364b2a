// Flows and landscapes as figures, so that indicators can be computed from them.
#pragma once

#include <optional>
#include <string>

#include "werdegang/model/flows.hpp"
#include "werdegang/model/landscape.hpp"
#include "werdegang/observations/observations.hpp"

namespace werdegang::inline v0 {

/// The variable `persons_moving` with the axes origin, destination and the flows' breakdowns, each with its total. A
/// breakdown `region` becomes the region; else all flows are those of `region`. A total with a hidden part is hidden.
/// `period` stands for flows without one. Throws InvalidArgument where region or period is missing.
/// O(rows * 2^axes).
Built<Observations> observations_of(const Flows& flows, const std::string& region = {},
                                    std::optional<Period> period = {});

/// Counts of the whole landscape, which is that of `region`, as of the last day of `period`: actors, places (the sum of
/// the actors' capacities; missing where no actor states one), isolated_actors and actors_with_agreement by actor_kind;
/// offers; ties and tied_pairs (distinct pairs of actors) by tie_kind. O(rows log rows).
Built<Observations> observations_of(const Landscape& landscape, const std::string& region, Period period);

}  // namespace werdegang::inline v0
