#include "bindings.hpp"
#include "convert.hpp"
#include "flow_states.hpp"
#include "werdegang/flows/absorbing_chain.hpp"
#include "werdegang/flows/ratio_matrix.hpp"

using namespace werdegang;

namespace {

using Names = std::vector<std::string>;
using Numbers = std::vector<double>;

Names codes_of(const CodelistPtr& list) {
  Names codes;
  for (const Member& member : list->members) codes.push_back(member.code);
  return codes;
}

template <class T>
py::array copied(const std::vector<T>& values) {
  return py::array_t<T>(static_cast<py::ssize_t>(values.size()), values.data());
}

template <class T>
std::vector<T> values_of(const py::handle& array) {
  const auto buffer = from_array<T>(py::reinterpret_borrow<py::object>(array));
  return {buffer.view.begin(), buffer.view.end()};
}

TransitionMatrix from_entries(const SparseMatrix& transient, const SparseMatrix& exit, const Names& states,
                              const Names& exits, const std::string& rule, const std::string& rest, double tolerance) {
  const auto kind = rule == "normalise" ? RowSums::normalise : rule == "as_given" ? RowSums::as_given : RowSums::exact;
  return transition_matrix(transient, exit, states, exits, {kind, rest, tolerance});
}

TransitionMatrix estimated(const Built<Flows>& flows, const Names& absorbing, const std::string& unknown,
                           const std::string& hidden) {
  static const std::map<std::string, TransitionOptions::Hidden> rules{{"refuse", TransitionOptions::refuse},
                                                                      {"lower", TransitionOptions::lower},
                                                                      {"middle", TransitionOptions::middle},
                                                                      {"upper", TransitionOptions::upper}};
  if (unknown != "keep" && unknown != "distribute")
    throw InvalidArgument("unknown='" + unknown + "'", "transition_matrix", "'keep' or 'distribute'");
  if (!rules.contains(hidden))
    throw InvalidArgument("hidden='" + hidden + "'", "transition_matrix", "'refuse', 'lower', 'middle' or 'upper'");
  return transition_matrix(
      flows.value,
      {absorbing, unknown == "keep" ? TransitionOptions::keep : TransitionOptions::distribute, rules.at(hidden)});
}

RatioOptions ratio_options(const std::vector<std::pair<std::string, std::string>>& steps, const std::string& name) {
  static const std::map<std::string, RatioOptions::Estimator> estimators{{"pooled", RatioOptions::pooled},
                                                                         {"mean", RatioOptions::mean},
                                                                         {"median", RatioOptions::median},
                                                                         {"last", RatioOptions::last}};
  if (!estimators.contains(name))
    throw InvalidArgument("estimator='" + name + "'", "ratio_matrix", "'pooled', 'mean', 'median' or 'last'");
  return {estimators.at(name), steps};
}

py::tuple matrix_state(const TransitionMatrix& m) {
  return py::make_tuple(codelist_state(*m.states), codelist_state(*m.exits), sparse_state(m.transient),
                        sparse_state(m.exit), sparse_state(m.state_count), sparse_state(m.exit_count), copied(m.base),
                        m.method);
}

TransitionMatrix matrix_from_state(const py::tuple& t) {
  const auto list = [&](std::size_t i) { return codelist_from_state(t[i].cast<py::tuple>()); };
  const auto sparse = [&](std::size_t i) { return sparse_from_state(t[i].cast<py::tuple>()); };
  TransitionMatrix m{
      list(0), list(1), sparse(2), sparse(3), sparse(4), sparse(5), values_of<double>(t[6]), t[7].cast<std::string>()};
  const auto n = static_cast<Index>(m.states->members.size()), k = static_cast<Index>(m.exits->members.size());
  if (m.transient.rows != n || m.transient.columns != n || m.exit.rows != n || m.exit.columns != k)
    throw py::value_error("a matrix that does not fit its names");
  return m;
}

template <class Class>
void bind_value(Class& bound) {
  using Value = typename Class::type;
  bound
      .def(
          "__eq__", [](const Value& a, const Value& b) { return a == b; }, py::is_operator())
      .def("__copy__", [](const Value& v) { return v; })
      .def(
          "__deepcopy__", [](const Value& v, const py::dict&) { return v; }, py::arg("memo"));
}

/// A method that computes a table in a thread of its own.
template <class Class, class Work, class... Extra>
void chain_method(Class& bound, const char* name, Work work, const char* text, const Extra&... extra) {
  bound.def(name, work, extra..., py::kw_only(), py::arg("threads") = 0, py::arg("progress") = py::none(), text);
}

void bind_chain(py::classh<TransitionMatrix>& bound) {
  using M = TransitionMatrix;
  chain_method(
      bound, "absorption_probabilities",
      [](const M& m, int threads, const py::object& progress) {
        return interruptible(threads, progress, [&](const Execution& e) { return absorption_probabilities(m, e); });
      },
      "How likely each exit is from each state: state, exit, value.");
  chain_method(
      bound, "_expected_time",
      [](const M& m, const std::string& given, const Names& within, int threads, const py::object& progress) {
        return interruptible(threads, progress, [&](const Execution& e) {
          return expected_time(m, {given, within}, e);
        });
      },
      "", py::arg("given"), py::arg("within"));
  chain_method(
      bound, "_time_variance",
      [](const M& m, const std::string& given, int threads, const py::object& progress) {
        return interruptible(threads, progress, [&](const Execution& e) { return time_variance(m, given, e); });
      },
      "", py::arg("given"));
  chain_method(
      bound, "_visits",
      [](const M& m, const Names& to, int threads, const py::object& progress) {
        return interruptible(threads, progress, [&](const Execution& e) { return visits(m, to, e); });
      },
      "", py::arg("to"));
  chain_method(
      bound, "_fundamental",
      [](const M& m, int threads, const py::object& progress) {
        const Matrix n = interruptible(threads, progress, [&](const Execution& e) { return fundamental_matrix(m, e); });
        return copied(n.values).reshape({n.rows, n.columns});
      },
      "");
  chain_method(
      bound, "conditional",
      [](const M& m, const std::string& exit, int threads, const py::object& progress) {
        return interruptible(threads, progress, [&](const Execution& e) { return conditional(m, exit, e); });
      },
      "The chain of those who leave by this exit.", py::arg("exit"));
  chain_method(
      bound, "_sensitivities",
      [](const M& m, const std::string& start, const std::string& target, const std::string& compensating, bool all,
         int threads, const py::object& progress) {
        return interruptible(threads, progress, [&](const Execution& e) {
          return sensitivities(m, {start, target, compensating, all}, e);
        });
      },
      "", py::arg("start"), py::arg("target"), py::arg("compensating"), py::arg("all"));
  bound.def("closed_classes", &closed_classes, py::call_guard<py::gil_scoped_release>(),
            "Sets of states that lead only to each other, without a way to an exit.");
}

void bind_transition_matrix(py::module_& module) {
  py::classh<TransitionMatrix> bound(module, "TransitionMatrix",
                                     "Probabilities from every state to the states and to named exits.");
  bound.def_property_readonly("states", [](const TransitionMatrix& m) { return codes_of(m.states); })
      .def_property_readonly("exits", [](const TransitionMatrix& m) { return codes_of(m.exits); })
      .def_readonly("method", &TransitionMatrix::method, "How it was made, in words.")
      .def("__len__", &TransitionMatrix::size, "Number of states, exits not among them.")
      .def(
          "table", [](const TransitionMatrix& m, double confidence) { return to_table(m, confidence); }, py::kw_only(),
          py::arg("confidence") = 0.95, py::call_guard<py::gil_scoped_release>(),
          "origin, destination, value; for estimates count, base, standard errors, Jeffreys' mean and interval.")
      .def("_transient", [](const TransitionMatrix& m) { return sparse_state(m.transient); })
      .def("_exit", [](const TransitionMatrix& m) { return sparse_state(m.exit); })
      .def("_square", [](const TransitionMatrix& m) { return sparse_state(square(m)); })
      .def(py::pickle(&matrix_state, &matrix_from_state));
  bind_value(bound);
  bind_chain(bound);
  module.def(
      "_transition_matrix",
      [](const py::tuple& transient, const py::tuple& exit, const Names& states, const Names& exits,
         const std::string& rule, const std::string& rest, double tolerance) {
        const SparseMatrix q = sparse_from_state(transient), r = sparse_from_state(exit);
        const py::gil_scoped_release released;
        return from_entries(q, r, states, exits, rule, rest, tolerance);
      },
      py::arg("transient"), py::arg("exit"), py::arg("states"), py::arg("exits"), py::arg("rule"), py::arg("rest"),
      py::arg("tolerance"));
  module.def("_estimate_transitions", &estimated, py::arg("flows"), py::arg("absorbing"), py::arg("unknown"),
             py::arg("hidden"), py::call_guard<py::gil_scoped_release>());
}

void bind_ratio_matrix(py::module_& module) {
  py::classh<RatioMatrix> bound(module, "RatioMatrix", "Net ratios between successive stocks; they may exceed 1.");
  bound.def_property_readonly("states", [](const RatioMatrix& m) { return codes_of(m.states); })
      .def_readonly("method", &RatioMatrix::method, "How it was made, in words.")
      .def(
          "table", [](const RatioMatrix& m) { return to_table(m); }, py::call_guard<py::gil_scoped_release>(),
          "origin, destination, value, numerator, denominator, pairs, status, flags, method.")
      .def("_square", [](const RatioMatrix& m) { return sparse_state(m.ratio); })
      .def(py::pickle(
          [](const RatioMatrix& m) {
            return py::make_tuple(codelist_state(*m.states), sparse_state(m.ratio), sparse_state(m.numerator),
                                  sparse_state(m.denominator), sparse_state(m.pairs), m.method);
          },
          [](const py::tuple& t) {
            const auto sparse = [&](std::size_t i) { return sparse_from_state(t[i].cast<py::tuple>()); };
            return RatioMatrix{codelist_from_state(t[0].cast<py::tuple>()),
                               sparse(1),
                               sparse(2),
                               sparse(3),
                               sparse(4),
                               t[5].cast<std::string>()};
          }));
  bind_value(bound);
  module.def(
      "_ratio_matrix",
      [](const Table& stocks, const std::vector<std::pair<std::string, std::string>>& steps,
         const std::string& estimator) { return ratio_matrix(stocks, ratio_options(steps, estimator)); },
      py::arg("stocks"), py::arg("steps"), py::arg("estimator"), py::call_guard<py::gil_scoped_release>());
  module.def(
      "_ratio_of_flows",
      [](const Built<Flows>& flows, const Table& stocks, const std::vector<std::pair<std::string, std::string>>& steps,
         const std::string& estimator) { return ratio_matrix(flows.value, stocks, ratio_options(steps, estimator)); },
      py::arg("flows"), py::arg("stocks"), py::arg("steps"), py::arg("estimator"),
      py::call_guard<py::gil_scoped_release>());
}

}  // namespace

