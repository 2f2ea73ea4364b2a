#include <cstring>

#include "bindings.hpp"
#include "werdegang/core/error.hpp"

namespace {

/// Exception types live as long as the interpreter.
PyObject* error_type = nullptr;
PyObject* invalid_argument_type = nullptr;
PyObject* unknown_name_type = nullptr;
PyObject* format_error_type = nullptr;
PyObject* formula_error_type = nullptr;
PyObject* not_released_type = nullptr;
PyObject* cancelled_type = nullptr;

PyObject* make_type(py::module_& module, const char* name, const char* doc, py::handle second_base) {
  const py::object bases = error_type == nullptr ? py::object(py::reinterpret_borrow<py::object>(PyExc_Exception))
                           : second_base         ? py::object(py::make_tuple(py::handle(error_type), second_base))
                                                 : py::object(py::reinterpret_borrow<py::object>(error_type));
  const std::string full = std::string("werdegang.") + name;
  PyObject* type = PyErr_NewExceptionWithDoc(full.c_str(), doc, bases.ptr(), nullptr);
  if (!type) throw py::error_already_set();
  module.add_object(name, py::reinterpret_borrow<py::object>(type));
  return type;
}

void raise(PyObject* type, const char* message, const std::function<void(py::object&)>& fill) {
  // A message may quote a file in another encoding.
  const auto text = py::reinterpret_steal<py::object>(
      PyUnicode_DecodeUTF8(message, static_cast<py::ssize_t>(std::strlen(message)), "replace"));
  py::object error = py::reinterpret_borrow<py::object>(type)(text);
  fill(error);
  PyErr_SetObject(type, error.ptr());
}

void translate(std::exception_ptr pointer) {
  const auto nothing = [](py::object&) {};
  try {
    if (pointer) std::rethrow_exception(pointer);
  } catch (const werdegang::InvalidArgument& e) {
    raise(invalid_argument_type, e.what(), nothing);
  } catch (const werdegang::UnknownName& e) {
    raise(unknown_name_type, e.what(), [&](py::object& error) {
      py::list nearest;
      for (const auto& name : e.nearest()) nearest.append(name);
      error.attr("nearest") = nearest;
    });
  } catch (const werdegang::FormatError& e) {
    raise(format_error_type, e.what(), [&](py::object& error) {
      error.attr("file") = e.file();
      error.attr("line") = e.line();
    });
  } catch (const werdegang::FormulaError& e) {
    raise(formula_error_type, e.what(), [&](py::object& error) { error.attr("position") = e.position(); });
  } catch (const werdegang::NotReleased& e) {
    raise(not_released_type, e.what(), nothing);
  } catch (const werdegang::Cancelled& e) {
    raise(cancelled_type, e.what(), nothing);
  } catch (const werdegang::Error& e) {
    raise(error_type, e.what(), nothing);
  }
}

}  // namespace

void bind_errors(py::module_& module) {
  error_type = make_type(module, "Error", "Base of all errors of this package.", {});
  invalid_argument_type = make_type(
      module, "InvalidArgument", "A value that cannot be used; the message names it, the place and what was expected.",
      PyExc_ValueError);
  unknown_name_type = make_type(
      module, "UnknownName", "A name nobody knows; `nearest` lists the known names most like it.", PyExc_LookupError);
  format_error_type =
      make_type(module, "FormatError", "A file that is not what it should be; `file` and `line` (0 = the whole file).",
                PyExc_ValueError);
  formula_error_type = make_type(module, "FormulaError",
                                 "A formula that cannot be read; `position` counts bytes from 0.", PyExc_ValueError);
  not_released_type =
      make_type(module, "NotReleased", "Figures that were not released were about to be published.", PyExc_TypeError);
  cancelled_type = make_type(module, "Cancelled", "The computation was stopped on request.", {});
  const auto fallback = [](PyObject* type, const char* name, const py::object& value) {
    py::setattr(type, name, value);
  };
  fallback(unknown_name_type, "nearest", py::list());
  fallback(format_error_type, "file", py::str());
  fallback(format_error_type, "line", py::int_(0));
  fallback(formula_error_type, "position", py::int_(0));
  py::register_exception_translator(&translate);
}
