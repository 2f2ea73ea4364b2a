#include <map>
#include <optional>

#include "bindings.hpp"
#include "convert.hpp"
#include "werdegang/io/places.hpp"

using namespace werdegang;

void bind_places(py::module_& module) {
  module.def(
      "_read_places",
      [](const std::string& name, const std::optional<std::string>& bytes, const std::string& kind, int crs,
         const std::map<std::string, std::string>& columns) {
        const PlacesOptions options{kind, crs, columns};
        const auto built = interruptible(0, py::none(), [&](const Execution&) {
          return bytes ? read_places_from(name, *bytes, options) : read_places(name, options);
        });
        return py::make_tuple(built.value, built.findings);
      },
      py::arg("name"), py::arg("bytes"), py::arg("kind"), py::arg("crs"), py::arg("columns"));
}
