// Destination rates: the share of all persons who went to some stages, with the share nobody knows about beside it.
#pragma once

#include <string>
#include <vector>

#include "werdegang/model/flows.hpp"

namespace werdegang::inline v0 {

struct DestinationRateOptions {
  std::vector<std::string> destinations{"training"};  ///< their parts in the catalogue count as well
  std::vector<std::string> by = {};                   ///< "origin", "period" and breakdowns to keep apart
};

/// 100 x persons who went to the destinations / all persons, those with an unknown destination among them, as follow-up
/// surveys publish it. Columns: those named in `by`, value and unknown_share in percent, lower and upper (what
/// hidden counts leave open; the value itself otherwise), numerator, denominator, unknown, status. Where a hidden count
/// matters there is a range and no value. Throws InvalidArgument for several sources that are not kept apart,
/// UnknownName for a destination or breakdown that the flows do not have. O(rows log rows).
Table destination_rate(const Flows& flows, const DestinationRateOptions& options = {});

}  // namespace werdegang::inline v0
