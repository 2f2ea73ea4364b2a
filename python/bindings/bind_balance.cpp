#include "bindings.hpp"
#include "convert.hpp"
#include "werdegang/flows/balance.hpp"
#include "werdegang/flows/integerise.hpp"

using namespace werdegang;

namespace {

using Numbers = py::array_t<double, py::array::c_style | py::array::forcecast>;
using Positions = py::array_t<Index, py::array::c_style | py::array::forcecast>;

template <class T>
std::vector<T> copied(const py::array_t<T, py::array::c_style | py::array::forcecast>& array) {
  return {array.data(), array.data() + array.size()};
}

template <class T>
py::array_t<T> array_of(const std::vector<T>& values) {
  return py::array_t<T>(static_cast<py::ssize_t>(values.size()), values.data());
}

py::tuple shortage_state(const Shortage& s) {
  return py::make_tuple(s.margin, s.crossing_margin, s.lines, s.crossing, s.needed, s.available, s.message);
}

Shortage shortage_from_state(const py::tuple& t) {
  return {t[0].cast<Index>(),  t[1].cast<Index>(),  t[2].cast<std::vector<Index>>(), t[3].cast<std::vector<Index>>(),
          t[4].cast<double>(), t[5].cast<double>(), t[6].cast<std::string>()};
}

py::tuple report_state(const BalanceReport& r) {
  return py::make_tuple(static_cast<int>(r.status), r.iterations, r.residual, r.margin_errors, r.scales, r.emptied,
                        r.shortage);
}

BalanceReport report_from_state(const py::tuple& t) {
  return {static_cast<BalanceStatus>(t[0].cast<int>()),
          t[1].cast<Index>(),
          t[2].cast<double>(),
          t[3].cast<std::vector<double>>(),
          t[4].cast<std::vector<double>>(),
          t[5].cast<Index>(),
          t[6].cast<std::optional<Shortage>>()};
}

void bind_report(py::module_& module) {
  py::classh<Shortage>(module, "Shortage",
                       "Why two margins cannot both hold: `lines` of one need more than the `crossing` lines of the "
                       "other may hold, and their open cells lie nowhere else.")
      .def_readonly("margin", &Shortage::margin, "Position of the margin whose lines are short.")
      .def_readonly("crossing_margin", &Shortage::crossing_margin)
      .def_readonly("lines", &Shortage::lines, "Row-major positions in the margin.")
      .def_readonly("crossing", &Shortage::crossing, "Row-major positions in the crossing margin.")
      .def_readonly("needed", &Shortage::needed)
      .def_readonly("available", &Shortage::available)
      .def_readonly("message", &Shortage::message, "The same as a sentence.")
      .def(
          "__eq__", [](const Shortage& a, const Shortage& b) { return a == b; }, py::is_operator())
      .def("__repr__", [](const Shortage& s) { return "<Shortage: " + s.message + ">"; })
      .def(py::pickle(&shortage_state, &shortage_from_state));
  py::classh<BalanceReport>(module, "BalanceReport", "How a fit to margins went.")
      .def_property_readonly(
          "status", [](const BalanceReport& r) { return std::string(to_string(r.status)); },
          "converged, infeasible (no table with these zeros has these margins) or not_converged.")
      .def_readonly("iterations", &BalanceReport::iterations)
      .def_readonly("residual", &BalanceReport::residual, "Largest difference between a line and its total.")
      .def_readonly("margin_errors", &BalanceReport::margin_errors, "The same for each margin.")
      .def_readonly("scales", &BalanceReport::scales, "What each margin was multiplied with.")
      .def_readonly("emptied", &BalanceReport::emptied,
                    "Open cells of the seed that are 0 in every table with these margins.")
      .def_readonly("shortage", &BalanceReport::shortage, "With infeasible: the lines that cannot be filled, or None.")
      .def(
          "__eq__", [](const BalanceReport& a, const BalanceReport& b) { return a == b; }, py::is_operator())
      .def("__repr__",
           [](const BalanceReport& r) {
             return "BalanceReport(" + std::string(to_string(r.status)) + " after " + std::to_string(r.iterations) +
                    " iterations, residual " + py::str(py::float_(r.residual)).cast<std::string>() + ")";
           })
      .def(py::pickle(&report_state, &report_from_state));
}

py::tuple dense(const Numbers& seed, const std::vector<std::pair<std::vector<Index>, Numbers>>& margins,
                const BalanceOptions& options, int threads, const py::object& progress) {
  ContingencyTable table{{seed.shape(), seed.shape() + seed.ndim()}, copied(seed)};
  std::vector<Margin> totals;
  for (const auto& [axes, values] : margins) totals.push_back({axes, copied(values)});
  const auto result =
      interruptible(threads, progress, [&](const Execution& e) { return balance(table, totals, options, e); });
  return py::make_tuple(array_of(result.table.values), result.report);
}

py::tuple sparse(Index rows, Index columns, const Positions& start, const Positions& target, const Numbers& value,
                 const Numbers& row_totals, const Numbers& column_totals, const BalanceOptions& options, int threads,
                 const py::object& progress) {
  const SparseMatrix seed{rows, columns, copied(start), copied(target), copied(value)};
  const auto row = copied(row_totals), column = copied(column_totals);
  const auto result =
      interruptible(threads, progress, [&](const Execution& e) { return balance(seed, row, column, options, e); });
  return py::make_tuple(array_of(result.table.value), result.report);
}

py::tuple table(const Table& seed, const std::vector<Table>& margins, const std::string& value,
                const BalanceOptions& options, int threads, const py::object& progress) {
  const auto result =
      interruptible(threads, progress, [&](const Execution& e) { return balance(seed, margins, value, options, e); });
  return py::make_tuple(result.table, result.report);
}

py::tuple largest_remainder(const Numbers& values, std::optional<Index> total) {
  const std::span<const double> view(values.data(), static_cast<std::size_t>(values.size()));
  Integerised result;
  {
    const py::gil_scoped_release released;
    result = integerise(view, total);
  }
  return py::make_tuple(array_of(result.values), result.rmse);
}

py::tuple controlled(const Numbers& table, const py::object& progress) {
  Matrix matrix(table.shape(0), table.shape(1));
  matrix.values = copied(table);
  const auto result = interruptible(1, progress, [&](const Execution& e) { return round_controlled(matrix, e); });
  return py::make_tuple(array_of(result.values), result.rmse);
}

}  // namespace

