#include <cmath>

#include "bindings.hpp"
#include "elementwise.hpp"
#include "werdegang/kernels/count_interval.hpp"
#include "werdegang/kernels/interval.hpp"

using namespace werdegang;

namespace {

using ShareInterval = Interval (*)(double, double, double);
using CountInterval = Interval (*)(double, double);
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Lower and upper ends; NaN in a row of an array that is missing or has no cases, an error for impossible cases.
py::tuple interval_of_share(IntervalMethod method, ShareInterval one, const Named& x, const Named& n,
                            double confidence) {
  const auto cases = doubles({x, n});
  auto lower = cases.like<double>(), upper = cases.like<double>();
  const auto low = span_of(lower), up = span_of(upper);
  {
    const py::gil_scoped_release released;
    std::vector<Status> status(low.size());
    intervals(method, cases[0], cases[1], confidence, low, up, status);
    for_each_row(low.size(), cases.scalar, [&](std::size_t row) {
      if (has_value(status[row])) return;
      if (cases.scalar || status[row] == Status::not_meaningful) one(cases[0][row], cases[1][row], confidence);
      low[row] = up[row] = unknown;
    });
  }
  return py::make_tuple(result_of(lower, cases.scalar), result_of(upper, cases.scalar));
}

py::tuple interval_of_count(CountInterval one, const py::object& count, double confidence) {
  const auto counts = doubles({{"count", count}});
  auto lower = counts.like<double>(), upper = counts.like<double>();
  const auto low = span_of(lower), up = span_of(upper);
  {
    const py::gil_scoped_release released;
    for_each_row(low.size(), counts.scalar, [&](std::size_t row) {
      const bool missing = std::isnan(counts[0][row]) && !counts.scalar;
      const Interval interval = missing ? Interval{unknown, unknown} : one(counts[0][row], confidence);
      low[row] = interval.lower;
      up[row] = interval.upper;
    });
  }
  return py::make_tuple(result_of(lower, counts.scalar), result_of(upper, counts.scalar));
}

void def_share_interval(py::module_& module, const char* name, IntervalMethod method, ShareInterval one,
                        const char* doc) {
  module.def(
      name,
      [method, one](const py::object& x, const py::object& n, double confidence) {
        return interval_of_share(method, one, {"x", x}, {"n", n}, confidence);
      },
      py::arg("x"), py::arg("n"), py::arg("confidence") = 0.95, doc);
}

void def_count_interval(py::module_& module, const char* name, CountInterval one, const char* doc) {
  module.def(
      name, [one](const py::object& count, double confidence) { return interval_of_count(one, count, confidence); },
      py::arg("count"), py::arg("confidence") = 0.95, doc);
}

}  // namespace

void bind_intervals(py::module_& module) {
  def_share_interval(module, "wilson", IntervalMethod::wilson, &wilson,
                     "Score interval (Wilson) of x of n as (lower, upper), parts of 1; fractions of cases allowed. NaN "
                     "in rows of arrays that are missing or have no cases.");
  def_share_interval(module, "clopper_pearson", IntervalMethod::clopper_pearson, &clopper_pearson,
                     "Exact, conservative interval of x of n as (lower, upper), parts of 1.");
  def_share_interval(module, "jeffreys", IntervalMethod::jeffreys, &jeffreys,
                     "Interval of x of n under Jeffreys' prior as (lower, upper), parts of 1.");
  def_count_interval(module, "exact_count", &exact_count,
                     "Exact interval of a count of independent events as (lower, upper).");
  def_count_interval(module, "byar", &byar,
                     "Byar's approximate interval of a count as (lower, upper); for 10 events and more.");
}
