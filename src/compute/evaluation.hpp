// One formula at one region, period and combination.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "operand.hpp"
#include "werdegang/compute/indicator.hpp"
#include "werdegang/table/estimate.hpp"

namespace werdegang::inline v0::detail {

/// Where numerator, denominator and scale stand in the formula's tree; -1 when it is no quotient.
struct Quotient {
  Index numerator = -1, denominator = -1;
  double scale = 1;
};
Quotient find_quotient(const Formula& formula);

/// An estimate and the sources it was made from.
struct Result {
  Estimate estimate;
  std::vector<Index> sources;
};

/// Value, numerator, denominator and interval; `figures` holds one figure per reference.
Result evaluate(const Indicator& indicator, const Formula& formula, const Quotient& quotient,
                const std::vector<Figure>& figures, double confidence);

}  // namespace werdegang::inline v0::detail
