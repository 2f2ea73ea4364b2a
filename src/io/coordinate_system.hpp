// Which coordinate system a list is in: as it says, as the caller says, or found out from the range.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "raw_list.hpp"

namespace werdegang::inline v0::detail {

struct CoordinateSystem {
  int epsg = 4326;
  std::string_view name;  ///< "UTM 33 (EPSG:25833)"
  bool degrees = false;
  Geographic (*convert)(const Plane&) = nullptr;
};

/// nullptr for a code that is not among them.
const CoordinateSystem* find_system(int epsg);
/// "4326, 4258, ..." for messages.
std::string known_systems();
/// The EPSG code in "urn:ogc:def:crs:EPSG::25833"; 4326 for CRS84; 0 when there is none.
int epsg_of(std::string_view crs);

struct Rectangle {
  double west, south, east, north;
  bool holds(const Geographic& place) const {
    return west <= place.longitude && place.longitude <= east && south <= place.latitude && place.latitude <= north;
  }
};
Rectangle germany();

/// The system of the points, with findings that say how it is known; nothing when it stays unknown.
const CoordinateSystem* choose_system(const RawList& list, const std::vector<Plane>& points, int asked,
                                      Findings& findings);

}  // namespace werdegang::inline v0::detail