void bind_balance(py::module_& module) {
  bind_report(module);
  const auto options = [](double tolerance, Index max_iterations, bool rescale) {
    return BalanceOptions{tolerance, max_iterations, rescale};
  };
  module.def(
      "_balance_dense",
      [=](const Numbers& seed, const std::vector<std::pair<std::vector<Index>, Numbers>>& margins, double tolerance,
          Index max_iterations, bool rescale, int threads, const py::object& progress) {
        return dense(seed, margins, options(tolerance, max_iterations, rescale), threads, progress);
      },
      py::arg("seed"), py::arg("margins"), py::arg("tolerance"), py::arg("max_iterations"), py::arg("rescale"),
      py::arg("threads"), py::arg("progress"));
  module.def(
      "_balance_sparse",
      [=](Index rows, Index columns, const Positions& start, const Positions& target, const Numbers& value,
          const Numbers& row_totals, const Numbers& column_totals, double tolerance, Index max_iterations, bool rescale,
          int threads, const py::object& progress) {
        return sparse(rows, columns, start, target, value, row_totals, column_totals,
                      options(tolerance, max_iterations, rescale), threads, progress);
      },
      py::arg("rows"), py::arg("columns"), py::arg("start"), py::arg("target"), py::arg("value"), py::arg("row_totals"),
      py::arg("column_totals"), py::arg("tolerance"), py::arg("max_iterations"), py::arg("rescale"), py::arg("threads"),
      py::arg("progress"));
  module.def(
      "_balance_table",
      [=](const Table& seed, const std::vector<Table>& margins, const std::string& value, double tolerance,
          Index max_iterations, bool rescale, int threads, const py::object& progress) {
        return table(seed, margins, value, options(tolerance, max_iterations, rescale), threads, progress);
      },
      py::arg("seed"), py::arg("margins"), py::arg("value"), py::arg("tolerance"), py::arg("max_iterations"),
      py::arg("rescale"), py::arg("threads"), py::arg("progress"));
  module.def("_integerise", &largest_remainder, py::arg("values"), py::arg("total"));
  module.def("_round_controlled", &controlled, py::arg("table"), py::arg("progress"));
}
