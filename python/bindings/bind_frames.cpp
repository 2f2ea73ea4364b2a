// Tables from columns that speak no Arrow: NumPy arrays and lists of Python objects.
#include "bindings.hpp"
#include "convert.hpp"

// Needs Python.h before it.
#include <datetime.h>

using namespace werdegang;

namespace {

/// What one Python object can be in a column.
enum class Kind { missing, text, truth, whole, number, day, other };
constexpr std::size_t kind_count = 7;

std::string type_name(PyObject* item) { return Py_TYPE(item)->tp_name; }

Kind kind_of(PyObject* item) {
  if (item == Py_None) return Kind::missing;
  if (PyUnicode_Check(item)) return Kind::text;
  if (PyFloat_Check(item)) return std::isnan(PyFloat_AS_DOUBLE(item)) ? Kind::missing : Kind::number;
  if (PyBool_Check(item)) return Kind::truth;
  if (PyLong_Check(item)) return Kind::whole;
  const std::string name = type_name(item);
  if (name == "NaTType" || name.ends_with("NAType") || name.ends_with("MaskedConstant")) return Kind::missing;
  if (PyDate_Check(item)) return name.ends_with("NaTType") ? Kind::missing : Kind::day;
  if (name == "numpy.datetime64")
    return py::handle(item).attr("astype")("datetime64[D]").attr("astype")("int64").cast<Index>() < -1000000000
               ? Kind::missing
               : Kind::day;
  if (name == "numpy.bool" || name == "numpy.bool_") return Kind::truth;
  if (PyIndex_Check(item)) return Kind::whole;
  if (PyBytes_Check(item) || PyByteArray_Check(item) || !py::hasattr(item, "__float__")) return Kind::other;
  const double value = PyFloat_AsDouble(item);
  if (value == -1.0 && PyErr_Occurred()) {
    PyErr_Clear();
    return Kind::other;
  }
  return std::isnan(value) ? Kind::missing : Kind::number;
}

std::string shown(PyObject* item) {
  auto text = py::repr(item).cast<std::string>();
  return text.size() > 60 ? type_name(item) : text;
}

/// A list of objects of one kind.
class Objects {
 public:
  Objects(const std::string& name, const py::handle& values, const std::string& place)
      : name_(name),
        place_("column '" + name + "' of " + place),
        items_(py::reinterpret_steal<py::object>(PySequence_Fast(values.ptr(), "expected a list of values"))) {
    if (!items_) throw py::error_already_set();
    marks_.resize(static_cast<std::size_t>(size()), 1);
    for (Index row = 0; row < size(); ++row) note(row);
  }

  Column column() const {
    Column result{name_, Role::text, {}, {}};
    if (has(Kind::day))
      result.role = Role::dimension, result.data = Codes::of_days(name_, days(), marks_);
    else if (has(Kind::number))
      result.role = Role::measure, result.data = Buffer<double>(numbers());
    else if (has(Kind::whole) || has(Kind::truth))
      result.role = has(Kind::truth) ? Role::quality : Role::count, result.data = Buffer<Index>(wholes());
    else
      result.data = texts();
    if (has(Kind::missing)) result.validity = Buffer<std::uint8_t>(marks_);
    return result;
  }

 private:
  Index size() const { return PySequence_Fast_GET_SIZE(items_.ptr()); }
  PyObject* item(Index row) const { return PySequence_Fast_GET_ITEM(items_.ptr(), row); }
  bool has(Kind kind) const { return found_[static_cast<std::size_t>(kind)]; }
  bool valid(Index row) const { return marks_[static_cast<std::size_t>(row)] != 0; }
  std::string at(Index row) const { return place_ + ", row " + std::to_string(row); }

  void note(Index row) {
    const Kind kind = kind_of(item(row));
    found_[static_cast<std::size_t>(kind)] = true;
    if (kind == Kind::missing) marks_[static_cast<std::size_t>(row)] = 0;
    if (kind == Kind::other)
      throw InvalidArgument(shown(item(row)), at(row), "text, a number, True or False, a date, or None");
    const bool numeric = has(Kind::truth) || has(Kind::whole) || has(Kind::number);
    if (has(Kind::text) + numeric + has(Kind::day) > 1)
      throw InvalidArgument(shown(item(row)), at(row),
                            kind == Kind::text ? "no text, since the rows before hold something else"
                                               : "what the rows before hold: values of one kind in a column");
  }

  Text texts() const {
    std::vector<std::int64_t> offsets{0};
    std::vector<char> bytes;
    for (Index row = 0; row < size(); ++row) {
      Py_ssize_t length = 0;
      const char* text = valid(row) ? PyUnicode_AsUTF8AndSize(item(row), &length) : "";
      if (!text) {
        PyErr_Clear();
        throw InvalidArgument(py::module_::import("builtins").attr("ascii")(py::handle(item(row))).cast<std::string>(),
                              at(row), "text without halves of surrogates");
      }
      bytes.insert(bytes.end(), text, text + length);
      offsets.push_back(static_cast<std::int64_t>(bytes.size()));
    }
    return {Buffer<std::int64_t>(std::move(offsets)), Buffer<char>(std::move(bytes))};
  }

