// Parts of a landscape: some of its actors, what existed on a day, and what has changed between two of them.
#pragma once

#include <string>
#include <vector>

#include "werdegang/core/finding.hpp"
#include "werdegang/core/period.hpp"
#include "werdegang/model/landscape.hpp"

namespace werdegang::inline v0 {

/// Which actors; an empty list means all. A region stands for all regions inside it.
struct ActorSelection {
  std::vector<std::string> kinds = {}, regions = {}, sectors = {}, formalities = {};
};

/// The actors selected, their offers, the ties between them, and the bodies and agreements that any of them belongs to.
/// Offers without an actor stay only when nothing is selected. Throws UnknownName for a word that neither the landscape
/// nor the catalogue knows. O(rows).
Landscape filter(const Landscape& landscape, const ActorSelection& selection);

/// What existed at any time in the period, a day or longer. Where no begin is given a row counts as always having been
/// there, where no end is given as still being there; a date that is only a year or a month counts whole. How many rows
/// rest on such readings is said in the findings. What belongs to an actor, body or agreement that did not exist is
/// left out. O(rows).
Built<Landscape> snapshot(const Landscape& landscape, Period period);

/// What is in `after` and not in `before`, the reverse, and what differs: columns entity (actor, offer, tie, ...),
/// change (added, removed, changed), key, column, before, after; of a changed row one line for each column. Rows are
/// the same when their key is, ties when ends, kind, direction and begin are. Throws InvalidArgument when keys are
/// texts in one and numbers in the other. O(rows).
Table difference(const Landscape& before, const Landscape& after);

}  // namespace werdegang::inline v0
