// Where the regions lie that places are held against.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../core/region_boxes.hpp"
#include "read_frame.hpp"

namespace werdegang::inline v0::detail {

/// A rectangle, or a polygon with its rectangle around it.
struct Outline {
  using Ring = std::vector<std::pair<double, double>>;  ///< longitude, latitude

  std::string owner;  ///< for messages: the region whose outline it is
  Box box;
  std::vector<Ring> rings = {};  ///< outer rings and holes; none = the rectangle itself

  bool holds(double longitude, double latitude) const;
};

/// Rings of a POLYGON or MULTIPOLYGON as well-known text in degrees; none when it is not one.
std::vector<Outline::Ring> rings_of(std::string_view text);

class Outlines {
 public:
  /// Of the user's own regions, by `outline` or west, south, east, north; one that cannot be read is said and left out.
  void read(const ReadFrame& regions, Notes& notes);
  /// The outline of a region, else of the nearest region around it that has one, the states of the catalogue last;
  /// nullptr when nobody knows where it lies.
  const Outline* find(std::string_view region) const;

 private:
  std::map<std::string, Outline, std::less<>> own_;
  std::map<std::string, std::string, std::less<>> parents_;
};

}  // namespace werdegang::inline v0::detail