py::tuple sparse_state(const SparseMatrix& m) {
  return py::make_tuple(m.rows, m.columns, copied(m.start), copied(m.target), copied(m.value));
}

SparseMatrix sparse_from_state(const py::tuple& t) {
  SparseMatrix m;
  m.rows = t[0].cast<Index>();
  m.columns = t[1].cast<Index>();
  m.start = values_of<Index>(t[2]);
  m.target = values_of<Index>(t[3]);
  m.value = values_of<double>(t[4]);
  bool sound = m.rows >= 0 && static_cast<Index>(m.start.size()) == m.rows + 1 && m.start.front() == 0 &&
               m.start.back() == m.nonzeros() && m.value.size() == m.target.size();
  for (std::size_t i = 0; sound && i + 1 < m.start.size(); ++i) {
    sound = m.start[i] <= m.start[i + 1] && m.start[i + 1] <= m.nonzeros();
    for (Index k = m.start[i]; sound && k < m.start[i + 1]; ++k) {
      const auto at = static_cast<std::size_t>(k);
      sound = m.target[at] >= 0 && m.target[at] < m.columns && (k == m.start[i] || m.target[at - 1] < m.target[at]);
    }
  }
  if (!sound) throw py::value_error("a damaged sparse matrix");
  return m;
}

void bind_matrices(py::module_& module) {
  bind_transition_matrix(module);
  bind_ratio_matrix(module);
}
