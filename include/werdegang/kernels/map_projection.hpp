// Map projections of German geodata: transverse Mercator (UTM) and the Web Mercator of tile maps.
#pragma once

namespace werdegang::inline v0 {

/// A place on the globe, in degrees.
struct Geographic {
  double longitude = 0, latitude = 0;
  bool operator==(const Geographic&) const = default;
};

/// A place on a map, in metres: east and north.
struct Plane {
  double x = 0, y = 0;
  bool operator==(const Plane&) const = default;
};

/// A transverse Mercator projection. The defaults are those of UTM on the ellipsoid GRS80 (ETRS89, EPSG:25832); it
/// differs from that of WGS84 by less than 0.1 mm.
struct TransverseMercator {
  double central_meridian = 9;       ///< degrees
  double latitude_of_origin = 0;     ///< degrees
  double scale = 0.9996;             ///< on the central meridian
  double false_easting = 500000;     ///< metres
  double false_northing = 0;         ///< metres
  double semi_major_axis = 6378137;  ///< metres
  double inverse_flattening = 298.257222101;
};

/// UTM zone 1 to 60, northern hemisphere: zone 32 is EPSG:25832, zone 33 EPSG:25833. InvalidArgument for other zones.
TransverseMercator utm_zone(int zone);

/// Krüger's series to the sixth order in the third flattening (C. F. F. Karney, Transverse Mercator with an accuracy of
/// a few nanometers, Journal of Geodesy 85, 2011, equations 6 to 36): errors below 0.001 mm up to 35 degrees from the
/// central meridian. ETRS89 is taken as WGS84; the two are less than a metre apart. Not finite in, not finite out.
/// O(1).
Plane to_plane(const TransverseMercator& projection, const Geographic& place);
Geographic to_geographic(const TransverseMercator& projection, const Plane& place);

/// Web Mercator on a sphere (EPSG:3857; IOGP Guidance Note 7-2, method 1024).
Plane to_web_mercator(const Geographic& place);
Geographic from_web_mercator(const Plane& place);

}  // namespace werdegang::inline v0
