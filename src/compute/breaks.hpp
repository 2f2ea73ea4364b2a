// Which comparisons over time a break forbids.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "werdegang/compute/formula.hpp"
#include "werdegang/observations/variable.hpp"

namespace werdegang::inline v0::detail {

/// The breaks of the variables of one formula in one region.
class RegionBreaks {
 public:
  /// A break lies after `previous` and not after `year`: the first value of a new series.
  bool starts_series(int previous, int year) const;
  /// The formula compares `year` with an earlier one on the other side of a lasting break. One odd year, such as
  /// a double Abitur, is no lasting break.
  bool compares_across(int year) const;

 private:
  friend class FormulaBreaks;
  struct Forbidden {
    int after;        ///< first year of the new series
    int first, last;  ///< years compared, counted from the row's
  };
  std::vector<int> all_;  ///< the rows' years in which a new series begins
  std::vector<Forbidden> forbidden_;
};

/// The breaks of the variables of one formula.
class FormulaBreaks {
 public:
  explicit FormulaBreaks(const Formula& formula);
  /// `territory`: see territory_breaks.
  RegionBreaks of(std::string_view region, const std::vector<int>& territory) const;

 private:
  /// The years, counted from the row's, in which the formula looks at a variable.
  struct Years {
    int first = 0, last = 0;
  };
  struct Item {
    const SeriesBreak* found;
    Years years;
  };
  static Years compared_years(const Formula& formula, std::string_view variable);
  std::vector<Item> items_;
  std::vector<Years> spans_;  ///< of the variables that are compared with themselves
};

}  // namespace werdegang::inline v0::detail
