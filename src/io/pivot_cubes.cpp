#include "pivot_cubes.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "werdegang/compute/formula.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/region.hpp"
#include "werdegang/observations/variable.hpp"

namespace werdegang::inline v0::detail {
namespace {

std::vector<std::int32_t> positions(const Codelist& list, const std::vector<std::string>& codes) {
  std::map<std::string_view, std::int32_t> at;
  for (const Member& member : list.members) at.emplace(member.code, static_cast<std::int32_t>(at.size()));
  std::vector<std::int32_t> result;
  for (const auto& code : codes) result.push_back(at.at(code));
  return result;
}

std::vector<std::string> period_codes(const std::vector<Period>& periods) {
  std::vector<std::string> codes;
  for (const Period period : periods) codes.push_back(to_string(period));
  return codes;
}

/// What all cubes of a file share: regions, periods, row labels, and the order in which rows come out sorted.
struct Frame {
  CodelistPtr regions, periods, categories;
  std::vector<std::int32_t> region_at, period_at, category_at;
  std::vector<std::uint32_t> order;
  bool repeated = false;  ///< a region, period and label stand twice
};

Frame make_frame(const PivotLayout& layout, const PivotData& data, CodelistPtr categories,
                 const std::vector<std::string>& category_codes) {
  Frame frame;
  const auto& periods = layout.column_periods.empty() ? data.periods : layout.column_periods;
  frame.regions = region_codelist(data.regions);
  frame.periods = period_codelist(periods);
  frame.region_at = positions(*frame.regions, data.regions);
  frame.period_at = positions(*frame.periods, period_codes(periods));
  if (categories) {
    frame.categories = std::move(categories);
    frame.category_at = positions(*frame.categories, category_codes);
  }
  const auto key = [&](std::uint32_t row) {
    const auto region = frame.region_at[static_cast<std::size_t>(data.region[row])];
    const auto period = data.period[row] < 0 ? 0 : frame.period_at[static_cast<std::size_t>(data.period[row])];
    const auto category = frame.categories ? frame.category_at[static_cast<std::size_t>(data.category[row])] : 0;
    return static_cast<std::uint64_t>(region) << 40 | static_cast<std::uint64_t>(period) << 20 |
           static_cast<std::uint64_t>(category);
  };
  std::vector<std::uint64_t> keys(static_cast<std::size_t>(data.rows()));
  for (std::uint32_t row = 0; row < keys.size(); ++row) keys[row] = key(row);
  frame.order.resize(keys.size());
  std::iota(frame.order.begin(), frame.order.end(), 0u);
  std::sort(frame.order.begin(), frame.order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return keys[a] != keys[b] ? keys[a] < keys[b] : a < b; });
  frame.repeated = std::adjacent_find(frame.order.begin(), frame.order.end(), [&](std::uint32_t a, std::uint32_t b) {
                     return keys[a] == keys[b];
                   }) != frame.order.end();
  return frame;
}

/// A value column inside its cube: its date (when dates stand in the header) and its place on each further axis.
struct Place {
  std::size_t column;
  std::int32_t period = -1;
  std::vector<std::int32_t> codes;
};

/// A cube on its way.
struct Pending {
  std::string variable, unit;
  std::vector<Place> places;
  CubeRows rows;
};

Pending prepare(std::string variable, std::string unit, const Frame& frame, const std::vector<CodelistPtr>& lists,
                std::vector<Place> places) {
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return std::tie(a.period, a.codes, a.column) < std::tie(b.period, b.codes, b.column);
  });
  Pending cube{std::move(variable), std::move(unit), std::move(places), {}};
  cube.rows.lists = {frame.regions, frame.periods};
  if (frame.categories) cube.rows.lists.push_back(frame.categories);
  cube.rows.lists.insert(cube.rows.lists.end(), lists.begin(), lists.end());
  return cube;
}

