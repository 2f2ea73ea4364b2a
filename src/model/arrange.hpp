// Rows in the order of a landscape, each once.
#pragma once

#include <compare>
#include <span>
#include <vector>

#include "read_frame.hpp"
#include "werdegang/core/execution.hpp"
#include "werdegang/model/landscape.hpp"

namespace werdegang::inline v0::detail {

using Rows = std::vector<std::int32_t>;

/// Nothing before something, then by value.
std::strong_ordering compare_cells(const Column& column, Index a, Index b);

/// The rows of a frame sorted by its key, each key once. Rows without a key and repeated ones are said.
Rows arrange_by_key(const ReadFrame& frame, Notes& notes);

/// The rows with both ends known sorted by them, then by kind, direction, role and begin; each of these once. Of an
/// undirected tie a-b and b-a are the same. Rows that point nowhere and repeated ones are said.
Rows arrange_by_ends(const ReadFrame& frame, const Positions& first, const Positions& second, Index first_count,
                     Notes& notes, const Execution& execution);

/// A column in a new order, its form made unique: no validity when all is valid, nothing stored where nothing is known,
/// only code list members that occur. Shared when the order is that of the column.
Column gathered(const Column& column, std::span<const std::int32_t> rows, const Execution& execution);
Positions gathered(const Positions& positions, std::span<const std::int32_t> rows);

/// How a message calls a row: its key, or "a – b".
std::string row_name(const ReadFrame& frame, Index row);

}  // namespace werdegang::inline v0::detail
