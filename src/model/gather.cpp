#include <algorithm>
#include <cstring>

#include "../core/parallel.hpp"
#include "arrange.hpp"
#include "raw_codes.hpp"

namespace werdegang::inline v0::detail {
namespace {

constexpr Index block = 1 << 16;

bool in_place(std::span<const std::int32_t> rows, Index size) {
  if (static_cast<Index>(rows.size()) != size) return false;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i] != static_cast<std::int32_t>(i)) return false;
  return true;
}

template <class Work>
void for_blocks(Index size, const Execution& execution, Work&& work) {
  const Execution quiet{execution.threads, execution.stop, {}};
  parallel_for((size + block - 1) / block, quiet, [&](Index part) {
    for (Index i = part * block; i < std::min(size, (part + 1) * block); ++i) work(i);
  });
}

/// Which of the rows have a value; empty when all of them have.
Buffer<std::uint8_t> gathered_validity(const Column& column, std::span<const std::int32_t> rows) {
  if (column.validity.view.empty()) return {};
  std::vector<std::uint8_t> valid(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) valid[i] = column.valid(rows[i]) ? 1 : 0;
  if (std::find(valid.begin(), valid.end(), 0) == valid.end()) return {};
  return Buffer<std::uint8_t>(std::move(valid));
}

template <class T>
Buffer<T> taken(const Buffer<T>& values, const Column& column, std::span<const std::int32_t> rows,
                const Execution& execution) {
  std::vector<T> result(rows.size());
  for_blocks(static_cast<Index>(rows.size()), execution, [&](Index i) {
    const auto row = rows[static_cast<std::size_t>(i)];
    if (column.valid(row)) result[static_cast<std::size_t>(i)] = values[row];
  });
  return Buffer<T>(std::move(result));
}

Text taken(const Text& text, const Column& column, std::span<const std::int32_t> rows, const Execution& execution) {
  std::vector<std::int64_t> offsets(rows.size() + 1, 0);
  for (std::size_t i = 0; i < rows.size(); ++i)
    offsets[i + 1] =
        offsets[i] + (column.valid(rows[i]) ? static_cast<std::int64_t>(text[rows[i]].size()) : std::int64_t{0});
  std::vector<char> bytes(static_cast<std::size_t>(offsets.back()));
  for_blocks(static_cast<Index>(rows.size()), execution, [&](Index i) {
    const auto at = static_cast<std::size_t>(i);
    if (offsets[at + 1] > offsets[at])
      std::memcpy(bytes.data() + offsets[at], text[rows[at]].data(),
                  static_cast<std::size_t>(offsets[at + 1] - offsets[at]));
  });
  return {Buffer<std::int64_t>(std::move(offsets)), Buffer<char>(std::move(bytes))};
}

Column gathered_codes(const Column& column, const Codes& codes, std::span<const std::int32_t> rows,
                      const Execution& execution) {
  Column result{column.name, column.role, {}, {}};
  if (column.validity.view.empty() && in_place(rows, codes.index.size())) {
    result.data = compact(codes);
    return result;
  }
  std::vector<std::int32_t> index(rows.size(), -1);
  for_blocks(static_cast<Index>(rows.size()), execution, [&](Index i) {
    const auto row = rows[static_cast<std::size_t>(i)];
    if (column.valid(row)) index[static_cast<std::size_t>(i)] = codes.index[row];
  });
  result.data = compact({Buffer<std::int32_t>(std::move(index)), codes.list});
  return result;
}

}  // namespace

Column gathered(const Column& column, std::span<const std::int32_t> rows, const Execution& execution) {
  if (const auto* codes = std::get_if<Codes>(&column.data)) return gathered_codes(column, *codes, rows, execution);
  Column result{column.name, column.role, {}, gathered_validity(column, rows)};
  // Validity that says nothing is dropped, so that equal columns have one form.
  if (result.validity.view.empty() && in_place(rows, column.size())) {
    result.data = column.data;
    return result;
  }
  if (const auto* text = std::get_if<Text>(&column.data))
    result.data = taken(*text, column, rows, execution);
  else if (const auto* numbers = std::get_if<Buffer<double>>(&column.data))
    result.data = taken(*numbers, column, rows, execution);
  else if (const auto* integers = std::get_if<Buffer<Index>>(&column.data))
    result.data = taken(*integers, column, rows, execution);
  else
    result.data = taken(std::get<Buffer<std::uint8_t>>(column.data), column, rows, execution);
  return result;
}

Positions gathered(const Positions& positions, std::span<const std::int32_t> rows) {
  if (in_place(rows, positions.size())) return positions;
  std::vector<std::int32_t> result(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) result[i] = positions[rows[i]];
  return Positions(std::move(result));
}

}  // namespace werdegang::inline v0::detail
