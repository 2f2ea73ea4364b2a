// One reference of a formula at one combination of codes, ready to be looked up.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "ledger.hpp"
#include "number.hpp"
#include "werdegang/compute/formula.hpp"

namespace werdegang::inline v0::detail {

/// Axis and code for every axis that is broken down by.
using Combination = std::vector<std::pair<std::string, std::string>>;

/// What was looked up, by row, with the source it came from (-1: rows of one's own may have none).
struct Figures {
  Numbers numbers;
  std::vector<std::int32_t> source;
  std::vector<std::uint8_t> found;  ///< some cube has the cell, be it without a value
};

/// Where the rows of a block stand: a region of the ledger and a period of the plan each.
struct Block {
  std::vector<std::int32_t> region, period;
  Figures anchor = {};  ///< of the formula's anchor, where they were met when the places were looked for
  std::size_t rows() const { return region.size(); }
  void add(std::int32_t at_region, std::int32_t at_period) {
    region.push_back(at_region);
    period.push_back(at_period);
  }
};

/// The periods of a variable's cubes that belong to the rows' periods by a reference's time rule; one for all
/// combinations.
class ReferenceTimes {
 public:
  ReferenceTimes(const VariableCubes& cubes, const TimeRule& rule, std::span<const Period> periods);
  struct Positions {
    std::vector<std::int32_t> exact, lagging;  ///< by period of the rows, -1 = none
  };
  const Positions& of_cube(std::size_t cube) const { return cubes_[cube]; }
  bool may_lag() const { return may_lag_; }
  std::size_t periods() const { return periods_; }

 private:
  std::vector<Positions> cubes_;
  std::size_t periods_;
  bool may_lag_;
};

class Operand {
 public:
  /// Everything it points to must outlive it.
  Operand(const VariableCubes& cubes, const Regions& regions, const ReferenceTimes& times, const Reference& reference,
          const Combination& combination);

  /// The figures of a block: from a source that has just this period, else (for the rule `same`) at the newest
  /// reference day not after its end and less than a year before. An incomplete set of parts is `not_existing`.
  Figures look_up(const Block& block) const;
  /// Adds the places among the regions where there is a figure, by region and period, and the figures.
  void add_places(std::span<const std::int32_t> regions, Block& block) const;

 private:
  struct Cell {
    std::uint64_t offset;  ///< key without region and period
    double sign;
  };
  struct Way {
    std::vector<Cell> cells;
    bool complement = false, partial = false;
  };
  struct Figure {
    double value = 0;
    Status status = Status::missing;
    Flag flags = Flag::none;
    Index source = -1;
    bool found = false, derived = false, partial = false;
  };
  /// A cube that can make up the figure.
  struct Origin {
    const VariableCubes::Entry* entry;
    const ReferenceTimes::Positions* positions;
    std::vector<Way> ways;
  };
  void resolve(const Combination& combination);
  std::vector<Way> ways_of(const VariableCubes::Entry& entry, const Combination& combination) const;
  static Figure from_cube(const Origin& origin, std::int32_t region, std::int32_t period);
  Figure newest(std::int32_t region, std::size_t period, bool lagging) const;
  Figure figure(std::int32_t region, std::size_t period) const;
  std::int32_t place_of(std::int32_t region) const;

  const VariableCubes* cubes_;
  const Regions* regions_;
  const ReferenceTimes* times_;
  Reference reference_;    ///< with next and previous made into codes
  bool outside_ = false;   ///< there is no next or previous code
  bool of_total_ = false;  ///< next and previous of a total
  std::vector<Origin> origins_;
};

/// Throws UnknownName for a code that neither the figures nor the catalogue know, a slip of the pen; one that only the
/// figures lack is missing. `place` says where it stands.
void check_filter(const VariableCubes& cubes, const AxisFilter& filter, const std::string& place);
/// Codes to be added may not contain one another: the same cases would be counted twice. Throws InvalidArgument.
void check_disjoint(const Codelist& list, const std::vector<std::string>& codes);

}  // namespace werdegang::inline v0::detail
