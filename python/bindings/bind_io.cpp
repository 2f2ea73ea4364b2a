#include "convert.hpp"

#include "bindings.hpp"
#include "werdegang/io/official.hpp"

using namespace werdegang;

void bind_io(py::module_& module) {
  module.def(
      "_read_official",
      [](const std::vector<std::string>& paths, bool keep_unknown, bool check, int threads,
         const py::object& progress) {
        const std::vector<std::filesystem::path> files(paths.begin(), paths.end());
        return interruptible(threads, progress, [&](const Execution& execution) {
          return read_official(files, {keep_unknown, check}, execution);
        });
      },
      py::arg("paths"), py::arg("keep_unknown"), py::arg("check"), py::arg("threads"), py::arg("progress"));
  module.def(
      "_read_official_from",
      [](const std::string& name, const std::string& bytes, bool keep_unknown, bool check) {
        return interruptible(0, py::none(), [&](const Execution&) {
          return read_official_from(name, bytes, {keep_unknown, check});
        });
      },
      py::arg("name"), py::arg("bytes"), py::arg("keep_unknown"), py::arg("check"));
  module.def(
      "known_tables",
      [] {
        py::list tables;
        for (const TableDescriptor& table : known_tables()) {
          py::list columns;
          for (const TableColumn& column : table.columns) columns.append(py::make_tuple(column.label, column.cell));
          tables.append(py::dict(py::arg("id") = table.id, py::arg("statistic") = table.statistic,
                                 py::arg("title_de") = table.title_de, py::arg("title_en") = table.title_en,
                                 py::arg("method") = table.method, py::arg("row_axis") = table.row_axis,
                                 py::arg("row_codes") = table.row_codes, py::arg("open_below") = table.open_below,
                                 py::arg("columns") = columns));
        }
        return tables;
      },
      "The tables that have a descriptor: id, titles, method, row axis and codes, columns as (label, cell).");
}
