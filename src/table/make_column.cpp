#include "make_column.hpp"

#include <cmath>

#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {

CodelistPtr plain_list(std::string name, const std::vector<std::string>& codes) {
  auto list = std::make_shared<Codelist>();
  list->name = std::move(name);
  for (const auto& code : codes) list->members.push_back({code, code, code, -1, Member::part, {}, {}});
  return list;
}

Column code_column(std::string name, std::vector<std::int32_t> index, CodelistPtr list) {
  return {std::move(name), Role::dimension, Codes{Buffer<std::int32_t>(std::move(index)), std::move(list)}, {}};
}

Column constant_column(std::string name, const std::string& code, Index rows, Role role) {
  Codes codes{Buffer<std::int32_t>(std::vector<std::int32_t>(static_cast<std::size_t>(rows), 0)),
              plain_list(name, {code})};
  return {std::move(name), role, std::move(codes), {}};
}

Column number_column(std::string name, Role role, std::vector<double> values, std::vector<std::uint8_t> validity) {
  return {std::move(name), role, Buffer<double>(std::move(values)), Buffer<std::uint8_t>(std::move(validity))};
}

Column status_column(std::span<const Status> status) {
  static const CodelistPtr list = [] {
    std::vector<std::string> names;
    for (int i = 0; i < status_count; ++i) names.emplace_back(to_string(static_cast<Status>(i)));
    return plain_list("status", names);
  }();
  std::vector<std::int32_t> index;
  for (const Status item : status) index.push_back(static_cast<std::int32_t>(item));
  return {"status", Role::quality, Codes{Buffer<std::int32_t>(std::move(index)), list}, {}};
}

std::vector<std::uint8_t> values_known(std::span<const Status> status) {
  std::vector<std::uint8_t> known;
  for (const Status item : status) known.push_back(has_value(item));
  return known;
}

bool cell_number(const Column& column, Index row, double& value) {
  const auto* whole = std::get_if<Buffer<Index>>(&column.data);
  const auto* numbers = std::get_if<Buffer<double>>(&column.data);
  if (!whole && !numbers) throw InvalidArgument("no numbers", "column '" + column.name + "'", "numbers");
  if (!column.valid(row)) return false;
  value = whole ? static_cast<double>((*whole)[row]) : (*numbers)[row];
  return std::isfinite(value);
}

}  // namespace werdegang::inline v0::detail
