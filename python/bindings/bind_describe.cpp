#include "bindings.hpp"
#include "convert.hpp"
#include "states.hpp"
#include "werdegang/io/describe.hpp"

using namespace werdegang;

namespace {

py::tuple column_state(const ColumnDescription& c) {
  return py::make_tuple(c.variable, c.label_de, c.label_en, c.unit, c.known, c.axes, c.figures, c.without_value);
}

ColumnDescription column_from_state(const py::tuple& t) {
  return {t[0].cast<std::string>(), t[1].cast<std::string>(), t[2].cast<std::string>(),
          t[3].cast<std::string>(), t[4].cast<bool>(),        t[5].cast<std::vector<std::pair<std::string, Index>>>(),
          t[6].cast<Index>(),       t[7].cast<Index>()};
}

std::vector<std::string> texts(const std::vector<Period>& periods) {
  std::vector<std::string> result;
  for (const Period period : periods) result.push_back(to_string(period));
  return result;
}

py::tuple file_state(const FileDescription& f) {
  py::list columns;
  for (const ColumnDescription& column : f.columns) columns.append(column_state(column));
  return py::make_tuple(f.file, f.problem, f.dialect, f.encoding, f.records, f.table, f.title, f.statistic, f.stand,
                        f.regions, texts(f.periods), columns, findings_state(f.findings));
}

FileDescription file_from_state(const py::tuple& t) {
  const auto text = [&](std::size_t i) { return t[i].cast<std::string>(); };
  FileDescription f{text(0),
                    text(1),
                    text(2),
                    text(3),
                    t[4].cast<Index>(),
                    text(5),
                    text(6),
                    text(7),
                    text(8),
                    t[9].cast<std::vector<std::pair<std::string, Index>>>(),
                    {},
                    {},
                    findings_from_state(t[12].cast<py::tuple>())};
  for (const auto& period : t[10].cast<std::vector<std::string>>()) f.periods.push_back(parse_period(period));
  for (const py::handle& column : t[11])
    f.columns.push_back(column_from_state(py::reinterpret_borrow<py::tuple>(column)));
  return f;
}

void bind_column(py::module_& module) {
  py::classh<ColumnDescription>(module, "ColumnDescription", "One value column of a table of official statistics.")
      .def_readonly("variable", &ColumnDescription::variable, "Its name in the ledger.")
      .def_readonly("label_de", &ColumnDescription::label_de)
      .def_readonly("label_en", &ColumnDescription::label_en)
      .def_readonly("unit", &ColumnDescription::unit)
      .def_readonly("known", &ColumnDescription::known, "Whether it is a variable of the catalogue.")
      .def_readonly("axes", &ColumnDescription::axes, "Breakdowns beside region and period, with their members.")
      .def_readonly("figures", &ColumnDescription::figures, "Cells with a value.")
      .def_readonly("without_value", &ColumnDescription::without_value, "Cells that say why there is none.")
      .def(
          "__eq__", [](const ColumnDescription& a, const ColumnDescription& b) { return a == b; }, py::is_operator())
      .def(py::pickle(&column_state, &column_from_state));
}

}  // namespace

void bind_describe(py::module_& module) {
  bind_column(module);
  py::classh<FileDescription>(module, "FileDescription", "What is in one table of official statistics.")
      .def_readonly("file", &FileDescription::file)
      .def_readonly("problem", &FileDescription::problem, "Why it cannot be read, empty when it can.")
      .def_readonly("dialect", &FileDescription::dialect)
      .def_readonly("encoding", &FileDescription::encoding)
      .def_readonly("records", &FileDescription::records, "Data lines.")
      .def_readonly("table", &FileDescription::table)
      .def_readonly("title", &FileDescription::title)
      .def_readonly("statistic", &FileDescription::statistic)
      .def_readonly("stand", &FileDescription::stand, "Date of the extract, empty when not said.")
      .def_property_readonly(
          "regions",
          [](const FileDescription& f) {
            py::dict counts;
            for (const auto& [level, count] : f.regions) counts[py::str(level)] = count;
            return counts;
          },
          "Number of regions with figures by level.")
      .def_property_readonly("periods", [](const FileDescription& f) { return texts(f.periods); })
      .def_readonly("columns", &FileDescription::columns)
      .def_readonly("findings", &FileDescription::findings, "What is odd.")
      .def(
          "__eq__", [](const FileDescription& a, const FileDescription& b) { return a == b; }, py::is_operator())
      .def(py::pickle(&file_state, &file_from_state));
  module.def(
      "_describe",
      [](const std::vector<std::string>& paths, int threads, const py::object& progress) {
        const std::vector<std::filesystem::path> files(paths.begin(), paths.end());
        return interruptible(threads, progress, [&](const Execution& execution) { return describe(files, execution); });
      },
      py::arg("paths"), py::arg("threads"), py::arg("progress"));
  module.def(
      "_describe_from",
      [](const std::string& name, const std::string& bytes) {
        return interruptible(0, py::none(), [&](const Execution&) { return describe_from(name, bytes); });
      },
      py::arg("name"), py::arg("bytes"));
}