/// Moves one field of all cells from the lines to the cubes, in the order of the frame; the lines lose it, so that a
/// large file is not held twice.
template <class T, class Target>
void hand_over(std::vector<T>& cells, std::size_t columns, const Frame& frame, std::vector<Pending>& cubes,
               Target target) {
  for (Pending& cube : cubes) {
    std::vector<T>& values = target(cube.rows);
    values.reserve(frame.order.size() * cube.places.size());
    for (const std::uint32_t row : frame.order)
      for (const Place& place : cube.places) values.push_back(cells[row * columns + place.column]);
  }
  std::vector<T>().swap(cells);
}

void fill_axes(Pending& cube, const PivotData& data, const Frame& frame) {
  CubeRows& rows = cube.rows;
  const std::size_t size = frame.order.size() * cube.places.size(), first = frame.categories ? 3 : 2;
  rows.axes.resize(rows.lists.size());
  for (std::size_t a = 0; a < rows.axes.size(); ++a) {
    auto& axis = rows.axes[a];
    axis.reserve(size);
    for (const std::uint32_t row : frame.order) {
      const auto at = [](const std::vector<std::int32_t>& positions, std::int32_t number) {
        return positions[static_cast<std::size_t>(number)];
      };
      const std::int32_t of_line = a == 0   ? at(frame.region_at, data.region[row])
                                   : a == 1 ? (data.period[row] < 0 ? -1 : at(frame.period_at, data.period[row]))
                                   : a == 2 && frame.categories ? at(frame.category_at, data.category[row])
                                                                : -1;
      for (const Place& place : cube.places)
        axis.push_back(a >= first ? place.codes[a - first] : a == 1 && place.period >= 0 ? place.period : of_line);
    }
  }
  if (!frame.repeated) return;
  for (const std::uint32_t row : frame.order) rows.line.insert(rows.line.end(), cube.places.size(), data.line[row]);
}

std::vector<Cube> fill(std::vector<Pending> pending, PivotData& data, const Frame& frame, Index source,
                       Findings& findings) {
  const auto columns = static_cast<std::size_t>(data.columns);
  hand_over(data.value, columns, frame, pending, [](CubeRows& rows) -> auto& { return rows.value; });
  hand_over(data.status, columns, frame, pending, [](CubeRows& rows) -> auto& { return rows.status; });
  hand_over(data.flags, columns, frame, pending, [](CubeRows& rows) -> auto& { return rows.flags; });
  std::vector<Cube> cubes;
  for (Pending& cube : pending) {
    fill_axes(cube, data, frame);
    cubes.push_back(make_cube(cube.variable, cube.unit, source, std::move(cube.rows), findings));
  }
  return cubes;
}

CodelistPtr axis_list(const std::string& axis, const std::vector<std::string>& codes) {
  if (axis == "age") return age_codelist(codes);
  auto list = known_codelist(axis);
  if (!list) throw UnknownName("axis", axis, {});
  return list;
}

/// Codes of the row labels; a label the catalogue does not know stays under its own words as an of-which.
std::vector<std::string> category_codes(const TableDescriptor& table, const PivotData& data, Index source,
                                        Findings& findings, std::vector<std::string>& unknown) {
  std::vector<std::string> codes;
  for (const auto& label : data.categories) {
    std::string code = table.row_axis == "age" ? age_code_from_label(label, table.open_below) : "";
    for (const auto& [printed, known] : table.row_codes)
      if (printed == label) code = known;
    if (code.empty()) {
      findings.add("unknown_row_label", {label}, source);
      unknown.push_back(label);
      code = label;
    }
    codes.push_back(code);
  }
  return codes;
}

CodelistPtr with_unknown(CodelistPtr list, const std::vector<std::string>& unknown) {
  if (unknown.empty()) return list;
  auto longer = std::make_shared<Codelist>(*list);
  for (const auto& label : unknown) longer->members.push_back({label, label, label, -1, Member::of_which, {}, {}});
  return longer;
}

CodelistPtr label_list(std::string name, const std::vector<std::string>& labels) {
  auto list = std::make_shared<Codelist>();
  list->name = std::move(name);
  list->label_de = list->name == "category" ? "Merkmal" : "Spalte";
  list->label_en = list->name == "category" ? "Category" : "Column";
  for (const auto& label : labels)
    if (list->find(label) < 0)
      list->members.push_back(
          {label, label, label, -1, label == "Insgesamt" ? Member::total : Member::of_which, {}, {}});
  return list;
}

