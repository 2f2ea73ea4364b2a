// Rectangles of the states and of Germany, rounded outwards to a tenth of a degree.
#pragma once

#include <functional>
#include <map>
#include <string>

namespace werdegang::inline v0::detail {

/// Degrees, WGS 84.
struct Box {
  double west, south, east, north;
};
using Boxes = std::map<std::string, Box, std::less<>>;

/// By the code of the region: "DG", "01" to "16".
const Boxes& catalogue_boxes();

}  // namespace werdegang::inline v0::detail
