// One reference of a formula, ready to be looked up.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "../observations/lattice.hpp"
#include "axis_terms.hpp"
#include "werdegang/compute/formula.hpp"
#include "werdegang/observations/observations.hpp"

namespace werdegang::inline v0::detail {

/// A looked-up figure and the source it came from; rows of one's own may have none.
struct Figure {
  double value = 0;
  Status status = Status::missing;
  Flag flags = Flag::none;
  Index source = -1;
  bool found = false;    ///< some cube has the cell, be it without a value
  bool derived = false;  ///< made up from several cells
};

/// Axis and code for every axis that is broken down by.
using Combination = std::vector<std::pair<std::string, std::string>>;

/// All cubes of one variable, newest first, own aggregations last.
class VariableCubes {
 public:
  VariableCubes(const Observations& observations, const std::string& variable);
  struct Entry {
    Lattice lattice;
    Index source;
    std::map<std::string, std::int32_t, std::less<>> region;
    std::vector<Period> periods;
    std::vector<std::vector<bool>> present;  ///< per axis, per member
  };
  const std::vector<Entry>& entries() const { return entries_; }
  bool has_axis(std::string_view axis) const;
  /// Codes of an axis over all cubes, in the order of their lists.
  std::vector<Member> members(const std::string& axis) const;

 private:
  std::vector<Entry> entries_;
};

/// A reference at one combination of breakdown codes: for every cube the cells to add.
class Operand {
 public:
  Operand(const VariableCubes& cubes, const Reference& reference, const Combination& combination);

  /// The figure for a region and the anchor's period: from a source that has just this period, else (for the rule
  /// `same`) at the newest reference day not after its end and less than a year before.
  Figure look_up(const std::string& region, Period anchor) const;

 private:
  struct Way {
    std::vector<std::pair<std::vector<std::int32_t>, double>> cells;  ///< positions (region and period open), sign
    bool complement = false;
  };
  void add_ways(const VariableCubes::Entry& entry, const Combination& combination);
  Figure from_cube(std::size_t cube, std::int32_t region, std::int32_t period) const;
  std::int32_t period_position(const VariableCubes::Entry& entry, Period anchor, bool lagging) const;
  Figure newest(const std::string& region, Period anchor, bool lagging) const;

  const VariableCubes* cubes_;
  const Reference* reference_;
  std::vector<std::vector<Way>> ways_;  ///< per cube
};

}  // namespace werdegang::inline v0::detail
