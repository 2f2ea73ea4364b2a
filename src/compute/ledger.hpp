// The figures of the observations, made ready for many look-ups.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "../observations/lattice.hpp"
#include "werdegang/core/execution.hpp"
#include "werdegang/observations/observations.hpp"

namespace werdegang::inline v0::detail {

/// All regions of the observations, Germany first, then by code; a region is its position here.
struct Regions {
  std::vector<std::string> codes;
  std::vector<std::int32_t> state;  ///< position of the state a region lies in, -1 when that has no figures
  std::int32_t country = -1;

  explicit Regions(const Observations& observations);
  std::int32_t find(std::string_view code) const;
  /// The districts of a state or the country, the municipalities of a district.
  std::vector<std::int32_t> inside(std::int32_t region) const;

 private:
  std::map<std::string, std::int32_t, std::less<>> position_;
};

/// All cubes of one variable, newest first, own aggregations last.
class VariableCubes {
 public:
  VariableCubes(const Observations& observations, const Regions& regions, const std::string& variable);
  struct Entry {
    Lattice lattice;
    Index source;
    bool adds;                         ///< parts add up to their total: amounts do, rates do not
    std::vector<std::int32_t> region;  ///< position in the cube by region, -1 = not there
    std::vector<Period> periods;
    std::vector<std::vector<bool>> present;  ///< per axis, per member
  };
  const std::vector<Entry>& entries() const { return entries_; }
  bool has_axis(std::string_view axis) const;
  /// Codes of an axis over all cubes, in the order of their lists, also those that others make up.
  std::vector<Member> members(const std::string& axis) const;
  /// Those that stand in the cubes themselves.
  std::vector<Member> printed_members(const std::string& axis) const;

 private:
  std::vector<Entry> entries_;
};

/// The cubes of every variable that is asked for.
class Ledger {
 public:
  Ledger(const Observations& observations, const std::vector<std::string>& variables, const Execution& execution);
  const Regions& regions() const { return regions_; }
  /// nullptr when the variable was not asked for or is not there.
  const VariableCubes* find(const std::string& variable) const;

 private:
  Regions regions_;
  std::map<std::string, std::unique_ptr<VariableCubes>> cubes_;
};

}  // namespace werdegang::inline v0::detail
