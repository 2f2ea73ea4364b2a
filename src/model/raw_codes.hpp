// Texts that repeat, each once, before it is known what they mean.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "werdegang/table/column.hpp"

namespace werdegang::inline v0::detail {

struct RawCodes {
  std::vector<std::string> texts;
  Buffer<std::int32_t> index;       ///< -1 where there is none
  std::vector<Index> count, first;  ///< of each text: how many rows have it, and the first of them
};

/// Of texts, codes, or whole numbers (as text). O(rows).
RawCodes raw_codes(const Column& column);

/// Codes of the meanings given, those of equal codes joined, sorted by `before` (by code when empty).
Codes coded(const RawCodes& raw, const std::vector<std::optional<Member>>& meaning, Codelist head,
            const std::function<bool(const Member&, const Member&)>& before = {});

/// The same codes with a list of those members only that occur.
Codes compact(const Codes& codes);

}  // namespace werdegang::inline v0::detail
