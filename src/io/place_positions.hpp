// Where the places of a list lie, in degrees.
#pragma once

#include <vector>

#include "place_roles.hpp"
#include "raw_list.hpp"
#include "werdegang/table/column.hpp"

namespace werdegang::inline v0::detail {

struct Positions {
  Column longitude, latitude;
  std::vector<Column> others;  ///< x, y when the system stays unknown; outline when there are areas
};

/// Points from geometries or columns, centres of areas; converted to WGS84. Everything odd about them is a finding.
Positions positions_of(const RawList& list, const Roles& roles, int crs, Findings& findings);
/// Keys that are missing or stand more than once.
void report_ids(const RawList& list, const Roles& roles, const Text& ids, Findings& findings);

}  // namespace werdegang::inline v0::detail
