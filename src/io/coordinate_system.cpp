#include "coordinate_system.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <unordered_set>

#include "../core/region_boxes.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/region.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// UTM with the zone in front of the easting: 32 468 298.
Geographic from_prefixed(int zone, const Plane& place) {
  return to_geographic(utm_zone(zone), {place.x - zone * 1e6, place.y});
}

const std::vector<CoordinateSystem>& systems() {
  static constexpr auto as_degrees = [](const Plane& place) { return Geographic{place.x, place.y}; };
  static constexpr auto zone32 = [](const Plane& place) { return to_geographic(utm_zone(32), place); };
  static constexpr auto zone33 = [](const Plane& place) { return to_geographic(utm_zone(33), place); };
  static const std::vector<CoordinateSystem> all = {
      {4326, "WGS84 (EPSG:4326)", true, as_degrees},
      {4258, "ETRS89 (EPSG:4258)", true, as_degrees},
      {3857, "Web Mercator (EPSG:3857)", false, from_web_mercator},
      {25832, "UTM 32 (EPSG:25832)", false, zone32},
      {25833, "UTM 33 (EPSG:25833)", false, zone33},
      {32632, "UTM 32 (EPSG:32632)", false, zone32},
      {32633, "UTM 33 (EPSG:32633)", false, zone33},
      {4647, "UTM 32 (EPSG:4647)", false, [](const Plane& place) { return from_prefixed(32, place); }},
      {5650, "UTM 33 (EPSG:5650)", false, [](const Plane& place) { return from_prefixed(33, place); }},
  };
  return all;
}

/// Those that a range is tried for; the others have the same range as one of them.
constexpr int tried[] = {3857, 25832, 25833, 4647, 5650};

/// Of a region that has one.
Rectangle rectangle_of(std::string_view region) {
  const Box& box = catalogue_boxes().find(region)->second;
  return {box.west, box.south, box.east, box.north};
}

bool finite(const Plane& point) { return std::isfinite(point.x) && std::isfinite(point.y); }

/// Share of the points that the system puts into one of the rectangles.
double share_inside(const CoordinateSystem& system, const std::vector<Plane>& points,
                    const std::vector<Rectangle>& rectangles) {
  Index inside = 0, all = 0;
  for (const Plane& point : points) {
    if (!finite(point)) continue;
    ++all;
    const Geographic place = system.convert(point);
    inside += std::any_of(rectangles.begin(), rectangles.end(), [&](const Rectangle& r) { return r.holds(place); });
  }
  return all == 0 ? 0 : static_cast<double>(inside) / static_cast<double>(all);
}

/// Names of regions, with those of Berlin's boroughs as people say them, and the states they lie in.
const std::map<std::string, std::set<std::string>, std::less<>>& states_of_names() {
  static const auto all = [] {
    std::map<std::string, std::set<std::string>, std::less<>> states;
    for (const Region& region : known_regions()) {
      if (region.code.size() < 2 || region.code == "DG") continue;
      const std::string state = region.code.substr(0, 2);
      states[region.name].insert(state);
      if (region.level == "borough" && region.name.find('-') != std::string::npos)
        states[region.name.substr(region.name.find('-') + 1)].insert(state);
    }
    return states;
  }();
  return all;
}

/// The states that a column names, when nearly all of its texts are names of regions; `example` is one of them.
std::set<std::string> named_states(const RawColumn& column, std::string& example) {
  std::set<std::string> states;
  Index named = 0, all = 0;
  for (Index row = 0; row < column.size(); ++row) {
    if (!column.filled(row) || column.kind(row) != CellKind::text) continue;
    ++all;
    const auto found = states_of_names().find(column[row]);
    if (found == states_of_names().end()) continue;
    if (++named == 1) example = column[row];
    states.insert(found->second.begin(), found->second.end());
  }
  if (all == 0 || 10 * named < 9 * all) states.clear();
  return states;
}

std::vector<const CoordinateSystem*> fitting(const std::vector<const CoordinateSystem*>& candidates,
                                             const std::vector<Plane>& points,
                                             const std::vector<Rectangle>& rectangles) {
  constexpr double nearly_all = 0.9;
  std::vector<const CoordinateSystem*> result;
  for (const CoordinateSystem* system : candidates)
    if (share_inside(*system, points, rectangles) >= nearly_all) result.push_back(system);
  return result;
}

