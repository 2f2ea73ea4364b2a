#include "outline.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "arrange.hpp"
#include "werdegang/core/region.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// Room around the rectangles of the catalogue, which follow no border.
constexpr double margin = 0.1;

const std::map<std::string, Outline, std::less<>>& catalogue_outlines() {
  static const auto all = [] {
    std::map<std::string, Outline, std::less<>> outlines;
    for (const auto& [code, box] : catalogue_boxes()) {
      const Region* region = find_region(code);
      const std::string name = region ? region->name : code;
      const std::string owner =
          bilingual(name + " (Rechteck mit 0,1 Grad Rand)", name + " (rectangle with 0.1 degrees of room)");
      outlines.emplace(code,
                       Outline{owner, {box.west - margin, box.south - margin, box.east + margin, box.north + margin}});
    }
    return outlines;
  }();
  return all;
}

/// Reads well-known text from the front.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool word(std::string_view wanted) {
    skip();
    if (rest_.size() < wanted.size()) return false;
    for (std::size_t i = 0; i < wanted.size(); ++i)
      if ((rest_[i] & ~0x20) != wanted[i]) return false;
    rest_.remove_prefix(wanted.size());
    return true;
  }
  bool sign(char wanted) {
    skip();
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool number(double& value) {
    skip();
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc{} || !std::isfinite(value)) return false;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return true;
  }
  bool done() {
    skip();
    return rest_.empty();
  }

 private:
  void skip() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size())); }
  std::string_view rest_;
};

/// "(x y, x y, ...)": degrees, at least three corners, further dimensions ignored.
bool read_ring(Reader& reader, Outline::Ring& ring) {
  if (!reader.sign('(')) return false;
  do {
    double longitude = 0, latitude = 0, further = 0;
    if (!reader.number(longitude) || !reader.number(latitude)) return false;
    while (reader.number(further)) continue;
    if (std::abs(longitude) > 180 || std::abs(latitude) > 90) return false;
    ring.emplace_back(longitude, latitude);
  } while (reader.sign(','));
  return ring.size() >= 3 && reader.sign(')');
}

bool read_polygon(Reader& reader, std::vector<Outline::Ring>& rings) {
  if (!reader.sign('(')) return false;
  do {
    if (!read_ring(reader, rings.emplace_back())) return false;
  } while (reader.sign(','));
  return reader.sign(')');
}

bool read_polygons(Reader& reader, std::vector<Outline::Ring>& rings) {
  if (!reader.sign('(')) return false;
  do {
    if (!read_polygon(reader, rings)) return false;
  } while (reader.sign(','));
  return reader.sign(')');
}

Box box_around(const std::vector<Outline::Ring>& rings) {
  Box box{180, 90, -180, -90};
  for (const auto& ring : rings)
    for (const auto& [longitude, latitude] : ring)
      box = {std::min(box.west, longitude), std::min(box.south, latitude), std::max(box.east, longitude),
             std::max(box.north, latitude)};
  return box;
}

/// The numbers west, south, east, north of a row, where all are given.
bool sides(const ReadFrame& regions, Index row, Box& box) {
  for (const auto& [name, side] : {std::pair("west", &box.west), std::pair("south", &box.south),
                                   std::pair("east", &box.east), std::pair("north", &box.north)}) {
    const ReadColumn* column = regions.find(name);
    if (!column || !column->column.valid(row)) return false;
    *side = std::get<Buffer<double>>(column->column.data)[row];
  }
  return true;
}

}  // namespace

bool Outline::holds(double longitude, double latitude) const {
  if (longitude < box.west || longitude > box.east || latitude < box.south || latitude > box.north) return false;
  if (rings.empty()) return true;
  // A ray to the east crosses the rings an odd number of times.
  bool inside = false;
  for (const Ring& ring : rings)
    for (std::size_t i = 0, last = ring.size() - 1; i < ring.size(); last = i++) {
      const auto [x1, y1] = ring[last];
      const auto [x2, y2] = ring[i];
      if ((y1 > latitude) != (y2 > latitude) && longitude < x1 + (latitude - y1) / (y2 - y1) * (x2 - x1))
        inside = !inside;
    }
  return inside;
}

std::vector<Outline::Ring> rings_of(std::string_view text) {
  Reader reader(text);
  std::vector<Outline::Ring> rings;
  const bool many = reader.word("MULTI");
  if (!reader.word("POLYGON")) return {};
  if (reader.word("Z")) reader.word("M");
  const bool sound = many ? read_polygons(reader, rings) : read_polygon(reader, rings);
  return sound && reader.done() ? rings : std::vector<Outline::Ring>();
}

void Outlines::read(const ReadFrame& regions, Notes& notes) {
  const ReadColumn *parent = regions.find("parent"), *outline = regions.find("outline");
  for (Index row = 0; row < regions.rows; ++row) {
    const std::string code = row_name(regions, row);
    if (parent) parents_.emplace(code, cell_text(parent->column, row));
    if (const std::string text = outline ? cell_text(outline->column, row) : ""; !text.empty()) {
      if (auto rings = rings_of(text); !rings.empty()) {
        const Box box = box_around(rings);
        own_.emplace(code, Outline{code, box, std::move(rings)});
        continue;
      }
      notes.add("unreadable_outline", regions.at("outline", row), [&] {
        return std::vector{code, text.size() > 40 ? text.substr(0, 40) + " ..." : text};
      });
    }
    Box box{};
    if (!sides(regions, row, box)) continue;
    if (box.west < box.east && box.south < box.north)
      own_.emplace(code, Outline{code, box});
    else
      notes.add("odd_outline", regions.at("west", row), [&] { return std::vector{code}; });
  }
}

const Outline* Outlines::find(std::string_view region) const {
  std::string code(region);
  const auto own = [&](std::string_view of) {
    const auto at = own_.find(of);
    return at == own_.end() ? nullptr : &at->second;
  };
  // A chain of parents that closes ends after as many steps as there are regions.
  for (std::size_t steps = 0; steps <= parents_.size(); ++steps) {
    if (const Outline* found = own(code)) return found;
    const auto parent = parents_.find(code);
    if (parent == parents_.end() || parent->second.empty()) break;
    code = parent->second;
  }
  if (!is_region_code(code)) return nullptr;
  for (const std::size_t length : {std::size_t{5}, std::size_t{2}})
    if (code.size() > length)
      if (const Outline* found = own(std::string_view(code).substr(0, length))) return found;
  // A code that lost its leading zero would be sought in another state.
  if (!find_region(code) && !find_region(code.substr(0, 5))) return nullptr;
  const auto& known = catalogue_outlines();
  const auto state = known.find(code == "DG" ? code : code.substr(0, 2));
  return state == known.end() ? nullptr : &state->second;
}

}  // namespace werdegang::inline v0::detail
