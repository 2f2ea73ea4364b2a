// Limits around a common value between which figures of areas of a given size lie by chance.
#pragma once

#include "werdegang/kernels/interval.hpp"

namespace werdegang::inline v0 {

/// Where the share of an area of n persons is expected when `baseline` is the chance of everyone: baseline -+ z
/// sqrt(baseline (1 - baseline) / n), within 0 - 1; parts of 1. It is the score interval turned round: a share lies
/// outside exactly when its Wilson interval leaves out the baseline. Control charts take confidence .95 and .998
/// (UKHSA, PHEindicatormethods; Spiegelhalter, Stat. Med. 24 (2005) 1185).
/// InvalidArgument unless 0 <= baseline <= 1, 0 < n, 0 < confidence < 1, all finite.
Interval funnel_limits(double baseline, double n, double confidence = 0.95);

/// Where a count of independent events is expected: the smallest range of whole numbers whose tails each have at most
/// the probability (1 - confidence) / 2 under a Poisson distribution. A few microseconds.
/// InvalidArgument unless 0 <= expected <= 10^9 and 0 < confidence < 1.
Interval funnel_limits_count(double expected, double confidence = 0.95);

}  // namespace werdegang::inline v0
