// What is odd in a ledger: found, named, never repaired.
#pragma once

#include "werdegang/core/finding.hpp"
#include "werdegang/observations/observations.hpp"

namespace werdegang::inline v0 {

/// All checks below; what two editions of a table share is said once. O(rows).
Findings check(const Observations& observations);

/// Printed totals of Germany and the states against the sum of their parts, with the reason where one is known;
/// figures that stand under old and new codes at once. Sums of rounded parts may miss by half a unit each.
Findings check_regions(const Observations& observations);

/// Totals of exhaustive code lists against the sum of their parts, of-which members against what contains them,
/// negative counts. Where an of-which is an addend in a state and year, the catalogue knows and a finding says so.
Findings check_parts(const Observations& observations);

/// Rates of all against those of their parts: a rate of everybody lies between the lowest and the highest rate of an
/// exhaustive list of groups, and so do its printed digits, for rounding keeps the order.
Findings check_rates(const Observations& observations);

/// Breaks of series, changes of territory, keys that carry another territory, regions whose predecessors hold
/// their figures.
Findings check_series(const Observations& observations);

/// Figures of one variable that differ between two sources; one finding for each pair of sources and period, with the
/// first region that differs.
Findings check_sources(const Observations& observations);

}  // namespace werdegang::inline v0
