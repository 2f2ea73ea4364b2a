// Columns that grow row by row and may have gaps.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "werdegang/table/table.hpp"

namespace werdegang::inline v0::detail {

template <class Number>
class GrowingColumn {
 public:
  void add(std::optional<Number> number) {
    values_.push_back(number.value_or(Number{}));
    known_.push_back(number.has_value());
  }
  Column column(std::string name, Role role = Role::measure) && {
    return {std::move(name), role, Buffer<Number>(std::move(values_)), Buffer<std::uint8_t>(std::move(known_))};
  }

 private:
  std::vector<Number> values_;
  std::vector<std::uint8_t> known_;
};
using NumberColumn = GrowingColumn<double>;
using WholeColumn = GrowingColumn<Index>;

/// Codes in the order of first appearance; the empty text is null.
class WordColumn {
 public:
  void add(const std::string& word) { add(word, word, word); }
  void add(const std::string& word, const std::string& label_de, const std::string& label_en) {
    if (word.empty()) return index_.push_back(-1);
    const auto [at, added] = seen_.try_emplace(word, static_cast<std::int32_t>(seen_.size()));
    if (added) members_.push_back({word, label_de, label_en, -1, Member::part, {}, {}});
    index_.push_back(at->second);
  }
  Column column(std::string name, Role role = Role::dimension) &&;

 private:
  std::vector<std::int32_t> index_;
  std::vector<Member> members_;
  std::map<std::string, std::int32_t> seen_;
};

/// Percents differ by percentage points, everything else by its own unit.
std::string difference_unit_of(const std::string& unit);

}  // namespace werdegang::inline v0::detail
