// What becomes of the pupils of a grade within a year.
#pragma once

#include <span>
#include <vector>

#include "werdegang/kernels/quantity.hpp"

namespace werdegang::inline v0 {

/// Of the pupils of one grade: who repeats it, who is promoted (or graduates), who leaves. They sum to 1.
struct GradeFlow {
  Quantity repetition, promotion, dropout;
  bool operator==(const GradeFlow&) const = default;
};

/// repeated / enrolment, promoted / enrolment, and 1 less both. Dropout below 0 and promotion above 1 stay as they are:
/// pupils moved in. Without a value: `empty_denominator` (nobody enrolled), `missing` (NaN), `not_meaningful`.
GradeFlow grade_flow(double enrolment, double promoted, double repeated);

/// Flow rates of the grades of one school type from two years (UNESCO Institute for Statistics): a pupil of grade g is
/// promoted who is in grade g + 1 a year later and does not repeat that one; in the last grade, who graduates.
/// All spans have one entry a grade, first to last; NaN for what is not known, `graduates` included.
/// These are rates of the previous year's enrolment, not shares of repeaters in the same year. O(grades).
/// InvalidArgument for no grade, spans of different length, a negative count, more repeaters than pupils.
std::vector<GradeFlow> cohort_flow_rates(std::span<const double> enrolment, std::span<const double> next_enrolment,
                                         std::span<const double> next_repeaters, double graduates);

}  // namespace werdegang::inline v0
