#include "bindings.hpp"
#include "elementwise.hpp"
#include "results.hpp"
#include "werdegang/kernels/composite.hpp"
#include "werdegang/kernels/parity.hpp"

using namespace werdegang;

namespace {

void def_pair(py::module_& module, const char* name, Quantity (*formula)(double, double), const char* first,
              const char* second, const char* doc) {
  module.def(
      name,
      [=](const py::object& one, const py::object& other) {
        const auto given = doubles({{first, one}, {second, other}});
        return quantities(given, [&](std::size_t i) { return formula(given[0][i], given[1][i]); });
      },
      py::arg(first), py::arg(second), doc);
}

void bind_parity(py::module_& module) {
  def_pair(module, "gpi", &gpi, "female", "male",
           "Gender parity index: the girls' value over the boys'; 1 is parity, 1.25 as far from it as 0.8.");
  def_pair(module, "gpia", &gpia, "female", "male",
           "Adjusted parity index, symmetric around 1: F / M up to parity, 2 - M / F above; 0 to 2.");
  def_pair(module, "odds_ratio", &odds_ratio, "q_a", "q_b",
           "Odds of one share over those of another; shares are parts of 1.");
  def_pair(module, "relative_risk", &relative_risk, "q_a", "q_b", "One share over another.");
}

Column optional_column(const char* name, const py::object& numbers, std::size_t length) {
  if (numbers.is_none()) return Column(0);
  auto given = column({name, numbers});
  if (given.size() == 0 && length > 0)
    throw InvalidArgument(std::string(name) + " of length 0: expected length " + std::to_string(length) + ", or None");
  return given;
}

py::object index_of(const py::object& type, const py::object& values, const py::object& weights,
                    const py::object& directions, const py::object& unit_weights) {
  const auto cells = table({"values", values});
  const auto factors = column({"weights", weights});
  if (factors.size() != cells.shape(1))
    throw InvalidArgument("weights of length " + std::to_string(factors.size()), "composite_index",
                          "one for each of the " + std::to_string(cells.shape(1)) + " columns of values");
  const auto signs = optional_column("directions", directions, static_cast<std::size_t>(cells.shape(1))),
             units = optional_column("unit_weights", unit_weights, static_cast<std::size_t>(cells.shape(0)));
  const auto result =
      without_gil([&] { return composite_index(view(cells), view(factors), view(signs), view(units)); });
  return type(numbers_of(result.value), numbers_of(result.contributions).reshape({cells.shape(0), cells.shape(1)}));
}

void bind_indices(py::module_& module) {
  module.def(
      "z_scores",
      [](const py::object& values, const py::object& weights) {
        const auto given = column({"values", values});
        const auto units = optional_column("weights", weights, static_cast<std::size_t>(given.size()));
        return numbers_of(without_gil([&] { return z_scores(view(given), view(units)); }));
      },
      py::arg("values"), py::arg("weights") = py::none(),
      "(value - mean) / standard deviation of the population, with weights of the units or without; NaN for units "
      "without a value, and for all where the values do not differ.");
  const py::object index =
      def_tuple(module, "CompositeIndex", {"value", "contributions"},
                "The index of every unit, and what every indicator adds to it (units x indicators).");
  module.def(
      "composite_index",
      [index](const py::object& values, const py::object& weights, const py::object& directions,
              const py::object& unit_weights) { return index_of(index, values, weights, directions, unit_weights); },
      py::arg("values"), py::arg("weights"), py::arg("directions") = py::none(), py::arg("unit_weights") = py::none(),
      "Sum of weight * direction * z over indicators (columns of values; rows: units). directions: 1, or -1 where more "
      "of an indicator makes the index smaller. unit_weights: of areas, for mean and deviation.");
}

}  // namespace

void bind_composite(py::module_& module) {
  bind_parity(module);
  bind_indices(module);
}
