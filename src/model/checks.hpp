// What may be odd in a row of a landscape; no check changes a value.
#pragma once

#include <map>
#include <string>

#include "read_frame.hpp"
#include "werdegang/model/landscape.hpp"

namespace werdegang::inline v0::detail {

/// Degrees, WGS 84.
struct Box {
  double west, south, east, north;
};
using Boxes = std::map<std::string, Box, std::less<>>;

/// Outlines of the user's own regions; one with its sides exchanged is said and left out.
Boxes region_boxes(const ReadFrame& regions, Notes& notes);

/// Names, dates, ages, coordinates and negative numbers of a frame.
void check_rows(const ReadFrame& frame, const Boxes& boxes, Notes& notes);

/// Ties of an actor to itself.
void check_ties(const ReadFrame& ties, const Positions& source, const Positions& target, Notes& notes);

}  // namespace werdegang::inline v0::detail
