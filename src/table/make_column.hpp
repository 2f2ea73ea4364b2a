// Columns from plain vectors, as results of the model and above it need them.
#pragma once

#include <string>
#include <vector>

#include "werdegang/core/status.hpp"
#include "werdegang/table/table.hpp"

namespace werdegang::inline v0::detail {

/// A list in which every code is its own label.
CodelistPtr plain_list(std::string name, const std::vector<std::string>& codes);
Column code_column(std::string name, std::vector<std::int32_t> index, CodelistPtr list);
/// One and the same code in every row.
Column constant_column(std::string name, const std::string& code, Index rows, Role role = Role::quality);
Column number_column(std::string name, Role role, std::vector<double> values, std::vector<std::uint8_t> validity = {});
/// The statuses as codes, all of them in the list.
Column status_column(std::span<const Status> status);
/// 1 where there is a value.
std::vector<std::uint8_t> values_known(std::span<const Status> status);
/// The number in a cell of any column of numbers; false when there is none. Throws InvalidArgument for other columns.
bool cell_number(const Column& column, Index row, double& value);

}  // namespace werdegang::inline v0::detail
