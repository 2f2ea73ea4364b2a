#include "convert.hpp"

#include "bindings.hpp"
#include "werdegang/compute/compute.hpp"
#include "werdegang/compute/formula.hpp"

using namespace werdegang;

namespace {

using Ledger = Built<Observations>;

/// All fields by name; the constructor takes the same names.
py::dict fields(const Indicator& i) {
  py::dict d;
  d["id"] = i.id, d["formula"] = i.formula, d["label_de"] = i.label_de, d["label_en"] = i.label_en;
  d["definition_de"] = i.definition_de, d["definition_en"] = i.definition_en, d["area"] = i.area, d["unit"] = i.unit;
  d["kind"] = i.kind, d["interval"] = i.interval, d["breakdowns"] = i.breakdowns, d["default_by"] = i.default_by;
  d["decimals"] = i.decimals, d["lowest"] = i.lowest, d["highest"] = i.highest;
  d["place_de"] = i.place_de, d["place_en"] = i.place_en;
  d["reference_rule_de"] = i.reference_rule_de, d["reference_rule_en"] = i.reference_rule_en;
  d["source_tables"] = i.source_tables, d["status"] = i.status, d["reference"] = i.reference;
  d["note_de"] = i.note_de, d["note_en"] = i.note_en;
  return d;
}

template <class T>
void take(py::dict& left, const char* name, T& field) {
  if (!left.contains(name)) return;
  field = left[name].cast<T>();
  left.attr("pop")(name);
}

Indicator from_fields(const py::dict& given) {
  Indicator i;
  auto left = py::dict(given.attr("copy")());
  take(left, "id", i.id), take(left, "formula", i.formula), take(left, "label_de", i.label_de),
      take(left, "label_en", i.label_en);
  take(left, "definition_de", i.definition_de), take(left, "definition_en", i.definition_en),
      take(left, "area", i.area);
  take(left, "unit", i.unit), take(left, "kind", i.kind), take(left, "interval", i.interval);
  take(left, "breakdowns", i.breakdowns), take(left, "default_by", i.default_by), take(left, "decimals", i.decimals);
  take(left, "lowest", i.lowest), take(left, "highest", i.highest), take(left, "place_de", i.place_de),
      take(left, "place_en", i.place_en);
  take(left, "reference_rule_de", i.reference_rule_de), take(left, "reference_rule_en", i.reference_rule_en);
  take(left, "source_tables", i.source_tables), take(left, "status", i.status), take(left, "reference", i.reference);
  take(left, "note_de", i.note_de), take(left, "note_en", i.note_en);
  if (!left.empty()) {
    std::vector<std::string> known;
    for (const auto& item : fields(i)) known.push_back(item.first.cast<std::string>());
    const auto name = left.begin()->first.cast<std::string>();
    throw UnknownName("field of an indicator", name, nearest_names(name, known));
  }
  if (i.id.empty()) throw InvalidArgument("no id", "Indicator", "a name such as 'own.care_rate'");
  if (i.interval != "none" && i.interval != "wilson")
    throw InvalidArgument("interval '" + i.interval + "'", "Indicator", "'none' or 'wilson'");
  parse_formula(i.formula);
  return i;
}

Table computed(const Ledger& ledger, const std::vector<Indicator>& indicators, std::vector<std::string> by,
               std::vector<std::string> regions, const std::vector<std::string>& periods, double confidence, bool skip,
               int threads, const py::object& progress) {
  ComputeOptions options{std::move(by), std::move(regions), {}, confidence, skip};
  for (const auto& text : periods) options.periods.push_back(parse_period(text));
  return interruptible(threads, progress, [&](const Execution& execution) {
    return compute(ledger.value, indicators, options, execution);
  });
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
  field("id", &Indicator::id), field("formula", &Indicator::formula), field("label_de", &Indicator::label_de),
      field("label_en", &Indicator::label_en);
  field("definition_de", &Indicator::definition_de), field("definition_en", &Indicator::definition_en),
      field("area", &Indicator::area);
  field("unit", &Indicator::unit), field("kind", &Indicator::kind), field("interval", &Indicator::interval),
      field("breakdowns", &Indicator::breakdowns);
  field("default_by", &Indicator::default_by), field("decimals", &Indicator::decimals),
      field("lowest", &Indicator::lowest), field("highest", &Indicator::highest);
  field("place_de", &Indicator::place_de), field("place_en", &Indicator::place_en),
      field("reference_rule_de", &Indicator::reference_rule_de);
  field("reference_rule_en", &Indicator::reference_rule_en), field("source_tables", &Indicator::source_tables),
      field("status", &Indicator::status);
  field("reference", &Indicator::reference), field("note_de", &Indicator::note_de),
      field("note_en", &Indicator::note_en);
  module.def("known_indicators", &known_indicators, "The indicators of the catalogue, sorted by id.");
  module.def("known_indicator", &known_indicator, py::arg("id"),
             "One indicator; raises UnknownName with the nearest ids.");
  module.def("find_indicators", &find_indicators, py::arg("text"),
             "Indicators whose id, labels or texts hold every word.");
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
  module.def("_compute", &computed, py::arg("observations"), py::arg("indicators"), py::arg("by"), py::arg("regions"),
             py::arg("periods"), py::arg("confidence"), py::arg("skip_uncomputable"), py::arg("threads"),
             py::arg("progress"));
}
