#include "werdegang/kernels/cohort_rates.hpp"

#include "kernels/checks.hpp"
#include "werdegang/kernels/share.hpp"

namespace werdegang::inline v0 {
namespace {

void expect_count(std::string_view name, double value, std::size_t grade) {
  if (value < 0)
    throw InvalidArgument(detail::named(name, value), "grade " + std::to_string(grade) + " of cohort_flow_rates",
                          "a number of pupils, 0 or more");
}

}  // namespace

GradeFlow grade_flow(double enrolment, double promoted, double repeated) {
  GradeFlow flow{share(repeated, enrolment, 1), share(promoted, enrolment, 1), {}};
  flow.dropout = {0, combine(flow.promotion.status, flow.repetition.status)};
  if (flow.dropout.has_value()) flow.dropout.value = (enrolment - promoted - repeated) / enrolment;
  return flow;
}

std::vector<GradeFlow> cohort_flow_rates(std::span<const double> enrolment, std::span<const double> next_enrolment,
                                         std::span<const double> next_repeaters, double graduates) {
  const std::size_t grades = enrolment.size();
  if (grades == 0) throw InvalidArgument("no grade", "cohort_flow_rates", "one grade or more");
  detail::expect_length("next_enrolment", next_enrolment.size(), "cohort_flow_rates", grades);
  detail::expect_length("next_repeaters", next_repeaters.size(), "cohort_flow_rates", grades);
  expect_count("graduates", graduates, grades - 1);
  for (std::size_t g = 0; g < grades; ++g) {
    expect_count("enrolment", enrolment[g], g);
    expect_count("next_enrolment", next_enrolment[g], g);
    expect_count("next_repeaters", next_repeaters[g], g);
    if (next_repeaters[g] > next_enrolment[g])
      throw InvalidArgument(detail::named("next_repeaters", next_repeaters[g]),
                            "grade " + std::to_string(g) + " of cohort_flow_rates",
                            "no more than " + detail::named("next_enrolment", next_enrolment[g]));
  }
  std::vector<GradeFlow> flows;
  flows.reserve(grades);
  for (std::size_t g = 0; g < grades; ++g) {
    const double promoted = g + 1 < grades ? next_enrolment[g + 1] - next_repeaters[g + 1] : graduates;
    flows.push_back(grade_flow(enrolment[g], promoted, next_repeaters[g]));
  }
  return flows;
}

}  // namespace werdegang::inline v0
