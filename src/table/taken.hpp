// Some elements of a buffer, in a given order.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "werdegang/table/column.hpp"

namespace werdegang::inline v0::detail {

template <class T>
Buffer<T> taken(const Buffer<T>& buffer, std::span<const Index> rows) {
  std::vector<T> values;
  values.reserve(rows.size());
  for (const Index row : rows) values.push_back(buffer[row]);
  return Buffer<T>(std::move(values));
}

inline Codes taken(const Codes& codes, std::span<const Index> rows) { return {taken(codes.index, rows), codes.list}; }

}  // namespace werdegang::inline v0::detail
