// What the dashes of a file turned out to mean, in findings.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>

#include "werdegang/core/finding.hpp"
#include "werdegang/core/period.hpp"

namespace werdegang::inline v0::detail {

struct DashReport {
  std::map<Period, std::set<std::string>> absent;  ///< regions that did not exist
  std::map<std::string, std::set<Period>> not_collected;
  std::map<std::string, std::pair<std::set<Period>, Index>> ambiguous;  ///< by column: periods and number of cells

  /// Periods with the same absent regions share a finding.
  void add_to(Findings& findings, Index source) const;
};

}  // namespace werdegang::inline v0::detail
