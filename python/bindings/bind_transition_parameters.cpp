#include "bindings.hpp"
#include "convert.hpp"
#include "states.hpp"
#include "werdegang/flows/transition_parameters.hpp"

using namespace werdegang;

namespace {

using Parameters = Built<TransitionParameters>;

py::tuple parameters_state(const Parameters& p) {
  const auto& v = p.value;
  return py::make_tuple(table_state(v.joiners), table_state(v.joiner_states), table_state(v.leavers),
                        table_state(v.movers), table_state(v.mover_states), findings_state(p.findings));
}

Parameters parameters_from_state(const py::tuple& t) {
  const auto table = [&](std::size_t i) { return table_from_state(t[i].cast<py::tuple>()); };
  return {{table(0), table(1), table(2), table(3), table(4)}, findings_from_state(t[5].cast<py::tuple>())};
}

Parameters parameters(const Table& panel, const Table& population, const Table& states,
                      const std::optional<Table>& moves, const std::vector<std::string>& names,
                      const std::vector<double>& weights) {
  const PanelColumns columns{names[0], names[1], names[2], names[3], names[4], names[5], names[6], names[7]};
  const PanelPrior prior{weights[0], weights[1], weights[2], weights[3], weights[4]};
  return transition_parameters(panel, population, states, moves, columns, prior);
}

}  // namespace

void bind_transition_parameters(py::module_& module) {
  py::classh<Parameters>(module, "TransitionParameters",
                         "Who joins, moves and leaves, by level: tables of Beta and Dirichlet parameters.")
      .def_property_readonly(
          "joiners", [](const Parameters& p) { return p.value.joiners; },
          "level, alpha, beta, mean: of the population outside.")
      .def_property_readonly(
          "joiner_states", [](const Parameters& p) { return p.value.joiner_states; },
          "level, group, place, alpha, total, mean: where joiners go.")
      .def_property_readonly(
          "leavers", [](const Parameters& p) { return p.value.leavers; },
          "level, group, place, alpha, beta, mean: the chance to leave.")
      .def_property_readonly(
          "movers", [](const Parameters& p) { return p.value.movers; },
          "The same: of those who stay, the chance to change the place.")
      .def_property_readonly(
          "mover_states", [](const Parameters& p) { return p.value.mover_states; },
          "level, group, place, next_group, next_place, alpha, total, mean: where movers go.")
      .def_property_readonly("findings", [](const Parameters& p) { return p.findings; })
      .def(
          "__eq__", [](const Parameters& a, const Parameters& b) { return a == b; }, py::is_operator())
      .def("__repr__",
           [](const Parameters& p) {
             return "TransitionParameters(" + std::to_string(p.value.joiners.rows()) + " levels, " +
                    std::to_string(p.value.leavers.rows()) + " states, " + std::to_string(p.value.mover_states.rows()) +
                    " moves)";
           })
      .def(py::pickle(&parameters_state, &parameters_from_state));
  module.def("_transition_parameters", &parameters, py::arg("panel"), py::arg("population"), py::arg("states"),
             py::arg("moves"), py::arg("names"), py::arg("weights"), py::call_guard<py::gil_scoped_release>());
}
