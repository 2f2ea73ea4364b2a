// Rounding as published tables round: half away from zero, in decimal.
#pragma once

#include "werdegang/core/id.hpp"
#include "werdegang/kernels/quantity.hpp"

namespace werdegang::inline v0 {

/// scale * numerator / denominator at `digits` decimals, exact in integers, a half goes away from zero (DIN 1333):
/// 247 of 2000 at one decimal are 12.4. The value is the double nearest to the decimal number.
/// Without a value: `empty_denominator`. InvalidArgument unless 0 <= digits <= 9, 1 <= scale <= 10^9, and the
/// result has no more than 15 digits.
Quantity round_half_up(Index numerator, Index denominator, Index scale = 100, int digits = 1);

/// A number at `digits` decimals, a half goes away from zero, where the number is read as its shortest decimal
/// form: the double 12.35 lies a little below 12.35 and still becomes 12.4. Negative `digits` round to tens,
/// hundreds. At one decimal the same as `round_half_up` for shares of whole numbers up to 10^12. Never gives -0.
/// InvalidArgument when x is not finite or unless -15 <= digits <= 15.
double round_published(double x, int digits);

/// The multiple of `base` nearest to `value`, a half goes away from zero: base 3 as vocational statistics, 5 and 10
/// as statistical offices round counts. InvalidArgument unless base >= 1 and the multiple fits into 64 bits.
Index round_to_base(Index value, Index base);

}  // namespace werdegang::inline v0
