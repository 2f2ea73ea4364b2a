// Rows of totals in a table of flows: what they say, beside the sum of their parts.
#pragma once

#include <string>
#include <vector>

#include "flow_tools.hpp"

namespace werdegang::inline v0::detail {

/// "Insgesamt", "total", "Summe" and the like; case is ignored.
bool means_total(std::string_view text);

/// Every dimension of a row by its codes, with the position of its total (-1 for none).
struct TotalDimension {
  std::span<const std::int32_t> index;
  std::int32_t total = -1;
  const std::vector<std::string>* names = nullptr;
  bool stage = false;
};

/// 1 for each row that is a total in some dimension. A dimension that holds nothing else has no totals.
std::vector<std::uint8_t> total_rows(const std::vector<TotalDimension>& dimensions, Index rows);

/// Findings for totals that differ from the sum of their parts; totals over hidden parts are not compared.
void compare_totals(const std::vector<TotalDimension>& dimensions, const std::vector<std::uint8_t>& total,
                    std::span<const double> count, std::span<const Status> status, Findings& findings);

}  // namespace werdegang::inline v0::detail
