#pragma once

#include <optional>
#include <string>
#include <vector>

#include "werdegang/observations/observations.hpp"

// One figure as a test writes it down.
struct Row {
  std::string variable, region, period;
  werdegang::Breakdown breakdown;
  double value = 0;
  werdegang::Status status = werdegang::Status::reported;
  werdegang::Flag flags = werdegang::Flag::none;
};

inline werdegang::Built<werdegang::Observations> freeze(const std::vector<Row>& rows,
                                                        const std::optional<werdegang::Source>& source = {}) {
  werdegang::ObservationsBuilder builder;
  const werdegang::Index at = source ? builder.add_source(*source) : -1;
  for (const Row& row : rows)
    builder.add(row.variable, row.region, werdegang::parse_period(row.period), row.breakdown, row.value, row.status,
                row.flags, at);
  return builder.freeze();
}

inline werdegang::Observations observed(const std::vector<Row>& rows,
                                        const std::optional<werdegang::Source>& source = {}) {
  return freeze(rows, source).value;
}

// Cells of a table as text, row by row, joined by ";".
inline std::vector<std::string> cells(const werdegang::Table& table, const std::vector<std::string>& columns) {
  std::vector<std::string> result;
  for (werdegang::Index row = 0; row < table.rows(); ++row) {
    std::string line;
    for (const auto& column : columns)
      line += (line.empty() && column == columns.front() ? "" : ";") + werdegang::cell_text(table.column(column), row);
    result.push_back(line);
  }
  return result;
}
