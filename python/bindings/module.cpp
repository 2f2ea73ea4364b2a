#include "bindings.hpp"

#include <string>

#include "werdegang/core/version.hpp"

// The areas of the extension module, each in its own file.
void bind_errors(py::module_& module);
void bind_core(py::module_& module);
void bind_findings(py::module_& module);
void bind_frames(py::module_& module);
void bind_table(py::module_& module);
void bind_observations(py::module_& module);
void bind_compute(py::module_& module);
void bind_disclosure(py::module_& module);
void bind_compare(py::module_& module);
void bind_balance(py::module_& module);
void bind_describe(py::module_& module);
void bind_formula_tree(py::module_& module);
void bind_from_stocks(py::module_& module);
void bind_transition_parameters(py::module_& module);
void bind_flows(py::module_& module);
void bind_from_model(py::module_& module);
void bind_matrices(py::module_& module);
void bind_cohort(py::module_& module);
void bind_io(py::module_& module);
void bind_peers(py::module_& module);
void bind_places(py::module_& module);
void bind_kernels(py::module_& module);
void bind_landscape(py::module_& module);

namespace {

/// Objects made by __new__ alone have no value; pybind11 would hand out memory that nobody has filled.
void refuse_values_never_made(const py::module_& module) {
  for (const auto& [name, item] : py::reinterpret_borrow<py::dict>(module.attr("__dict__"))) {
    if (!PyType_Check(item.ptr())) continue;
    if (auto* type = py::detail::get_type_info(reinterpret_cast<PyTypeObject*>(item.ptr())))
      type->operator_new = [](std::size_t) -> void* {
        throw py::type_error("an object that was made by __new__ without __init__ holds nothing");
      };
  }
}

}  // namespace

PYBIND11_MODULE(_core, module, py::mod_gil_not_used()) {
  module.doc() = "Compiled part of werdegang.";
  module.attr("__version__") = std::string(werdegang::library_version());
  bind_errors(module);
  bind_core(module);
  bind_findings(module);
  bind_table(module);
  bind_frames(module);
  bind_observations(module);
  bind_compute(module);
  bind_disclosure(module);
  bind_compare(module);
  bind_balance(module);
  bind_describe(module);
  bind_formula_tree(module);
  bind_from_stocks(module);
  bind_transition_parameters(module);
  bind_flows(module);
  bind_matrices(module);
  bind_cohort(module);
  bind_io(module);
  bind_peers(module);
  bind_places(module);
  bind_kernels(module);
  bind_landscape(module);
  bind_from_model(module);
  refuse_values_never_made(module);
}
