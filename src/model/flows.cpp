#include "werdegang/model/flows.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "flow_tools.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

/// A list that holds the codes of all parts: `make` puts them in order.
template <class Part, class Make>
CodelistPtr united(const std::vector<Flows>& parts, Part&& part, Make&& make) {
  std::vector<std::string> codes;
  std::set<std::string> seen;
  for (const Flows& flows : parts)
    if (const Codes* own = part(flows); own && own->list)
      for (const Member& member : own->list->members)
        if (seen.insert(member.code).second) codes.push_back(member.code);
  return make(codes);
}

template <class Part>
Codes joined(const std::vector<Flows>& parts, Part&& part, const CodelistPtr& list) {
  std::vector<std::int32_t> index;
  for (const Flows& flows : parts) {
    const Codes* own = part(flows);
    if (!own || !own->list) {
      index.insert(index.end(), static_cast<std::size_t>(flows.rows()), -1);
      continue;
    }
    const auto codes = detail::recoded(own->index.view, detail::codes_of(*own->list), *list);
    index.insert(index.end(), codes.begin(), codes.end());
  }
  return {Buffer<std::int32_t>(std::move(index)), list};
}

template <class T>
Buffer<T> joined(const std::vector<Flows>& parts, Buffer<T> Flows::*part) {
  std::vector<T> values;
  for (const Flows& flows : parts) values.insert(values.end(), (flows.*part).view.begin(), (flows.*part).view.end());
  return Buffer<T>(std::move(values));
}

const Codes* find_group(const Flows& flows, const std::string& name) {
  for (const Codes& group : flows.groups)
    if (group.list->name == name) return &group;
  return nullptr;
}

/// The list of a group: the first part's where all agree, so that labels stay.
CodelistPtr united_group(const std::vector<Flows>& parts, const std::string& name) {
  CodelistPtr first;
  bool same = true;
  for (const Flows& flows : parts)
    if (const Codes* group = find_group(flows, name)) {
      if (!first) first = group->list;
      same &= *group->list == *first;
    }
  if (same) return first;
  return united(
      parts, [&](const Flows& flows) { return find_group(flows, name); },
      [&](const auto& codes) { return detail::plain_list(name, codes); });
}

void refuse_doubles(const Flows& flows) {
  const auto keys = detail::key_columns(flows);
  const auto order = detail::sorted_rows(keys, flows.rows());
  for (std::size_t i = 1; i < order.size(); ++i)
    if (detail::same_key(keys, order[i - 1], order[i]))
      throw InvalidArgument("the transition " + std::string(flows.origin.code(order[i])) + " to " +
                                std::string(flows.destination.code(order[i])) + " twice",
                            "concat", "parts that differ in period or in a breakdown, such as a column source");
}

}  // namespace

const Codes& Flows::group(std::string_view name) const {
  std::vector<std::string> known;
  for (const Codes& item : groups) {
    if (item.list->name == name) return item;
    known.push_back(item.list->name);
  }
  throw UnknownName("breakdown of flows", name, nearest_names(name, known));
}

Table to_table(const Flows& flows) {
  std::vector<Column> columns{{"origin", Role::dimension, flows.origin, {}},
                              {"destination", Role::dimension, flows.destination, {}}};
  if (flows.has_periods()) columns.push_back({"period", Role::dimension, flows.period, {}});
  for (const Codes& group : flows.groups) columns.push_back({group.list->name, Role::dimension, group, {}});
  std::vector<std::uint8_t> bounded;
  std::vector<double> upper;
  for (Index row = 0; row < flows.rows(); ++row) {
    bounded.push_back(std::isfinite(flows.upper[row]));
    upper.push_back(bounded.back() ? flows.upper[row] : 0);
  }
  columns.push_back({"count", Role::count, flows.count, Buffer<std::uint8_t>(detail::values_known(flows.status.view))});
  columns.push_back({"lower", Role::bound, flows.lower, {}});
  columns.push_back({"upper", Role::bound, Buffer<double>(std::move(upper)), Buffer<std::uint8_t>(std::move(bounded))});
  columns.push_back(detail::status_column(flows.status.view));
  return Table(std::move(columns));
}

Flows filter(const Flows& flows, std::span<const std::uint8_t> keep) {
  if (static_cast<Index>(keep.size()) != flows.rows())
    throw InvalidArgument(std::to_string(keep.size()) + " marks", "filter",
                          std::to_string(flows.rows()) + ", one for each row");
  std::vector<Index> rows;
  for (Index row = 0; row < flows.rows(); ++row)
    if (keep[static_cast<std::size_t>(row)]) rows.push_back(row);
  return detail::taken(flows, rows);
}

Flows concat(const std::vector<Flows>& parts) {
  if (parts.empty()) throw InvalidArgument("no flows", "concat", "at least one part");
  const auto origin = [](const Flows& f) { return &f.origin; };
  const auto destination = [](const Flows& f) { return &f.destination; };
  const auto period = [](const Flows& f) { return &f.period; };
  std::vector<std::string> names;
  for (const Flows& flows : parts)
    for (const std::string& code : detail::codes_of(*flows.origin.list)) names.push_back(code);
  std::set<std::string> seen;
  std::erase_if(names, [&](const std::string& name) { return !seen.insert(name).second; });
  const CodelistPtr stages = detail::stage_list(names);
  Flows result{joined(parts, origin, stages),
               joined(parts, destination, stages),
               joined(parts, period, united(parts, period, detail::period_list)),
               {},
               joined(parts, &Flows::count),
               joined(parts, &Flows::lower),
               joined(parts, &Flows::upper),
               joined(parts, &Flows::status)};
  std::set<std::string> groups;
  for (const Flows& flows : parts)
    for (const Codes& group : flows.groups)
      if (groups.insert(group.list->name).second)
        result.groups.push_back(joined(
            parts, [&](const Flows& f) { return find_group(f, group.list->name); },
            united_group(parts, group.list->name)));
  refuse_doubles(result);
  return result;
}

}  // namespace werdegang::inline v0
