#include <algorithm>
#include <array>
#include <string_view>

#include "convert.hpp"

#include "bindings.hpp"
#include "werdegang/compute/evaluate.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

const char* operation_name(Formula::Operation operation) {
  switch (operation) {
    case Formula::add:
      return "add";
    case Formula::subtract:
      return "subtract";
    case Formula::multiply:
      return "multiply";
    case Formula::divide:
      return "divide";
    case Formula::power:
      return "power";
    case Formula::negate:
      return "negate";
    default:
      return "";
  }
}

/// Functions over the parts of an axis end in "_over"; measures of whole distributions are no printed lines.
py::tuple call_of(const Formula::Call& call, const std::vector<py::tuple>& made) {
  constexpr std::array known{"sum", "product", "mean", "min", "max", "quotient_sum"};
  if (!call.over.empty() && (!call.by.empty() || std::find(known.begin(), known.end(), call.function) == known.end()))
    throw InvalidArgument(call.function + " over " + call.over, "a printed line",
                          "sum, product, mean, min, max or quotient_sum over the parts");
  py::list parts;
  parts.append(call.function + (call.over.empty() ? "" : "_over"));
  for (const Index argument : call.arguments) parts.append(made[static_cast<std::size_t>(argument)]);
  return py::tuple(parts);
}

py::tuple tree_of(const Formula& formula) {
  std::vector<py::tuple> made;
  for (const Formula::Node& node : formula.nodes) {
    if (node.operation == Formula::constant) {
      made.push_back(py::make_tuple("number", node.number));
    } else if (node.operation == Formula::variable) {
      const Reference& reference = formula.references[static_cast<std::size_t>(node.reference)];
      made.push_back(py::make_tuple("figure", to_string(reference), reference.variable));
    } else if (node.operation == Formula::call) {
      made.push_back(call_of(formula.calls[static_cast<std::size_t>(node.call)], made));
    } else {
      py::list parts;
      parts.append(operation_name(node.operation));
      for (const Index child : {node.left, node.right})
        if (child >= 0) parts.append(made[static_cast<std::size_t>(child)]);
      made.push_back(py::tuple(parts));
    }
  }
  return made.back();
}

/// An indicator needs a variable, a printed sum of numbers does not: one is added for the parser and left out again.
py::tuple formula_tree(const std::string& text) {
  try {
    return tree_of(parse_formula(text));
  } catch (const FormulaError& error) {
    if (!std::string_view(error.what()).ends_with("expected a variable")) throw;
  }
  return tree_of(parse_formula("(" + text + ") + none"))[1].cast<py::tuple>();
}

}  // namespace

void bind_formula_tree(py::module_& module) { module.def("_formula_tree", &formula_tree, py::arg("formula")); }
