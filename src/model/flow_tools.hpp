// What reading, adding up and joining flows share.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "../table/make_column.hpp"
#include "werdegang/model/flows.hpp"

namespace werdegang::inline v0::detail {

/// The shortest text of a number.
std::string count_text(double value);

/// Names in the order of their first appearance.
class Names {
 public:
  std::int32_t add(std::string_view name);
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::int32_t> position_;
};

/// One column of codes on its way, with the name of its list; -1 = not applicable.
struct NamedCodes {
  std::string name;
  Names names;
  std::vector<std::int32_t> index;
};

/// A column of codes, texts or whole numbers as positions; null and empty texts become -1. Throws InvalidArgument for
/// numbers with decimals.
NamedCodes read_codes(const Column& column);

/// The stages in the order of the chain; own names stand before the exits, whole numbers by their size.
CodelistPtr stage_list(const std::vector<std::string>& names);
/// Periods in the order of time, and the new place of each.
CodelistPtr period_list(const std::vector<std::string>& texts);

/// `index` with positions of `from` turned into positions of `to`, which holds all of its codes.
std::vector<std::int32_t> recoded(std::span<const std::int32_t> index, const std::vector<std::string>& from,
                                  const Codelist& to);
std::vector<std::string> codes_of(const Codelist& list);

/// The columns that name a row: period, groups, origin, destination.
std::vector<std::span<const std::int32_t>> key_columns(const Flows& flows);
/// Rows sorted by their keys; equal ones keep their order.
std::vector<Index> sorted_rows(const std::vector<std::span<const std::int32_t>>& keys, Index rows);
bool same_key(const std::vector<std::span<const std::int32_t>>& keys, Index a, Index b);

Flows taken(const Flows& flows, std::span<const Index> rows);

}  // namespace werdegang::inline v0::detail
