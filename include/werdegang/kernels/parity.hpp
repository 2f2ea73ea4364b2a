// One group beside another: parity indices, odds ratio, relative risk.
#pragma once

#include "werdegang/kernels/quantity.hpp"

namespace werdegang::inline v0 {

/// Gender parity index: value of the girls over that of the boys; 1 is parity (UNESCO Institute for Statistics).
/// 1.25 and 0.8 are equally far from it, but do not look so: see `gpia`.
/// Without a value: `empty_denominator` (male is 0), `not_meaningful` (a value below 0, infinite), `missing` (NaN).
Quantity gpi(double female, double male);

/// Adjusted parity index, symmetric around 1: F / M up to parity, 2 - M / F above; 0 to 2, and
/// gpia(f, m) + gpia(m, f) = 2. Without a value as `gpi`, but `empty_denominator` only where both are 0.
Quantity gpia(double female, double male);

/// Odds of one share over those of another: q_a / (1 - q_a) / (q_b / (1 - q_b)). Shares are parts of 1.
/// Without a value: `empty_denominator` (q_a is 1, or q_b is 0), `missing` (NaN).
/// InvalidArgument for a share below 0 or above 1, such as one in per cent.
Quantity odds_ratio(double q_a, double q_b);

/// How many times as often something befalls one group as another: q_a / q_b, in parts of 1 or both in per cent.
/// Without a value: `empty_denominator` (q_b is 0), `not_meaningful` (a value below 0, infinite), `missing` (NaN).
Quantity relative_risk(double q_a, double q_b);

}  // namespace werdegang::inline v0
