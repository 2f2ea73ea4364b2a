#include "place_positions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "coordinate_system.hpp"
#include "place_values.hpp"

namespace werdegang::inline v0::detail {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t shown = 3;

bool finite(const Plane& point) { return std::isfinite(point.x) && std::isfinite(point.y); }

/// A place as a person finds it again: name, key, or number in the list.
std::string place_label(const RawList& list, const Roles& roles, Index row) {
  for (const std::string_view role : {"name", "id", "address"})
    if (const auto text = role_text(list, roles, role, row); !text.empty()) return std::string(text);
  return "#" + std::to_string(row + 1);
}

/// Rows of one kind on their way into one finding.
class Collected {
 public:
  Collected(const RawList& list, const Roles& roles) : list_(list), roles_(roles) {}
  void add(Index row) { rows_.push_back(row); }
  Index rows() const { return static_cast<Index>(rows_.size()); }
  void report(std::string_view code, Findings& findings, std::vector<std::string> first_args = {}) const {
    if (rows_.empty()) return;
    std::string places;
    for (std::size_t i = 0; i < rows_.size() && i < shown; ++i)
      places += (i ? ", " : "") + place_label(list_, roles_, rows_[i]);
    if (rows_.size() > shown) places += ", …";
    first_args.push_back(std::to_string(rows_.size()));
    first_args.push_back(places);
    findings.add(code, std::move(first_args), 0, list_.lines[static_cast<std::size_t>(rows_.front())]);
  }

 private:
  const RawList& list_;
  const Roles& roles_;
  std::vector<Index> rows_;
};

/// Numbers of one role, NaN where there are none or where they cannot be read.
std::vector<double> coordinates(const RawList& list, const Roles& roles, std::string_view role, Findings& findings) {
  std::vector<double> values(static_cast<std::size_t>(list.rows()), nothing);
  for (Index row = 0; row < list.rows(); ++row) {
    const auto text = role_text(list, roles, role, row);
    double& value = values[static_cast<std::size_t>(row)];
    if (text.empty() || read_decimal(text, value)) continue;
    value = nothing;
    findings.add("unreadable_coordinate", {std::string(text), place_label(list, roles, row)}, 0,
                 list.lines[static_cast<std::size_t>(row)]);
  }
  return values;
}

std::vector<Plane> points_from_columns(const RawList& list, const Roles& roles, Findings& findings) {
  std::vector<Plane> points(static_cast<std::size_t>(list.rows()), {nothing, nothing});
  if (!roles.contains("longitude") || !roles.contains("latitude")) return points;
  const auto x = coordinates(list, roles, "longitude", findings), y = coordinates(list, roles, "latitude", findings);
  for (std::size_t row = 0; row < points.size(); ++row)
    if (!std::isnan(x[row]) && !std::isnan(y[row])) points[row] = {x[row], y[row]};
  return points;
}

/// Rectangles given by their sides.
std::vector<Area> boxes(const RawList& list, const Roles& roles, Findings& findings) {
  std::vector<Area> areas;
  for (const std::string_view side : {"west", "south", "east", "north"})
    if (!roles.contains(side)) return areas;
  const auto west = coordinates(list, roles, "west", findings), south = coordinates(list, roles, "south", findings),
             east = coordinates(list, roles, "east", findings), north = coordinates(list, roles, "north", findings);
  for (std::size_t r = 0; r < west.size(); ++r)
    areas.push_back({static_cast<Index>(r),
                     {{{{west[r], south[r]},
                        {east[r], south[r]},
                        {east[r], north[r]},
                        {west[r], north[r]},
                        {west[r], south[r]}}}}});
  return areas;
}

/// Twice the area of a ring (positive when it runs against the clock) and its moments, about the first point.
struct Moments {
  double area = 0, x = 0, y = 0;
};

Moments moments(const Ring& ring) {
  Moments sum;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    const double ax = ring[i].x - ring[0].x, ay = ring[i].y - ring[0].y;
    const double bx = ring[i + 1].x - ring[0].x, by = ring[i + 1].y - ring[0].y;
    const double cross = ax * by - bx * ay;
    sum.area += cross;
    sum.x += cross * (ax + bx) / 3;
    sum.y += cross * (ay + by) / 3;
  }
  if (ring.empty()) return sum;
  sum.x += sum.area * ring[0].x;
  sum.y += sum.area * ring[0].y;
  return sum;
}

/// The centre of area: outer rings count, holes count against them, whichever way they run.
Plane centre(const Area& area) {
  Moments all;
  for (const Polygon& polygon : area.polygons)
    for (std::size_t r = 0; r < polygon.size(); ++r) {
      const Moments ring = moments(polygon[r]);
      const double sign = (ring.area < 0) == (r == 0) ? -1 : 1;
      all.area += sign * ring.area, all.x += sign * ring.x, all.y += sign * ring.y;
    }
  return all.area == 0 ? Plane{nothing, nothing} : Plane{all.x / all.area, all.y / all.area};
}

/// "POLYGON ((13.4 52.5, ...))", seven decimals (a centimetre).
std::string well_known_text(const Area& area, const CoordinateSystem& system) {
  std::string text = area.polygons.size() == 1 ? "POLYGON " : "MULTIPOLYGON (";
  for (std::size_t p = 0; p < area.polygons.size(); ++p) {
    text += p ? ", (" : "(";
    for (std::size_t r = 0; r < area.polygons[p].size(); ++r) {
      text += r ? ", (" : "(";
      for (std::size_t i = 0; i < area.polygons[p][r].size(); ++i) {
        const Geographic place = system.convert(area.polygons[p][r][i]);
        fmt::format_to(std::back_inserter(text), "{}{:.7f} {:.7f}", i ? ", " : "", place.longitude, place.latitude);
      }
      text += ")";
    }
    text += ")";
  }
  return area.polygons.size() == 1 ? text : text + ")";
}

