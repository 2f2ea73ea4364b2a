#include "figures.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "../table/make_column.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {
namespace {

constexpr std::array<std::string_view, 11> known_columns = {
    "indicator", "region", "period", "interval", "status", "flags", "unit", "method", "source", "name", "value"};

/// Joins two numberings into one, in the order of first appearance.
void join(std::vector<Index>& numbers, const Keys& keys) {
  std::unordered_map<Index, Index> seen;
  const auto size = static_cast<Index>(keys.texts.size());
  for (std::size_t row = 0; row < numbers.size(); ++row)
    numbers[row] =
        seen.try_emplace(numbers[row] * size + keys.of_row[row], static_cast<Index>(seen.size())).first->second;
}

bool is_breakdown(const Column& column) {
  const bool words = std::holds_alternative<Codes>(column.data) || std::holds_alternative<Text>(column.data);
  return words && std::find(known_columns.begin(), known_columns.end(), column.name) == known_columns.end();
}

void expect_single_rows(const SeriesFigures& figures, std::string_view place) {
  std::unordered_set<Index> seen;
  const auto regions = static_cast<Index>(figures.region.texts.size());
  const auto periods = static_cast<Index>(figures.period.texts.size());
  for (Index row = 0; row < figures.rows(); ++row) {
    const auto at = static_cast<std::size_t>(row);
    const Index key = (figures.series[at] * periods + figures.period.of_row[at]) * regions + figures.region.of_row[at];
    if (seen.insert(key).second) continue;
    const std::string& period = figures.period.text(row);
    throw InvalidArgument("region " + figures.region.text(row) + " twice" + (period.empty() ? "" : " in " + period),
                          place, "one row for each indicator, region, period and breakdown");
  }
}

}  // namespace

Keys keys_of(const Table& table, std::string_view name) {
  Keys keys;
  const auto rows = static_cast<std::size_t>(table.rows());
  if (!table.has(name)) return {std::vector<Index>(rows, 0), {""}};
  const Column& column = table.column(name);
  std::unordered_map<std::string, Index> seen;
  const auto number = [&](const std::string& text) {
    const auto [at, added] = seen.try_emplace(text, static_cast<Index>(keys.texts.size()));
    if (added) keys.texts.push_back(text);
    return at->second;
  };
  const auto* codes = std::get_if<Codes>(&column.data);
  std::vector<Index> of_code(codes ? codes->list->members.size() + 1 : 0, -1);
  for (Index row = 0; row < table.rows(); ++row) {
    if (!codes) {
      keys.of_row.push_back(number(cell_text(column, row)));
      continue;
    }
    Index& known = of_code[column.valid(row) ? static_cast<std::size_t>(codes->index[row] + 1) : 0];
    if (known < 0) known = number(cell_text(column, row));
    keys.of_row.push_back(known);
  }
  return keys;
}

Keys regions_of(const Table& table, std::string_view place) {
  const Column& column = table.column("region");
  if (!std::holds_alternative<Codes>(column.data) && !std::holds_alternative<Text>(column.data))
    throw InvalidArgument("numbers in column 'region'", place,
                          "codes as text, with their leading zero, such as '15084' or '03353'");
  return keys_of(table, "region");
}

std::string SeriesFigures::series_name(const Table& table, Index number) const {
  const Index row = first_row[static_cast<std::size_t>(number)];
  std::string name = indicator.text(row);
  for (const auto& axis : breakdowns)
    if (const std::string code = cell_text(table.column(axis), row); !code.empty())
      name += (name.empty() ? "" : " ") + axis + "=" + code;
  return name;
}

std::string SeriesFigures::series_label(const Table& table, Index number, std::string Member::*label) const {
  const Index row = first_row[static_cast<std::size_t>(number)];
  const auto text_in = [&](const std::string& name) {
    const Column& column = table.column(name);
    const auto* codes = std::get_if<Codes>(&column.data);
    if (!codes || !column.valid(row) || codes->index[row] < 0) return cell_text(column, row);
    const Member& member = codes->list->members[static_cast<std::size_t>(codes->index[row])];
    return (member.*label).empty() ? member.code : member.*label;
  };
  std::string text = table.has("indicator") ? text_in("indicator") : "", inside;
  for (const auto& axis : breakdowns)
    if (const std::string part = text_in(axis); !part.empty()) inside += (inside.empty() ? "" : ", ") + part;
  if (text.empty()) return inside;
  return inside.empty() ? text : text + ": " + inside;
}

SeriesFigures figures_of(const Table& table, std::string_view place) {
  SeriesFigures figures;
  table.column("value");
  figures.region = regions_of(table, place);
  figures.period = keys_of(table, "period");
  figures.indicator = keys_of(table, "indicator");
  figures.unit = keys_of(table, "unit");
  figures.series.assign(static_cast<std::size_t>(table.rows()), 0);
  join(figures.series, figures.indicator);
  for (const Column& column : table.columns())
    if (is_breakdown(column)) {
      figures.breakdowns.push_back(column.name);
      join(figures.series, keys_of(table, column.name));
    }
  for (Index row = 0; row < table.rows(); ++row) {
    double value = 0;
    figures.known.push_back(cell_number(table.column("value"), row, value));
    figures.value.push_back(figures.known.back() ? value : 0);
    if (figures.series[static_cast<std::size_t>(row)] == static_cast<Index>(figures.first_row.size()))
      figures.first_row.push_back(row);
  }
  expect_single_rows(figures, place);
  return figures;
}

bool number_in(const Table& table, std::string_view name, Index row, double& value) {
  return table.has(name) && cell_number(table.column(name), row, value);
}

}  // namespace werdegang::inline v0::detail
