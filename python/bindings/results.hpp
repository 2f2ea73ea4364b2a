// Results of functions on whole columns: numbers, arrays, named tuples.
#pragma once

#include <pybind11/numpy.h>

#include <limits>
#include <utility>
#include <vector>

#include "bindings.hpp"
#include "werdegang/kernels/quantity.hpp"

/// f() without the GIL.
template <class F>
auto without_gil(F&& f) {
  const py::gil_scoped_release released;
  return f();
}

/// The number, or None.
inline py::object number_of(const werdegang::Quantity& quantity) {
  return quantity.has_value() ? py::object(py::float_(quantity.value)) : py::none();
}

/// NaN where there is no value.
inline py::array_t<double> numbers_of(const std::vector<werdegang::Quantity>& quantities) {
  py::array_t<double> array(static_cast<py::ssize_t>(quantities.size()));
  double* out = array.mutable_data();
  for (const auto& quantity : quantities)
    *out++ = quantity.has_value() ? quantity.value : std::numeric_limits<double>::quiet_NaN();
  return array;
}

/// A named tuple as a type of the module; calling it makes one.
inline py::object def_tuple(py::module_& module, const char* name, const std::vector<const char*>& fields,
                            const char* doc) {
  py::list names;
  for (const char* field : fields) names.append(field);
  py::object type =
      py::module_::import("collections").attr("namedtuple")(name, names, py::arg("module") = module.attr("__name__"));
  type.attr("__doc__") = doc;
  module.attr(name) = type;
  return type;
}
