// A result: columns of one length.
#pragma once

#include <string_view>
#include <vector>

#include "werdegang/table/column.hpp"

namespace werdegang::inline v0 {

/// Immutable; copies share the columns' memory.
class Table {
 public:
  Table() = default;
  /// Throws InvalidArgument when the columns differ in length or share a name.
  explicit Table(std::vector<Column> columns);

  Index rows() const { return rows_; }
  const std::vector<Column>& columns() const { return columns_; }
  bool has(std::string_view name) const;
  /// Throws UnknownName.
  const Column& column(std::string_view name) const;

  /// The rows with keep[i] != 0, in order. O(rows * columns).
  Table filter(std::span<const std::uint8_t> keep) const;
  /// The rows in the given order; a row may appear more than once.
  Table take(std::span<const Index> rows) const;
  bool operator==(const Table&) const = default;

 private:
  std::vector<Column> columns_;
  Index rows_ = 0;
};

/// The text of one cell as a person reads it: code, number (shortest form), text; empty when null.
std::string cell_text(const Column& column, Index row);

}  // namespace werdegang::inline v0
