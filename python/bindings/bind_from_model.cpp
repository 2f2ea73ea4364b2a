#include "convert.hpp"

#include "bindings.hpp"
#include "werdegang/compute/from_model.hpp"

using namespace werdegang;

namespace {

using Ledger = Built<Observations>;

Ledger from_flows(const Built<Flows>& flows, const std::string& region, const std::optional<std::string>& period) {
  std::optional<Period> given;
  if (period) given = parse_period(*period);
  const py::gil_scoped_release released;
  return observations_of(flows.value, region, given);
}

Ledger from_landscape(const Built<Landscape>& landscape, const std::string& region, const std::string& period) {
  const Period given = parse_period(period);
  const py::gil_scoped_release released;
  return observations_of(landscape.value, region, given);
}

}  // namespace

void bind_from_model(py::module_& module) {
  module.def("_observations_from_flows", &from_flows, py::arg("flows"), py::arg("region"), py::arg("period"));
  module.def("_observations_from_landscape", &from_landscape, py::arg("landscape"), py::arg("region"),
             py::arg("period"));
}
