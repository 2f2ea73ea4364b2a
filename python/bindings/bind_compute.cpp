#include "convert.hpp"

#include "bindings.hpp"
#include "elementwise.hpp"
#include "werdegang/compute/compute.hpp"
#include "werdegang/compute/evaluate.hpp"
#include "werdegang/compute/formula.hpp"
#include "werdegang/compute/missing.hpp"

using namespace werdegang;

namespace {

using Ledger = Built<Observations>;

/// Calls use(name, member) for every field, in the order in which they are shown.
template <class F>
void for_each_field(F&& use) {
  use("id", &Indicator::id), use("formula", &Indicator::formula);
  use("label_de", &Indicator::label_de), use("label_en", &Indicator::label_en);
  use("definition_de", &Indicator::definition_de), use("definition_en", &Indicator::definition_en);
  use("numerator_de", &Indicator::numerator_de), use("numerator_en", &Indicator::numerator_en);
  use("denominator_de", &Indicator::denominator_de), use("denominator_en", &Indicator::denominator_en);
  use("expression", &Indicator::expression), use("area", &Indicator::area), use("unit", &Indicator::unit);
  use("kind", &Indicator::kind), use("interval", &Indicator::interval), use("breakdowns", &Indicator::breakdowns);
  use("default_by", &Indicator::default_by), use("decimals", &Indicator::decimals);
  use("lowest", &Indicator::lowest), use("highest", &Indicator::highest);
  use("place_de", &Indicator::place_de), use("place_en", &Indicator::place_en);
  use("reference_rule_de", &Indicator::reference_rule_de), use("reference_rule_en", &Indicator::reference_rule_en);
  use("territory_de", &Indicator::territory_de), use("territory_en", &Indicator::territory_en);
  use("source_statistic_de", &Indicator::source_statistic_de);
  use("source_statistic_en", &Indicator::source_statistic_en);
  use("source_tables", &Indicator::source_tables), use("status", &Indicator::status);
  use("reference", &Indicator::reference), use("note_de", &Indicator::note_de), use("note_en", &Indicator::note_en);
  use("computable", &Indicator::computable), use("function", &Indicator::function), use("needs", &Indicator::needs);
  use("example", &Indicator::example);
}

/// All fields by name; the constructor takes the same names.
py::dict fields(const Indicator& i) {
  py::dict d;
  for_each_field([&](const char* name, auto member) { d[name] = i.*member; });
  return d;
}

Indicator from_fields(const py::dict& given) {
  Indicator i;
  auto left = py::dict(given.attr("copy")());
  for_each_field([&](const char* name, auto member) {
    if (!left.contains(name)) return;
    i.*member = left[name].template cast<std::remove_reference_t<decltype(i.*member)>>();
    left.attr("pop")(name);
  });
  if (!left.empty()) {
    std::vector<std::string> known;
    for (const auto& item : fields(i)) known.push_back(item.first.cast<std::string>());
    const auto name = left.begin()->first.cast<std::string>();
    throw UnknownName("field of an indicator", name, nearest_names(name, known));
  }
  if (i.id.empty()) throw InvalidArgument("no id", "Indicator", "a name such as 'own.care_rate'");
  check_indicator(i);
  return i;
}

ComputeOptions options_of(std::vector<std::string> by, std::vector<std::string> regions,
                          const std::vector<std::string>& periods, double confidence, bool skip) {
  ComputeOptions options{std::move(by), std::move(regions), {}, confidence, skip};
  for (const auto& text : periods) options.periods.push_back(parse_period(text));
  return options;
}

Table computed(const Ledger& ledger, const std::vector<Indicator>& indicators, std::vector<std::string> by,
               std::vector<std::string> regions, const std::vector<std::string>& periods, double confidence, bool skip,
               int threads, const py::object& progress) {
  const ComputeOptions options = options_of(std::move(by), std::move(regions), periods, confidence, skip);
  return interruptible(threads, progress, [&](const Execution& execution) {
    return compute(ledger.value, indicators, options, execution);
  });
}

Table missing(const Ledger& ledger, const std::vector<Indicator>& indicators, std::vector<std::string> regions,
              const std::vector<std::string>& periods, int threads) {
  const ComputeOptions options = options_of({}, std::move(regions), periods, 0.95, true);
  return interruptible(threads, py::none(), [&](const Execution& execution) {
    return what_is_missing(ledger.value, indicators, options, execution);
  });
}

/// One number or, where the figures are arrays and the formula has no `over`, one for every row.
py::object evaluated(const Indicator& indicator, const std::map<std::string, py::object>& figures) {
  std::vector<std::string> names;
  std::vector<Named> arguments;
  for (const auto& [name, value] : figures) names.push_back(name);
  std::size_t i = 0;
  for (const auto& [name, value] : figures) arguments.emplace_back(names[i++].c_str(), value);
  if (indicator.computable != "formula" || parse_formula(indicator.formula).reduces()) {
    std::vector<PlainFigure> plain;
    for (const Named& argument : arguments) {
      const auto given = doubles({argument});
      const auto& array = given.arrays[0];
      plain.push_back(
          {argument.first, {array.data(), array.data() + array.size()}, {array.shape(), array.shape() + array.ndim()}});
    }
    const Quantity quantity = evaluate(indicator, plain);
    return quantity.has_value() ? py::object(py::float_(quantity.value)) : py::none();
  }
  const auto given = doubles(arguments);
  std::vector<std::span<const double>> columns;
  for (std::size_t k = 0; k < names.size(); ++k) columns.push_back(given[k]);
  std::vector<Quantity> rows;
  {
    const py::gil_scoped_release released;
    rows = evaluate_rows(indicator, names, columns);
  }
  return quantities(given, [&](std::size_t row) { return rows[row]; });
}

}  // namespace

