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
#include "werdegang/core/matrix.hpp"
#include "werdegang/kernels/interval.hpp"
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

/// Lower and upper ends f(row); NaN in rows of arrays for which `known(row)` is false.
template <class T, class Known, class F>
py::tuple intervals_of(const Elements<T>& elements, Known&& known, F&& f) {
  auto lower = elements.template like<double>(), upper = elements.template like<double>();
  const auto low = span_of(lower), up = span_of(upper);
  {
    const py::gil_scoped_release released;
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    for_each_row(low.size(), elements.scalar, [&](std::size_t row) {
      const bool given = elements.scalar || known(row);
      const werdegang::Interval interval = given ? f(row) : werdegang::Interval{none, none};
      low[row] = interval.lower;
      up[row] = interval.upper;
    });
  }
  return py::make_tuple(result_of(lower, elements.scalar), result_of(upper, elements.scalar));
}

/// Numbers of one dimension, in the length they came in.
using Column = py::array_t<double, py::array::c_style>;
Column column(const Named& argument);
std::span<const double> view(const Column& array);
/// Numbers of two dimensions, row by row.
Column table(const Named& argument);
werdegang::Matrix matrix(const Named& argument);

// The parts of the kernels, each in its own file.
void bind_cohort_rates(py::module_& module);
void bind_composite(py::module_& module);
void bind_intervals(py::module_& module);
void bind_rounding_intervals(py::module_& module);
void bind_segregation(py::module_& module);
void bind_shrinkage(py::module_& module);
void bind_training_market(py::module_& module);
