// States of shared types, for pickling the types that contain them.
#pragma once

#include <pybind11/pybind11.h>

#include "werdegang/core/finding.hpp"
#include "werdegang/table/table.hpp"

pybind11::tuple findings_state(const werdegang::Findings& findings);
werdegang::Findings findings_from_state(const pybind11::tuple& state);
pybind11::tuple table_state(const werdegang::Table& table);
werdegang::Table table_from_state(const pybind11::tuple& state);
