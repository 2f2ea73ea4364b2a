// The areas of the extension module, each in its own file.
#pragma once

#include <pybind11/pybind11.h>

namespace py = pybind11;

void bind_errors(py::module_& module);
void bind_core(py::module_& module);
void bind_findings(py::module_& module);
void bind_table(py::module_& module);
void bind_observations(py::module_& module);
void bind_compute(py::module_& module);
void bind_disclosure(py::module_& module);
void bind_compare(py::module_& module);
void bind_balance(py::module_& module);
void bind_io(py::module_& module);
void bind_kernels(py::module_& module);
