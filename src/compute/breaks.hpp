// Which comparisons over time a break forbids.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "werdegang/compute/formula.hpp"
#include "werdegang/observations/variable.hpp"

namespace werdegang::inline v0::detail {

/// The breaks of the variables of one formula, by region.
class FormulaBreaks {
 public:
  explicit FormulaBreaks(const Formula& formula);

  /// A break lies after `previous` and not after `year`: the first value of a new series.
  bool starts_series(const std::string& region, int previous, int year);
  /// The formula compares `year` with an earlier one on the other side of a lasting break. One odd year, such as
  /// a double Abitur, is no lasting break.
  bool compares_across(const std::string& region, int year);

 private:
  struct Item {
    int after;
    bool lasting;
    std::string variable;
  };
  const std::vector<Item>& items(const std::string& region);
  std::vector<std::pair<std::string, int>> shifts_;  ///< variable, years back
  std::vector<std::string> variables_;
  std::map<std::string, std::vector<Item>> cache_;
};

}  // namespace werdegang::inline v0::detail
