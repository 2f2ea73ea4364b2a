#include "convert.hpp"

#include "bindings.hpp"
#include "states.hpp"
#include "werdegang/core/period.hpp"
#include "werdegang/observations/checks.hpp"
#include "werdegang/observations/observations.hpp"
#include "werdegang/observations/rollup.hpp"
#include "werdegang/observations/school_type.hpp"

using namespace werdegang;

namespace {

/// In Python the ledger and its findings are one object.
using Ledger = Built<Observations>;

py::tuple source_state(const Source& s) {
  return py::make_tuple(s.table, s.title, s.file, s.stand, s.licence, s.notes, s.hash, s.method,
                        static_cast<int>(s.kind));
}

Source source_from_state(const py::tuple& t) {
  const auto text = [&](std::size_t i) { return t[i].cast<std::string>(); };
  return {text(0), text(1), text(2),
          text(3), text(4), text(5),
          text(6), text(7), static_cast<Source::Kind>(t[8].cast<int>())};
}

py::array status_array(const Buffer<Status>& status) { return as_array<Status, std::uint8_t>(status); }

Buffer<Status> status_from_array(const py::object& object) {
  const auto codes = from_array<std::uint8_t>(object);
  std::vector<Status> status;
  for (const auto code : codes.view) {
    if (code >= status_count) throw py::value_error("a status outside the list");
    status.push_back(static_cast<Status>(code));
  }
  return Buffer<Status>(std::move(status));
}

py::tuple ledger_state(const Ledger& ledger) {
  py::list cubes, sources;
  for (const Cube& cube : ledger.value.cubes()) {
    py::list axes;
    for (const Codes& axis : cube.axes) axes.append(codes_state(axis));
    cubes.append(py::make_tuple(cube.variable, cube.unit, cube.source, axes, as_array(cube.value),
                                status_array(cube.status), as_array(cube.flags)));
  }
  for (const Source& source : ledger.value.sources()) sources.append(source_state(source));
  return py::make_tuple(cubes, sources, findings_state(ledger.findings));
}

Ledger ledger_from_state(const py::tuple& state) {
  std::vector<Cube> cubes;
  for (const py::handle& item : state[0]) {
    const auto t = py::reinterpret_borrow<py::tuple>(item);
    Cube cube{
        t[0].cast<std::string>(), t[1].cast<std::string>(),       t[2].cast<Index>(), {}, from_array<double>(t[4]),
        status_from_array(t[5]),  from_array<std::uint16_t>(t[6])};
    for (const py::handle& axis : t[3]) cube.axes.push_back(codes_from_state(py::reinterpret_borrow<py::tuple>(axis)));
    cubes.push_back(std::move(cube));
  }
  std::vector<Source> sources;
  for (const py::handle& item : state[1]) sources.push_back(source_from_state(py::reinterpret_borrow<py::tuple>(item)));
  return {Observations(std::move(cubes), std::move(sources)), findings_from_state(state[2].cast<py::tuple>())};
}

std::vector<Period> periods_from(const std::vector<std::string>& texts) {
  std::vector<Period> periods;
  for (const auto& text : texts) periods.push_back(parse_period(text));
  return periods;
}

Ledger filtered(const Ledger& ledger, const std::vector<std::string>& variables,
                const std::vector<std::string>& regions, const std::vector<std::string>& periods) {
  return {filter(ledger.value, {variables, regions, periods_from(periods)}), ledger.findings};
}

Ledger with_findings(Built<Observations> built, const Findings& before) {
  Findings findings = before;
  findings.append(built.findings);
  return {std::move(built.value), std::move(findings)};
}

/// The source a name stands for: one of those given, by its table or file, else a new one of that name.
Source source_of(const std::string& name, const std::vector<Source>& given, bool official) {
  for (const Source& source : given)
    if (source.table == name || source.file == name) return source;
  Source entry;
  entry.table = entry.file = name;
  entry.kind = official ? Source::official : Source::own;
  return entry;
}

/// Columns of equal length: one row each; `status` and `flags` as texts, breakdown codes "" = not given.
Ledger from_columns(const std::vector<std::string>& variable, const std::vector<std::string>& region,
                    const std::vector<std::string>& period, const std::vector<double>& value,
                    const std::vector<std::string>& status, const std::vector<std::string>& flags,
                    const std::vector<std::string>& source,
                    const std::vector<std::pair<std::string, std::vector<std::string>>>& breakdowns, bool official,
                    const std::vector<Source>& given, bool checked) {
  ObservationsBuilder builder;
  std::map<std::string, Index> sources;
  for (std::size_t row = 0; row < variable.size(); ++row) {
    const auto [at, added] = sources.try_emplace(source[row], 0);
    if (added) at->second = builder.add_source(source_of(source[row], given, official));
    Breakdown breakdown;
    for (const auto& [axis, codes] : breakdowns)
      if (!codes[row].empty()) breakdown.emplace_back(axis, codes[row]);
    builder.add(variable[row], region[row], parse_period(period[row]), breakdown, value[row], parse_status(status[row]),
                parse_flags(flags[row]), at->second);
  }
  Ledger ledger = builder.freeze();
  if (checked) ledger.findings.append(check(ledger.value));
  return ledger;
}

}  // namespace

