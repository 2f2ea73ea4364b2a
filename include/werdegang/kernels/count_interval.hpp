// Intervals for a count of events that has no fixed number of cases behind it.
#pragma once

#include "werdegang/kernels/interval.hpp"

namespace werdegang::inline v0 {

/// Exact interval for a count of independent events (Garwood 1936), from quantiles of the gamma distribution.
/// InvalidArgument unless `count` is finite and 0 or more and 0 < confidence < 1.
Interval exact_count(double count, double confidence = 0.95);

/// Byar's approximation of it, as health reporting uses it from 10 events on; below 10 its lower end is far off
/// (1 event: .013 instead of .025). Errors as for `exact_count`.
Interval byar(double count, double confidence = 0.95);

}  // namespace werdegang::inline v0
