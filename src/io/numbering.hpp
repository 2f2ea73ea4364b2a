// Numbers for distinct pieces of a file.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace werdegang::inline v0::detail {

/// Numbers distinct strings in the order of their appearance; remembers the last one. The strings must outlive it.
class Numbering {
 public:
  std::int32_t number(std::string_view key, bool& added) {
    added = false;
    if (last_ >= 0 && key == last_key_) return last_;
    const auto [at, fresh] = numbers_.try_emplace(key, static_cast<std::int32_t>(numbers_.size()));
    added = fresh;
    last_ = at->second;
    last_key_ = key;
    return last_;
  }
  std::int32_t size() const { return static_cast<std::int32_t>(numbers_.size()); }

 private:
  std::unordered_map<std::string_view, std::int32_t> numbers_;
  std::string_view last_key_;
  std::int32_t last_ = -1;
};

}  // namespace werdegang::inline v0::detail
