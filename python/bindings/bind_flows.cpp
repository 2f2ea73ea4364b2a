#include "bindings.hpp"
#include "convert.hpp"
#include "flow_states.hpp"
#include "states.hpp"
#include "werdegang/flows/destination_rate.hpp"
#include "werdegang/model/flows.hpp"

using namespace werdegang;

namespace {

/// In Python the flows and what was odd in them are one object.
using Ledger = Built<Flows>;
using Names = std::vector<std::string>;

Names codes_of(const CodelistPtr& list) {
  Names codes;
  for (const Member& member : list->members) codes.push_back(member.code);
  return codes;
}

Ledger with_findings(Flows flows, const Findings& findings) { return {std::move(flows), findings}; }

void bind_stage(py::module_& module) {
  py::classh<Stage>(module, "Stage", "Where a person can be on the way from day care to work.")
      .def_readonly("id", &Stage::id)
      .def_readonly("label_de", &Stage::label_de)
      .def_readonly("label_en", &Stage::label_en)
      .def_property_readonly(
          "kind", [](const Stage& s) { return std::string(to_string(s.kind)); },
          "learning, work, between, exit or unknown.")
      .def_readonly("parent", &Stage::parent, "The wider stage this one is a part of, '' for none.")
      .def_readonly("sector", &Stage::sector, "The widest grouping: school, training, work, ...")
      .def_readonly("isced", &Stage::isced, "Level of ISCED 2011, '' where the stage is no programme.")
      .def_readonly("order", &Stage::order, "Place along the chain of education.")
      .def(
          "__eq__", [](const Stage& a, const Stage& b) { return a == b; }, py::is_operator())
      .def("__copy__", [](const Stage& s) { return s; })
      .def(
          "__deepcopy__", [](const Stage& s, const py::dict&) { return s; }, py::arg("memo"))
      .def("__repr__", [](const Stage& s) { return "Stage('" + s.id + "', '" + s.label_en + "')"; })
      .def(py::pickle(
          [](const Stage& s) {
            return py::make_tuple(s.id, s.label_de, s.label_en, static_cast<int>(s.kind), s.parent, s.sector, s.isced,
                                  s.order);
          },
          [](const py::tuple& t) {
            const auto text = [&](std::size_t i) { return t[i].cast<std::string>(); };
            return Stage{text(0), text(1), text(2), static_cast<Stage::Kind>(t[3].cast<int>()),
                         text(4), text(5), text(6), t[7].cast<Index>()};
          }));
  module.def("known_stages", &known_stages, "The stages of the catalogue in the order of the chain.");
  module.def("_stage_label", &stage_label, py::arg("id"), py::arg("language"));
}

void bind_ledger(py::module_& module) {
  py::classh<Ledger>(module, "Flows", "How many persons went from stage to stage, and what is not known about it.")
      .def_readonly("findings", &Ledger::findings)
      .def_property_readonly(
          "stages", [](const Ledger& l) { return codes_of(l.value.origin.list); },
          "Origins and destinations in the order of the chain.")
      .def_property_readonly(
          "periods", [](const Ledger& l) { return codes_of(l.value.period.list); }, "Sorted by time.")
      .def_property_readonly(
          "groups",
          [](const Ledger& l) {
            Names names;
            for (const Codes& group : l.value.groups) names.push_back(group.list->name);
            return names;
          },
          "Names of the breakdowns.")
      .def(
          "__len__", [](const Ledger& l) { return l.value.rows(); }, "Number of rows.")
      .def(
          "table", [](const Ledger& l) { return to_table(l.value); }, py::call_guard<py::gil_scoped_release>(),
          "origin, destination, period, breakdowns, count, lower, upper, status.")
      .def(
          "_filter",
          [](const Ledger& l, const py::array_t<bool, py::array::c_style | py::array::forcecast>& keep) {
            const std::vector<std::uint8_t> marks(keep.data(), keep.data() + keep.size());
            return with_findings(filter(l.value, marks), l.findings);
          },
          py::arg("keep"))
      .def(
          "_rollup",
          [](const Ledger& l, const std::map<std::string, std::string>& stages, const std::optional<Names>& groups,
             bool periods) {
            return with_findings(rollup(l.value, {stages, groups, periods}), l.findings);
          },
          py::arg("stages"), py::arg("groups"), py::arg("periods"), py::call_guard<py::gil_scoped_release>())
      .def(
          "_on_level", [](const Ledger& l, const std::string& level) { return stages_on_level(l.value, level); },
          py::arg("level"))
      .def(
          "_check_balance",
          [](const Ledger& l, const Table& stocks) {
            auto [table, findings] = check_balance(l.value, stocks);
            return std::pair(std::move(table), std::move(findings));
          },
          py::arg("stocks"), py::call_guard<py::gil_scoped_release>())
      .def(
          "__eq__", [](const Ledger& a, const Ledger& b) { return a == b; }, py::is_operator())
      .def("__copy__", [](const Ledger& l) { return l; })
      .def(
          "__deepcopy__", [](const Ledger& l, const py::dict&) { return l; }, py::arg("memo"))
      .def(py::pickle(
          [](const Ledger& l) { return py::make_tuple(flows_state(l.value), findings_state(l.findings)); },
          [](const py::tuple& t) {
            return Ledger{flows_from_state(t[0].cast<py::tuple>()), findings_from_state(t[1].cast<py::tuple>())};
          }));
}

}  // namespace

