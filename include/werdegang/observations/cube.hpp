// One variable from one source, with only its own axes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "werdegang/core/finding.hpp"
#include "werdegang/core/period.hpp"
#include "werdegang/core/status.hpp"
#include "werdegang/table/column.hpp"

namespace werdegang::inline v0 {

/// axes[0] is the region, axes[1] the period, the rest are breakdowns. Rows are sorted by the axes in
/// that order and unique.
struct Cube {
  std::string variable, unit;
  Index source = -1;
  std::vector<Codes> axes;
  Buffer<double> value;
  Buffer<Status> status;
  Buffer<std::uint16_t> flags;

  Index rows() const { return value.size(); }
  /// Position of an axis by its name, -1 when the cube has none.
  Index axis(std::string_view name) const;
  bool operator==(const Cube&) const = default;
};

/// Unsorted rows on their way into a cube.
struct CubeRows {
  std::vector<CodelistPtr> lists;               ///< one per axis
  std::vector<std::vector<std::int32_t>> axes;  ///< positions in the lists, one vector per axis
  std::vector<double> value;
  std::vector<Status> status;
  std::vector<std::uint16_t> flags;
  std::vector<Index> line;  ///< where a row was read, for findings; may be empty
};

/// Sorts and freezes. Rows that repeat a key are kept once: equal ones in silence, different ones with the
/// flag `conflicting` and the finding `duplicate_row`. O(n) when sorted already, else O(n log n).
Cube make_cube(std::string variable, std::string unit, Index source, CubeRows rows, Findings& findings);

/// The code list of an axis in the catalogue; nullptr when there is none of that name.
CodelistPtr known_codelist(std::string_view name);
/// A list for age classes: total first, then by lower and upper bound.
CodelistPtr age_codelist(const std::vector<std::string>& codes);
/// Sorted by code, Germany first, with the catalogue's names.
CodelistPtr region_codelist(std::vector<std::string> codes);
/// Sorted by time.
CodelistPtr period_codelist(std::vector<Period> periods);

}  // namespace werdegang::inline v0
