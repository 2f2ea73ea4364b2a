#include "bindings.hpp"
#include "convert.hpp"
#include "werdegang/flows/from_stocks.hpp"

using namespace werdegang;

namespace {

using Numbers = py::array_t<double, py::array::c_style | py::array::forcecast>;

Matrix matrix_of(const Numbers& array) {
  if (array.ndim() != 2) throw py::type_error("expected an array of two dimensions");
  Matrix matrix(array.shape(0), array.shape(1));
  std::copy(array.data(), array.data() + array.size(), matrix.values.begin());
  return matrix;
}

std::optional<Matrix> matrix_of(const std::optional<Numbers>& array) {
  return array ? std::optional(matrix_of(*array)) : std::nullopt;
}

Numbers array_of(const Matrix& matrix) {
  Numbers array({matrix.rows, matrix.columns});
  std::copy(matrix.values.begin(), matrix.values.end(), array.mutable_data());
  return array;
}

py::array_t<bool> flags_of(const std::vector<std::uint8_t>& flags, const StockEstimate& estimate) {
  py::array_t<bool> array({std::ssize(estimate.origins), std::ssize(estimate.destinations)});
  std::copy(flags.begin(), flags.end(), array.mutable_data());
  return array;
}

py::tuple matrix_state(const Matrix& m) { return py::make_tuple(m.rows, m.columns, m.values); }

Matrix matrix_from_state(const py::handle& object) {
  const auto state = py::reinterpret_borrow<py::tuple>(object);
  Matrix m;
  m.rows = state[0].cast<Index>();
  m.columns = state[1].cast<Index>();
  m.values = state[2].cast<std::vector<double>>();
  return m;
}

py::tuple estimate_state(const StockEstimate& e) {
  return py::make_tuple(static_cast<int>(e.status), e.origins, e.destinations, matrix_state(e.probabilities), e.known,
                        e.allowed, matrix_state(e.lower), matrix_state(e.upper), matrix_state(e.flows),
                        e.singular_values, e.condition_number, e.rank, e.free_entries, e.equations, e.solved_entries,
                        e.objective, e.residual, e.iterations, e.message, e.system_condition, e.skipped);
}

StockEstimate estimate_from_state(const py::tuple& t) {
  StockEstimate e;
  e.status = static_cast<Identification>(t[0].cast<int>());
  e.origins = t[1].cast<std::vector<std::string>>();
  e.destinations = t[2].cast<std::vector<std::string>>();
  e.probabilities = matrix_from_state(t[3]);
  e.known = t[4].cast<std::vector<std::uint8_t>>();
  e.allowed = t[5].cast<std::vector<std::uint8_t>>();
  e.lower = matrix_from_state(t[6]);
  e.upper = matrix_from_state(t[7]);
  e.flows = matrix_from_state(t[8]);
  e.singular_values = t[9].cast<std::vector<double>>();
  e.condition_number = t[10].cast<double>();
  e.rank = t[11].cast<Index>();
  e.free_entries = t[12].cast<Index>();
  e.equations = t[13].cast<Index>();
  e.solved_entries = t[14].cast<Index>();
  e.objective = t[15].cast<double>();
  e.residual = t[16].cast<double>();
  e.iterations = t[17].cast<Index>();
  e.message = t[18].cast<std::string>();
  e.system_condition = t[19].cast<double>();
  e.skipped = t[20].cast<std::vector<std::string>>();
  return e;
}

py::object optional_array(const Matrix& matrix) {
  return matrix.values.empty() ? py::object(py::none()) : py::object(array_of(matrix));
}

void bind_estimate(py::module_& module) {
  py::classh<StockEstimate>(module, "StockEstimate",
                            "Transition probabilities from stocks, and what the stocks can say about them.")
      .def_property_readonly("status", [](const StockEstimate& e) { return std::string(to_string(e.status)); })
      .def_readonly("origins", &StockEstimate::origins)
      .def_readonly("destinations", &StockEstimate::destinations)
      .def_property_readonly("_probabilities", [](const StockEstimate& e) { return array_of(e.probabilities); })
      .def_property_readonly(
          "known", [](const StockEstimate& e) { return flags_of(e.known, e); },
          "True where the entry is the same in every best fit, as structural zeros are.")
      .def_property_readonly(
          "allowed", [](const StockEstimate& e) { return flags_of(e.allowed, e); }, "False for structural zeros.")
      .def_property_readonly(
          "lower", [](const StockEstimate& e) { return optional_array(e.lower); },
          "Lower ends of the profile intervals, None unless asked for.")
      .def_property_readonly("upper", [](const StockEstimate& e) { return optional_array(e.upper); })
      .def_property_readonly(
          "flows", [](const StockEstimate& e) { return optional_array(e.flows); },
          "Persons, where a prior was brought to two dates, else None.")
      .def_readonly("singular_values", &StockEstimate::singular_values,
                    "Of the origin stocks as shares, dates x origins.")
      .def_readonly("condition_number", &StockEstimate::condition_number,
                    "Largest over smallest singular value; infinite when the rank is short.")
      .def_readonly("system_condition", &StockEstimate::system_condition,
                    "The same of all equations and row sums over the allowed entries.")
      .def_readonly("rank", &StockEstimate::rank, "Of the origin stocks; full: as many as origins.")
      .def_readonly("free_entries", &StockEstimate::free_entries, "Unknowns, less one for each row.")
      .def_readonly("equations", &StockEstimate::equations, "Transitions times destinations, less one for each date.")
      .def_readonly("solved_entries", &StockEstimate::solved_entries, "Free entries that the equations settle.")
      .def_readonly("objective", &StockEstimate::objective,
                    "Weighted sum of squared residuals, in shares; twice the value that quadprog reports.")
      .def_readonly("residual", &StockEstimate::residual, "Largest difference of a share.")
      .def_readonly("iterations", &StockEstimate::iterations)
      .def_readonly("skipped", &StockEstimate::skipped, "Pairs of dates with a gap between them, which are not used.")
      .def_readonly("message", &StockEstimate::message, "What is not identified and why; empty when all is.")
      .def(
          "transition_matrix", [](const StockEstimate& e) { return transition_matrix(e); },
          "The rates as a matrix for absorbing chains; refused when some rate is not known.")
      .def(
          "to_table", [](const StockEstimate& e) { return to_table(e); },
          "origin, destination, probability (null where not known), lower, upper, status.")
      .def(
          "__eq__", [](const StockEstimate& a, const StockEstimate& b) { return a == b; }, py::is_operator())
      .def(py::pickle(&estimate_state, &estimate_from_state));
}

StockEstimate estimate(const Numbers& count, std::vector<std::string> states, std::vector<std::string> dates,
                       std::vector<double> entries, std::vector<double> exits, std::string entry, std::string exit,
                       std::vector<std::uint8_t> apart, const std::optional<Numbers>& allowed,
                       const std::optional<Numbers>& prior, double ridge, const std::string& weights,
                       std::optional<double> interval, const py::object& progress) {
  if (weights != "equal" && weights != "inverse_share")
    throw InvalidArgument("weights='" + weights + "'", "transitions_from_stocks", "'equal' or 'inverse_share'");
  const Stocks stocks{std::move(states), std::move(dates), matrix_of(count), std::move(entries),
                      std::move(exits),  std::move(entry), std::move(exit),  std::move(apart)};
  const StockOptions options{matrix_of(allowed), matrix_of(prior), ridge,
                             weights == "equal" ? StockWeights::equal : StockWeights::inverse_share, interval};
  return interruptible(1, progress, [&](const Execution& e) { return transitions_from_stocks(stocks, options, e); });
}

StockEstimate update(const Numbers& count, std::vector<std::string> states, std::vector<std::string> dates,
                     std::vector<double> entries, std::vector<double> exits, std::string entry, std::string exit,
                     std::vector<std::uint8_t> apart, const Numbers& prior, const py::object& progress) {
  const Stocks stocks{std::move(states), std::move(dates), matrix_of(count), std::move(entries),
                      std::move(exits),  std::move(entry), std::move(exit),  std::move(apart)};
  const Matrix rates = matrix_of(prior);
  return interruptible(1, progress, [&](const Execution& e) { return update_transitions(stocks, rates, e); });
}

}  // namespace

void bind_from_stocks(py::module_& module) {
  bind_estimate(module);
  module.def("_transitions_from_stocks", &estimate, py::arg("count"), py::arg("states"), py::arg("dates"),
             py::arg("entries"), py::arg("exits"), py::arg("entry"), py::arg("exit"), py::arg("apart"),
             py::arg("allowed"), py::arg("prior"), py::arg("ridge"), py::arg("weights"), py::arg("interval"),
             py::arg("progress"));
  module.def("_update_transitions", &update, py::arg("count"), py::arg("states"), py::arg("dates"), py::arg("entries"),
             py::arg("exits"), py::arg("entry"), py::arg("exit"), py::arg("apart"), py::arg("prior"),
             py::arg("progress"));
}
