#include "elementwise.hpp"

#include <algorithm>

namespace {

bool is_integer(const py::array& array) {
  return std::string_view("biu").find(array.dtype().kind()) != std::string_view::npos;
}

/// Objects may hold numbers beside None; what else they hold fails when it is cast.
bool is_number(const py::array& array) {
  return is_integer(array) || array.dtype().kind() == 'f' || array.dtype().kind() == 'O';
}

py::array read(const Named& argument) {
  const auto& [name, object] = argument;
  const py::module_ numpy = py::module_::import("numpy");
  const py::object unknown = py::float_(std::numeric_limits<double>::quiet_NaN());
  // A masked array forgets its mask when it is read as a plain one.
  if (py::isinstance<py::array>(object) && py::hasattr(object, "filled"))
    return py::array(object.attr("astype")("float64").attr("filled")(unknown));
  py::array array = numpy.attr("asarray")(object);
  if (!is_number(array))
    throw py::type_error(std::string(name) + ": expected numbers, got " + std::string(py::str(array.dtype())));
  if (array.dtype().kind() != 'O') return array;
  if (py::hasattr(object, "to_numpy"))
    return object.attr("to_numpy")(py::arg("dtype") = "float64", py::arg("na_value") = unknown);
  return array.attr("astype")("float64");
}

std::vector<py::array> read_all(const std::vector<Named>& arguments) {
  std::vector<py::array> arrays;
  for (const auto& argument : arguments) arrays.push_back(read(argument));
  return arrays;
}

template <class T>
Elements<T> broadcast(const std::vector<py::array>& arrays) {
  Elements<T> elements;
  py::list even;
  for (const auto& array : arrays) {
    even.append(array);
    elements.scalar = elements.scalar && array.ndim() == 0;
  }
  if (!elements.scalar) even = py::list(py::module_::import("numpy").attr("broadcast_arrays")(*even));
  for (const auto& array : even)
    elements.arrays.push_back(
        py::array_t<T, py::array::c_style | py::array::forcecast>(py::reinterpret_borrow<py::object>(array)));
  return elements;
}

}  // namespace

Elements<double> doubles(const std::vector<Named>& arguments) { return broadcast<double>(read_all(arguments)); }

Elements<werdegang::Index> integers(const std::vector<Named>& arguments) {
  const auto arrays = read_all(arguments);
  const auto whole = [](const py::array& array) { return is_integer(array) || array.size() == 0; };
  if (!std::all_of(arrays.begin(), arrays.end(), whole)) return {};
  auto elements = broadcast<werdegang::Index>(arrays);
  for (std::size_t i = 0; i < arrays.size(); ++i)
    if (arrays[i].dtype().kind() == 'u' && std::ranges::any_of(elements[i], [](auto value) { return value < 0; }))
      throw werdegang::InvalidArgument(std::string(arguments[i].first) +
                                       " holds a number above 2^63 - 1, which cannot be used here");
  return elements;
}

namespace {

Column of_dimensions(const Named& argument, py::ssize_t dimensions, const char* expected) {
  auto elements = doubles({argument});
  if (elements.arrays[0].ndim() != dimensions)
    throw werdegang::InvalidArgument(std::string(argument.first) + " of " + std::to_string(elements.arrays[0].ndim()) +
                                     " dimensions: expected " + expected);
  return elements.arrays[0];
}

}  // namespace

Column column(const Named& argument) { return of_dimensions(argument, 1, "one, a sequence of numbers"); }

std::span<const double> view(const Column& array) { return {array.data(), static_cast<std::size_t>(array.size())}; }

Column table(const Named& argument) { return of_dimensions(argument, 2, "two, a table of numbers"); }

werdegang::Matrix matrix(const Named& argument) {
  const Column array = table(argument);
  werdegang::Matrix result(array.shape(0), array.shape(1));
  result.values.assign(array.data(), array.data() + array.size());
  return result;
}
