#include "bindings.hpp"
#include "convert.hpp"
#include "states.hpp"
#include "werdegang/flows/reconstructed_cohort.hpp"

using namespace werdegang;

namespace {

using Numbers = std::vector<double>;

py::object optional_number(const ReconstructedCohort& cohort, double value) {
  return has_value(cohort.status) ? py::object(py::float_(value)) : py::object(py::none());
}

py::tuple cohort_state(const ReconstructedCohort& c) {
  return py::make_tuple(table_state(c.grades), c.size, c.graduates, c.dropouts, c.pupil_years, c.years_per_graduate,
                        c.efficiency, static_cast<int>(c.status), static_cast<int>(c.flags), c.max_repeats);
}

ReconstructedCohort cohort_from_state(const py::tuple& t) {
  const auto number = [&](std::size_t i) { return t[i].cast<double>(); };
  return {table_from_state(t[0].cast<py::tuple>()),
          number(1),
          number(2),
          number(3),
          number(4),
          number(5),
          number(6),
          static_cast<Status>(t[7].cast<int>()),
          static_cast<Flag>(t[8].cast<int>()),
          t[9].cast<Index>()};
}

}  // namespace

void bind_cohort(py::module_& module) {
  using Cohort = ReconstructedCohort;
  py::classh<Cohort>(module, "ReconstructedCohort", "What becomes of a cohort if these rates hold for all of it.")
      .def_readonly("grades", &Cohort::grades, "grade, survival, pupil_years, dropouts, status, flags.")
      .def_readonly("size", &Cohort::size)
      .def_readonly("graduates", &Cohort::graduates)
      .def_readonly("dropouts", &Cohort::dropouts)
      .def_readonly("pupil_years", &Cohort::pupil_years)
      .def_property_readonly(
          "years_per_graduate", [](const Cohort& c) { return optional_number(c, c.years_per_graduate); },
          "Pupil-years / graduates; None when nobody graduates.")
      .def_property_readonly(
          "efficiency", [](const Cohort& c) { return optional_number(c, c.efficiency); },
          "Graduates x grades / pupil-years, a part of 1; None when nobody graduates.")
      .def_property_readonly(
          "max_repeats",
          [](const Cohort& c) { return c.max_repeats < 0 ? std::nullopt : std::optional(c.max_repeats); },
          "Repeats allowed on the whole way, None for no limit.")
      .def_property_readonly("status", [](const Cohort& c) { return std::string(to_string(c.status)); })
      .def_property_readonly(
          "flags", [](const Cohort& c) { return to_string(c.flags); }, "out_of_range: some dropout is negative.")
      .def(
          "__eq__", [](const Cohort& a, const Cohort& b) { return a == b; }, py::is_operator())
      .def("__copy__", [](const Cohort& c) { return c; })
      .def(
          "__deepcopy__", [](const Cohort& c, const py::dict&) { return c; }, py::arg("memo"))
      .def(py::pickle(&cohort_state, &cohort_from_state));
  module.def("_flow_rates", &flow_rates, py::arg("grades"), py::call_guard<py::gil_scoped_release>());
  module.def(
      "_grade_rates",
      [](const Table& rates, const std::string& period) {
        const GradeRates r = grade_rates(rates, period);
        return py::make_tuple(r.grades, r.promotion, r.repetition, r.dropout);
      },
      py::arg("rates"), py::arg("period"));
  module.def(
      "_reconstructed_cohort",
      [](const std::vector<std::string>& grades, const Numbers& promotion, const Numbers& repetition,
         const Numbers& dropout, double size, Index max_repeats) {
        return reconstructed_cohort({grades, promotion, repetition, dropout}, {size, max_repeats});
      },
      py::arg("grades"), py::arg("promotion"), py::arg("repetition"), py::arg("dropout"), py::arg("size"),
      py::arg("max_repeats"), py::call_guard<py::gil_scoped_release>());
}
