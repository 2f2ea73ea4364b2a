// An indicator's formula on plain numbers.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "werdegang/compute/formula.hpp"
#include "werdegang/compute/indicator.hpp"
#include "werdegang/kernels/quantity.hpp"

namespace werdegang::inline v0 {

/// Numbers for one reference of a formula. The name is the reference as the formula writes it,
/// "population[age=0-2]@previous_year_end"; what makes it unambiguous is enough: the date may be left out, and the
/// filters where the variable occurs once. Inside `over` it holds one number for every part (`over` in `over`, and
/// `by`: two dimensions, row by row); a single number holds for all parts. NaN is an unknown number.
struct PlainFigure {
  std::string name;
  std::vector<double> values;
  std::vector<Index> shape = {};  ///< empty: a single number
};

/// The formula's value. Classes of `quotient_sum` share its range of ages equally: seven numbers over age=15-49 have
/// width 5. Throws UnknownName for a figure that the formula does not have, InvalidArgument where one is missing,
/// doubled or of the wrong shape, and for an indicator without a formula. O(nodes * parts).
Quantity evaluate(const Indicator& indicator, const std::vector<PlainFigure>& figures);

/// The same for every row; `columns[i]` are the numbers of `names[i]`, all of one length. No `over` in the formula.
std::vector<Quantity> evaluate_rows(const Indicator& indicator, const std::vector<std::string>& names,
                                    std::span<const std::span<const double>> columns);

/// The figures that the formula asks for, as text, each once, in the order of the formula.
std::vector<std::string> figure_names(const Formula& formula);
/// A reference as formulas write it.
std::string to_string(const Reference& reference);

}  // namespace werdegang::inline v0
