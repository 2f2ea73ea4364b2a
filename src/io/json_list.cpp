#include <charconv>
#include <limits>

#include "json.hpp"
#include "raw_list.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

CellKind cell_kind(JsonToken::Kind kind) {
  switch (kind) {
    case JsonToken::string:
      return CellKind::text;
    case JsonToken::number:
      return CellKind::number;
    case JsonToken::boolean:
      return CellKind::boolean;
    default:
      return CellKind::null;
  }
}

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (c == '\n')
      result += "\\n";
    else if (static_cast<unsigned char>(c) >= 0x20)
      result += c;
    else
      result += ' ';
  }
  return result + "\"";
}

/// A list as JSON without blanks and escapes: ["Rutsche","Wippe"].
std::string compact_list(JsonReader& reader) {
  std::string text = "[";
  int depth = 1;
  while (depth > 0) {
    const JsonToken token = reader.next();
    const bool closes = token.kind == JsonToken::end_array || token.kind == JsonToken::end_object;
    const bool first = text.back() == '[' || text.back() == '{' || text.back() == ':';
    if (!closes && !first) text += ',';
    switch (token.kind) {
      case JsonToken::begin_array:
        text += '[', ++depth;
        break;
      case JsonToken::begin_object:
        text += '{', ++depth;
        break;
      case JsonToken::end_array:
        text += ']', --depth;
        break;
      case JsonToken::end_object:
        text += '}', --depth;
        break;
      case JsonToken::key:
        text += in_quotes(token.text) + ":";
        break;
      case JsonToken::string:
        text += in_quotes(token.text);
        break;
      default:
        text += token.text;
    }
  }
  return text;
}

/// Cells of an object under its name; objects inside it under "outer.inner", lists as they are printed.
void read_cells(JsonReader& reader, RawList& list, const std::string& prefix) {
  std::string name;
  for (JsonToken token = reader.next(); token.kind != JsonToken::end_object; token = reader.next()) {
    name.assign(prefix).append(token.text.empty() ? "nameless" : token.text);
    token = reader.next();
    if (token.kind == JsonToken::begin_object)
      read_cells(reader, list, std::string(name) + ".");
    else if (token.kind == JsonToken::begin_array)
      list.put(name, CellKind::json, compact_list(reader));
    else
      list.put(name, cell_kind(token.kind), token.text);
  }
}

