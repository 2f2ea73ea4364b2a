#include "convert.hpp"

#include "bindings.hpp"
#include "states.hpp"
#include "werdegang/io/geopackage.hpp"
#include "werdegang/model/actor_flows.hpp"
#include "werdegang/model/builder.hpp"
#include "werdegang/model/inventory.hpp"
#include "werdegang/model/selection.hpp"
#include "werdegang/model/vocabulary.hpp"

using namespace werdegang;

namespace {

/// In Python the landscape and what was odd on the way to it are one object.
using Land = Built<Landscape>;

/// Tables by the name of their frame.
LandscapeFrames frames_of(const py::dict& tables) {
  LandscapeFrames frames;
  for (const auto name : landscape_frame_names())
    if (tables.contains(name)) table_in(frames, name) = tables[py::str(name)].cast<Table>();
  return frames;
}

/// Takes the tables out of the dict, so that their memory is given back while the landscape grows.
Land build(py::dict tables, Index findings_per_code, int threads, const py::object& progress) {
  LandscapeFrames frames = frames_of(tables);
  tables.clear();
  return interruptible(threads, progress, [&](const Execution& execution) {
    return build_landscape(std::move(frames), {findings_per_code}, execution);
  });
}

py::tuple land_state(const Land& land) {
  const LandscapeParts& p = land.value.parts();
  py::list tables, positions;
  for (const Table* table :
       {&p.actors, &p.offers, &p.ties, &p.bodies, &p.memberships, &p.agreements, &p.signatories, &p.regions, &p.kinds})
    tables.append(table_state(*table));
  for (const Positions* each : {&p.offer_actor, &p.tie_source, &p.tie_target, &p.membership_body, &p.membership_actor,
                                &p.signatory_agreement, &p.signatory_actor})
    positions.append(as_array(*each));
  tables.append(table_state(p.flows.rows() == 0 ? Table() : to_table(p.flows)));
  return py::make_tuple(tables, positions, findings_state(land.findings));
}

Land land_from_state(const py::tuple& state) {
  LandscapeParts p;
  const auto tables = state[0].cast<py::list>(), positions = state[1].cast<py::list>();
  std::size_t at = 0;
  for (Table* table :
       {&p.actors, &p.offers, &p.ties, &p.bodies, &p.memberships, &p.agreements, &p.signatories, &p.regions, &p.kinds})
    *table = table_from_state(tables[at++].cast<py::tuple>());
  if (const Table flows = table_from_state(tables[at].cast<py::tuple>()); flows.rows() > 0)
    p.flows = flows_from(flows, {.catalogue = false}).value;
  at = 0;
  for (Positions* each : {&p.offer_actor, &p.tie_source, &p.tie_target, &p.membership_body, &p.membership_actor,
                          &p.signatory_agreement, &p.signatory_actor})
    *each = from_array<std::int32_t>(positions[at++]);
  return {Landscape(std::move(p)), findings_from_state(state[2].cast<py::tuple>())};
}

/// Those about the frame of flows.
Findings flow_findings(const Findings& all) {
  Findings findings{{}, all.sources};
  for (const Finding& finding : all.items)
    if (finding.source >= 0 && all.sources[static_cast<std::size_t>(finding.source)] == "flows")
      findings.items.push_back(finding);
  return findings;
}

/// Findings of a part speak of the rows of the whole, so they stay.
Land filtered(const Land& land, const ActorSelection& selection) {
  return {filter(land.value, selection), land.findings};
}

Land snapshot_of(const Land& land, const std::string& date) {
  auto [value, notes] = snapshot(land.value, parse_period(date));
  Findings findings = land.findings;
  findings.append(notes);
  return {std::move(value), std::move(findings)};
}

void save(const Land& land, const std::string& path, int threads, const py::object& progress) {
  interruptible(threads, progress, [&](const Execution& execution) {
    save_geopackage(land, std::filesystem::path(reinterpret_cast<const char8_t*>(path.c_str())), execution);
    return true;
  });
}

Land load(const std::string& path, int threads, const py::object& progress) {
  return interruptible(threads, progress, [&](const Execution& execution) {
    return load_geopackage(std::filesystem::path(reinterpret_cast<const char8_t*>(path.c_str())), execution);
  });
}

/// A table made without the GIL.
template <Table (Landscape::*table)() const>
Table table_of(const Land& land) {
  return (land.value.*table)();
}

using Released = py::call_guard<py::gil_scoped_release>;

void bind_tables(py::classh<Land>& landscape) {
  landscape.def("actors", &table_of<&Landscape::actors>, Released(), "Sorted by id.")
      .def("offers", &table_of<&Landscape::offers>, Released(), "Sorted by id.")
      .def("ties", &table_of<&Landscape::ties>, Released(), "Sorted by source, target, kind and begin.")
      .def("bodies", &table_of<&Landscape::bodies>, Released(), "Sorted by id.")
      .def("memberships", &table_of<&Landscape::memberships>, Released(), "Sorted by body and actor.")
      .def("agreements", &table_of<&Landscape::agreements>, Released(), "Sorted by id.")
      .def("signatories", &table_of<&Landscape::signatories>, Released(), "Sorted by agreement and actor.")
      .def("regions", &table_of<&Landscape::regions>, Released(), "Own regions, sorted by code.")
      .def("kinds", &table_of<&Landscape::kinds>, Released(), "Own kinds of actors, sorted by code.");
}

}  // namespace

