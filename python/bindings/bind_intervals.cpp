#include <cmath>

#include "bindings.hpp"
#include "elementwise.hpp"
#include "werdegang/kernels/count_interval.hpp"
#include "werdegang/kernels/funnel.hpp"
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

py::tuple interval_of_count(CountInterval one, const Named& count, double confidence) {
  const auto counts = doubles({count});
  return intervals_of(
      counts, [&](std::size_t row) { return !std::isnan(counts[0][row]); },
      [&](std::size_t row) { return one(counts[0][row], confidence); });
}

py::tuple funnel(const py::object& baseline, const py::object& n, double confidence) {
  const auto given = doubles({{"baseline", baseline}, {"n", n}});
  return intervals_of(
      given,
      [&](std::size_t row) { return !std::isnan(given[0][row]) && !std::isnan(given[1][row]) && given[1][row] != 0; },
      [&](std::size_t row) { return funnel_limits(given[0][row], given[1][row], confidence); });
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

void def_count_interval(py::module_& module, const char* name, const char* argument, CountInterval one,
                        const char* doc) {
  module.def(
      name,
      [one, argument](const py::object& count, double confidence) {
        return interval_of_count(one, {argument, count}, confidence);
      },
      py::arg(argument), py::arg("confidence") = 0.95, doc);
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
  def_count_interval(module, "exact_count", "count", &exact_count,
                     "Exact interval of a count of independent events as (lower, upper).");
  def_count_interval(module, "byar", "count", &byar,
                     "Byar's approximate interval of a count as (lower, upper); for 10 events and more.");
  def_count_interval(module, "funnel_limits_count", "expected", &funnel_limits_count,
                     "Where a count of independent events with this expectation lies, as (lower, upper), whole numbers "
                     "whose tails under a Poisson distribution are not above those of the confidence.");
  module.def("funnel_limits", &funnel, py::arg("baseline"), py::arg("n"), py::arg("confidence") = 0.95,
             "Where the share of an area of n people is expected when baseline is everybody's chance, as (lower, "
             "upper), parts of 1: baseline -+ z sqrt(baseline (1 - baseline) / n) within 0 and 1. NaN in rows of "
             "arrays that are missing or have nobody.");
}
