#include "checks.hpp"

#include <algorithm>
#include <cmath>

#include "arrange.hpp"
#include "werdegang/core/period.hpp"

namespace werdegang::inline v0::detail {
namespace {

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

/// What is wrong with a place; empty when nothing is.
std::string_view oddity(double longitude, double latitude, const Outline* outline, const Outline& germany) {
  constexpr double metres = 1000;
  if (std::abs(longitude) > 180 || std::abs(latitude) > 90)
    return std::max(std::abs(longitude), std::abs(latitude)) < metres ? "impossible_coordinates"
                                                                      : "map_grid_coordinates";
  const Outline& around = outline ? *outline : germany;
  if (around.holds(longitude, latitude)) return {};
  const bool only_exchanged = !germany.holds(longitude, latitude) && germany.holds(latitude, longitude);
  if (only_exchanged || around.holds(latitude, longitude)) return "exchanged_coordinates";
  return germany.holds(longitude, latitude) ? "outside_region" : "outside_germany";
}

/// The outline for every code of a list.
std::vector<const Outline*> outlines_of(const Codes* regions, const Outlines& outlines) {
  std::vector<const Outline*> found;
  if (regions)
    for (const Member& member : regions->list->members) found.push_back(outlines.find(member.code));
  return found;
}

void check_coordinates(const ReadFrame& frame, const Outlines& outlines, Notes& notes) {
  const Numbers longitude(frame, "longitude"), latitude(frame, "latitude");
  if (!longitude && !latitude) return;
  const ReadColumn* region = frame.find("region");
  const auto* regions = region ? std::get_if<Codes>(&region->column.data) : nullptr;
  const auto of_region = outlines_of(regions, outlines);
  const Outline& germany = *Outlines().find("DG");
  for (Index row = 0; row < frame.rows; ++row) {
    const bool east = longitude.known(row), north = latitude.known(row);
    if (!east && !north) continue;
    const Place place = frame.at(longitude ? "longitude" : "latitude", row);
    if (east != north) {
      notes.add("half_a_place", place, [&] { return std::vector{label(frame), row_name(frame, row)}; });
      continue;
    }
    const auto at = regions ? regions->index[row] : -1;
    const Outline* outline = at < 0 ? nullptr : of_region[static_cast<std::size_t>(at)];
    const auto odd = oddity(longitude[row], latitude[row], outline, germany);
    if (odd.empty()) continue;
    notes.add(odd, place, [&] {
      std::vector arguments{label(frame), row_name(frame, row), longitude.text(row), latitude.text(row)};
      if (odd == "outside_region") arguments.insert(arguments.end(), {std::string(regions->code(row)), outline->owner});
      return arguments;
    });
  }
}

/// Codes that every row should have.
void check_given(const ReadFrame& frame, Notes& notes) {
  for (const ReadColumn& column : frame.columns) {
    if (!column.rule || !column.rule->required || column.rule->type != ColumnType::code) continue;
    const auto& codes = std::get<Codes>(column.column.data);
    for (Index row = 0; row < frame.rows; ++row)
      if (codes.index[row] < 0)
        notes.add("missing_code", {frame.frame, row, column.place}, [&] {
          return std::vector{label(frame), row_name(frame, row), column.column.name};
        });
  }
}

}  // namespace

void check_rows(const ReadFrame& frame, const Outlines& outlines, Notes& notes) {
  check_given(frame, notes);
  check_names(frame, notes);
  check_dates(frame, notes);
  check_ages(frame, notes);
  check_negative(frame, notes);
  check_coordinates(frame, outlines, notes);
}

void check_ties(const ReadFrame& ties, const Positions& source, const Positions& target, Notes& notes) {
  for (Index row = 0; row < ties.rows; ++row)
    if (source[row] >= 0 && source[row] == target[row])
      notes.add("self_tie", {ties.frame, row, ties.columns[1].place},
                [&] { return std::vector{cell_text(ties.columns[0].column, row)}; });
}

}  // namespace werdegang::inline v0::detail
