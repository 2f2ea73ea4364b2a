#include "convert.hpp"

#include "bindings.hpp"
#include "werdegang/compare/comparison.hpp"
#include "werdegang/compare/ranking.hpp"
#include "werdegang/compare/trend.hpp"

using namespace werdegang;

namespace {

py::tuple rank_state(const Rank& r) { return py::make_tuple(r.place, r.size, r.lowest, r.highest); }

Rank rank_from_state(const py::tuple& t) {
  return {t[0].cast<Index>(), t[1].cast<Index>(), t[2].cast<Index>(), t[3].cast<Index>()};
}

py::tuple standing_state(const Standing& s) {
  return py::make_tuple(s.region, s.group, rank_state(s.rank), s.value, s.state, s.country, rank_state(s.nationwide));
}

Standing standing_from_state(const py::tuple& t) {
  return {t[0].cast<std::string>(),
          t[1].cast<std::string>(),
          rank_from_state(t[2].cast<py::tuple>()),
          t[3].cast<double>(),
          t[4].cast<std::optional<double>>(),
          t[5].cast<std::optional<double>>(),
          rank_from_state(t[6].cast<py::tuple>())};
}

void bind_comparisons(py::module_& module) {
  module.def(
      "_compare",
      [](const Table& table, const std::string& within, const std::string& period, bool descending,
         const std::string& range, double confidence, int threads, const py::object& progress) {
        const CompareOptions options{within, period, descending, range, confidence};
        return interruptible(threads, progress,
                             [&](const Execution& execution) { return compare(table, options, execution); });
      },
      py::arg("table"), py::arg("within"), py::arg("period"), py::arg("descending"), py::arg("range"),
      py::arg("confidence"), py::arg("threads"), py::arg("progress"));
  module.def(
      "_trend",
      [](const Table& table, const std::vector<std::string>& regions, const std::string& slope) {
        return trend(table, {regions, slope});
      },
      py::arg("table"), py::arg("regions"), py::arg("slope"), py::call_guard<py::gil_scoped_release>());
}

}  // namespace

void bind_compare(py::module_& module) {
  py::classh<Rank>(module, "Rank", "A place, 1 = lowest value, with its range.")
      .def_readonly("place", &Rank::place)
      .def_readonly("size", &Rank::size)
      .def_readonly("lowest", &Rank::lowest)
      .def_readonly("highest", &Rank::highest)
      .def(
          "__eq__", [](const Rank& a, const Rank& b) { return a == b; }, py::is_operator())
      .def("__repr__",
           [](const Rank& r) {
             return "Rank(" + std::to_string(r.place) + " of " + std::to_string(r.size) + ", range " +
                    std::to_string(r.lowest) + "-" + std::to_string(r.highest) + ")";
           })
      .def(py::pickle(&rank_state, &rank_from_state));
  py::classh<Standing>(module, "Standing",
                       "A region's place in its group, 1 = lowest value, with the range of the place.")
      .def_readonly("region", &Standing::region)
      .def_readonly("group", &Standing::group, "The state's code, or DG.")
      .def_property_readonly("place", [](const Standing& s) { return s.rank.place; })
      .def_property_readonly("size", [](const Standing& s) { return s.rank.size; })
      .def_property_readonly(
          "lowest", [](const Standing& s) { return s.rank.lowest; }, "Lower end of the range of the place.")
      .def_property_readonly(
          "highest", [](const Standing& s) { return s.rank.highest; }, "Upper end of the range of the place.")
      .def_readonly("value", &Standing::value)
      .def_readonly("state", &Standing::state, "The state's value.")
      .def_readonly("country", &Standing::country, "Germany's value.")
      .def_property_readonly("state_difference", &Standing::state_difference,
                             "The value less the state's, in the indicator's unit.")
      .def_property_readonly("country_difference", &Standing::country_difference,
                             "The value less Germany's, in the indicator's unit.")
      .def_property_readonly(
          "nationwide",
          [](const Standing& s) { return s.nationwide.size ? std::optional(s.nationwide) : std::nullopt; },
          "Beside a rank inside the state: the one among all districts, None without them.")
      .def(
          "__eq__", [](const Standing& a, const Standing& b) { return a == b; }, py::is_operator())
      .def(py::pickle(&standing_state, &standing_from_state));
  module.def(
      "_rank",
      [](const Table& table, const std::string& region, const std::string& within, const std::string& period,
         double confidence) {
        return rank(table, region, {within, period, confidence});
      },
      py::arg("table"), py::arg("region"), py::arg("within"), py::arg("period"), py::arg("confidence"),
      py::call_guard<py::gil_scoped_release>());
  bind_comparisons(module);
}
