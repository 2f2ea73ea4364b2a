#include <algorithm>
#include <numbers>

#include "bindings.hpp"
#include "elementwise.hpp"
#include "results.hpp"
#include "werdegang/kernels/segregation.hpp"
#include "werdegang/kernels/segregation_decomposition.hpp"

using namespace werdegang;

namespace {

using Group = Quantity (*)(std::span<const double>, std::span<const double>);

/// A measure of two columns.
void def_group(py::module_& module, const char* name, Group measure, const char* first, const char* second,
               const char* doc) {
  module.def(
      name,
      [=](const py::object& one, const py::object& other) {
        const auto a = column({first, one}), b = column({second, other});
        return number_of(without_gil([&] { return measure(view(a), view(b)); }));
      },
      py::arg(first), py::arg(second), doc);
}

/// Labels of parents, in the order they appear, and the number of every unit's.
struct Labels {
  py::list labels;
  std::vector<Index> numbers;
};

Labels labels_of(const py::object& parents) {
  Labels result;
  py::dict known;
  // Arrays and series give their items as plain Python objects.
  const py::object items = py::module_::import("numpy").attr("asarray")(parents);
  if (py::cast<int>(items.attr("ndim")) != 1)
    throw InvalidArgument("parents of " + std::string(py::str(items.attr("ndim"))) +
                          " dimensions: expected one, a label for every unit");
  for (const py::handle label : items.attr("tolist")()) {
    if (label.is_none() || !label.equal(label))
      throw InvalidArgument("parent of unit " + std::to_string(result.numbers.size()) +
                            " is missing: expected a label for every unit");
    if (!known.contains(label)) {
      known[label] = py::int_(result.labels.size());
      result.labels.append(label);
    }
    result.numbers.push_back(known[label].cast<Index>());
  }
  return result;
}

py::object term_of(const py::object& type, const SegregationTerm& term) {
  return type(number_of(term.mutual_information), number_of(term.theil_h));
}

py::dict columns_of(const std::vector<ParentSegregation>& parents, const py::list& labels) {
  const auto column = [&](const auto& quantity) {
    std::vector<Quantity> values;
    std::ranges::transform(parents, std::back_inserter(values), quantity);
    return numbers_of(values);
  };
  py::dict columns;
  columns["parent"] = labels;
  columns["weight"] = column([](const ParentSegregation& p) { return Quantity{p.weight, Status::computed}; });
  columns["mutual_information"] = column(&ParentSegregation::mutual_information);
  columns["theil_h"] = column(&ParentSegregation::theil_h);
  columns["contribution_mutual_information"] =
      column([](const ParentSegregation& p) { return p.contribution.mutual_information; });
  columns["contribution_theil_h"] = column([](const ParentSegregation& p) { return p.contribution.theil_h; });
  return columns;
}

void bind_decomposition(py::module_& module) {
  const py::object term = def_tuple(module, "SegregationTerm", {"mutual_information", "theil_h"},
                                    "Mutual information in nats, and Theil's H.");
  const py::object decomposition = def_tuple(
      module, "SegregationDecomposition", {"total", "between", "within", "parents"},
      "Segregation in all, between parents and within them; total = between + within. `parents` holds columns "
      "by name: parent, weight (its part of all persons), mutual_information and theil_h of its own units, and "
      "what it contributes to `within`.");
  module.def(
      "segregation_decomposition",
      [=](const py::object& counts, const py::object& parents) {
        const auto cells = table({"counts", counts});
        const Labels labels = labels_of(parents);
        const auto result =
            without_gil([&] { return segregation_decomposition(view(cells), cells.shape(1), labels.numbers); });
        return decomposition(term_of(term, result.total), term_of(term, result.between), term_of(term, result.within),
                             columns_of(result.parents, labels.labels));
      },
      py::arg("counts"), py::arg("parents"),
      "Splits the segregation of units (rows of counts: schools, columns: groups) into that between their parents "
      "(districts; one label for every unit) and that within them.");
}

void bind_groups_of_units(py::module_& module) {
  module.def(
      "entropy",
      [](const py::object& counts, double base) {
        const auto groups = column({"counts", counts});
        return number_of(entropy(view(groups), base));
      },
      py::arg("counts"), py::arg("base") = std::numbers::e,
      "Diversity of groups, sum p ln(1/p): 0 for one group, ln(groups) when all are of one size; base 2 gives bits.");
  module.def(
      "mutual_information",
      [](const py::object& counts, double base) {
        const auto cells = table({"counts", counts});
        return number_of(without_gil([&] { return mutual_information(view(cells), cells.shape(1), base); }));
      },
      py::arg("counts"), py::arg("base") = std::numbers::e,
      "Mutual information M of units (rows of counts) and groups (columns), in nats: 0 for an even spread, at most the "
      "entropy of the groups.");
  module.def(
      "theil_h",
      [](const py::object& counts) {
        const auto cells = table({"counts", counts});
        return number_of(without_gil([&] { return theil_h(view(cells), cells.shape(1)); }));
      },
      py::arg("counts"),
      "Theil's information index H: M over the entropy of the groups, 0 to 1; None where all are of one group.");
  module.def(
      "local_segregation",
      [](const py::object& counts, double base) {
        const auto cells = table({"counts", counts});
        return numbers_of(without_gil([&] { return local_segregation(view(cells), cells.shape(1), base); }));
      },
      py::arg("counts"), py::arg("base") = std::numbers::e,
      "How far the groups of each unit are from those of everybody; weighted by their persons, units sum to M.");
}

}  // namespace

void bind_segregation(py::module_& module) {
  def_group(module, "dissimilarity", &dissimilarity, "a", "b",
            "Index of dissimilarity D of two groups by unit: the part of one that had to move for an even spread, 0 to "
            "1. None where a group has nobody.");
  def_group(module, "isolation", &isolation, "a", "total",
            "xPx: the share of the own group in the unit of an average member, 0 to 1.");
  def_group(module, "eta2", &eta2, "a", "total", "Isolation freed from the size of the group, 0 to 1.");
  def_group(module, "gini_segregation", &gini_segregation, "a", "total", "Gini index of segregation, 0 to 1.");
  module.def(
      "exposure",
      [](const py::object& a, const py::object& b, const py::object& total) {
        const auto own = column({"a", a}), other = column({"b", b}), all = column({"total", total});
        return number_of(without_gil([&] { return exposure(view(own), view(other), view(all)); }));
      },
      py::arg("a"), py::arg("b"), py::arg("total"),
      "xPy: the share of group b in the unit of an average member of a, 0 to 1.");
  module.def(
      "atkinson_segregation",
      [](const py::object& a, const py::object& total, double shape) {
        const auto own = column({"a", a}), all = column({"total", total});
        return number_of(without_gil([&] { return atkinson_segregation(view(own), view(all), shape); }));
      },
      py::arg("a"), py::arg("total"), py::arg("shape") = 0.5,
      "Atkinson's index of segregation, 0 to 1; a shape below 0.5 looks at units where the group is rare.");
  module.def(
      "location_quotient",
      [](const py::object& a, const py::object& total) {
        const auto own = column({"a", a}), all = column({"total", total});
        return numbers_of(without_gil([&] { return location_quotient(view(own), view(all)); }));
      },
      py::arg("a"), py::arg("total"),
      "By unit: the share of the group there over its share everywhere; NaN for a unit without anybody.");
  bind_groups_of_units(module);
  bind_decomposition(module);
}
