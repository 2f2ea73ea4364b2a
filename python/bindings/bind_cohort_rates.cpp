#include "bindings.hpp"
#include "elementwise.hpp"
#include "results.hpp"
#include "werdegang/kernels/cohort_rates.hpp"
#include "werdegang/kernels/quotient_sum.hpp"
#include "werdegang/kernels/school_life_expectancy.hpp"

using namespace werdegang;

namespace {

/// NaN for None.
double number(const Named& argument) {
  const auto given = doubles({argument});
  if (!given.scalar) throw py::type_error(std::string(argument.first) + ": expected one number, got an array");
  return given[0][0];
}

py::object years_to_expect(const py::object& enrolled, const py::object& population, const py::object& unknown_age,
                           const py::object& level_population, const py::object& duration,
                           const py::object& repeaters) {
  const auto pupils = column({"enrolled", enrolled}), persons = column({"population", population});
  const SchoolLevel level{number({"unknown_age", unknown_age}), number({"repeaters", repeaters}),
                          number({"level_population", level_population}), number({"duration", duration})};
  if ((level.unknown_age != 0 || level.repeaters != 0) && (level_population.is_none() || duration.is_none()))
    throw InvalidArgument("no level_population or no duration", "school_life_expectancy",
                          "both beside unknown ages or repeaters");
  return number_of(school_life_expectancy(view(pupils), view(persons), level));
}

}  // namespace

void bind_cohort_rates(py::module_& module) {
  module.def(
      "strata_sum",
      [](const py::object& part, const py::object& base, double scale) {
        const auto top = column({"part", part}), bottom = column({"base", base});
        return number_of(strata_sum(view(top), view(bottom), scale));
      },
      py::arg("part"), py::arg("base"), py::arg("scale") = 100.0,
      "Sum over strata of part / base, each with a base of its own, such as dissolved contracts by the year they began "
      "in; None where one stratum is not known.");
  module.def("school_life_expectancy", &years_to_expect, py::arg("enrolled"), py::arg("population"),
             py::arg("unknown_age") = 0, py::arg("level_population") = py::none(), py::arg("duration") = py::none(),
             py::arg("repeaters") = 0,
             "Years in education at today's enrolment by single year of age. Enrolled of unknown age are spread over "
             "the level of education (its population and its duration in years); with repeaters net of repetition.");
  const py::object rates = def_tuple(module, "CohortFlowRates", {"repetition", "promotion", "dropout"},
                                     "By grade, parts of the enrolment of the first year; they sum to 1.");
  module.def(
      "cohort_flow_rates",
      [rates](const py::object& enrolment, const py::object& next_enrolment, const py::object& next_repeaters,
              const py::object& graduates) {
        const auto now = column({"enrolment", enrolment}), next = column({"next_enrolment", next_enrolment}),
                   again = column({"next_repeaters", next_repeaters});
        const double last = number({"graduates", graduates});
        const auto flows = cohort_flow_rates(view(now), view(next), view(again), last);
        const auto array = [&](Quantity GradeFlow::*rate) {
          std::vector<Quantity> values;
          for (const GradeFlow& flow : flows) values.push_back(flow.*rate);
          return numbers_of(values);
        };
        return rates(array(&GradeFlow::repetition), array(&GradeFlow::promotion), array(&GradeFlow::dropout));
      },
      py::arg("enrolment"), py::arg("next_enrolment"), py::arg("next_repeaters"), py::arg("graduates"),
      "Repetition, promotion and dropout by grade from the pupils of two years and the repeaters among those of the "
      "second; graduates of the last grade, or None. Dropout may be negative where pupils moved in.");
}
