// Many numbers into one: the functions of formulas.
#pragma once

#include <string_view>
#include <vector>

#include "number.hpp"

namespace werdegang::inline v0::detail {

/// The parts of an axis for one row: arguments[a][part], widths by part; for two axes part = unit * groups + group.
struct PartNumbers {
  std::vector<std::vector<Number>> arguments;
  std::vector<double> widths;
  std::size_t groups = 1;
};

/// The value of a function that is written without `over`.
Number call_function(std::string_view name, const std::vector<Number>& arguments);
/// The value of one over parts. One unknown part makes it unknown; no part at all is `missing`.
Number reduce_parts(std::string_view name, const PartNumbers& parts);

}  // namespace werdegang::inline v0::detail
