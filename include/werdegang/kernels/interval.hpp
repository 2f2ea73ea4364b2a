// Intervals for a share: which underlying chances go well with x of n.
#pragma once

#include <span>

#include "werdegang/core/status.hpp"

namespace werdegang::inline v0 {

/// Both ends belong to it. For a share they are parts of 1, for a count they are cases.
struct Interval {
  double lower = 0, upper = 0;
  bool operator==(const Interval&) const = default;
};

/// Score interval (Wilson 1927; Newcombe, Stat. Med. 17 (1998) 857, method 3): the default for shares.
/// x of n cases, fractions of cases allowed; contains x / n, lies within [0, 1]; 81 of 263 give .2553 - .3662.
/// A full count is no sample: read it as what the same process could have brought, or leave it out.
/// InvalidArgument unless 0 <= x <= n, 0 < n, all finite, 0 < confidence < 1.
Interval wilson(double x, double n, double confidence = 0.95);

/// Exact interval (Clopper and Pearson 1934), from quantiles of the beta distribution: covers at least as often
/// as `confidence` says, hence wider than needed. Fractions of cases interpolate. Errors as for `wilson`. A few
/// microseconds.
Interval clopper_pearson(double x, double n, double confidence = 0.95);

/// Interval of equal tails under Jeffreys' prior Beta(1/2, 1/2), with lower end 0 at x = 0 and upper end 1 at x = n
/// (Brown, Cai, DasGupta, Statist. Sci. 16 (2001) 101). Errors as for `wilson`. A few microseconds.
Interval jeffreys(double x, double n, double confidence = 0.95);

enum class IntervalMethod { wilson, clopper_pearson, jeffreys };

/// An interval for every row of a table; O(rows). What the data brings throws nothing: a row without an interval gets
/// 0 - 0 and a status, `empty_denominator` (n = 0), `missing` (NaN) or `not_meaningful` (x < 0, x > n, infinite).
/// InvalidArgument when the spans differ in length or the confidence is not between 0 and 1.
void intervals(IntervalMethod method, std::span<const double> x, std::span<const double> n, double confidence,
               std::span<double> lower, std::span<double> upper, std::span<Status> status);

}  // namespace werdegang::inline v0
