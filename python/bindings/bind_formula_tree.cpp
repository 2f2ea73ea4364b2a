#include <string_view>

#include "convert.hpp"

#include "bindings.hpp"
#include "werdegang/compute/formula.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

/// The name under which a figure is given: population[age=0-2|3-5]@previous_year_end.
std::string figure_name(const Reference& reference) {
  std::string name = reference.variable;
  for (std::size_t i = 0; i < reference.filters.size(); ++i) {
    name += (i == 0 ? "[" : ", ") + reference.filters[i].axis + "=";
    for (std::size_t code = 0; code < reference.filters[i].codes.size(); ++code)
      name += (code == 0 ? "" : "|") + reference.filters[i].codes[code];
  }
  if (!reference.filters.empty()) name += "]";
  if (reference.time.kind == TimeRule::year_end) name += "@year_end";
  if (reference.time.kind == TimeRule::previous_year_end) name += "@previous_year_end";
  if (reference.time.years != 0) name += "@" + std::to_string(reference.time.years);
  return name;
}

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
    case Formula::mean:
      return "mean";
    default:
      throw InvalidArgument("a function that printed figures cannot be checked with: expected + - * / ^ and mean");
  }
}

py::tuple tree_of(const Formula& formula) {
  std::vector<py::tuple> made;
  for (const Formula::Node& node : formula.nodes) {
    if (node.operation == Formula::constant) {
      made.push_back(py::make_tuple("number", node.number));
    } else if (node.operation == Formula::variable) {
      const Reference& reference = formula.references[static_cast<std::size_t>(node.reference)];
      made.push_back(py::make_tuple("figure", figure_name(reference), reference.variable));
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
