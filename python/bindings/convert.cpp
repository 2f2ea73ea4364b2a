#include "convert.hpp"

using namespace werdegang;

py::tuple codelist_state(const Codelist& list) {
  py::list members;
  for (const Member& m : list.members)
    members.append(py::make_tuple(m.code, m.label_de, m.label_en, m.parent, static_cast<int>(m.kind), m.from, m.to));
  return py::make_tuple(list.name, list.label_de, list.label_en, list.exhaustive, members);
}

CodelistPtr codelist_from_state(const py::tuple& state) {
  auto list = std::make_shared<Codelist>();
  list->name = state[0].cast<std::string>();
  list->label_de = state[1].cast<std::string>();
  list->label_en = state[2].cast<std::string>();
  list->exhaustive = state[3].cast<bool>();
  for (const py::handle& item : state[4]) {
    const auto m = py::reinterpret_borrow<py::tuple>(item);
    list->members.push_back({m[0].cast<std::string>(), m[1].cast<std::string>(), m[2].cast<std::string>(),
                             m[3].cast<Index>(), static_cast<Member::Kind>(m[4].cast<int>()),
                             m[5].cast<std::optional<double>>(), m[6].cast<std::optional<double>>()});
  }
  return list;
}

py::tuple codes_state(const Codes& codes) { return py::make_tuple(as_array(codes.index), codelist_state(*codes.list)); }

Codes codes_from_state(const py::tuple& state) {
  Codes codes{from_array<std::int32_t>(state[0]), codelist_from_state(state[1].cast<py::tuple>())};
  for (const auto at : codes.index.view)
    if (at < -1 || at >= static_cast<std::int32_t>(codes.list->members.size()))
      throw py::value_error("a code outside its list");
  return codes;
}
