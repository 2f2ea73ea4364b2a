#include <pybind11/stl.h>

#include "bindings.hpp"
#include "elementwise.hpp"
#include "states.hpp"
#include "werdegang/kernels/shrinkage.hpp"

using namespace werdegang;

namespace {

using Prior = std::optional<std::pair<double, double>>;

/// One number for each area, NaN where there is none.
py::array_t<double> column_of(const Shrinkage& result, const std::vector<double>& values) {
  py::array_t<double> array(static_cast<py::ssize_t>(result.status.size()));
  const auto out = span_of(array);
  for (std::size_t row = 0; row < out.size(); ++row)
    out[row] =
        has_value(result.status[row]) && !values.empty() ? values[row] : std::numeric_limits<double>::quiet_NaN();
  return array;
}

std::vector<std::string> words(const Shrinkage& result) {
  std::vector<std::string> list;
  for (const Status status : result.status) list.emplace_back(to_string(status));
  return list;
}

ShrinkageMethod method_of(const std::string& name) {
  for (const auto method : {ShrinkageMethod::marshall, ShrinkageMethod::gamma_poisson, ShrinkageMethod::beta_binomial})
    if (name == to_string(method)) return method;
  throw UnknownName("method", name, {"marshall", "gamma_poisson", "beta_binomial"});
}

py::dict parameters(const Shrinkage& result) {
  py::dict named;
  for (const auto& [name, value] : result.parameters) named[py::str(name)] = value;
  return named;
}

py::dict to_dict(const Shrinkage& result) {
  py::dict columns;
  columns["raw"] = column_of(result, result.raw);
  columns["shrunken"] = column_of(result, result.shrunken);
  columns["lower"] = column_of(result, result.lower);
  columns["upper"] = column_of(result, result.upper);
  columns["weight"] = column_of(result, result.weight);
  columns["standardised"] = column_of(result, result.standardised);
  columns["status"] = words(result);
  return columns;
}

py::tuple shrinkage_state(const Shrinkage& s) {
  std::vector<int> status;
  for (const Status one : s.status) status.push_back(static_cast<int>(one));
  return py::make_tuple(s.raw, s.shrunken, s.lower, s.upper, s.weight, s.standardised, status,
                        static_cast<int>(s.method), s.confidence, s.overall_rate, s.prior.mean, s.prior.variance,
                        s.parameters, s.prior_given, s.all_at_mean, findings_state(s.findings));
}

Shrinkage shrinkage_from_state(const py::tuple& t) {
  Shrinkage s;
  std::size_t at = 0;
  for (auto* column : {&s.raw, &s.shrunken, &s.lower, &s.upper, &s.weight, &s.standardised})
    *column = t[at++].cast<std::vector<double>>();
  for (const int status : t[6].cast<std::vector<int>>()) s.status.push_back(static_cast<Status>(status));
  s.method = static_cast<ShrinkageMethod>(t[7].cast<int>());
  s.confidence = t[8].cast<double>();
  s.overall_rate = t[9].cast<double>();
  s.prior = {t[10].cast<double>(), t[11].cast<double>()};
  s.parameters = t[12].cast<std::vector<std::pair<std::string, double>>>();
  s.prior_given = t[13].cast<bool>();
  s.all_at_mean = t[14].cast<bool>();
  s.findings = findings_from_state(t[15].cast<py::tuple>());
  return s;
}

void bind_columns(py::classh<Shrinkage>& type) {
  const auto def = [&](const char* name, std::vector<double> Shrinkage::*member, const char* doc) {
    type.def_property_readonly(
        name, [member](const Shrinkage& s) { return column_of(s, s.*member); }, doc);
  };
  def("raw", &Shrinkage::raw, "Events / population, for giving account.");
  def("shrunken", &Shrinkage::shrunken, "weight * raw + (1 - weight) * mean of the prior, for ranks and maps.");
  def("lower", &Shrinkage::lower, "Lower ends of the intervals; NaN where the areas do not differ.");
  def("upper", &Shrinkage::upper, "Upper ends of the intervals.");
  def("weight", &Shrinkage::weight, "How much the area's own figure counts, 0 to 1.");
  def("standardised", &Shrinkage::standardised,
      "(raw - mean) / what spread between areas and chance together make of it (Assunção and Reis).");
}

}  // namespace

void bind_shrinkage(py::module_& module) {
  py::classh<Shrinkage> type(module, "Shrinkage",
                             "Raw and shrunken rates of areas, parts of 1, NaN where an area has none.");
  bind_columns(type);
  type.def_property_readonly("status", &words, "For each area: computed, or why it has no rate.")
      .def_property_readonly("method", [](const Shrinkage& s) { return std::string(to_string(s.method)); })
      .def_readonly("confidence", &Shrinkage::confidence)
      .def_readonly("overall_rate", &Shrinkage::overall_rate, "All events over all people.")
      .def_property_readonly(
          "prior", [](const Shrinkage& s) { return py::make_tuple(s.prior.mean, s.prior.variance); },
          "(mean, variance) of the true rates between areas, as estimated or given; the variance may be 0 or below.")
      .def_readonly("prior_given", &Shrinkage::prior_given)
      .def_property_readonly("parameters", &parameters,
                             "gamma_poisson: nu, alpha of the rates relative to the overall one; beta_binomial: alpha, "
                             "beta; else empty.")
      .def_readonly("all_at_mean", &Shrinkage::all_at_mean,
                    "True where the areas differ no more than chance allows and all got the mean; findings say so.")
      .def_readonly("findings", &Shrinkage::findings)
      .def("to_dict", &to_dict, "raw, shrunken, lower, upper, weight, standardised and status by name.")
      .def("__len__", [](const Shrinkage& s) { return s.status.size(); })
      .def(
          "__eq__", [](const Shrinkage& a, const Shrinkage& b) { return a == b; }, py::is_operator())
      .def("__repr__",
           [](const Shrinkage& s) {
             return "Shrinkage(" + std::to_string(s.status.size()) + " areas, " + std::string(to_string(s.method)) +
                    (s.all_at_mean ? ", all at the mean)" : ")");
           })
      .def(py::pickle(&shrinkage_state, &shrinkage_from_state));
  module.def(
      "shrink",
      [](const py::object& events, const py::object& population, const std::string& method, double confidence,
         const Prior& prior) {
        const auto cases = column({"events", events}), people = column({"population", population});
        ShrinkageOptions options{method_of(method), confidence};
        if (prior) options.prior = RatePrior{prior->first, prior->second};
        const py::gil_scoped_release released;
        return shrink(view(cases), view(people), options);
      },
      py::arg("events"), py::arg("population"), py::arg("method") = "marshall", py::arg("confidence") = 0.95,
      py::arg("prior") = py::none(),
      "Rates of small areas drawn towards the mean, the more the fewer people are behind them (empirical Bayes). "
      "method: marshall, gamma_poisson (Clayton and Kaldor) or beta_binomial (maximum likelihood). prior: (mean, "
      "variance) of the true rates, needed for fewer than 8 areas.");
}
