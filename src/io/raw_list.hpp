// A list as it was read, before anything is understood: rows with named cells, and what was drawn on the map.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "werdegang/core/finding.hpp"
#include "werdegang/kernels/map_projection.hpp"

namespace werdegang::inline v0::detail {

enum class CellKind : std::uint8_t { absent, null, text, number, boolean, json };

/// Cells of one name, one after the other.
struct RawColumn {
  std::string name;
  std::string bytes;
  std::vector<Index> ends;
  std::vector<CellKind> kinds;

  Index size() const { return static_cast<Index>(kinds.size()); }
  std::string_view operator[](Index row) const;
  CellKind kind(Index row) const { return row < size() ? kinds[static_cast<std::size_t>(row)] : CellKind::absent; }
  /// True where something stands that is neither nothing, blanks, nor "NaN", "null", "NA".
  bool filled(Index row) const;
};

using Ring = std::vector<Plane>;
using Polygon = std::vector<Ring>;  ///< outer ring, then holes

/// An area in the coordinates of its file.
struct Area {
  Index row = 0;
  std::vector<Polygon> polygons;
};

struct RawList {
  std::vector<RawColumn> columns;
  std::vector<Index> lines;   ///< where each row begins, 1-based
  std::vector<Plane> points;  ///< one a row when the file has geometries, NaN where there is none; else empty
  std::vector<Area> areas;    ///< of the rows that are areas
  std::vector<std::pair<std::string, Index>> unplaced;  ///< kind of geometry that is no place, row
  std::string crs;                                      ///< as the file names it; empty when it does not
  std::vector<Index> header_lines;                      ///< further lines of a header
  std::vector<std::pair<Index, std::string>> sums;      ///< lines that hold sums, and what they say
  std::string dialect;                                  ///< "geojson", "json", "csv"

  Index rows() const { return static_cast<Index>(lines.size()); }
  void begin_row(Index line);
  /// Sets a cell of the row begun last; the first one of a name counts, cells come in the order of the rows.
  void put(std::string_view name, CellKind kind, std::string_view text);
  /// After columns were added by hand.
  void index_columns();
  void drop_row(Index row);
  /// -1 when there is no such column.
  Index find(std::string_view name) const;

 private:
  std::unordered_map<std::string, Index> at_;
  Index last_ = -1;
};

/// A FeatureCollection or a list of objects, by what it is. Throws FormatError.
RawList read_json_list(const std::string& name, std::string_view utf8);
/// Lines with separators; the first line names the columns. Throws FormatError.
RawList read_csv_list(const std::string& name, std::string_view utf8);
/// True for a line that says "Summe" or the like in its first or second cell that is filled.
bool names_a_sum(std::string_view text);
/// True when the text "NaN", "null", "NA" or nothing but blanks stands for no value.
bool says_nothing(std::string_view text);

}  // namespace werdegang::inline v0::detail
