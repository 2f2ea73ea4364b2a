#include "werdegang/flows/reconstructed_cohort.hpp"

#include <cmath>

#include "../kernels/checks.hpp"
#include "../table/make_column.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

constexpr double tolerance = 1e-9;
constexpr Index most_repeats = 1'000'000;

/// The dropouts of all grades, given or computed, after every rate has been looked at.
std::vector<double> checked_dropouts(const GradeRates& rates, const CohortOptions& options) {
  const auto n = rates.grades.size();
  if (n == 0) throw InvalidArgument("no grade", "reconstructed_cohort", "at least one");
  detail::expect_length("promotion", rates.promotion.size(), "reconstructed_cohort", n);
  detail::expect_length("repetition", rates.repetition.size(), "reconstructed_cohort", n);
  if (!rates.dropout.empty()) detail::expect_length("dropout", rates.dropout.size(), "reconstructed_cohort", n);
  if (!(options.size > 0) || !std::isfinite(options.size))
    throw InvalidArgument(detail::named("size", options.size), "reconstructed_cohort", "a number of pupils above 0");
  if (options.max_repeats < -1 || options.max_repeats > most_repeats)
    throw InvalidArgument(detail::named("max_repeats", options.max_repeats), "reconstructed_cohort",
                          "0 to " + std::to_string(most_repeats) + ", or -1 for no limit");
  std::vector<double> dropout;
  for (std::size_t g = 0; g < n; ++g) {
    const double p = rates.promotion[g], r = rates.repetition[g], rest = 1 - p - r;
    const std::string place = "grade " + rates.grades[g];
    for (const double rate : {p, r})
      if (!(rate >= 0) || !std::isfinite(rate)) throw InvalidArgument(detail::named("rate", rate), place, "0 or more");
    if (r >= 1 && options.max_repeats < 0)
      throw InvalidArgument(detail::named("repetition", r), place, "less than 1, or a limit max_repeats");
    dropout.push_back(rates.dropout.empty() ? rest : rates.dropout[g]);
    if (!(std::abs(dropout[g] - rest) <= tolerance))
      throw InvalidArgument(detail::named("a sum", p + r + dropout[g]), place,
                            "promotion, repetition and dropout that add up to 1");
  }
  return dropout;
}

/// Pupils by grade: who ever came there, years spent in it, who left from it.
struct Passage {
  std::vector<double> reached, years, left;
  double graduates = 0;
};

Passage unlimited(const GradeRates& rates, const std::vector<double>& dropout, double size) {
  Passage passage;
  double here = size;
  for (std::size_t g = 0; g < rates.grades.size(); ++g) {
    const double years = here / (1 - rates.repetition[g]);
    passage.reached.push_back(here);
    passage.years.push_back(years);
    passage.left.push_back(dropout[g] * years);
    here = rates.promotion[g] * years;
  }
  passage.graduates = here;
  return passage;
}

/// Pupils are told apart by the repeats they have used; who would need one more than allowed leaves.
Passage limited(const GradeRates& rates, const std::vector<double>& dropout, double size, Index max_repeats) {
  Passage passage;
  std::vector<double> arriving(static_cast<std::size_t>(max_repeats) + 1);
  arriving[0] = size;
  for (std::size_t g = 0; g < rates.grades.size(); ++g) {
    double reached = 0, years = 0, left = 0, repeating = 0;
    for (double& pupils : arriving) {
      reached += pupils;
      const double present = pupils + repeating;
      years += present;
      left += dropout[g] * present;
      repeating = rates.repetition[g] * present;
      pupils = rates.promotion[g] * present;
    }
    passage.reached.push_back(reached);
    passage.years.push_back(years);
    passage.left.push_back(left + repeating);
  }
  for (const double pupils : arriving) passage.graduates += pupils;
  return passage;
}

Table grade_table(const GradeRates& rates, const Passage& passage, const std::vector<double>& dropout, double size) {
  std::vector<std::int32_t> grade, flag;
  std::vector<double> survival;
  for (std::size_t g = 0; g < rates.grades.size(); ++g) {
    grade.push_back(static_cast<std::int32_t>(g));
    survival.push_back(passage.reached[g] / size);
    flag.push_back(dropout[g] < 0 || survival[g] > 1 ? 1 : 0);
  }
  Column flags =
      detail::code_column("flags", std::move(flag), detail::plain_list("flags", {"", to_string(Flag::out_of_range)}));
  flags.role = Role::quality;
  return Table({detail::code_column("grade", std::move(grade), detail::plain_list("grade", rates.grades)),
                detail::number_column("survival", Role::measure, std::move(survival)),
                detail::number_column("pupil_years", Role::measure, std::vector<double>(passage.years)),
                detail::number_column("dropouts", Role::measure, std::vector<double>(passage.left)),
                detail::status_column(std::vector<Status>(rates.grades.size(), Status::computed)), flags});
}

}  // namespace

ReconstructedCohort reconstructed_cohort(const GradeRates& rates, const CohortOptions& options) {
  const auto dropout = checked_dropouts(rates, options);
  const Passage passage = options.max_repeats < 0 ? unlimited(rates, dropout, options.size)
                                                  : limited(rates, dropout, options.size, options.max_repeats);
  ReconstructedCohort cohort;
  cohort.grades = grade_table(rates, passage, dropout, options.size);
  cohort.size = options.size;
  cohort.max_repeats = options.max_repeats;
  cohort.graduates = passage.graduates;
  for (std::size_t g = 0; g < rates.grades.size(); ++g) {
    cohort.dropouts += passage.left[g];
    cohort.pupil_years += passage.years[g];
    if (dropout[g] < 0) cohort.flags = Flag::out_of_range;
  }
  if (!std::isfinite(cohort.pupil_years) || !std::isfinite(cohort.graduates))
    throw InvalidArgument("more pupils than a number can hold", "reconstructed_cohort",
                          "a repetition below 1, or fewer repeats");
  if (cohort.graduates > 0) {
    cohort.years_per_graduate = cohort.pupil_years / cohort.graduates;
    cohort.efficiency = cohort.graduates * static_cast<double>(rates.grades.size()) / cohort.pupil_years;
  } else {
    cohort.status = Status::empty_denominator;
  }
  return cohort;
}

}  // namespace werdegang::inline v0
