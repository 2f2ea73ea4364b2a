// What every binding file begins with. The list of areas stands in module.cpp alone, so that a new one rebuilds
// nothing.
#pragma once

#include <pybind11/pybind11.h>

namespace py = pybind11;
