#include "checks.hpp"

#include <cmath>

#include "arrange.hpp"
#include "werdegang/core/period.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// Germany with some room around it.
constexpr Box germany{5.5, 47.0, 15.5, 55.3};

bool inside(const Box& box, double longitude, double latitude) {
  return longitude >= box.west && longitude <= box.east && latitude >= box.south && latitude <= box.north;
}

std::string label(const ReadFrame& frame) { return bilingual(frame.rule->label_de, frame.rule->label_en); }

/// A number of a row, or none.
struct Numbers {
  const Column* column = nullptr;
  const Buffer<double>* values = nullptr;

  Numbers(const ReadFrame& frame, std::string_view name) {
    if (const ReadColumn* found = frame.find(name)) {
      column = &found->column;
      values = std::get_if<Buffer<double>>(&column->data);
    }
  }
  explicit operator bool() const { return values != nullptr; }
  bool known(Index row) const { return values && column->valid(row); }
  double operator[](Index row) const { return (*values)[row]; }
  std::string text(Index row) const { return cell_text(*column, row); }
};

void check_names(const ReadFrame& frame, Notes& notes) {
  const ReadColumn* name = frame.find("name");
  const auto* text = name ? std::get_if<Text>(&name->column.data) : nullptr;
  if (!text) return;
  for (Index row = 0; row < frame.rows; ++row)
    if (!name->column.valid(row) || (*text)[row].find_first_not_of(" \t\n\r") == std::string_view::npos)
      notes.add("empty_name", {frame.frame, row, name->place}, [&] {
        return std::vector{label(frame), row_name(frame, row)};
      });
}

void check_dates(const ReadFrame& frame, Notes& notes) {
  const ReadColumn *from = frame.find("from"), *to = frame.find("to");
  if (!from || !to) return;
  const auto& begin = std::get<Codes>(from->column.data);
  const auto& end = std::get<Codes>(to->column.data);
  std::vector<Day> first, last;
  for (const Member& member : begin.list->members) first.push_back(parse_period(member.code).first_day);
  for (const Member& member : end.list->members) last.push_back(parse_period(member.code).last_day);
  for (Index row = 0; row < frame.rows; ++row) {
    const auto a = begin.index[row], b = end.index[row];
    if (a < 0 || b < 0 || first[static_cast<std::size_t>(a)] <= last[static_cast<std::size_t>(b)]) continue;
    notes.add("end_before_start", {frame.frame, row, to->place}, [&] {
      return std::vector{label(frame), row_name(frame, row), std::string(begin.code(row)), std::string(end.code(row))};
    });
  }
}

void check_ages(const ReadFrame& frame, Notes& notes) {
  const Numbers from(frame, "age_from"), to(frame, "age_to");
  constexpr double oldest = 120;
  for (const auto& [ages, name] : {std::pair(from, "age_from"), std::pair(to, "age_to")})
    for (Index row = 0; ages && row < frame.rows; ++row)
      if (ages.known(row) && (ages[row] < 0 || ages[row] > oldest))
        notes.add("implausible_age", frame.at(name, row), [&, a = ages] {
          return std::vector{row_name(frame, row), a.text(row)};
        });
  for (Index row = 0; from && to && row < frame.rows; ++row)
    if (from.known(row) && to.known(row) && from[row] > to[row])
      notes.add("reversed_age_range", frame.at("age_from", row), [&] {
        return std::vector{row_name(frame, row), from.text(row), to.text(row)};
      });
}

void check_negative(const ReadFrame& frame, Notes& notes) {
  for (const auto* name : {"capacity", "strength"}) {
    const Numbers numbers(frame, name);
    for (Index row = 0; numbers && row < frame.rows; ++row)
      if (numbers.known(row) && numbers[row] < 0)
        notes.add("negative_number", frame.at(name, row), [&] {
          return std::vector{label(frame), row_name(frame, row), std::string(name), numbers.text(row)};
        });
  }
}

/// The outline of a region, of the district it lies in, or of the state.
const std::pair<const std::string, Box>* outline_of(const Boxes& boxes, std::string_view region) {
  for (const auto length : {region.size(), std::size_t{5}, std::size_t{2}}) {
    if (length > region.size()) continue;
    if (const auto at = boxes.find(region.substr(0, length)); at != boxes.end()) return &*at;
  }
  return nullptr;
}

/// What is wrong with a place; empty when nothing is.
std::string_view oddity(double longitude, double latitude, const Box* outline) {
  if (std::abs(longitude) > 180 || std::abs(latitude) > 90) return "map_grid_coordinates";
  const Box& box = outline ? *outline : germany;
  if (inside(box, longitude, latitude)) return {};
  if (inside(box, latitude, longitude)) return "exchanged_coordinates";
  return outline ? "outside_region" : "outside_germany";
}

void check_coordinates(const ReadFrame& frame, const Boxes& boxes, Notes& notes) {
  const Numbers longitude(frame, "longitude"), latitude(frame, "latitude");
  if (!longitude && !latitude) return;
  const ReadColumn* region = frame.find("region");
  const auto* regions = region ? std::get_if<Codes>(&region->column.data) : nullptr;
  for (Index row = 0; row < frame.rows; ++row) {
    const bool east = longitude.known(row), north = latitude.known(row);
    if (!east && !north) continue;
    const Place place = frame.at(longitude ? "longitude" : "latitude", row);
    if (east != north) {
      notes.add("half_a_place", place, [&] { return std::vector{label(frame), row_name(frame, row)}; });
      continue;
    }
    const auto* outline = regions && !boxes.empty() ? outline_of(boxes, regions->code(row)) : nullptr;
    const auto odd = oddity(longitude[row], latitude[row], outline ? &outline->second : nullptr);
    if (odd.empty()) continue;
    notes.add(odd, place, [&] {
      std::vector arguments{label(frame), row_name(frame, row), longitude.text(row), latitude.text(row)};
      if (odd == "outside_region") arguments.push_back(outline->first);
      return arguments;
    });
  }
}

}  // namespace

Boxes region_boxes(const ReadFrame& regions, Notes& notes) {
  Boxes boxes;
  const Numbers west(regions, "west"), south(regions, "south"), east(regions, "east"), north(regions, "north");
  if (!west || !south || !east || !north) return boxes;
  for (Index row = 0; row < regions.rows; ++row) {
    if (!west.known(row) || !south.known(row) || !east.known(row) || !north.known(row)) continue;
    const Box box{west[row], south[row], east[row], north[row]};
    if (box.west < box.east && box.south < box.north)
      boxes.emplace(row_name(regions, row), box);
    else
      notes.add("odd_outline", regions.at("west", row), [&] { return std::vector{row_name(regions, row)}; });
  }
  return boxes;
}

void check_rows(const ReadFrame& frame, const Boxes& boxes, Notes& notes) {
  check_names(frame, notes);
  check_dates(frame, notes);
  check_ages(frame, notes);
  check_negative(frame, notes);
  check_coordinates(frame, boxes, notes);
}

void check_ties(const ReadFrame& ties, const Positions& source, const Positions& target, Notes& notes) {
  for (Index row = 0; row < ties.rows; ++row)
    if (source[row] >= 0 && source[row] == target[row])
      notes.add("self_tie", {ties.frame, row, ties.columns[1].place},
                [&] { return std::vector{cell_text(ties.columns[0].column, row)}; });
}

}  // namespace werdegang::inline v0::detail