py::tuple flows_state(const Flows& f) {
  py::list groups;
  for (const Codes& group : f.groups) groups.append(codes_state(group));
  return py::make_tuple(codes_state(f.origin), codes_state(f.destination), codes_state(f.period), groups,
                        as_array(f.count), as_array(f.lower), as_array(f.upper),
                        as_array<Status, std::uint8_t>(f.status));
}

Flows flows_from_state(const py::tuple& t) {
  const auto codes = [](const py::handle& item) { return codes_from_state(py::reinterpret_borrow<py::tuple>(item)); };
  std::vector<Status> status;
  for (const auto code : from_array<std::uint8_t>(t[7]).view) {
    if (code >= status_count) throw py::value_error("a status outside the list");
    status.push_back(static_cast<Status>(code));
  }
  Flows flows{codes(t[0]),
              codes(t[1]),
              codes(t[2]),
              {},
              from_array<double>(t[4]),
              from_array<double>(t[5]),
              from_array<double>(t[6]),
              Buffer<Status>(std::move(status))};
  flows.destination.list = flows.origin.list;
  for (const py::handle& group : t[3]) flows.groups.push_back(codes(group));
  for (const Index size : {flows.origin.index.size(), flows.destination.index.size(), flows.period.index.size(),
                           flows.lower.size(), flows.upper.size(), flows.status.size()})
    if (size != flows.rows()) throw py::value_error("flows whose columns differ in length");
  return flows;
}

void bind_flows(py::module_& module) {
  bind_stage(module);
  bind_ledger(module);
  module.def(
      "_destination_rate",
      [](const Ledger& flows, const Names& destinations, const Names& by) {
        return destination_rate(flows.value, {destinations, by});
      },
      py::arg("flows"), py::arg("destinations"), py::arg("by"), py::call_guard<py::gil_scoped_release>());
  module.def("_concat_flows", &concatenated<Flows>, py::arg("parts"), py::call_guard<py::gil_scoped_release>());
  module.def(
      "_flows_from",
      [](const Table& table, const std::string& origin, const std::string& destination, const std::string& count,
         const std::string& period, const std::string& lower, const std::string& upper, const std::string& status,
         const std::optional<Names>& groups, const std::string& source) {
        return flows_from(table, {origin, destination, count, period, lower, upper, status, groups, source, true});
      },
      py::arg("table"), py::arg("origin"), py::arg("destination"), py::arg("count"), py::arg("period"),
      py::arg("lower"), py::arg("upper"), py::arg("status"), py::arg("groups"), py::arg("source"),
      py::call_guard<py::gil_scoped_release>());
}
