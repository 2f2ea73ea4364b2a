#include "canonical_flows.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <set>

#include "key_index.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// Names of the breakdowns, sorted.
std::vector<std::string> group_names(const Table& table) {
  const std::set<std::string> taken{"origin", "destination", "count", "period", "lower", "upper", "status"};
  std::vector<std::string> names;
  for (const Column& column : table.columns())
    if (!taken.contains(column.name)) names.push_back(column.name);
  std::sort(names.begin(), names.end());
  return names;
}

std::string joined_names(const Table& table) {
  std::string names;
  for (const Column& column : table.columns()) names += (names.empty() ? "" : ", ") + column.name;
  return names;
}

/// The table without a column that nobody has filled; a period of nobody is no period.
Table without_empty_period(const Table& table) {
  if (!table.has("period")) return table;
  const Column& period = table.column("period");
  for (Index row = 0; row < table.rows(); ++row)
    if (!cell_text(period, row).empty()) return table;
  std::vector<Column> columns;
  for (const Column& column : table.columns())
    if (column.name != "period") columns.push_back(column);
  return Table(std::move(columns));
}

/// Rows by the texts of the columns that name them.
std::vector<Index> sorted_by_names(const Table& table, const std::vector<std::string>& groups) {
  std::vector<std::string> names{"origin", "destination"};
  if (table.has("period")) names.emplace_back("period");
  names.insert(names.end(), groups.begin(), groups.end());
  std::vector<std::vector<std::string>> keys(static_cast<std::size_t>(table.rows()));
  for (const auto& name : names)
    for (Index row = 0; row < table.rows(); ++row)
      keys[static_cast<std::size_t>(row)].push_back(cell_text(table.column(name), row));
  std::vector<Index> rows(keys.size());
  std::iota(rows.begin(), rows.end(), Index{0});
  std::stable_sort(rows.begin(), rows.end(), [&](Index a, Index b) {
    return keys[static_cast<std::size_t>(a)] < keys[static_cast<std::size_t>(b)];
  });
  return rows;
}

}  // namespace

Built<Flows> canonical_flows(const Table& table) {
  for (const auto* name : {"origin", "destination", "count"})
    if (!table.has(name))
      throw InvalidArgument(
          "no column '" + std::string(name) + "'", "flows",
          "origin, destination, count (and if known period, lower, upper, status, and breakdowns), found " +
              joined_names(table));
  const auto groups = group_names(table);
  Built<Flows> read = flows_from(without_empty_period(table), {.groups = groups, .catalogue = false});
  const Table tidy = to_table(read.value);
  if (tidy.rows() == 0) return {{}, std::move(read.findings)};
  const auto rows = sorted_by_names(tidy, groups);
  read.value = flows_from(tidy.take(rows), {.groups = groups, .catalogue = false}).value;
  return read;
}

std::vector<std::int32_t> flow_ends(const Flows& flows, const Table& actors) {
  std::vector<std::int32_t> ends;
  if (!flows.origin.list) return ends;
  const bool known = !actors.columns().empty();
  const KeyIndex index = known ? KeyIndex(actors.columns()[0]) : KeyIndex();
  for (const Member& member : flows.origin.list->members) {
    const std::string& code = member.code;
    Index number = 0;
    const auto [end, error] = std::from_chars(code.data(), code.data() + code.size(), number);
    const bool whole = error == std::errc{} && end == code.data() + code.size();
    ends.push_back(!known ? -1 : index.texts() ? index.find(std::string_view(code)) : whole ? index.find(number) : -1);
  }
  return ends;
}

}  // namespace werdegang::inline v0::detail
