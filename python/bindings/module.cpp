#include <pybind11/pybind11.h>

#include <string>

#include "werdegang/core/version.hpp"

namespace py = pybind11;

PYBIND11_MODULE(_core, module, py::mod_gil_not_used()) {
  module.doc() = "Compiled part of werdegang.";
  module.attr("__version__") = std::string(werdegang::library_version());
}
