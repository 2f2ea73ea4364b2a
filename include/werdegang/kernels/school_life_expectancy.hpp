// Years of education that a child can expect.
#pragma once

#include <span>

#include "werdegang/kernels/quantity.hpp"

namespace werdegang::inline v0 {

/// What single years of age do not show of a level of education.
struct SchoolLevel {
  double unknown_age = 0;  ///< enrolled whose age is not known
  double repeaters = 0;    ///< taken off: the expectancy is then net of repetition
  double population = 0;   ///< of the ages at which the level is attended by rule
  double duration = 0;     ///< its length by rule, in years
};

/// sum E_a / P_a + (unknown_age - repeaters) / population * duration: years in education at today's enrolment rates
/// (UNESCO Institute for Statistics). Of several levels, add the results. `enrolled` and `persons` by single year of
/// age. O(ages). Without a value, the weightiest reason of all: `missing` (NaN), `not_meaningful` (infinite),
/// `empty_denominator` (an age without anybody). InvalidArgument for no age, spans of different length, and where
/// unknown ages or repeaters come without the duration of the level.
Quantity school_life_expectancy(std::span<const double> enrolled, std::span<const double> persons,
                                const SchoolLevel& level = {});

}  // namespace werdegang::inline v0
