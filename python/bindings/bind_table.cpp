#include "convert.hpp"

#include "bindings.hpp"
#include "states.hpp"
#include "werdegang/table/arrow.hpp"

using namespace werdegang;

namespace {

py::object validity(const Column& column) {
  return column.validity.view.empty() ? py::object(py::none()) : py::object(as_array(column.validity));
}

/// (kind, data, validity): kind is integer, number, byte, text or codes.
py::tuple column_state(const Column& column) {
  py::object data;
  const char* kind = "";
  if (const auto* integers = std::get_if<Buffer<Index>>(&column.data))
    kind = "integer", data = as_array(*integers);
  else if (const auto* numbers = std::get_if<Buffer<double>>(&column.data))
    kind = "number", data = as_array(*numbers);
  else if (const auto* bytes = std::get_if<Buffer<std::uint8_t>>(&column.data))
    kind = "byte", data = as_array(*bytes);
  else if (const auto* codes = std::get_if<Codes>(&column.data))
    kind = "codes", data = codes_state(*codes);
  else {
    const auto& text = std::get<Text>(column.data);
    py::list values;
    for (Index row = 0; row < text.size(); ++row) values.append(std::string(text[row]));
    kind = "text", data = values;
  }
  return py::make_tuple(column.name, static_cast<int>(column.role), kind, data, validity(column));
}

Column column_from_state(const py::tuple& state) {
  Column column{state[0].cast<std::string>(), static_cast<Role>(state[1].cast<int>()), {}, {}};
  const auto kind = state[2].cast<std::string>();
  if (kind == "integer")
    column.data = from_array<Index>(state[3]);
  else if (kind == "number")
    column.data = from_array<double>(state[3]);
  else if (kind == "byte")
    column.data = from_array<std::uint8_t>(state[3]);
  else if (kind == "codes")
    column.data = codes_from_state(state[3].cast<py::tuple>());
  else
    column.data = Text::from(state[3].cast<std::vector<std::string>>());
  if (!state[4].is_none()) column.validity = from_array<std::uint8_t>(state[4]);
  return column;
}

py::capsule stream_capsule(const Table& table) {
  auto* stream = new ArrowArrayStream{};
  export_stream(table, stream);
  return py::capsule(stream, "arrow_array_stream", [](PyObject* capsule) {
    auto* held = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, "arrow_array_stream"));
    if (held->release) held->release(held);
    delete held;
  });
}

py::capsule schema_capsule(const Table& table) {
  auto* schema = new ArrowSchema{};
  export_schema(table, schema);
  return py::capsule(schema, "arrow_schema", [](PyObject* capsule) {
    auto* held = static_cast<ArrowSchema*>(PyCapsule_GetPointer(capsule, "arrow_schema"));
    if (held->release) held->release(held);
    delete held;
  });
}

template <class Struct>
Struct* capsule_pointer(const py::handle& capsule, const char* name) {
  auto* pointer = static_cast<Struct*>(PyCapsule_GetPointer(capsule.ptr(), name));
  if (!pointer) throw py::error_already_set();
  return pointer;
}

/// Whatever speaks the Arrow protocol, as a table of our own.
Table import_table(const py::object& source, const std::string& place) {
  if (py::hasattr(source, "__arrow_c_stream__")) {
    const py::object capsule = source.attr("__arrow_c_stream__")();
    auto* stream = capsule_pointer<ArrowArrayStream>(capsule, "arrow_array_stream");
    const py::gil_scoped_release released;
    return import_stream(stream, place);
  }
  const py::tuple capsules = source.attr("__arrow_c_array__")();
  auto* schema = capsule_pointer<ArrowSchema>(capsules[0], "arrow_schema");
  auto* array = capsule_pointer<ArrowArray>(capsules[1], "arrow_array");
  const py::gil_scoped_release released;
  return import_array(array, schema, place);
}

}  // namespace

py::tuple table_state(const Table& table) {
  py::list columns;
  for (const Column& column : table.columns()) columns.append(column_state(column));
  return py::tuple(columns);
}

Table table_from_state(const py::tuple& state) {
  std::vector<Column> columns;
  for (const py::handle& item : state) columns.push_back(column_from_state(py::reinterpret_borrow<py::tuple>(item)));
  return Table(std::move(columns));
}

void bind_table(py::module_& module) {
  py::classh<Table>(module, "Table", "A result: columns of one length, immutable; speaks the Arrow C stream protocol.")
      .def("__len__", &Table::rows)
      .def_property_readonly("column_names",
                             [](const Table& t) {
                               py::list names;
                               for (const Column& column : t.columns()) names.append(column.name);
                               return names;
                             })
      .def(
          "role", [](const Table& t, const std::string& name) { return std::string(to_string(t.column(name).role)); },
          py::arg("name"), "dimension, count, measure, bound, quality or text.")
      .def(
          "codelist",
          [](const Table& t, const std::string& name) -> py::object {
            const auto* codes = std::get_if<Codes>(&t.column(name).data);
            return codes ? py::cast(Codelist(*codes->list)) : py::object(py::none());
          },
          py::arg("name"), "The meaning of a code column, None for other columns.")
      .def(
          "_column", [](const Table& t, const std::string& name) { return column_state(t.column(name)); },
          py::arg("name"))
      .def(
          "_filter",
          [](const Table& t, const py::array_t<bool, py::array::c_style | py::array::forcecast>& keep) {
            std::vector<std::uint8_t> marks(keep.data(), keep.data() + keep.size());
            const py::gil_scoped_release released;
            return t.filter(marks);
          },
          py::arg("keep"))
      .def(
          "_take", [](const Table& t, const std::vector<Index>& rows) { return t.take(rows); }, py::arg("rows"))
      .def(
          "__arrow_c_stream__", [](const Table& t, const py::object&) { return stream_capsule(t); },
          py::arg("requested_schema") = py::none())
      .def("__arrow_c_schema__", &schema_capsule)
      .def(
          "__eq__", [](const Table& a, const Table& b) { return a == b; }, py::is_operator())
      .def("__copy__", [](const Table& t) { return t; })
      .def(
          "__deepcopy__", [](const Table& t, const py::dict&) { return t; }, py::arg("memo"))
      .def(py::pickle(&table_state, &table_from_state));
  module.def("_import_table", &import_table, py::arg("source"), py::arg("place"));
}
