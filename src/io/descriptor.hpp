// Finding the descriptor of a table by its name and its header.
#pragma once

#include "pivot.hpp"
#include "werdegang/io/official.hpp"

namespace werdegang::inline v0::detail {

/// nullptr when the catalogue does not know the table; throws FormatError when it does and the header is another.
const TableDescriptor* find_descriptor(const PivotLayout& layout, const std::string& file);

}  // namespace werdegang::inline v0::detail
