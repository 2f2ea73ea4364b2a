// One column of a result: typed, immutable, shared.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "werdegang/core/codelist.hpp"
#include "werdegang/core/id.hpp"
#include "werdegang/core/period.hpp"

namespace werdegang::inline v0 {

/// A view with the owner that keeps it alive: own memory, or somebody else's.
template <class T>
struct Buffer {
  std::shared_ptr<const void> owner;
  std::span<const T> view;

  Buffer() = default;
  Buffer(std::shared_ptr<const void> keep, std::span<const T> data) : owner(std::move(keep)), view(data) {}
  explicit Buffer(std::vector<T> values) {
    auto data = std::make_shared<const std::vector<T>>(std::move(values));
    view = {data->data(), data->size()};
    owner = std::move(data);
  }
  Index size() const { return static_cast<Index>(view.size()); }
  const T& operator[](Index i) const { return view[static_cast<std::size_t>(i)]; }
  bool operator==(const Buffer& other) const {
    return std::equal(view.begin(), view.end(), other.view.begin(), other.view.end());
  }
};

/// Positions in a code list; -1 = not applicable.
struct Codes {
  Buffer<std::int32_t> index;
  CodelistPtr list;

  /// Days as codes of a list of their own: the distinct days in order of time, such as "2016-03-01". Rows whose mark
  /// is 0 have no day; no marks = all have. O(rows + days log days).
  static Codes of_days(std::string name, std::span<const Day> days, std::span<const std::uint8_t> marks = {});

  /// The code in row i, empty when not applicable.
  std::string_view code(Index i) const {
    const auto at = index[i];
    return at < 0 ? std::string_view{} : std::string_view(list->members[static_cast<std::size_t>(at)].code);
  }
  bool operator==(const Codes& other) const {
    return index == other.index && (list == other.list || (list && other.list && *list == *other.list));
  }
};

/// Texts one after the other; row i is bytes[offsets[i], offsets[i + 1]).
struct Text {
  Buffer<std::int64_t> offsets;
  Buffer<char> bytes;

  static Text from(const std::vector<std::string>& values);
  Index size() const { return offsets.view.empty() ? 0 : offsets.size() - 1; }
  std::string_view operator[](Index i) const {
    return {bytes.view.data() + offsets[i], static_cast<std::size_t>(offsets[i + 1] - offsets[i])};
  }
  bool operator==(const Text&) const = default;
};

/// What a column is to disclosure control and to reports.
enum class Role : std::uint8_t { dimension, count, measure, bound, quality, text };
std::string_view to_string(Role role);

struct Column {
  std::string name;
  Role role = Role::measure;
  std::variant<Buffer<Index>, Buffer<double>, Buffer<std::uint8_t>, Text, Codes> data;
  Buffer<std::uint8_t> validity;  ///< 1 = there is a value; empty = all of them

  Index size() const;
  bool valid(Index row) const { return validity.view.empty() || validity[row] != 0; }
  bool operator==(const Column&) const = default;
};

}  // namespace werdegang::inline v0
