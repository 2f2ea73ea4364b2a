// Arrow structs that are released exactly once.
#pragma once

#include <utility>

#include "werdegang/table/arrow.hpp"

namespace werdegang::inline v0::detail {

/// An ArrowSchema, ArrowArray or ArrowArrayStream of ours; moved out of the source, which counts as released.
template <class Struct>
class Held {
 public:
  Held() = default;
  explicit Held(Struct& source) : value_(source) { source.release = nullptr; }
  Held(Held&& other) noexcept : Held(other.value_) {}
  Held& operator=(Held&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  ~Held() {
    if (value_.release) value_.release(&value_);
  }
  explicit operator bool() const { return value_.release != nullptr; }
  Struct& operator*() { return value_; }
  const Struct& operator*() const { return value_; }
  Struct* operator->() { return &value_; }
  const Struct* operator->() const { return &value_; }

 private:
  Struct value_{};
};

}  // namespace werdegang::inline v0::detail
