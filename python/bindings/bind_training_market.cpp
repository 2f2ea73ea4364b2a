#include <pybind11/stl.h>

#include <array>
#include <charconv>
#include <utility>

#include "bindings.hpp"
#include "elementwise.hpp"
#include "werdegang/kernels/training_market.hpp"

using namespace werdegang;

namespace {

struct Measure {
  const char* name;
  Quantity TrainingMarket::*value;
  const char* doc;
};

constexpr std::array measures{
    Measure{"supply", &TrainingMarket::supply, "New contracts and unfilled places."},
    Measure{"company_supply", &TrainingMarket::company_supply, "New contracts with companies and unfilled places."},
    Measure{"demand_classic", &TrainingMarket::demand_classic, "New contracts and applicants without any place."},
    Measure{"demand_extended", &TrainingMarket::demand_extended,
            "The same with those who search beside an alternative."},
    Measure{"anr_classic", &TrainingMarket::anr_classic, "Supply per 100 of the classic demand."},
    Measure{"anr_extended", &TrainingMarket::anr_extended, "Supply per 100 of the extended demand."},
    Measure{"vacancy_rate", &TrainingMarket::vacancy_rate, "Unfilled places in per cent of the supply of companies."},
    Measure{"unsuccessful_demand_rate", &TrainingMarket::unsuccessful_demand_rate,
            "All who still search in per cent of the extended demand."},
    Measure{"mismatch_index", &TrainingMarket::mismatch_index,
            "Product of vacancy rate and unsuccessful demand rate, 0 to 10,000."},
    Measure{"unused_contract_potential", &TrainingMarket::unused_contract_potential,
            "The smaller of unfilled places and all who still search."}};

/// One market, or one for each row of arrays.
struct Markets {
  std::vector<py::ssize_t> shape;  ///< none for numbers
  std::vector<TrainingMarket> rows;
  bool operator==(const Markets&) const = default;
};

template <class R>
py::array_t<R> shaped(const Markets& markets) {
  return py::array_t<R>(markets.shape);
}

py::object values(const Markets& markets, Quantity TrainingMarket::*member) {
  if (markets.shape.empty()) {
    const Quantity& one = markets.rows.front().*member;
    return one.has_value() ? py::object(py::float_(one.value)) : py::none();
  }
  auto array = shaped<double>(markets);
  auto* out = array.mutable_data();
  for (const TrainingMarket& row : markets.rows)
    *out++ = (row.*member).has_value() ? (row.*member).value : std::numeric_limits<double>::quiet_NaN();
  return array;
}

/// The status of a measure: a word, for arrays an array of words.
py::object statuses(const Markets& markets, Quantity TrainingMarket::*member) {
  py::list words;
  for (const TrainingMarket& row : markets.rows) words.append(std::string(to_string((row.*member).status)));
  if (markets.shape.empty()) return words[0];
  return py::module_::import("numpy").attr("array")(words, py::arg("dtype") = "object").attr("reshape")(markets.shape);
}

py::dict to_dict(const Markets& markets) {
  py::dict result;
  for (const Measure& measure : measures) result[measure.name] = values(markets, measure.value);
  return result;
}

py::dict statuses_of_all(const Markets& markets) {
  py::dict result;
  for (const Measure& measure : measures) result[measure.name] = statuses(markets, measure.value);
  return result;
}

std::string represent(const Markets& markets) {
  if (!markets.shape.empty())
    return "TrainingMarket(" + std::to_string(markets.rows.size()) + (markets.rows.size() == 1 ? " row)" : " rows)");
  std::string text;
  for (const Measure& measure : measures)
    text += (text.empty() ? "" : ", ") + std::string(measure.name) + "=" +
            std::string(py::repr(values(markets, measure.value)));
  return "TrainingMarket(" + text + ")";
}

py::tuple markets_state(const Markets& markets) {
  py::list rows;
  for (const TrainingMarket& row : markets.rows)
    for (const Measure& measure : measures)
      rows.append(py::make_tuple((row.*measure.value).value, static_cast<int>((row.*measure.value).status)));
  return py::make_tuple(markets.shape, rows);
}

Markets markets_from_state(const py::tuple& state) {
  Markets markets{state[0].cast<std::vector<py::ssize_t>>(), {}};
  const auto cells = state[1].cast<std::vector<std::pair<double, int>>>();
  for (std::size_t i = 0; i < cells.size(); i += measures.size()) {
    TrainingMarket& row = markets.rows.emplace_back();
    for (std::size_t j = 0; j < measures.size(); ++j)
      row.*measures[j].value = {cells[i + j].first, static_cast<Status>(cells[i + j].second)};
  }
  return markets;
}

Markets market(const py::object& new_contracts, const py::object& unfilled, const py::object& unplaced,
               const py::object& searching_with_alternative, const py::object& new_company_contracts) {
  std::vector<Named> arguments{{"new_contracts", new_contracts},
                               {"unfilled", unfilled},
                               {"unplaced", unplaced},
                               {"searching_with_alternative", searching_with_alternative}};
  const bool companies = !new_company_contracts.is_none();
  if (companies) arguments.emplace_back("new_company_contracts", new_company_contracts);
  const auto given = doubles(arguments);
  const auto& first = given.arrays.front();
  Markets markets{{first.shape(), first.shape() + first.ndim()}, {}};
  const py::gil_scoped_release released;
  for (std::size_t row = 0; row < given.size(); ++row)
    markets.rows.push_back(training_market({given[0][row], given[1][row], given[2][row], given[3][row],
                                            companies ? std::optional(given[4][row]) : std::nullopt}));
  return markets;
}

void bind_market(py::module_& module) {
  py::classh<Markets> type(module, "TrainingMarket",
                           "All measures of a training market: numbers, None without a value; for arrays arrays, NaN "
                           "without a value.");
  for (const Measure& measure : measures)
    type.def_property_readonly(
        measure.name, [member = measure.value](const Markets& markets) { return values(markets, member); },
        measure.doc);
  type.def_property_readonly("status", &statuses_of_all,
                             "For every measure its status: computed, or why there is no value.")
      .def("to_dict", &to_dict, "Every measure by its name.")
      .def(
          "__eq__", [](const Markets& a, const Markets& b) { return a == b; }, py::is_operator())
      .def("__repr__", &represent)
      .def(py::pickle(&markets_state, &markets_from_state));
  module.def("training_market", &market, py::arg("new_contracts"), py::arg("unfilled"), py::arg("unplaced"),
             py::arg("searching_with_alternative"), py::arg("new_company_contracts") = py::none(),
             "All measures from contracts, unfilled places, applicants without any place and applicants who search "
             "beside an alternative, at 30 September. Without contracts of companies there is no vacancy rate.");
}

template <class>
using Argument = const py::object&;

template <class... Counts, std::size_t... I>
py::object measured(Quantity (*measure)(Counts...), const std::array<Named, sizeof...(Counts)>& counts,
                    std::index_sequence<I...>) {
  const auto given = doubles({counts.begin(), counts.end()});
  return quantities(given, [&](std::size_t row) { return measure(given[I][row]...); });
}

/// Binds a measure of counts, each a number or an array.
template <class... Counts, std::size_t... I>
void def_measure(py::module_& module, const char* name, Quantity (*measure)(Counts...),
                 const std::array<const char*, sizeof...(Counts)>& names, const char* doc,
                 std::index_sequence<I...> order) {
  module.def(
      name,
      [measure, names, order](Argument<Counts>... counts) {
        const std::array<py::object, sizeof...(Counts)> given{counts...};
        return measured(measure, {Named{names[I], given[I]}...}, order);
      },
      py::arg(names[I])..., doc);
}

template <class... Counts>
void def_measure(py::module_& module, const char* name, Quantity (*measure)(Counts...),
                 const std::array<const char*, sizeof...(Counts)>& names, const char* doc) {
  def_measure(module, name, measure, names, doc, std::index_sequence_for<Counts...>{});
}

void bind_measures(py::module_& module) {
  def_measure(module, "training_supply", &training_supply, {"new_contracts", "unfilled"},
              "Places on offer: new contracts and unfilled places.");
  def_measure(module, "training_demand_classic", &training_demand_classic, {"new_contracts", "unplaced"},
              "Persons who ask for a place, as counted until 2008: new contracts and applicants without any place.");
  def_measure(module, "training_demand_extended", &training_demand_extended,
              {"new_contracts", "unplaced", "searching_with_alternative"},
              "The same with those who search beside an alternative.");
  def_measure(module, "anr_classic", &anr_classic, {"new_contracts", "unfilled", "unplaced"},
              "Places on offer per 100 of the classic demand.");
  def_measure(module, "anr_extended", &anr_extended,
              {"new_contracts", "unfilled", "unplaced", "searching_with_alternative"},
              "Places on offer per 100 of the extended demand.");
  def_measure(module, "vacancy_rate", &vacancy_rate, {"new_company_contracts", "unfilled"},
              "Unfilled places in per cent of the supply of companies, not of the whole supply.");
  def_measure(module, "unsuccessful_demand_rate", &unsuccessful_demand_rate,
              {"new_contracts", "unplaced", "searching_with_alternative"},
              "All who still search in per cent of the extended demand.");
  def_measure(module, "mismatch_index", &mismatch_index, {"vacancy_rate", "unsuccessful_demand_rate"},
              "Product of the two percentages, 0 to 10,000; no value outside of 0 to 100 per cent.");
  def_measure(module, "unused_contract_potential", &unused_contract_potential, {"unfilled", "searching"},
              "The smaller of unfilled places and all who still search, with or without an alternative.");
}

py::object part(const MismatchDecomposition& mismatch, double MismatchDecomposition::*member) {
  return has_value(mismatch.status) ? py::object(py::float_(mismatch.*member)) : py::none();
}

MismatchNesting nesting_of(const std::string& name) {
  for (const auto nesting : {MismatchNesting::regions_first, MismatchNesting::occupations_first})
    if (name == to_string(nesting)) return nesting;
  throw UnknownName("nesting", name, {"regions_first", "occupations_first"});
}

constexpr std::array<std::pair<const char*, double MismatchDecomposition::*>, 4> parts{
    {{"property", &MismatchDecomposition::property},
     {"regional", &MismatchDecomposition::regional},
     {"occupational", &MismatchDecomposition::occupational},
     {"total", &MismatchDecomposition::total}}};

void bind_mismatch(py::module_& module) {
  using Mismatch = MismatchDecomposition;
  py::classh<Mismatch> type(module, "MismatchDecomposition",
                            "Unused contracts by what stands in the way; None where some cell is not known.");
  for (const auto& [name, member] : parts)
    type.def_property_readonly(name, [member = member](const Mismatch& m) { return part(m, member); });
  type.def_property_readonly(
          "nesting", [](const Mismatch& m) { return std::string(to_string(m.nesting)); },
          "Which limits fall first: regions_first or occupations_first.")
      .def_property_readonly(
          "status", [](const Mismatch& m) { return std::string(to_string(m.status)); },
          "computed, or why there are no values.")
      .def(
          "to_dict",
          [](const Mismatch& m) {
            py::dict result;
            for (const auto& [name, member] : parts) result[name] = part(m, member);
            return result;
          },
          "The parts and the total by name.")
      .def(
          "__eq__", [](const Mismatch& a, const Mismatch& b) { return a == b; }, py::is_operator())
      .def("__repr__",
           [](const Mismatch& m) {
             std::string text = "MismatchDecomposition(";
             for (const auto& [name, member] : parts)
               text += std::string(name) + "=" + std::string(py::repr(part(m, member))) + ", ";
             return text + "nesting='" + std::string(to_string(m.nesting)) + "')";
           })
      .def(py::pickle(
          [](const Mismatch& m) {
            return py::make_tuple(m.property, m.regional, m.occupational, m.total, static_cast<int>(m.nesting),
                                  static_cast<int>(m.status));
          },
          [](const py::tuple& t) {
            return Mismatch{t[0].cast<double>(),
                            t[1].cast<double>(),
                            t[2].cast<double>(),
                            t[3].cast<double>(),
                            static_cast<MismatchNesting>(t[4].cast<int>()),
                            static_cast<Status>(t[5].cast<int>())};
          }));
  module.def(
      "mismatch_decomposition",
      [](const py::object& unfilled, const py::object& searching, const std::string& nesting) {
        const Matrix places = matrix({"unfilled", unfilled}), persons = matrix({"searching", searching});
        const MismatchNesting order = nesting_of(nesting);
        const py::gil_scoped_release released;
        return mismatch_decomposition(places, persons, order);
      },
      py::arg("unfilled"), py::arg("searching"), py::arg("nesting") = "regions_first",
      "Unused contracts by what stands in the way, from tables of regions x occupations: property (place and person in "
      "the same region and occupation), regional, occupational. The split depends on which limits fall first.");
}

}  // namespace

void bind_training_market(py::module_& module) {
  bind_measures(module);
  bind_market(module);
  bind_mismatch(module);
}