Column measure(std::string name, const std::vector<double>& values) {
  std::vector<double> numbers = values;
  std::vector<std::uint8_t> valid;
  for (double& number : numbers) {
    valid.push_back(std::isfinite(number));
    if (!valid.back()) number = 0;
  }
  const bool all = std::find(valid.begin(), valid.end(), 0) == valid.end();
  Column column{std::move(name), Role::measure, Buffer<double>(std::move(numbers)), {}};
  if (!all) column.validity = Buffer<std::uint8_t>(std::move(valid));
  return column;
}

struct Split {
  std::vector<double> first, second;
};

/// Converts, and takes out what cannot be a place on the globe.
Split convert(const RawList& list, const Roles& roles, const std::vector<Plane>& points, const CoordinateSystem& system,
              Findings& findings) {
  Split result;
  Collected outside(list, roles), zero(list, roles), swapped(list, roles), missing(list, roles);
  const Rectangle country = germany();
  for (std::size_t row = 0; row < points.size(); ++row) {
    Geographic place{nothing, nothing};
    const auto at = static_cast<Index>(row);
    if (!finite(points[row])) {
      missing.add(at);
    } else if (points[row] == Plane{0, 0}) {
      zero.add(at);
    } else if (place = system.convert(points[row]);
               !(std::abs(place.longitude) <= 180 && std::abs(place.latitude) <= 90)) {
      place = {nothing, nothing};
      outside.add(at);
    } else if (!country.holds(place) && country.holds({place.latitude, place.longitude})) {
      swapped.add(at);
    }
    result.first.push_back(place.longitude);
    result.second.push_back(place.latitude);
  }
  if (missing.rows() == list.rows() && list.rows() > 0)
    findings.add("list_without_coordinates", {}, 0);
  else
    missing.report("place_without_coordinates", findings);
  zero.report("coordinates_zero", findings);
  outside.report("coordinates_out_of_range", findings);
  swapped.report("swapped_positions", findings);
  return result;
}

void report_unplaced(const RawList& list, const Roles& roles, Findings& findings) {
  std::map<std::string, Collected> kinds;
  for (const auto& [kind, row] : list.unplaced)
    if (kind != "no geometry") kinds.try_emplace(kind, list, roles).first->second.add(row);
  for (const auto& [kind, rows] : kinds) rows.report("geometry_not_a_place", findings, {kind});
}

Column outlines(const RawList& list, const std::vector<Area>& areas, const CoordinateSystem& system) {
  std::vector<std::string> texts(static_cast<std::size_t>(list.rows()));
  std::vector<std::uint8_t> valid(texts.size(), 0);
  for (const Area& area : areas) {
    texts[static_cast<std::size_t>(area.row)] = well_known_text(area, system);
    valid[static_cast<std::size_t>(area.row)] = 1;
  }
  return {"outline", Role::text, Text::from(texts), Buffer<std::uint8_t>(std::move(valid))};
}

}  // namespace

Positions positions_of(const RawList& list, const Roles& roles, int crs, Findings& findings) {
  std::vector<Plane> points = list.points.empty() ? points_from_columns(list, roles, findings) : list.points;
  const std::vector<Area> drawn = list.points.empty() ? boxes(list, roles, findings) : std::vector<Area>();
  const std::vector<Area>& areas = list.points.empty() ? drawn : list.areas;
  for (const Area& area : areas) points[static_cast<std::size_t>(area.row)] = centre(area);
  if (!areas.empty()) findings.add("area_as_centre", {std::to_string(areas.size())}, 0);
  report_unplaced(list, roles, findings);
  Positions result;
  const std::vector<double> none(points.size(), nothing);
  if (const CoordinateSystem* system = choose_system(list, points, crs, findings)) {
    const Split degrees = convert(list, roles, points, *system, findings);
    result.longitude = measure("longitude", degrees.first);
    result.latitude = measure("latitude", degrees.second);
    if (!areas.empty()) result.others.push_back(outlines(list, areas, *system));
    return result;
  }
  Split printed;
  for (const Plane& point : points) printed.first.push_back(point.x), printed.second.push_back(point.y);
  result.longitude = measure("longitude", none);
  result.latitude = measure("latitude", none);
  result.others = {measure("x", printed.first), measure("y", printed.second)};
  // As printed: coordinates in degrees are not converted.
  if (!areas.empty()) result.others.push_back(outlines(list, areas, *find_system(4326)));
  return result;
}

void report_ids(const RawList& list, const Roles& roles, const Text& ids, Findings& findings) {
  std::unordered_map<std::string_view, Index> count;
  Collected missing(list, roles);
  for (Index row = 0; row < ids.size(); ++row) {
    if (ids[row].empty())
      missing.add(row);
    else
      ++count[ids[row]];
  }
  missing.report("missing_place_id", findings);
  std::vector<std::string> repeated;
  for (const auto& [id, times] : count)
    if (times > 1) repeated.emplace_back(id);
  if (repeated.empty()) return;
  std::sort(repeated.begin(), repeated.end());
  std::string names;
  for (std::size_t i = 0; i < repeated.size() && i < shown; ++i) names += (i ? ", " : "") + repeated[i];
  findings.add("repeated_place_id", {std::to_string(repeated.size()), names + (repeated.size() > shown ? ", …" : "")},
               0);
}

}  // namespace werdegang::inline v0::detail
