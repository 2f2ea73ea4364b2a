#include "bindings.hpp"
#include "convert.hpp"
#include "states.hpp"
#include "werdegang/compare/groups.hpp"
#include "werdegang/compare/peers.hpp"

using namespace werdegang;

namespace {

using Merges = std::vector<std::tuple<Index, Index, double, Index>>;

Merges merges_of(const std::vector<Merge>& merges) {
  Merges result;
  for (const Merge& merge : merges) result.emplace_back(merge.left, merge.right, merge.height, merge.size);
  return result;
}

py::tuple peers_state(const Peers& p) {
  return py::make_tuple(p.region, p.candidates, table_state(p.nearest), table_state(p.contributions),
                        table_state(p.left_out));
}

Peers peers_from_state(const py::tuple& t) {
  return {t[0].cast<std::string>(), t[1].cast<Index>(), table_from_state(t[2].cast<py::tuple>()),
          table_from_state(t[3].cast<py::tuple>()), table_from_state(t[4].cast<py::tuple>())};
}

py::tuple groups_state(const SimilarGroups& g) {
  return py::make_tuple(table_state(g.groups), table_state(g.members), table_state(g.profiles), table_state(g.choices),
                        table_state(g.left_out), merges_of(g.merges));
}

SimilarGroups groups_from_state(const py::tuple& t) {
  const auto table = [&](std::size_t i) { return table_from_state(t[i].cast<py::tuple>()); };
  SimilarGroups groups{table(0), table(1), table(2), table(3), table(4), {}};
  for (const auto& [left, right, height, size] : t[5].cast<Merges>())
    groups.merges.push_back({left, right, height, size});
  return groups;
}

void bind_peers_type(py::module_& module) {
  py::classh<Peers>(module, "Peers", "Regions that are most like one region, and why.")
      .def_readonly("region", &Peers::region)
      .def_readonly("candidates", &Peers::candidates, "How many regions have a distance.")
      .def_readonly("table", &Peers::nearest,
                    "place, region, name, distance, shared (weight of the indicators both have).")
      .def_readonly("contributions", &Peers::contributions,
                    "Of each peer and indicator: value, own_value, z, own_z, and its part of the squared distance.")
      .def_readonly("left_out", &Peers::left_out, "Regions that share too few of the indicators.")
      .def(
          "__eq__", [](const Peers& a, const Peers& b) { return a == b; }, py::is_operator())
      .def("__len__", [](const Peers& p) { return p.nearest.rows(); })
      .def("__copy__", [](const Peers& p) { return p; })
      .def(
          "__deepcopy__", [](const Peers& p, const py::dict&) { return p; }, py::arg("memo"))
      .def(py::pickle(&peers_state, &peers_from_state));
  module.def(
      "_peers",
      [](const Table& table, const std::string& region, Index n, const std::string& within, double minimum,
         const FeatureOptions& options) {
        return peers(features_of(table, options), region, {n, within, minimum});
      },
      py::arg("table"), py::arg("region"), py::arg("n"), py::arg("within"), py::arg("minimum_shared"),
      py::arg("options"), py::call_guard<py::gil_scoped_release>());
}

void bind_groups_type(py::module_& module) {
  py::classh<SimilarGroups>(module, "SimilarGroups", "Groups of similar regions (Ward's clusters).")
      .def_readonly("table", &SimilarGroups::groups, "group, size, medoid (the most typical region), name, silhouette.")
      .def_readonly("members", &SimilarGroups::members,
                    "region, name, group, medoid, distance to the medoid, silhouette.")
      .def_readonly("profiles", &SimilarGroups::profiles,
                    "Of each group and indicator: mean, mean_z, and order (1 = sets it apart most).")
      .def_readonly("choices", &SimilarGroups::choices, "The mean silhouette of every number of groups that was tried.")
      .def_readonly("left_out", &SimilarGroups::left_out, "Regions without all indicators, and which they lack.")
      .def_property_readonly(
          "merges", [](const SimilarGroups& g) { return merges_of(g.merges); },
          "(left, right, height, size) by height, as scipy.cluster.hierarchy has them, over the members by code.")
      .def(
          "__eq__", [](const SimilarGroups& a, const SimilarGroups& b) { return a == b; }, py::is_operator())
      .def("__len__", [](const SimilarGroups& g) { return g.groups.rows(); })
      .def("__copy__", [](const SimilarGroups& g) { return g; })
      .def(
          "__deepcopy__", [](const SimilarGroups& g, const py::dict&) { return g; }, py::arg("memo"))
      .def(py::pickle(&groups_state, &groups_from_state));
  module.def(
      "_similar_groups",
      [](const Table& table, Index groups, Index most, const FeatureOptions& options, const py::object& progress) {
        return interruptible(1, progress, [&](const Execution& execution) {
          return similar_groups(features_of(table, options), {groups, most}, execution);
        });
      },
      py::arg("table"), py::arg("groups"), py::arg("most"), py::arg("options"), py::arg("progress"));
}

}  // namespace

void bind_peers(py::module_& module) {
  py::classh<FeatureOptions>(module, "_FeatureOptions")
      .def(py::init([](std::string level, std::string period, std::string region, bool robust,
                       std::map<std::string, double> weights) {
             return FeatureOptions{std::move(level), std::move(period), std::move(region), robust, std::move(weights)};
           }),
           py::arg("level"), py::arg("period"), py::arg("region"), py::arg("robust"), py::arg("weights"));
  bind_peers_type(module);
  bind_groups_type(module);
}
