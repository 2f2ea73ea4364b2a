// How a series moved between its breaks, never across one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "werdegang/table/table.hpp"

namespace werdegang::inline v0 {

/// Median of the slopes between all pairs of points (H. Theil 1950; P. K. Sen, J. Am. Stat. Assoc. 63 (1968) 1379): up
/// to 29 % of the points may be anything. Pairs at the same x are left out. None for fewer than two different x.
/// O(n^2).
std::optional<double> theil_sen_slope(std::span<const double> x, std::span<const double> y);
/// The slope of ordinary least squares. None for fewer than two different x. O(n).
std::optional<double> least_squares_slope(std::span<const double> x, std::span<const double> y);

struct TrendOptions {
  std::vector<std::string> regions = {};  ///< codes; empty = all of the table
  std::string slope = "theil_sen";        ///< or "least_squares"
};

/// `table`: a result of `compute` with its flags, or any table with region, period and value. A series (indicator,
/// breakdown, region) is cut where a row has the flag `series_break`, and between rows with a gap, or in a table
/// without flags, where the register of breaks has one for a variable of the indicator's formula. One row a segment:
/// indicator, region, <breakdowns>, segment (from 1), from, to (periods with a value), points, first, last, change =
/// last - first in change_unit (percentage points for percents), change_percent and annual_growth (compound, per cent a
/// year; both only for units that are no percents, points or indices, and above zero), slope in change_unit a year,
/// direction, missing (years without a value, each in the segment that follows it; after the last one in the last),
/// break_kind, break_de, break_en (what lies before the segment), status.
///
/// direction, only where every point has an interval: `level` when one constant lies in all intervals, else `rising`
/// (`falling`) when a line that never falls (rises) runs through all of them, else `mixed`; null without intervals.
/// A segment of one point has no change: status `not_meaningful`. Throws UnknownName for a region that is not there,
/// InvalidArgument for a period that is none, a region twice, or another slope.
Table trend(const Table& table, const TrendOptions& options = {});

}  // namespace werdegang::inline v0
