#include "bindings.hpp"

#include <string>

#include "werdegang/core/version.hpp"

PYBIND11_MODULE(_core, module, py::mod_gil_not_used()) {
  module.doc() = "Compiled part of werdegang.";
  module.attr("__version__") = std::string(werdegang::library_version());
  bind_errors(module);
  bind_core(module);
  bind_findings(module);
  bind_table(module);
  bind_observations(module);
  bind_compute(module);
  bind_disclosure(module);
  bind_compare(module);
  bind_balance(module);
  bind_io(module);
  bind_kernels(module);
}
