// Texts that stay where they are while a file is read.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace werdegang::inline v0::detail {

class Interned {
 public:
  /// The same text, in memory that lives as long as this.
  std::string_view keep(std::string_view text) { return *texts_.emplace(text).first; }

 private:
  std::unordered_set<std::string> texts_;
};

}  // namespace werdegang::inline v0::detail
