// A result table as numbers to compare: which rows belong together.
#pragma once

#include <string>
#include <vector>

#include "werdegang/table/table.hpp"

namespace werdegang::inline v0::detail {

/// A column as one whole number for each distinct text, in the order of first appearance; null is the empty text.
struct Keys {
  std::vector<Index> of_row;
  std::vector<std::string> texts;
  const std::string& text(Index row) const {
    return texts[static_cast<std::size_t>(of_row[static_cast<std::size_t>(row)])];
  }
};

/// A table without the column has the empty text in every row.
Keys keys_of(const Table& table, std::string_view name);

/// The column region. Throws UnknownName without it, InvalidArgument for numbers, which have lost leading zeros.
Keys regions_of(const Table& table, std::string_view place);

/// The figures of a result of `compute`, or of any table with the columns region and value.
struct SeriesFigures {
  Keys region, period, indicator, unit;
  std::vector<std::string> breakdowns;  ///< columns of codes or texts that nothing else needs
  std::vector<Index> series;            ///< of each row: indicator and breakdowns
  std::vector<Index> first_row;         ///< of each series
  std::vector<double> value;
  std::vector<std::uint8_t> known;

  /// "D.leaver_share certificate=ahr"
  std::string series_name(const Table& table, Index series) const;
  /// "Schulabgänge nach Abschluss: mit Hochschulreife", by the code lists; the name where they have no labels.
  std::string series_label(const Table& table, Index series, std::string Member::*label) const;
  Index rows() const { return static_cast<Index>(value.size()); }
};

/// Throws UnknownName without a column region or value, InvalidArgument for a region twice in one series and period.
/// O(rows * dimensions).
SeriesFigures figures_of(const Table& table, std::string_view place);

/// A number in a column that may be absent; false when there is none.
bool number_in(const Table& table, std::string_view name, Index row, double& value);

}  // namespace werdegang::inline v0::detail