struct Group {
  std::vector<std::string> axes;
  std::vector<std::pair<std::size_t, Reference>> columns;
};

}  // namespace

std::vector<Cube> described_cubes(const PivotLayout& layout, const TableDescriptor& table, PivotData data, Index source,
                                  Findings& findings) {
  std::vector<std::string> unknown;
  const auto codes = category_codes(table, data, source, findings, unknown);
  CodelistPtr categories;
  if (layout.has_category) {
    std::vector<std::string> known;
    std::copy_if(codes.begin(), codes.end(), std::back_inserter(known),
                 [&](const auto& code) { return std::find(unknown.begin(), unknown.end(), code) == unknown.end(); });
    categories = with_unknown(axis_list(table.row_axis, known), unknown);
  }
  const Frame frame = make_frame(layout, data, std::move(categories), codes);
  std::map<std::string, Group> groups;
  for (std::size_t c = 0; c < layout.labels.size(); ++c) {
    Reference reference = parse_reference(table.columns[c % table.columns.size()].cell);
    Group& group = groups[reference.variable];
    for (const AxisFilter& filter : reference.filters)
      if (std::find(group.axes.begin(), group.axes.end(), filter.axis) == group.axes.end())
        group.axes.push_back(filter.axis);
    group.columns.emplace_back(c, std::move(reference));
  }
  std::vector<Pending> pending;
  for (const auto& [name, group] : groups) {
    std::vector<CodelistPtr> lists;
    for (const auto& axis : group.axes) {
      std::vector<std::string> used;
      for (const auto& [c, reference] : group.columns)
        used.push_back(reference.filter(axis) ? reference.filter(axis)->codes.front() : "total");
      lists.push_back(axis_list(axis, used));
    }
    std::vector<Place> places;
    for (const auto& [c, reference] : group.columns) {
      Place place{c, layout.column_periods.empty() ? -1 : frame.period_at[c], {}};
      for (std::size_t a = 0; a < group.axes.size(); ++a) {
        const AxisFilter* filter = reference.filter(group.axes[a]);
        place.codes.push_back(static_cast<std::int32_t>(lists[a]->find(filter ? filter->codes.front() : "total")));
      }
      places.push_back(std::move(place));
    }
    const Variable* variable = find_variable(name);
    pending.push_back(prepare(name, variable ? variable->unit : layout.units[group.columns.front().first], frame, lists,
                              std::move(places)));
  }
  return fill(std::move(pending), data, frame, source, findings);
}

std::vector<Cube> plain_cubes(const PivotLayout& layout, PivotData data, Index source, Findings& findings) {
  const Frame frame = make_frame(layout, data, layout.has_category ? label_list("category", data.categories) : nullptr,
                                 data.categories);
  const bool dated = !layout.column_periods.empty();
  std::vector<std::string> codes;
  for (std::size_t c = 0; c < layout.labels.size(); ++c) {
    std::string code = layout.labels[c];
    for (int copy = 2; !dated && std::find(codes.begin(), codes.end(), code) != codes.end(); ++copy)
      code = layout.labels[c] + " (" + std::to_string(copy) + ")";
    codes.push_back(code);
  }
  std::map<std::string, std::vector<std::size_t>> columns_of;
  for (std::size_t c = 0; c < codes.size(); ++c) columns_of[layout.units[c]].push_back(c);
  std::vector<Pending> pending;
  for (const auto& [unit, columns] : columns_of) {
    std::vector<std::string> used;
    for (const std::size_t c : columns) used.push_back(codes[c]);
    const auto list = label_list("column", used);
    std::vector<Place> places;
    for (const std::size_t c : columns)
      places.push_back({c, dated ? frame.period_at[c] : -1, {static_cast<std::int32_t>(list->find(codes[c]))}});
    pending.push_back(prepare(layout.table, unit, frame, {list}, std::move(places)));
  }
  return fill(std::move(pending), data, frame, source, findings);
}

}  // namespace werdegang::inline v0::detail
