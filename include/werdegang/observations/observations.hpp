// The ledger of figures.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "werdegang/observations/cube.hpp"
#include "werdegang/observations/source.hpp"
#include "werdegang/table/table.hpp"

namespace werdegang::inline v0 {

/// Cubes and their sources; immutable, copies share memory. A variable may have several cubes: one for each source.
class Observations {
 public:
  Observations() = default;
  Observations(std::vector<Cube> cubes, std::vector<Source> sources);

  const std::vector<Cube>& cubes() const { return cubes_; }
  const std::vector<Source>& sources() const { return sources_; }
  /// Sorted, unique.
  std::vector<std::string> variables() const;
  /// Sorted by code / by time, unique.
  std::vector<std::string> regions() const;
  std::vector<Period> periods() const;
  Index rows() const;
  /// The long table: variable, region, period, <breakdowns>, value, status, flags, unit, source. O(rows * axes).
  Table table() const;
  bool operator==(const Observations&) const = default;

 private:
  std::vector<Cube> cubes_;
  std::vector<Source> sources_;
};

/// What to keep; an empty list keeps everything. Unknown names and periods throw UnknownName.
struct Selection {
  std::vector<std::string> variables, regions;
  std::vector<Period> periods;  ///< a year takes the days in it
};
Observations filter(const Observations& observations, const Selection& selection);

/// All cubes of all parts.
Observations concat(std::span<const Observations> parts);

using Breakdown = std::vector<std::pair<std::string, std::string>>;  ///< axis, code

/// Collects rows of one's own, then freezes.
class ObservationsBuilder {
 public:
  Index add_source(Source source);
  /// `region` is a code with its leading zero ("03353"); a code that lost it is a finding.
  void add(const std::string& variable, const std::string& region, Period period, const Breakdown& breakdown,
           double value, Status status = Status::reported, Flag flags = Flag::none, Index source = -1);
  Built<Observations> freeze() const;

 private:
  struct Row {
    std::string variable, region;
    Period period;
    Breakdown breakdown;
    double value;
    Status status;
    Flag flags;
    Index source;
  };
  std::vector<Row> rows_;
  std::vector<Source> sources_;
};

}  // namespace werdegang::inline v0
