#include <cmath>

#include "bindings.hpp"
#include "elementwise.hpp"
#include "werdegang/kernels/printed.hpp"
#include "werdegang/kernels/rounding_interval.hpp"

using namespace werdegang;

namespace {

py::tuple counts_behind(const py::object& value, Index base) {
  const auto given = doubles({{"value", value}});
  return intervals_of(
      given, [&](std::size_t row) { return !std::isnan(given[0][row]); },
      [&](std::size_t row) { return rounding_interval(given[0][row], base); });
}

py::tuple shares_behind(const py::object& numerator, const py::object& denominator, Index numerator_base,
                        Index denominator_base, double scale, bool part) {
  const auto given = doubles({{"numerator", numerator}, {"denominator", denominator}});
  const RoundedShareOptions options{numerator_base, denominator_base, scale, part};
  return intervals_of(
      given,
      [&](std::size_t row) {
        const double n = given[0][row], d = given[1][row];
        return !std::isnan(n) && !std::isnan(d) && (d != 0 || rounding_interval(0, denominator_base).upper > 0);
      },
      [&](std::size_t row) { return rounded_share_interval(given[0][row], given[1][row], options); });
}

py::tuple numbers_behind(const py::object& value, int decimals) {
  const auto given = doubles({{"value", value}});
  return intervals_of(
      given, [&](std::size_t row) { return !std::isnan(given[0][row]); },
      [&](std::size_t row) { return printed_interval(given[0][row], decimals); });
}

py::object counts_of_share(double share, Index total, int decimals, Index scale) {
  const auto counts = share_to_count_interval(share, total, decimals, scale);
  if (!counts) return py::none();
  return py::make_tuple(static_cast<Index>(counts->lower), static_cast<Index>(counts->upper));
}

void bind_base(py::module_& module) {
  py::classh<RoundingBase>(module, "RoundingBase", "The base that figures show: 10, 5 or 3.")
      .def_readonly("base", &RoundingBase::base)
      .def_readonly("small_only", &RoundingBase::small_only, "Only figures up to the base were rounded.")
      .def(
          "__eq__", [](const RoundingBase& a, const RoundingBase& b) { return a == b; }, py::is_operator())
      .def("__repr__",
           [](const RoundingBase& b) {
             return "RoundingBase(base=" + std::to_string(b.base) +
                    ", small_only=" + (b.small_only ? "True)" : "False)");
           })
      .def(py::pickle([](const RoundingBase& b) { return py::make_tuple(b.base, b.small_only); },
                      [](const py::tuple& t) {
                        return RoundingBase{t[0].cast<Index>(), t[1].cast<bool>()};
                      }));
  module.def(
      "detect_rounding_base",
      [](const py::object& values) {
        const auto given = doubles({{"values", values}});
        RoundingBase found;
        {
          const py::gil_scoped_release released;
          found = detect_rounding_base(given[0]);
        }
        return found.base == 0 ? py::object(py::none()) : py::cast(found);
      },
      py::arg("values"),
      "The base to whose multiples the counts of a table were rounded, None where nothing shows: needs 30 figures "
      "above "
      "0, all of them multiples of 10, 5 or 3, or 20 small ones, where 0 and the base occur and nothing between.");
}

}  // namespace

void bind_rounding_intervals(py::module_& module) {
  bind_base(module);
  module.def("rounding_interval", &counts_behind, py::arg("value"), py::arg("base"),
             "The counts, as (first, last), that are rounded to this multiple of base: (5, 7) for 6 at base 3.");
  module.def("rounded_share_interval", &shares_behind, py::arg("numerator"), py::arg("denominator"),
             py::arg("numerator_base"), py::arg("denominator_base"), py::arg("scale") = 100.0, py::arg("part") = true,
             "Between what values, as (lower, upper), scale * numerator / denominator lies when both were rounded to "
             "multiples of a base, 1 for exact ones. part: the numerator counts some of the denominator.");
  module.def("sum_tolerance", &sum_tolerance, py::arg("parts"), py::arg("base"),
             "How far the sum of so many rounded figures may be from their rounded total: parts * base / 2.");
  module.def("printed_interval", &numbers_behind, py::arg("value"), py::arg("decimals"),
             "The numbers, as (lower, upper), that are printed as this value: 12.15 to 12.25 for 12.2 at one decimal; "
             "the end nearer to zero is included, the other is not.");
  module.def("share_to_count_interval", &counts_of_share, py::arg("share"), py::arg("total"), py::arg("decimals"),
             py::arg("scale") = 100,
             "The whole numbers, as (first, last), whose share of the total is printed so; None where there is none.");
}