void bind_compute(py::module_& module) {
  py::classh<Indicator> indicator(module, "Indicator",
                                  "A definition: a formula and everything that must be said beside it.");
  indicator.def(py::init([](const py::kwargs& given) { return from_fields(given); }))
      .def("to_dict", &fields)
      .def(
          "__eq__", [](const Indicator& a, const Indicator& b) { return a == b; }, py::is_operator())
      .def("__repr__", [](const Indicator& i) { return "Indicator('" + i.id + "', formula='" + i.formula + "')"; })
      .def(py::pickle([](const Indicator& i) { return py::make_tuple(fields(i)); },
                      [](const py::tuple& t) { return from_fields(t[0].cast<py::dict>()); }));
  const auto field = [&](const char* name, auto member) { indicator.def_readonly(name, member); };
  for_each_field(field);
  module.def("known_indicators", &known_indicators, "The indicators of the catalogue, sorted by id.");
  module.def("known_indicator", &known_indicator, py::arg("id"),
             "One indicator; raises UnknownName with the nearest ids.");
  module.def("find_indicators", &find_indicators, py::arg("text"),
             "Indicators that have every word in id, labels, synonyms or texts, the best first.");
  module.def("nearest_words", &nearest_words, py::arg("text"),
             "Words of labels and synonyms that are spelled like those of the text, the nearest first.");
  module.def(
      "formula_variables",
      [](const std::string& text) {
        std::vector<std::string> names;
        for (const Reference& reference : parse_formula(text).references)
          if (std::find(names.begin(), names.end(), reference.variable) == names.end())
            names.push_back(reference.variable);
        return names;
      },
      py::arg("formula"), "The variables of a formula, in the order of the text.");
  module.def(
      "missing_variables", [](const Ledger& ledger, const Indicator& i) { return missing_variables(ledger.value, i); },
      py::arg("observations"), py::arg("indicator"), "The variables of the formula that the observations do not hold.");
  module.def(
      "figure_names", [](const std::string& text) { return figure_names(parse_formula(text)); }, py::arg("formula"),
      "The figures that a formula asks for, as it writes them, each once.");
  module.def("_what_is_missing", &missing, py::arg("observations"), py::arg("indicators"), py::arg("regions"),
             py::arg("periods"), py::arg("threads"));
  module.def("_evaluate", &evaluated, py::arg("indicator"), py::arg("figures"));
  module.def(
      "known_areas",
      [] {
        std::vector<py::tuple> areas;
        for (const Area& area : known_areas()) areas.push_back(py::make_tuple(area.code, area.label_de, area.label_en));
        return areas;
      },
      "Code, German and English name of the areas of the catalogue.");
  module.def("_compute", &computed, py::arg("observations"), py::arg("indicators"), py::arg("by"), py::arg("regions"),
             py::arg("periods"), py::arg("confidence"), py::arg("skip_uncomputable"), py::arg("threads"),
             py::arg("progress"));
}
