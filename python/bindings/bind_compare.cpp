#include "convert.hpp"

#include "bindings.hpp"
#include "werdegang/compare/ranking.hpp"

using namespace werdegang;

void bind_compare(py::module_& module) {
  py::classh<Standing>(module, "Standing", "A region's place in its group, 1 = lowest value, with the range of the place.")
      .def_readonly("region", &Standing::region)
      .def_readonly("group", &Standing::group, "The state's code, or DG.")
      .def_property_readonly("place", [](const Standing& s) { return s.rank.place; })
      .def_property_readonly("size", [](const Standing& s) { return s.rank.size; })
      .def_property_readonly("lowest", [](const Standing& s) { return s.rank.lowest; }, "Lower end of the range of the place.")
      .def_property_readonly("highest", [](const Standing& s) { return s.rank.highest; }, "Upper end of the range of the place.")
      .def_readonly("value", &Standing::value)
      .def_property_readonly("state", [](const Standing& s) { return s.has_state ? std::optional(s.state) : std::nullopt; }, "The state's value.")
      .def_property_readonly("country", [](const Standing& s) { return s.has_country ? std::optional(s.country) : std::nullopt; }, "Germany's value.")
      .def("__eq__", [](const Standing& a, const Standing& b) { return a == b; }, py::is_operator())
      .def("__repr__", [](const Standing& s) {
        return "Standing(" + s.region + ": place " + std::to_string(s.rank.place) + " of " + std::to_string(s.rank.size) + " in " + s.group +
               ", range " + std::to_string(s.rank.lowest) + "-" + std::to_string(s.rank.highest) + ")";
      });
  module.def("_rank", [](const Table& table, const std::string& region, const std::string& within, const std::string& period, double confidence) {
    return rank(table, region, {within, period, confidence});
  }, py::arg("table"), py::arg("region"), py::arg("within"), py::arg("period"), py::arg("confidence"), py::call_guard<py::gil_scoped_release>());
}
