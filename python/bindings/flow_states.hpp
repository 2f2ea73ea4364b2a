// States of flows and matrices, for pickling the types that contain them.
#pragma once

#include <pybind11/pybind11.h>

#include "werdegang/core/matrix.hpp"
#include "werdegang/model/flows.hpp"

pybind11::tuple flows_state(const werdegang::Flows& flows);
werdegang::Flows flows_from_state(const pybind11::tuple& state);
/// (rows, columns, start, target, value)
pybind11::tuple sparse_state(const werdegang::SparseMatrix& matrix);
werdegang::SparseMatrix sparse_from_state(const pybind11::tuple& state);