void bind_landscape(py::module_& module) {
  py::classh<Land> landscape(module, "Landscape", "Who exists, what they offer and who is tied to whom; immutable.");
  bind_tables(landscape);
  landscape.def_readonly("findings", &Land::findings, "What was odd in the frames it was built from.")
      .def_property_readonly("_offer_count", [](const Land& land) { return land.value.offer_count(); })
      .def_property_readonly("_flow_count", [](const Land& land) { return land.value.flows().rows(); })
      .def_property_readonly("_tie_count", [](const Land& land) { return land.value.tie_count(); })
      .def(
          "_filter",
          [](const Land& land, std::vector<std::string> kinds, std::vector<std::string> regions,
             std::vector<std::string> sectors, std::vector<std::string> formalities) {
            return filtered(land, {std::move(kinds), std::move(regions), std::move(sectors), std::move(formalities)});
          },
          py::arg("kinds"), py::arg("regions"), py::arg("sectors"), py::arg("formalities"), Released())
      .def(
          "_flows",
          [](const Land& land, const std::string& level) {
            return Built<Flows>{flows_on_level(land.value, level), flow_findings(land.findings)};
          },
          py::arg("level"), Released())
      .def("_snapshot", &snapshot_of, py::arg("date"), Released())
      .def(
          "_inventory",
          [](const Land& land, std::vector<std::string> by, const std::string& level) {
            return inventory(land.value, {std::move(by), level});
          },
          py::arg("by"), py::arg("region_level"), Released())
      .def(
          "_difference", [](const Land& before, const Land& after) { return difference(before.value, after.value); },
          py::arg("after"), Released())
      .def("_save", &save, py::arg("path"), py::arg("threads"), py::arg("progress"))
      .def(
          "__len__", [](const Land& land) { return land.value.actor_count(); }, "Number of actors.")
      .def(
          "__contains__",
          [](const Land& land, const py::object& key) {
            return land.value.find_actor(std::string(py::str(key))).has_value();
          },
          "Whether there is an actor of this id.")
      .def(
          "__eq__", [](const Land& a, const Land& b) { return a.value == b.value; }, py::is_operator(), Released())
      .def("__copy__", [](const Land& land) { return land; })
      .def(
          "__deepcopy__", [](const Land& land, const py::dict&) { return land; }, py::arg("memo"))
      .def(py::pickle(&land_state, &land_from_state));
  module.def("_build_landscape", &build, py::arg("frames"), py::arg("findings_per_code"), py::arg("threads"),
             py::arg("progress"));
  module.def("_load_landscape", &load, py::arg("path"), py::arg("threads"), py::arg("progress"));
  module.def(
      "landscape_codelist", [](const std::string& name) { return Codelist(*landscape_codelist(name)); },
      py::arg("name"),
      "The words of a landscape: actor_kind, tie_kind, sector, formality, topic, life_phase, target_group and others.");
}
