#include "convert.hpp"

#include "bindings.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/period.hpp"
#include "werdegang/core/region.hpp"
#include "werdegang/core/status.hpp"
#include "werdegang/observations/cube.hpp"
#include "werdegang/observations/variable.hpp"

using namespace werdegang;

namespace {

py::object day_text(Day day) {
  return day == INT32_MIN || day == INT32_MAX ? py::object(py::none())
                                              : py::object(py::str(to_string(Period{day, day})));
}

py::tuple member_state(const Member& m) {
  return py::make_tuple(m.code, m.label_de, m.label_en, m.parent, static_cast<int>(m.kind), m.from, m.to);
}

Member member_from_state(const py::tuple& t) {
  return {t[0].cast<std::string>(),
          t[1].cast<std::string>(),
          t[2].cast<std::string>(),
          t[3].cast<Index>(),
          static_cast<Member::Kind>(t[4].cast<int>()),
          t[5].cast<std::optional<double>>(),
          t[6].cast<std::optional<double>>()};
}

py::tuple reform_state(const Reform& r) {
  return py::make_tuple(r.date, r.name_de, r.name_en, r.old_codes, r.new_codes);
}

Reform reform_from_state(const py::tuple& t) {
  Reform reform;
  reform.date = t[0].cast<Day>();
  reform.name_de = t[1].cast<std::string>();
  reform.name_en = t[2].cast<std::string>();
  reform.old_codes = t[3].cast<std::vector<std::string>>();
  reform.new_codes = t[4].cast<std::vector<std::string>>();
  return reform;
}

/// What the catalogue holds is pickled by its key.
const Variable& variable_of(const std::string& id) {
  if (const Variable* variable = find_variable(id)) return *variable;
  throw UnknownName("variable", id, {});
}

const Region& region_of(const std::string& code) {
  if (const Region* region = find_region(code)) return *region;
  throw UnknownName("region", code, {});
}

py::tuple break_state(const SeriesBreak& b) {
  return py::make_tuple(b.variable, b.regions, b.after, b.kind, b.text_de, b.text_en);
}

SeriesBreak break_from_state(const py::tuple& t) {
  return {t[0].cast<std::string>(), t[1].cast<std::vector<std::string>>(),
          t[2].cast<int>(),         t[3].cast<std::string>(),
          t[4].cast<std::string>(), t[5].cast<std::string>()};
}

void bind_period(py::module_& module) {
  py::classh<Period>(module, "Period",
                     "A closed interval of days: a year (2015), a day (2015-12-31) or a school year (2015/16).")
      .def(py::init(&parse_period), py::arg("text"))
      .def_property_readonly(
          "first_day",
          [](const Period& p) {
            return to_string(Period{p.first_day, p.first_day});
          },
          "ISO date.")
      .def_property_readonly(
          "last_day",
          [](const Period& p) {
            return to_string(Period{p.last_day, p.last_day});
          },
          "ISO date.")
      .def("shifted", &Period::shifted, py::arg("years"), "The same period some years later.")
      .def("__str__", [](const Period& p) { return to_string(p); })
      .def("__repr__", [](const Period& p) { return "Period('" + to_string(p) + "')"; })
      .def(
          "__eq__", [](const Period& a, const Period& b) { return a == b; }, py::is_operator())
      .def(
          "__lt__", [](const Period& a, const Period& b) { return a < b; }, py::is_operator())
      .def("__hash__", [](const Period& p) { return py::hash(py::make_tuple(p.first_day, p.last_day)); })
      .def(py::pickle([](const Period& p) { return py::make_tuple(p.first_day, p.last_day); },
                      [](const py::tuple& t) {
                        return Period{t[0].cast<Day>(), t[1].cast<Day>()};
                      }));
}

void bind_codelist(py::module_& module) {
  py::classh<Member>(module, "Member", "One code of a code list.")
      .def_readonly("code", &Member::code)
      .def_readonly("label_de", &Member::label_de)
      .def_readonly("label_en", &Member::label_en)
      .def_readonly("parent", &Member::parent)
      .def_property_readonly("kind",
                             [](const Member& m) {
                               return m.kind == Member::total ? "total" : m.kind == Member::part ? "part" : "of_which";
                             })
      .def_readonly("lower", &Member::from, "Lower bound of an age class, in years.")
      .def_readonly("upper", &Member::to, "Upper bound of an age class, exclusive.")
      .def(
          "__eq__", [](const Member& a, const Member& b) { return a == b; }, py::is_operator())
      .def("__repr__", [](const Member& m) { return "Member('" + m.code + "')"; })
      .def(py::pickle(&member_state, &member_from_state));
  // Bound without a shared holder of const: a list is copied into Python, which sees it read-only.
  py::classh<Codelist>(module, "Codelist", "What the codes of a breakdown mean.")
      .def_readonly("name", &Codelist::name)
      .def_readonly("label_de", &Codelist::label_de)
      .def_readonly("label_en", &Codelist::label_en)
      .def_readonly("exhaustive", &Codelist::exhaustive)
      .def_readonly("members", &Codelist::members)
      .def_property_readonly("codes",
                             [](const Codelist& list) {
                               py::list codes;
                               for (const Member& m : list.members) codes.append(m.code);
                               return codes;
                             })
      .def("__len__", [](const Codelist& list) { return list.members.size(); })
      .def(
          "__eq__", [](const Codelist& a, const Codelist& b) { return a == b; }, py::is_operator())
      .def("__repr__",
           [](const Codelist& list) {
             return "Codelist('" + list.name + "', " + std::to_string(list.members.size()) + " members)";
           })
      .def(py::pickle([](const Codelist& list) { return codelist_state(list); },
                      [](const py::tuple& t) { return Codelist(*codelist_from_state(t)); }));
  module.def(
      "codelist",
      [](const std::string& name) -> py::object {
        const auto list = known_codelist(name);
        return list ? py::cast(Codelist(*list)) : py::object(py::none());
      },
      py::arg("name"), "A code list of the catalogue, None when there is none of that name.");
}

void bind_regions(py::module_& module) {
  py::classh<Region>(module, "Region", "A country, state or district.")
      .def_readonly("code", &Region::code)
      .def_readonly("name", &Region::name)
      .def_readonly("level", &Region::level)
      .def_readonly("kind", &Region::kind)
      .def_readonly("parent", &Region::parent)
      .def_property_readonly("first_day", [](const Region& r) { return day_text(r.from); })
      .def_property_readonly("last_day", [](const Region& r) { return day_text(r.to); })
      .def("__repr__", [](const Region& r) { return "Region('" + r.code + "', '" + r.name + "')"; })
      .def(
          "__eq__", [](const Region& a, const Region& b) { return a == b; }, py::is_operator())
      .def(py::pickle([](const Region& r) { return py::make_tuple(r.code); },
                      [](const py::tuple& t) { return region_of(t[0].cast<std::string>()); }));
  py::classh<Reform>(module, "Reform", "A change of territory: the areas of `old` together are those of `new`.")
      .def_property_readonly("date", [](const Reform& r) { return day_text(r.date); })
      .def_readonly("name_de", &Reform::name_de)
      .def_readonly("name_en", &Reform::name_en)
      .def_readonly("old", &Reform::old_codes)
      .def_readonly("new", &Reform::new_codes)
      .def("__repr__",
           [](const Reform& r) {
             return "Reform('" + to_string(Period{r.date, r.date}) + "', '" + r.name_de + "')";
           })
      .def(
          "__eq__", [](const Reform& a, const Reform& b) { return a == b; }, py::is_operator())
      .def(py::pickle(&reform_state, &reform_from_state));
  module.def(
      "find_region",
      [](const std::string& code) -> py::object {
        const Region* region = find_region(code);
        return region ? py::cast(*region) : py::object(py::none());
      },
      py::arg("code"));
  module.def("search_regions", &search_regions, py::arg("text"), "Regions whose code or name contains the text.");
  module.def("reforms_of", &reforms_of, py::arg("code"), "The reforms in which a region takes part, by date.");
}

void bind_variables(py::module_& module) {
  py::classh<Variable>(module, "Variable", "What is counted or measured, where and when.")
      .def_readonly("id", &Variable::id)
      .def_readonly("label_de", &Variable::label_de)
      .def_readonly("label_en", &Variable::label_en)
      .def_readonly("unit", &Variable::unit)
      .def_property_readonly("kind", [](const Variable& v) { return v.kind == Variable::count ? "count" : "measure"; })
      .def_readonly("period_meaning", &Variable::period_meaning)
      .def_readonly("place", &Variable::place)
      .def_readonly("description_de", &Variable::description_de)
      .def_readonly("description_en", &Variable::description_en)
      .def(
          "__eq__", [](const Variable& a, const Variable& b) { return a == b; }, py::is_operator())
      .def("__repr__", [](const Variable& v) { return "Variable('" + v.id + "')"; })
      .def(py::pickle([](const Variable& v) { return py::make_tuple(v.id); },
                      [](const py::tuple& t) { return variable_of(t[0].cast<std::string>()); }));
  module.def("known_variables", &known_variables, "The variables of the catalogue, sorted by id.");
  py::classh<SeriesBreak>(module, "SeriesBreak", "A series that is not the same before and after.")
      .def_readonly("variable", &SeriesBreak::variable)
      .def_readonly("regions", &SeriesBreak::regions)
      .def_readonly("after", &SeriesBreak::after, "First year of the new series.")
      .def_readonly("kind", &SeriesBreak::kind)
      .def_readonly("text_de", &SeriesBreak::text_de)
      .def_readonly("text_en", &SeriesBreak::text_en)
      .def(
          "__eq__", [](const SeriesBreak& a, const SeriesBreak& b) { return a == b; }, py::is_operator())
      .def("__repr__",
           [](const SeriesBreak& b) {
             return "SeriesBreak('" + b.variable + "', " + std::to_string(b.after) + ", '" + b.kind + "')";
           })
      .def(py::pickle(&break_state, &break_from_state));
  module.def("breaks_between", &breaks_between, py::arg("variable"), py::arg("region"), py::arg("first"),
             py::arg("last"), "Breaks of a variable in a region after the year `first` up to and including `last`.");
}

}  // namespace

void bind_core(py::module_& module) {
  py::list statuses, flags;
  for (int i = 0; i < status_count; ++i) statuses.append(std::string(to_string(static_cast<Status>(i))));
  for (int i = 0; i < flag_count; ++i) flags.append(to_string(static_cast<Flag>(1u << i)));
  module.attr("STATUSES") = py::tuple(statuses);
  module.attr("FLAGS") = py::tuple(flags);
  module.def(
      "combine",
      [](const std::string& a, const std::string& b) {
        return std::string(to_string(combine(parse_status(a), parse_status(b))));
      },
      py::arg("numerator"), py::arg("denominator"), "Status of a result of arithmetic on two operands.");
  module.def(
      "has_value", [](const std::string& status) { return has_value(parse_status(status)); }, py::arg("status"));
  module.def(
      "sdmx_observation_status",
      [](const std::string& status, const std::string& flag_text) {
        return std::string(sdmx_observation_status(parse_status(status), parse_flags(flag_text)));
      },
      py::arg("status"), py::arg("flags") = "", "Code of the SDMX list CL_OBS_STATUS.");
  bind_period(module);
  bind_codelist(module);
  bind_regions(module);
  bind_variables(module);
}
