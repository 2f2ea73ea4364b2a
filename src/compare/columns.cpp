#include "columns.hpp"

namespace werdegang::inline v0::detail {

Column WordColumn::column(std::string name, Role role) && {
  auto list = std::make_shared<Codelist>();
  list->name = name;
  list->members = std::move(members_);
  return {std::move(name), role, Codes{Buffer<std::int32_t>(std::move(index_)), std::move(list)}, {}};
}

std::string difference_unit_of(const std::string& unit) {
  return unit == "percent" || unit == "%" ? "percentage_points" : unit;
}

}  // namespace werdegang::inline v0::detail
