#include <array>
#include <cmath>

#include "bindings.hpp"
#include "elementwise.hpp"
#include "werdegang/kernels/change.hpp"
#include "werdegang/kernels/quotient_sum.hpp"
#include "werdegang/kernels/rank_range.hpp"
#include "werdegang/kernels/rounding.hpp"
#include "werdegang/kernels/share.hpp"

using namespace werdegang;

namespace {

Index whole(const char* name, double value) {
  if (std::abs(value) > 0x1p53 || value != std::trunc(value))
    throw InvalidArgument(std::string(name) + " = " + std::to_string(value), "round_half_up",
                          "a whole number up to 2^53");
  return static_cast<Index>(value);
}

py::object half_up(const py::object& numerator, const py::object& denominator, Index scale, int digits) {
  const std::vector<Named> arguments{{"numerator", numerator}, {"denominator", denominator}};
  const auto exact = integers(arguments);
  if (!exact.arrays.empty())
    return quantities(exact, [&](std::size_t i) { return round_half_up(exact[0][i], exact[1][i], scale, digits); });
  const auto given = doubles(arguments);
  return quantities(given, [&](std::size_t i) {
    if (std::isnan(given[0][i]) || std::isnan(given[1][i])) return Quantity{};
    return round_half_up(whole("numerator", given[0][i]), whole("denominator", given[1][i]), scale, digits);
  });
}

py::object to_base(const py::object& value, Index base) {
  const auto given = integers({{"value", value}});
  if (given.arrays.empty()) throw py::type_error("value: expected whole numbers");
  auto array = given.like<Index>();
  const auto out = span_of(array);
  {
    const py::gil_scoped_release released;
    for_each_row(out.size(), given.scalar, [&](std::size_t row) { out[row] = round_to_base(given[0][row], base); });
  }
  return result_of(array, given.scalar);
}

py::object sum_of_quotients(const py::object& numerator, const py::object& denominator, const py::object& width,
                            double scale) {
  const auto top = column({"numerator", numerator}), bottom = column({"denominator", denominator});
  const auto widths = width.is_none() ? Column(0) : column({"width", width});
  if (!width.is_none() && widths.size() == 0)
    throw InvalidArgument("no width", "quotient_sum", "one for every class, or None");
  Quantity sum;
  {
    const py::gil_scoped_release released;
    sum = quotient_sum(view(top), view(bottom), view(widths), scale);
  }
  return sum.has_value() ? py::object(py::float_(sum.value)) : py::none();
}

py::tuple ranges_of_ranks(const py::object& value, const py::object& lower, const py::object& upper) {
  if (lower.is_none() != upper.is_none())
    throw InvalidArgument("only one end of the intervals", "rank_range", "lower and upper, or neither");
  const auto values = column({"value", value});
  const auto low = lower.is_none() ? values : column({"lower", lower}),
             up = upper.is_none() ? values : column({"upper", upper});
  std::array<py::array_t<Index>, 3> columns{py::array_t<Index>(values.size()), py::array_t<Index>(values.size()),
                                            py::array_t<Index>(values.size())};
  const std::array<std::span<Index>, 3> out{span_of(columns[0]), span_of(columns[1]), span_of(columns[2])};
  {
    const py::gil_scoped_release released;
    const auto ranges = rank_ranges(view(low), view(up), view(values));
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      out[0][i] = ranges[i].rank;
      out[1][i] = ranges[i].lowest;
      out[2][i] = ranges[i].highest;
    }
  }
  return py::make_tuple(columns[0], columns[1], columns[2]);
}

void bind_shares(py::module_& module) {
  module.def(
      "share",
      [](const py::object& numerator, const py::object& denominator, double scale) {
        const auto given = doubles({{"numerator", numerator}, {"denominator", denominator}});
        return quantities(given, [&](std::size_t i) { return share(given[0][i], given[1][i], scale); });
      },
      py::arg("numerator"), py::arg("denominator"), py::arg("scale") = 100.0,
      "scale * numerator / denominator, per cent by default; no value (None, in arrays NaN) where the denominator is "
      "0.");
  module.def(
      "change_rate",
      [](const py::object& before, const py::object& after) {
        const auto given = doubles({{"before", before}, {"after", after}});
        return quantities(given, [&](std::size_t i) { return change_rate(given[0][i], given[1][i]); });
      },
      py::arg("before"), py::arg("after"),
      "Change in per cent of the earlier count; no value where that is 0 or negative.");
  module.def(
      "change_pp",
      [](const py::object& before, const py::object& after) {
        const auto given = doubles({{"before", before}, {"after", after}});
        return quantities(given, [&](std::size_t i) { return change_pp(given[0][i], given[1][i]); });
      },
      py::arg("before"), py::arg("after"), "Change of a percentage in percentage points.");
  module.def(
      "annual_growth",
      [](const py::object& before, const py::object& after, const py::object& years) {
        const auto given = doubles({{"before", before}, {"after", after}, {"years", years}});
        return quantities(given, [&](std::size_t i) { return annual_growth(given[0][i], given[1][i], given[2][i]); });
      },
      py::arg("before"), py::arg("after"), py::arg("years"), "Compound annual growth in per cent.");
  module.def("quotient_sum", &sum_of_quotients, py::arg("numerator"), py::arg("denominator"),
             py::arg("width") = py::none(), py::arg("scale") = 1.0,
             "Sum over classes of width * numerator / denominator, such as total fertility; None where one class is "
             "not known.");
}

void bind_rounding(py::module_& module) {
  module.def(
      "round_published",
      [](const py::object& x, int digits) {
        const auto given = doubles({{"x", x}});
        return quantities(given, [&](std::size_t i) {
          return std::isnan(given[0][i]) ? Quantity{}
                                         : Quantity{round_published(given[0][i], digits), Status::computed};
        });
      },
      py::arg("x"), py::arg("digits"),
      "Round as published tables do: half away from zero, on the shortest decimal form, so that 12.35 becomes 12.4.");
  module.def("round_half_up", &half_up, py::arg("numerator"), py::arg("denominator"), py::arg("scale") = 100,
             py::arg("digits") = 1,
             "scale * numerator / denominator of whole numbers, rounded exactly, half away from zero; no value where "
             "the denominator is 0.");
  module.def("round_to_base", &to_base, py::arg("value"), py::arg("base"),
             "The nearest multiple of base, half away from zero.");
}

}  // namespace

void bind_kernels(py::module_& parent) {
  py::module_ module = parent.def_submodule(
      "kernels", "Formulas on plain numbers and arrays: numbers in, numbers out; arrays in, arrays out.");
  bind_shares(module);
  bind_rounding(module);
  bind_intervals(module);
  bind_rounding_intervals(module);
  bind_shrinkage(module);
  bind_training_market(module);
  bind_segregation(module);
  bind_composite(module);
  bind_cohort_rates(module);
  module.def("rank_range", &ranges_of_ranks, py::arg("value"), py::arg("lower") = py::none(),
             py::arg("upper") = py::none(),
             "(rank, lowest, highest) of every unit, 1 = smallest value, ties share; the range is what overlapping "
             "intervals allow.");
}
