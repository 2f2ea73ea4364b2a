// Sums of rates over classes, mostly of age.
#pragma once

#include <span>

#include "werdegang/kernels/quantity.hpp"

namespace werdegang::inline v0 {

/// scale * sum over classes of width * numerator / denominator: what one person would see who lives through all
/// classes at today's rates. Total fertility takes births over women by single year of age, or by five years with
/// width 5; graduation and entry rates take scale 100. Without `width` every class has width 1.
/// An open class belongs to the year of age at its bound ("16 and younger" over those aged 16). O(classes), in order.
/// Without a value, the weightiest reason of all classes: `missing` (NaN), `not_meaningful` (infinite),
/// `empty_denominator`; one class that is not known leaves the sum unknown.
/// InvalidArgument for no class, spans of different length, a width that is not above 0.
Quantity quotient_sum(std::span<const double> numerator, std::span<const double> denominator,
                      std::span<const double> width = {}, double scale = 1);

/// scale * sum over strata of part / base, each stratum with a base of its own: contracts dissolved this year by the
/// year they began in, over the contracts begun in that year, are the dissolution rate of training contracts
/// (Bundesinstitut für Berufsbildung, "Schichtenmodell"). All dissolved over all new contracts of a year is another
/// figure: 27.7 instead of 24.7 per cent in 2014. Statuses and errors as for `quotient_sum`.
Quantity strata_sum(std::span<const double> part, std::span<const double> base, double scale = 100);

}  // namespace werdegang::inline v0
