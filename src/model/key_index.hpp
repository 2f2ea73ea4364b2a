// From keys to the positions of rows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "werdegang/core/execution.hpp"
#include "werdegang/model/landscape.hpp"

namespace werdegang::inline v0::detail {

/// Over unique keys, texts or integers. O(n) memory: 8 to 16 bytes a key beside the keys themselves, which are shared.
class KeyIndex {
 public:
  KeyIndex() = default;
  explicit KeyIndex(Column keys);

  Index size() const { return keys_.size(); }
  bool texts() const { return std::holds_alternative<Text>(keys_.data); }
  /// Position, -1 when there is no such key.
  std::int32_t find(std::string_view key) const;
  std::int32_t find(Index key) const;

 private:
  Column keys_;
  std::vector<std::int32_t> slots_;  ///< open addressing; a power of two, -1 = empty
};

/// The position that each reference points to, -1 for an unknown or missing one. O(n).
Positions resolve(const Column& references, const KeyIndex& index, const Execution& execution);

}  // namespace werdegang::inline v0::detail
