// The reconstructed cohort: what becomes of 1000 pupils who enter together if this year's flow rates hold for all of
// them.
#pragma once

#include <string>
#include <vector>

#include "werdegang/core/status.hpp"
#include "werdegang/table/table.hpp"

namespace werdegang::inline v0 {

/// Rates of a ladder of grades, parts of 1. The promotion of the last grade is graduation.
struct GradeRates {
  std::vector<std::string> grades;
  std::vector<double> promotion, repetition;
  std::vector<double> dropout = {};  ///< empty: 1 - promotion - repetition, negative where more move in than leave
};

/// Flow rates from two successive years. Columns of `grades`: grade, period, enrolment, repeaters and, for the last
/// grade, graduates. With E pupils and R repeaters in grade g and year t: promotion (E[t+1,g+1] - R[t+1,g+1]) / E[t,g],
/// repetition R[t+1,g] / E[t,g], dropout 1 - both (UIS, uis.unesco.org/node/3079596), effective_promotion (E[t+1,g+1] -
/// R[t+1,g+1]) / (E[t,g] - R[t+1,g]) (node/10005), and repetition_same_year R[t+1,g] / E[t+1,g] as school statistics
/// print it. A negative dropout is flagged out_of_range and kept; a year without the next one has no rates. Columns:
/// grade, period, the five rates, status, flags. Throws InvalidArgument for a grade twice in a period and for more
/// repeaters than pupils.
Table flow_rates(const Table& grades);

/// The rates of one period of `flow_rates`; the last period when empty. Throws InvalidArgument for rates without
/// values.
GradeRates grade_rates(const Table& rates, const std::string& period = {});

struct CohortOptions {
  double size = 1000;
  Index max_repeats = -1;  ///< repeats allowed on the whole way, who would need more leaves; -1: no limit
};

struct ReconstructedCohort {
  Table grades;  ///< grade, survival (ever reached, part of 1), pupil_years, dropouts, status, flags
  double size = 0, graduates = 0, dropouts = 0, pupil_years = 0;
  /// pupil_years / graduates, and graduates * grades / pupil_years; without a value when nobody graduates.
  double years_per_graduate = 0, efficiency = 0;
  Status status = Status::computed;
  Flag flags = Flag::none;  ///< out_of_range: some dropout is negative, so that more may arrive than set out
  Index max_repeats = -1;
  bool operator==(const ReconstructedCohort&) const = default;
};

/// O(grades * (max_repeats + 1)). Throws InvalidArgument for rates that are negative or do not add up to 1, and for a
/// repetition of 1 or more without a limit.
ReconstructedCohort reconstructed_cohort(const GradeRates& rates, const CohortOptions& options = {});

}  // namespace werdegang::inline v0
