// Functions on plain numbers, applied to numbers or to arrays of any shape.
#pragma once

#include <pybind11/numpy.h>

#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "bindings.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/id.hpp"
#include "werdegang/kernels/quantity.hpp"

/// Arguments of one shape, as contiguous arrays. Numbers alone are `scalar`, their results are numbers too.
template <class T>
struct Elements {
  std::vector<py::array_t<T, py::array::c_style>> arrays;
  bool scalar = true;

  std::size_t size() const { return static_cast<std::size_t>(arrays.front().size()); }
  std::span<const T> operator[](std::size_t i) const { return {arrays[i].data(), size()}; }
  /// An array of the same shape, for results.
  template <class R>
  py::array_t<R> like() const {
    const auto& first = arrays.front();
    return py::array_t<R>(std::vector<py::ssize_t>(first.shape(), first.shape() + first.ndim()));
  }
};

using Named = std::pair<const char*, py::object>;

/// Numbers, lists, arrays, series; what is None, NA or masked becomes NaN. TypeError for anything but numbers.
Elements<double> doubles(const std::vector<Named>& arguments);
/// The same for whole numbers, when every argument is of an integer type; otherwise no arrays.
Elements<werdegang::Index> integers(const std::vector<Named>& arguments);

template <class R>
std::span<R> span_of(py::array_t<R>& array) {
  return {array.mutable_data(), static_cast<std::size_t>(array.size())};
}

/// A number for numbers, else the array.
template <class R>
py::object result_of(const py::array_t<R>& array, bool scalar) {
  return scalar ? py::object(py::cast(*array.data())) : py::object(array);
}

/// Calls f(row) for every row; an error of one row of many names it.
template <class F>
void for_each_row(std::size_t rows, bool scalar, F&& f) {
  for (std::size_t row = 0; row < rows; ++row) {
    try {
      f(row);
    } catch (const werdegang::InvalidArgument& error) {
      if (scalar) throw;
      throw werdegang::InvalidArgument("row " + std::to_string(row) + ": " + error.what());
    }
  }
}

/// The quantities f(row): None or NaN where there is no value.
template <class T, class F>
py::object quantities(const Elements<T>& elements, F&& f) {
  auto array = elements.template like<double>();
  const auto out = span_of(array);
  bool known = true;
  {
    const py::gil_scoped_release released;
    for_each_row(out.size(), elements.scalar, [&](std::size_t row) {
      const werdegang::Quantity quantity = f(row);
      known = quantity.has_value();
      out[row] = known ? quantity.value : std::numeric_limits<double>::quiet_NaN();
    });
  }
  if (elements.scalar && !known) return py::none();
  return result_of(array, elements.scalar);
}

/// The part of the kernels that gives intervals.
void bind_intervals(py::module_& module);