  std::vector<Index> wholes() const {
    std::vector<Index> values(static_cast<std::size_t>(size()), 0);
    for (Index row = 0; row < size(); ++row) {
      if (!valid(row)) continue;
      int overflow = 0;
      const auto number = py::reinterpret_steal<py::object>(PyIndex_Check(item(row)) ? PyNumber_Index(item(row))
                                                                                     : PyNumber_Long(item(row)));
      if (!number) throw py::error_already_set();
      values[static_cast<std::size_t>(row)] = PyLong_AsLongLongAndOverflow(number.ptr(), &overflow);
      if (overflow != 0)
        throw InvalidArgument(shown(item(row)), at(row),
                              "a whole number between -9223372036854775808 and 9223372036854775807");
    }
    return values;
  }

  std::vector<double> numbers() const {
    std::vector<double> values(static_cast<std::size_t>(size()), 0);
    for (Index row = 0; row < size(); ++row) {
      if (!valid(row)) continue;
      values[static_cast<std::size_t>(row)] = PyFloat_AsDouble(item(row));
      if (PyErr_Occurred()) throw py::error_already_set();
    }
    return values;
  }

  std::vector<Day> days() const {
    std::vector<Day> values(static_cast<std::size_t>(size()), 0);
    for (Index row = 0; row < size(); ++row) {
      if (!valid(row)) continue;
      PyObject* date = item(row);
      values[static_cast<std::size_t>(row)] =
          PyDate_Check(date) ? to_day({PyDateTime_GET_YEAR(date), PyDateTime_GET_MONTH(date), PyDateTime_GET_DAY(date)})
                             : py::handle(date).attr("astype")("datetime64[D]").attr("astype")("int64").cast<Day>();
    }
    return values;
  }

  std::string name_, place_;
  py::object items_;
  std::vector<std::uint8_t> marks_;
  bool found_[kind_count] = {};
};

/// Values under a null are zero, so that equal columns are equal in memory.
template <class T>
std::vector<T> cleared(const Buffer<T>& values, const Buffer<std::uint8_t>& marks) {
  std::vector<T> result(values.view.begin(), values.view.end());
  for (std::size_t i = 0; i < marks.view.size() && i < result.size(); ++i)
    if (!marks.view[i]) result[i] = T{};
  return result;
}

Codes codes_of(const std::string& name, const py::tuple& data, const Buffer<std::uint8_t>& marks) {
  auto list = std::make_shared<Codelist>();
  list->name = name;
  for (auto& text : data[1].cast<std::vector<std::string>>())
    list->members.push_back({text, text, text, -1, {}, {}, {}});
  for (Member& member : list->members) member.kind = Member::part;
  auto index = cleared(from_array<std::int32_t>(data[0]), marks);
  for (std::size_t i = 0; i < marks.view.size(); ++i)
    if (!marks.view[i]) index[i] = -1;
  return {Buffer<std::int32_t>(std::move(index)), std::move(list)};
}

/// (name, kind, data, marks or None); kind is truth, whole, number, day (days since 1970), codes (positions and texts),
/// objects.
Column column_of(const py::tuple& state, const std::string& place) {
  const auto name = state[0].cast<std::string>();
  const auto kind = state[1].cast<std::string>();
  if (kind == "objects") return Objects(name, state[2], place).column();
  Column column{name, Role::dimension, {}, {}};
  if (!state[3].is_none()) column.validity = from_array<std::uint8_t>(state[3]);
  if (kind == "whole" || kind == "truth") {
    column.role = kind == "truth" ? Role::quality : Role::count;
    column.data = Buffer<Index>(cleared(from_array<Index>(state[2]), column.validity));
  } else if (kind == "number") {
    column.role = Role::measure;
    column.data = Buffer<double>(cleared(from_array<double>(state[2]), column.validity));
  } else if (kind == "day") {
    column.data = Codes::of_days(name, from_array<Day>(state[2]).view, column.validity.view);
  } else {
    column.data = codes_of(name, state[2].cast<py::tuple>(), column.validity);
  }
  return column;
}

}  // namespace

void bind_frames(py::module_& module) {
  PyDateTime_IMPORT;
  module.def(
      "_make_table",
      [](const std::vector<py::tuple>& columns, const std::string& place) {
        std::vector<Column> made;
        for (const auto& state : columns) made.push_back(column_of(state, place));
        return Table(std::move(made));
      },
      py::arg("columns"), py::arg("place"));
  module.def(
      "_join_columns",
      [](const std::vector<Table>& parts) {
        std::vector<Column> columns;
        for (const Table& part : parts) columns.insert(columns.end(), part.columns().begin(), part.columns().end());
        return Table(std::move(columns));
      },
      py::arg("parts"));
}
