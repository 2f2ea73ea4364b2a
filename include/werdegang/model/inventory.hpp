// The inventory of a landscape: how many actors and offers there are for whom, and where there are none.
#pragma once

#include <string>
#include <vector>

#include "werdegang/model/landscape.hpp"

namespace werdegang::inline v0 {

struct InventoryOptions {
  /// kind, region, sector, formality; and of offers life_phase, topic, target_group.
  std::vector<std::string> by = {"kind", "region"};
  std::string region_level = {};  ///< country, state or district: regions are counted there; empty: as they are given
};

/// One row for each combination of what `by` names, also for those that nobody fills: of kinds and regions those in
/// use, of the other lists all members, and a row without code where something is not given. Columns: actors, capacity,
/// actors_without_capacity, offers, offer_capacity, offers_without_capacity. A capacity is the sum over those that
/// state one, null where nobody does. An offer counts in its own region and form of learning where it names them, else
/// in its actor's. With a breakdown of offers, actors are those with such an offer, and their own capacity is not
/// shown, for it cannot be divided. Throws UnknownName for another name, InvalidArgument beyond 5 million combinations.
Table inventory(const Landscape& landscape, const InventoryOptions& options = {});

}  // namespace werdegang::inline v0