double read_double(std::string_view text) {
  double value = nothing;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// The geometry of one feature: its coordinates can stand before its type, so they are read by their nesting.
class GeometryReader {
 public:
  explicit GeometryReader(JsonReader& reader) : reader_(reader) {}

  /// After the opening brace.
  void read() {
    for (JsonToken token = reader_.next(); token.kind != JsonToken::end_object; token = reader_.next()) {
      const bool is_type = token.text == "type", is_coordinates = token.text == "coordinates";
      token = reader_.next();
      if (is_type && token.kind == JsonToken::string)
        type_ = token.text;
      else if (is_coordinates && token.kind == JsonToken::begin_array)
        depth_ = coordinates(0);
      else
        reader_.skip(token);
    }
  }

  void put(RawList& list) {
    const Index row = list.rows() - 1;
    if (type_ == "Point" && depth_ == 0 && !points_.empty()) {
      list.points.back() = points_.front();
    } else if ((type_ == "Polygon" && depth_ == 2) || (type_ == "MultiPolygon" && depth_ == 3)) {
      list.areas.push_back({row, polygons()});
    } else {
      list.unplaced.emplace_back(type_.empty() ? "no geometry" : type_, row);
    }
  }

 private:
  /// Reads one bracket of coordinates; gives how deep the points lie in it.
  int coordinates(int level) {
    int below = -1;
    Plane point{nothing, nothing};
    int numbers = 0;
    if (level <= most_levels) starts_[static_cast<std::size_t>(level)].push_back(points_.size());
    for (JsonToken token = reader_.next(); token.kind != JsonToken::end_array; token = reader_.next()) {
      if (token.kind == JsonToken::begin_array) {
        if (level == most_levels) reader_.fail("coordinates in more than four brackets");
        below = std::max(below, coordinates(level + 1));
      } else if (token.kind == JsonToken::number || token.kind == JsonToken::null) {
        const double value = token.kind == JsonToken::null ? nothing : read_double(token.text);
        if (numbers == 0) point.x = value;
        if (numbers == 1) point.y = value;
        ++numbers;
      } else {
        reader_.fail("found '" + std::string(token.text) + "' in coordinates, expected a number");
      }
    }
    if (numbers > 0) {
      if (numbers < 2) reader_.fail("a point of one number, expected longitude and latitude");
      points_.push_back(point);
    }
    return below + 1;
  }

  /// The points cut where the brackets of rings and polygons began.
  std::vector<Polygon> polygons() const {
    const auto& ring_starts = starts_[static_cast<std::size_t>(depth_ - 1)];
    const auto& outer = starts_[static_cast<std::size_t>(depth_ - 2)];
    std::vector<Polygon> result;
    std::size_t next_polygon = 0;
    for (std::size_t r = 0; r < ring_starts.size(); ++r) {
      const std::size_t begin = ring_starts[r];
      const std::size_t end = r + 1 < ring_starts.size() ? ring_starts[r + 1] : points_.size();
      while (next_polygon < outer.size() && outer[next_polygon] <= begin) {
        if (next_polygon + 1 >= outer.size() || outer[next_polygon + 1] > begin) result.emplace_back();
        ++next_polygon;
      }
      if (result.empty()) result.emplace_back();
      result.back().emplace_back(points_.begin() + static_cast<std::ptrdiff_t>(begin),
                                 points_.begin() + static_cast<std::ptrdiff_t>(end));
    }
    return result;
  }

  static constexpr int most_levels = 3;
  JsonReader& reader_;
  std::string type_;
  int depth_ = -1;
  Ring points_;
  std::vector<std::size_t> starts_[most_levels + 1];
};

void read_feature(JsonReader& reader, RawList& list, Index line) {
  list.begin_row(line);
  list.points.push_back({nothing, nothing});
  bool drawn = false;
  for (JsonToken token = reader.next(); token.kind != JsonToken::end_object; token = reader.next()) {
    const std::string name(token.text);
    token = reader.next();
    if (name == "properties" && token.kind == JsonToken::begin_object) {
      read_cells(reader, list, "");
    } else if (name == "geometry" && token.kind == JsonToken::begin_object) {
      GeometryReader geometry(reader);
      geometry.read();
      geometry.put(list);
      drawn = true;
    } else if (name == "id" && (token.kind == JsonToken::string || token.kind == JsonToken::number)) {
      list.put("feature id", cell_kind(token.kind), token.text);
    } else {
      reader.skip(token);
    }
  }
  if (!drawn) list.unplaced.emplace_back("no geometry", list.rows() - 1);
}

/// {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25833"}}}: the text in quotes.
std::string read_crs(JsonReader& reader, const JsonToken& first) {
  const std::string text(reader.skip(first));
  for (const std::string_view mark : {"EPSG", "CRS84"}) {
    const std::size_t at = text.find(mark);
    if (at == std::string::npos) continue;
    const std::size_t begin = text.rfind('"', at), end = text.find('"', at);
    if (begin != std::string::npos && end != std::string::npos) return text.substr(begin + 1, end - begin - 1);
  }
  return text == "null" ? "" : text;
}

template <class Use>
void each_object(JsonReader& reader, std::string_view what, Use&& use) {
  for (JsonToken token = reader.next(); token.kind != JsonToken::end_array; token = reader.next()) {
    if (token.kind != JsonToken::begin_object)
      reader.fail("found '" + std::string(reader.skip(token).substr(0, 40)) + "' in the list, expected " +
                  std::string(what));
    use(reader.line());
  }
}

/// An object of a file that is neither a list nor a FeatureCollection.
[[noreturn]] void no_list(const std::string& file, const std::string& type, const std::vector<std::string>& names) {
  std::string shown;
  for (std::size_t i = 0; i < names.size() && i < 4; ++i) shown += (i ? ", " : "") + names[i];
  if (names.size() > 4) shown += ", ...";
  if (type == "Topology") throw FormatError(file, 1, "this is TopoJSON; expected GeoJSON: export it as GeoJSON");
  throw FormatError(file, 1,
                    "the file is one object with the names " + shown +
                        ", such as a code list or a dictionary; expected a list of places: a GeoJSON "
                        "FeatureCollection, or [{...}, {...}] with one object a place");
}

void read_document(const std::string& file, JsonReader& reader, RawList& list) {
  std::string type;
  std::vector<std::string> names;
  bool features = false;
  for (JsonToken token = reader.next(); token.kind != JsonToken::end_object; token = reader.next()) {
    const std::string name(token.text);
    token = reader.next();
    if (names.size() < 5) names.push_back(name);
    if (name == "features" && token.kind == JsonToken::begin_array) {
      features = true;
      each_object(reader, "a feature: {\"type\": \"Feature\", ...}",
                  [&](Index line) { read_feature(reader, list, line); });
    } else if (name == "crs") {
      list.crs = read_crs(reader, token);
    } else if (name == "type" && token.kind == JsonToken::string) {
      type = token.text;
    } else {
      reader.skip(token);
    }
  }
  if (!features) no_list(file, type, names);
}

bool has_digit_first(std::string_view text) { return !text.empty() && text.front() >= '0' && text.front() <= '9'; }

/// Sheets turned into JSON keep their printed header as the first object: a column whose texts are numbers but for the
/// first one shows it.
void drop_header_object(RawList& list) {
  constexpr Index proof = 5;
  if (list.dialect != "json" || list.rows() <= proof) return;
  int shown = 0, against = 0;
  for (const RawColumn& column : list.columns) {
    bool numbers = true;
    for (Index row = 1; row <= proof; ++row) {
      const auto text = column[row];
      numbers = numbers && column.kind(row) == CellKind::text && has_digit_first(text) &&
                text.find_first_not_of("0123456789.,") == std::string_view::npos;
    }
    if (!numbers) continue;
    const auto text = column[0];
    ++(column.kind(0) == CellKind::text && text.find_first_not_of("0123456789.,") != std::string_view::npos ? shown
                                                                                                            : against);
  }
  if (shown < 2 || against > 0) return;
  list.header_lines.push_back(list.lines.front());
  list.drop_row(0);
}

/// Their last object is often the sum.
void drop_sum_objects(RawList& list) {
  constexpr std::size_t shown = 3;
  for (Index row = list.rows() - 1; row >= 0 && list.dialect == "json"; --row) {
    std::string figures;
    bool sum = false;
    std::size_t count = 0;
    for (std::size_t c = 0; c < list.columns.size(); ++c) {
      const RawColumn& column = list.columns[c];
      if (!column.filled(row)) continue;
      sum = sum || (c < 2 && column.kind(row) == CellKind::text && names_a_sum(column[row]));
      if (c < 2 || ++count > shown) continue;
      figures += (count > 1 ? ", " : "") + column.name + " = " + std::string(column[row]);
    }
    if (!sum) continue;
    list.sums.emplace_back(list.lines[static_cast<std::size_t>(row)], figures + (count > shown ? ", …" : ""));
    list.drop_row(row);
  }
}

}  // namespace

RawList read_json_list(const std::string& name, std::string_view utf8) {
  JsonReader reader(name, utf8);
  RawList list;
  const JsonToken first = reader.next();
  if (first.kind == JsonToken::begin_object) {
    list.dialect = "geojson";
    read_document(name, reader, list);
  } else if (first.kind == JsonToken::begin_array) {
    list.dialect = "json";
    each_object(reader, "an object with the properties of a place: {\"name\": ..., ...}", [&](Index line) {
      list.begin_row(line);
      read_cells(reader, list, "");
    });
  } else {
    reader.fail("found a single value, expected a list of places");
  }
  reader.next();
  drop_header_object(list);
  drop_sum_objects(list);
  return list;
}

}  // namespace werdegang::inline v0::detail
