#include "convert.hpp"

#include "bindings.hpp"
#include "states.hpp"
#include "werdegang/core/finding.hpp"

using namespace werdegang;

namespace {

py::tuple finding_state(const Finding& f) {
  return py::make_tuple(f.code, static_cast<int>(f.severity), f.source, f.row, f.column, f.args);
}

Finding finding_from_state(const py::tuple& t) {
  return {t[0].cast<std::string>(), static_cast<Finding::Severity>(t[1].cast<int>()),
          t[2].cast<Index>(),       t[3].cast<Index>(),
          t[4].cast<Index>(),       t[5].cast<std::vector<std::string>>()};
}

}  // namespace

py::tuple findings_state(const Findings& findings) {
  py::list items;
  for (const Finding& finding : findings.items) items.append(finding_state(finding));
  return py::make_tuple(items, findings.sources);
}

Findings findings_from_state(const py::tuple& state) {
  Findings findings{{}, state[1].cast<std::vector<std::string>>()};
  for (const py::handle& item : state[0])
    findings.items.push_back(finding_from_state(py::reinterpret_borrow<py::tuple>(item)));
  return findings;
}

namespace {

void bind_finding(py::module_& module) {
  py::classh<Finding>(module, "Finding", "A defect of the data: a stable code and its arguments.")
      .def_readonly("code", &Finding::code)
      .def_property_readonly(
          "severity", [](const Finding& f) { return std::string(to_string(f.severity)); }, "info, warning or error.")
      .def_property_readonly(
          "args",
          [](const Finding& f) {
            py::list args;
            for (const auto& arg : f.args) args.append(std::string(plain_argument(arg)));
            return args;
          },
          "The arguments in the order of the registry: identifiers where they have labels, German where there are two "
          "languages.")
      .def_readonly("row", &Finding::row, "Line in the file, 1-based; -1 when it concerns the whole.")
      .def_readonly("column", &Finding::column, "Field in the line, 1-based; -1 when it concerns the whole line.")
      .def(
          "message", [](const Finding& f, const std::string& lang) { return message(f, lang); }, py::arg("lang") = "de",
          "The sentence, in 'de' or 'en'.")
      .def(
          "__eq__", [](const Finding& a, const Finding& b) { return a == b; }, py::is_operator())
      .def("__repr__",
           [](const Finding& f) {
             return "<" + std::string(to_string(f.severity)) + " " + f.code + ": " + message(f, "en") + ">";
           })
      .def(py::pickle(&finding_state, &finding_from_state));
}

}  // namespace

void bind_findings(py::module_& module) {
  bind_finding(module);
  py::classh<Findings>(module, "Findings", "What was odd in the data, with the names of the files.")
      .def("__len__", &Findings::size)
      .def("__getitem__",
           [](const Findings& f, Index i) {
             const Index at = i < 0 ? i + f.size() : i;
             if (at < 0 || at >= f.size())
               throw py::index_error("finding " + std::to_string(i) + " of " + std::to_string(f.size()));
             return f.items[static_cast<std::size_t>(at)];
           })
      .def(
          "__iter__", [](const Findings& f) { return py::make_iterator(f.items.begin(), f.items.end()); },
          py::keep_alive<0, 1>())
      .def(
          "count",
          [](const Findings& f, const std::string& severity) {
            const auto wanted = severity == "info"      ? Finding::info
                                : severity == "warning" ? Finding::warning
                                                        : Finding::error;
            if (to_string(wanted) != severity)
              throw InvalidArgument("'" + severity + "'", "count", "'info', 'warning' or 'error'");
            return f.count(wanted);
          },
          py::arg("severity"))
      .def("for_region", &Findings::for_region, py::arg("region"),
           "Those about the region itself, then its state, then Germany, then those that list it among many.")
      .def(
          "source",
          [](const Findings& f, const Finding& finding) {
            return finding.source < 0 || finding.source >= static_cast<Index>(f.sources.size())
                       ? std::string()
                       : f.sources[static_cast<std::size_t>(finding.source)];
          },
          py::arg("finding"), "Name of the file a finding speaks of, empty for none.")
      .def(
          "__eq__", [](const Findings& a, const Findings& b) { return a == b; }, py::is_operator())
      .def(py::pickle(&findings_state, &findings_from_state));
}
