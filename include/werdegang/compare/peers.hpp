// Regions that are most like one region, and why.
#pragma once

#include <string>

#include "werdegang/compare/features.hpp"

namespace werdegang::inline v0 {

struct PeerOptions {
  Index count = 10;
  std::string within = {};      ///< "state": only regions of the same state; "country" or empty = all
  double minimum_shared = 0.5;  ///< least weight of the features that both regions have
};

/// `nearest`: place, region, name, distance, shared (weight of the features both have). `contributions`: place, region,
/// feature, indicator, period, unit, weight, value, own_value, z, own_z, contribution (to the squared distance; they
/// add to it). `left_out`: region, shared, of regions that have too little in common.
struct Peers {
  std::string region;
  Index candidates = 0;  ///< regions with a distance
  Table nearest, contributions, left_out;
  bool operator==(const Peers&) const = default;
};

/// Distance: the root of sum w (z - own z)^2 over the features both have, divided by their weight, so that it reads as
/// the typical difference in standard deviations. z are those of all regions of the table, whatever is asked. Equal
/// distances stand in the order of codes. Throws UnknownName for a region that is not there, InvalidArgument where it
/// has less than the least weight itself or no other region has. O(regions * features + regions log regions).
Peers peers(const Features& features, const std::string& region, const PeerOptions& options = {});

}  // namespace werdegang::inline v0
