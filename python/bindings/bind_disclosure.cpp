#include "convert.hpp"

#include "bindings.hpp"
#include "states.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/disclosure/released.hpp"

using namespace werdegang;

void bind_disclosure(py::module_& module) {
  py::classh<DisclosurePolicy>(module, "DisclosurePolicy", "What must not be seen: numbers from 1 to min_count - 1.")
      .def(py::init([](Index min_count) {
             if (min_count < 1)
               throw InvalidArgument("min_count=" + std::to_string(min_count), "DisclosurePolicy", "1 or more");
             return DisclosurePolicy{min_count};
           }),
           py::arg("min_count") = 3)
      .def_readonly("min_count", &DisclosurePolicy::min_count)
      .def(
          "__eq__", [](const DisclosurePolicy& a, const DisclosurePolicy& b) { return a == b; }, py::is_operator())
      .def("__repr__", [](const DisclosurePolicy& p) { return "DisclosurePolicy(" + to_string(p) + ")"; })
      .def(py::pickle([](const DisclosurePolicy& p) { return py::make_tuple(p.min_count); },
                      [](const py::tuple& t) { return DisclosurePolicy{t[0].cast<Index>()}; }));
  // No pickling: a released table is made by the gate and by nothing else.
  const auto refuse = [](const Released&, const py::object&) -> py::object {
    throw py::type_error(
        "a Released table cannot be pickled: only protect and as_published make one; pickle its .table and release "
        "that again");
  };
  py::classh<Released>(module, "Released", "A table that may be published.")
      .def_property_readonly("table", &Released::table)
      .def_property_readonly("ground", &Released::ground, "On what ground it was released.")
      .def("__len__", [](const Released& r) { return r.table().rows(); })
      .def("__copy__", [](const Released& r) { return r; })
      .def(
          "__deepcopy__", [](const Released& r, const py::dict&) { return r; }, py::arg("memo"))
      .def(
          "__eq__", [](const Released& a, const Released& b) { return a == b; }, py::is_operator())
      .def("__reduce_ex__", refuse, py::arg("protocol"))
      .def("__repr__", [](const Released& r) {
        return "Released(" + std::to_string(r.table().rows()) + " rows, " + r.ground() + ")";
      });
  module.def("protect", &protect, py::arg("table"), py::arg("policy") = DisclosurePolicy{},
             py::call_guard<py::gil_scoped_release>(),
             "Hides small numbers and everything in their row that would give them away; makes a Released table.");
  module.def("as_published", &as_published, py::arg("table"), py::arg("source"),
             "Passes figures that an office has released already; `source` names the publication.");
}
