// Memory that grows at its end without being held twice.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

#include "werdegang/core/id.hpp"

namespace werdegang::inline v0::detail {

/// Like a vector of plain values. realloc moves the pages of a large block instead of copying them, and what was
/// allocated ahead is not touched.
template <class T>
class Growing {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Growing() = default;
  Growing(const Growing&) = delete;
  Growing& operator=(const Growing&) = delete;
  ~Growing() { std::free(data_); }

  std::size_t size() const { return size_; }
  std::span<const T> view() const { return {data_, size_}; }
  std::span<T> values() { return {data_, size_}; }

  /// `count` more values, not yet set.
  std::span<T> more(Index count) {
    const auto wanted = static_cast<std::size_t>(count);
    if (wanted > capacity_ - size_) reserve(wanted);
    size_ += wanted;
    return {data_ + (size_ - wanted), wanted};
  }
  void append(const T* values, std::size_t count) {
    if (count > 0) std::memcpy(more(static_cast<Index>(count)).data(), values, count * sizeof(T));
  }
  void append(Index count, T value) { std::ranges::fill(more(count), value); }

  /// The values with their owner; nothing stays here.
  std::pair<std::shared_ptr<const void>, std::span<const T>> take() {
    if (size_ == 0) return {};
    // Giving back the rest of a block cannot fail in a way that matters.
    if (void* fitting = std::realloc(data_, size_ * sizeof(T))) data_ = static_cast<T*>(fitting);
    const std::span<const T> values(data_, std::exchange(size_, 0));
    capacity_ = 0;
    return {std::shared_ptr<const void>(std::exchange(data_, nullptr), &std::free), values};
  }

 private:
  void reserve(std::size_t more) {
    constexpr std::size_t most = static_cast<std::size_t>(-1) / 2 / sizeof(T);
    if (more > most - size_) throw std::bad_alloc();
    const std::size_t capacity = std::max(size_ + more, std::min(most, capacity_ + capacity_ / 2));
    void* grown = std::realloc(data_, capacity * sizeof(T));
    if (!grown) throw std::bad_alloc();
    data_ = static_cast<T*>(grown);
    capacity_ = capacity;
  }

  T* data_ = nullptr;
  std::size_t size_ = 0, capacity_ = 0;
};

}  // namespace werdegang::inline v0::detail