std::string names_of(const std::vector<const CoordinateSystem*>& candidates) {
  std::string names;
  for (const CoordinateSystem* system : candidates) names += (names.empty() ? "" : ", ") + std::string(system->name);
  return names;
}

std::string shown(const std::vector<Plane>& points) {
  const auto first = std::find_if(points.begin(), points.end(), finite);
  if (first == points.end()) return "";
  char x[32], y[32];
  const auto end_x = std::to_chars(x, x + sizeof x, first->x).ptr, end_y = std::to_chars(y, y + sizeof y, first->y).ptr;
  return std::string(x, end_x) + " / " + std::string(y, end_y);
}

/// Tries the projected systems: by the range of Germany, then by the states that the file itself names.
const CoordinateSystem* from_range(const RawList& list, const std::vector<Plane>& points, Findings& findings) {
  std::vector<const CoordinateSystem*> candidates;
  for (const int epsg : tried) candidates.push_back(find_system(epsg));
  candidates = fitting(candidates, points, {germany()});
  if (candidates.size() == 1) {
    findings.add("coordinate_system_assumed",
                 {std::string(candidates.front()->name),
                  bilingual("Nur so liegen die Orte in Deutschland.", "Only so do the places lie in Germany.")},
                 0);
    return candidates.front();
  }
  for (const RawColumn& column : list.columns) {
    if (candidates.empty()) break;
    std::string example;
    std::vector<Rectangle> rectangles;
    for (const auto& state : named_states(column, example))
      if (catalogue_boxes().contains(state)) rectangles.push_back(rectangle_of(state));
    const auto left = fitting(candidates, points, rectangles);
    if (left.size() != 1) continue;
    findings.add("coordinate_system_assumed",
                 {std::string(left.front()->name), bilingual("Nur so liegen die Orte in dem Land, das die Spalte " +
                                                                 column.name + " nennt (etwa " + example + ").",
                                                             "Only so do the places lie in the state that the column " +
                                                                 column.name + " names (such as " + example + ").")},
                 0);
    return left.front();
  }
  if (candidates.empty())
    findings.add("unknown_coordinates", {shown(points), known_systems()}, 0);
  else
    findings.add("ambiguous_coordinates", {shown(points), names_of(candidates)}, 0);
  return nullptr;
}

}  // namespace

const CoordinateSystem* find_system(int epsg) {
  const auto& all = systems();
  const auto found = std::find_if(all.begin(), all.end(), [&](const CoordinateSystem& s) { return s.epsg == epsg; });
  return found == all.end() ? nullptr : &*found;
}

std::string known_systems() {
  std::string codes;
  for (const CoordinateSystem& system : systems()) codes += (codes.empty() ? "" : ", ") + std::to_string(system.epsg);
  return codes;
}

int epsg_of(std::string_view crs) {
  if (crs.find("CRS84") != std::string_view::npos) return 4326;
  const std::size_t mark = crs.find("EPSG");
  const std::size_t digits = mark == std::string_view::npos ? mark : crs.find_first_of("0123456789", mark);
  int code = 0;
  if (digits == std::string_view::npos) return 0;
  // "urn:ogc:def:crs:EPSG:6.9:25833" has a version before the code.
  const std::size_t colon = crs.rfind(':');
  const std::size_t begin = colon != std::string_view::npos && colon > digits ? colon + 1 : digits;
  std::from_chars(crs.data() + begin, crs.data() + crs.size(), code);
  return code;
}

Rectangle germany() { return rectangle_of("DG"); }

const CoordinateSystem* choose_system(const RawList& list, const std::vector<Plane>& points, int asked,
                                      Findings& findings) {
  if (asked != 0) return find_system(asked);
  const CoordinateSystem* said = list.crs.empty() ? nullptr : find_system(epsg_of(list.crs));
  if (said && !said->degrees) {
    findings.add("converted_coordinates", {std::string(said->name)}, 0);
    return said;
  }
  if (!list.crs.empty() && !said) {
    findings.add("unsupported_coordinates", {list.crs, known_systems()}, 0);
    return nullptr;
  }
  Index all = 0, in_degrees = 0;
  for (const Plane& point : points) {
    if (!finite(point)) continue;
    ++all;
    in_degrees += std::abs(point.x) <= 180 && std::abs(point.y) <= 180;
  }
  if (2 * in_degrees >= all) return said ? said : find_system(4326);
  return from_range(list, points, findings);
}

}  // namespace werdegang::inline v0::detail
