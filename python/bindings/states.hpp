// What several types share that carry their findings: states for pickling, concatenation.
#pragma once

#include <pybind11/pybind11.h>

#include <vector>

#include "werdegang/core/finding.hpp"
#include "werdegang/table/table.hpp"

pybind11::tuple findings_state(const werdegang::Findings& findings);
werdegang::Findings findings_from_state(const pybind11::tuple& state);
pybind11::tuple table_state(const werdegang::Table& table);
werdegang::Table table_from_state(const pybind11::tuple& state);

/// Values one after the other, with the findings of all of them.
template <class Value>
werdegang::Built<Value> concatenated(const std::vector<werdegang::Built<Value>>& parts) {
  std::vector<Value> values;
  werdegang::Findings findings;
  for (const auto& part : parts) {
    values.push_back(part.value);
    findings.append(part.findings);
  }
  return {concat(values), std::move(findings)};
}
