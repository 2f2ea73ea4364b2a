#pragma once

#include <string>

#include "werdegang/compute/indicator.hpp"

// A definition of nothing but a formula.
inline werdegang::Indicator own(const std::string& formula) {
  werdegang::Indicator indicator;
  indicator.id = "own";
  indicator.formula = formula;
  indicator.unit = "percent";
  return indicator;
}