namespace {

void bind_source(py::module_& module) {
  py::classh<Source>(module, "Source", "Where figures come from.")
      .def(py::init([](std::string table, std::string title, std::string file, std::string stand, std::string licence,
                       std::string notes, std::string hash, std::string method, const std::string& kind) {
             const auto k = kind == "official" ? Source::official : kind == "own" ? Source::own : Source::aggregation;
             if (to_string(k) != kind)
               throw InvalidArgument("'" + kind + "'", "Source", "'official', 'own' or 'aggregation'");
             return Source{std::move(table), std::move(title),   std::move(file),
                           std::move(stand), std::move(licence), std::move(notes),
                           std::move(hash),  std::move(method),  k};
           }),
           py::kw_only(), py::arg("table") = "", py::arg("title") = "", py::arg("file") = "", py::arg("stand") = "",
           py::arg("licence") = "", py::arg("notes") = "", py::arg("hash") = "", py::arg("method") = "",
           py::arg("kind") = "own")
      .def_readonly("table", &Source::table)
      .def_readonly("title", &Source::title)
      .def_readonly("file", &Source::file)
      .def_readonly("stand", &Source::stand, "Date of the extract, ISO.")
      .def_readonly("licence", &Source::licence)
      .def_readonly("notes", &Source::notes)
      .def_readonly("hash", &Source::hash, "SHA-256 of the file.")
      .def_readonly("method", &Source::method)
      .def_property_readonly(
          "kind", [](const Source& s) { return std::string(to_string(s.kind)); }, "official, own or aggregation.")
      .def(
          "__eq__", [](const Source& a, const Source& b) { return a == b; }, py::is_operator())
      .def("__repr__",
           [](const Source& s) {
             return "Source('" + (s.table.empty() ? s.file : s.table) + "', stand='" + s.stand + "')";
           })
      .def(py::pickle(&source_state, &source_from_state));
}

void bind_ledger(py::module_& module) {
  py::classh<Ledger>(module, "Observations", "The ledger of figures and what was odd in them.")
      .def_readonly("findings", &Ledger::findings)
      .def_property_readonly("sources", [](const Ledger& l) { return l.value.sources(); })
      .def(
          "variables", [](const Ledger& l) { return l.value.variables(); }, "Sorted names.")
      .def(
          "regions", [](const Ledger& l) { return l.value.regions(); }, "Sorted codes, Germany first.")
      .def(
          "periods",
          [](const Ledger& l) {
            std::vector<std::string> texts;
            for (const Period period : l.value.periods()) texts.push_back(to_string(period));
            return texts;
          },
          "Sorted by time.")
      .def(
          "__len__", [](const Ledger& l) { return l.value.rows(); }, "Number of figures.")
      .def(
          "table", [](const Ledger& l) { return l.value.table(); }, py::call_guard<py::gil_scoped_release>(),
          "The long table of all figures.")
      .def("_filter", &filtered, py::arg("variables"), py::arg("regions"), py::arg("periods"))
      .def(
          "rollup",
          [](const Ledger& l, const std::string& level) { return with_findings(rollup(l.value, level), l.findings); },
          py::arg("level"), py::call_guard<py::gil_scoped_release>(),
          "Counts of districts added to states ('state') or of states to Germany ('country').")
      .def(
          "_with_predecessors",
          [](const Ledger& l, const std::vector<std::string>& regions) {
            return with_findings(with_predecessors(l.value, regions), l.findings);
          },
          py::arg("regions"), py::call_guard<py::gil_scoped_release>(),
          "Fills gaps of new districts with sums of the old ones, as own aggregation.")
      .def(
          "__eq__", [](const Ledger& a, const Ledger& b) { return a == b; }, py::is_operator())
      .def("__copy__", [](const Ledger& l) { return l; })
      .def(
          "__deepcopy__", [](const Ledger& l, const py::dict&) { return l; }, py::arg("memo"))
      .def(py::pickle(&ledger_state, &ledger_from_state));
}

}  // namespace

void bind_observations(py::module_& module) {
  bind_source(module);
  bind_ledger(module);
  module.def("_concat", &concatenated<Observations>, py::arg("parts"));
  module.def("_from_columns", &from_columns, py::arg("variable"), py::arg("region"), py::arg("period"),
             py::arg("value"), py::arg("status"), py::arg("flags"), py::arg("source"), py::arg("breakdowns"),
             py::arg("official"), py::arg("sources") = std::vector<Source>{}, py::arg("check") = false,
             py::call_guard<py::gil_scoped_release>());
  module.def("school_type_name", &school_type_name, py::arg("code"), py::arg("state"), py::arg("language") = "de",
             "What a state itself calls a school type of the official tables.");
}
