// The columns of two tables of one kind, made comparable cell by cell.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "werdegang/table/table.hpp"

namespace werdegang::inline v0::detail {

/// A column that either table may lack; codes compare by their place in the united list of both.
struct PairedColumn {
  std::string name;
  const Column *before = nullptr, *after = nullptr;
  std::vector<std::int32_t> rank_before, rank_after;

  std::strong_ordering compare(Index a, Index b) const;
  /// The cell as text, none when there is no value.
  std::optional<std::string> text_before(Index row) const;
  std::optional<std::string> text_after(Index row) const;
};

struct PairedColumns {
  std::vector<PairedColumn> columns;
  std::strong_ordering compare(Index a, Index b) const;
};

/// The named columns in that order; all columns of both when none is named. The tables must outlive the result.
PairedColumns paired(const Table& before, const Table& after, const std::vector<std::string>& names);

}  // namespace werdegang::inline v0::detail
