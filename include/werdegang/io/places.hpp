// Reading lists of institutions: GeoJSON, JSON and csv with coordinates or addresses.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "werdegang/core/finding.hpp"
#include "werdegang/table/table.hpp"

namespace werdegang::inline v0 {

struct PlacesOptions {
  std::string kind;  ///< of the places for which the file names none, such as "kita"
  int crs = 0;       ///< EPSG code of the coordinates; 0: as the file says, or found out
  /// Which column of the file is which of ours, where its names do not tell: {{"places", "Sollplätze"}}.
  std::map<std::string, std::string> columns;
};

/// Reads one list: a GeoJSON FeatureCollection, a JSON list of objects, or separated lines with a header. Encoding,
/// separator, header, coordinate system and the meaning of columns are found out; what was found out is a finding.
///
/// Columns: id, name, kind, longitude, latitude (WGS84, degrees), address, places (capacity); then all others of the
/// file under their own names, numbers as numbers; `outline` (WKT, WGS84) when some are areas, whose place is their
/// centre of area; `x`, `y` and `outline` as printed when the coordinate system stays unknown, and then no longitude
/// and latitude. A place without coordinates is kept. The file is read whole or not at all: FormatError names the line
/// and what was expected. UnknownName for a column that the file does not have, InvalidArgument for a coordinate system
/// that is not 4326, 4258, 3857, 25832, 25833, 32632, 32633, 4647 or 5650. O(bytes).
Built<Table> read_places(const std::filesystem::path& path, const PlacesOptions& options = {});

/// The same of bytes that are held already; `name` is what messages call them.
Built<Table> read_places_from(const std::string& name, std::string bytes, const PlacesOptions& options = {});

}  // namespace werdegang::inline v0
