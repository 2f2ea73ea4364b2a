#include "arrow_reader.hpp"

#include <algorithm>
#include <limits>

#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// Positions times the widest value stay inside an address.
constexpr Index most_rows = std::numeric_limits<Index>::max() / 32;

Index count_set(Bits bits, Index count) {
  Index set = 0;
  for (Index i = 0; i < count; ++i) set += bits[i];
  return set;
}

}  // namespace

Rows rows_of(const ArrowArray& array, Index first, Index count, const std::string& place) {
  if (array.length < 0 || array.offset < 0 || array.length > most_rows || array.offset > most_rows)
    throw InvalidArgument(
        "an Arrow array of length " + std::to_string(array.length) + " and offset " + std::to_string(array.offset),
        place, "sizes of memory");
  if (first + count > array.length)
    throw InvalidArgument("an Arrow array of " + std::to_string(array.length) + " rows", place,
                          std::to_string(first + count) + " rows");
  return {array.offset + first, count};
}

const void* buffer_of(const ArrowArray& array, Index number, bool needed, const std::string& place) {
  if (number >= array.n_buffers || !array.buffers)
    throw InvalidArgument("an Arrow array of " + std::to_string(std::max<Index>(0, array.n_buffers)) + " buffers",
                          place, "at least " + std::to_string(number + 1));
  const void* buffer = array.buffers[number];
  if (needed && !buffer)
    throw InvalidArgument("an Arrow array without its buffer " + std::to_string(number), place, "memory for every row");
  return buffer;
}

Bits validity_of(const ArrowArray& array, Rows rows, const std::string& place) {
  const auto* bytes = static_cast<const std::uint8_t*>(buffer_of(array, 0, false, place));
  if (!bytes && array.null_count > 0)
    throw InvalidArgument(std::to_string(array.null_count) + " nulls without bits of validity", place,
                          "bits that say which rows are null");
  return {bytes, rows.first};
}

Marks ColumnReader::mark(const ArrowArray& array, Rows rows, Marks outer) {
  const Bits bits = has_validity() ? validity_of(array, rows, place_.text()) : Bits{};
  const bool whole = outer.empty() && count_set(bits, bits.bytes ? rows.count : 0) == (bits.bytes ? rows.count : 0);
  if (whole) {
    if (marks_.size() > 0) marks_.append(rows.count, 1);
    return {};
  }
  if (marks_.size() == 0) marks_.append(rows_, 1);
  const auto marks = marks_.more(rows.count);
  for (Index i = 0; i < rows.count; ++i) marks[static_cast<std::size_t>(i)] = bits[i] && valid(outer, i);
  return marks;
}

void ColumnReader::append(Held<ArrowArray> array, Index first, Index count, Marks outer) {
  const Rows rows = rows_of(*array, first, count, place_.text());
  if (count == 0) return;
  rows_at_hand_ = count;
  read(array, rows, mark(*array, rows, outer));
  rows_ += count;
}

void ColumnReader::set_null(Index row) {
  if (marks_.size() == 0) marks_.append(rows_ + rows_at_hand_, 1);
  marks_.values()[static_cast<std::size_t>(rows_ + row)] = 0;
}

Column ColumnReader::finish() {
  Column column{place_.column, role_, data(), {}};
  const auto [owner, marks] = marks_.take();
  column.validity = {owner, marks};
  return column;
}

std::unique_ptr<ColumnReader> make_reader(const ArrowSchema& schema, ColumnPlace place) {
  const std::string_view format = schema.format ? schema.format : "";
  const ArrowType type = arrow_type(format);
  const auto refuse = [&](const std::string& found) {
    throw InvalidArgument(found, place.text(), "numbers, bool, text, categories of text, or dates");
  };
  if (schema.dictionary) {
    const std::string_view values = schema.dictionary->format ? schema.dictionary->format : "";
    const ArrowType value_type = arrow_type(values);
    if (type.kind != ArrowType::whole || schema.dictionary->dictionary ||
        (value_type.kind != ArrowType::text && value_type.kind != ArrowType::text_view))
      refuse("a dictionary of " + arrow_words(values));
    return make_dictionary_reader(type, value_type, std::move(place));
  }
  switch (type.kind) {
    case ArrowType::boolean:
    case ArrowType::whole:
    case ArrowType::floating:
    case ArrowType::decimal:
      return make_number_reader(type, std::move(place));
    case ArrowType::null:
    case ArrowType::text:
    case ArrowType::text_view:
      return make_text_reader(type, std::move(place));
    case ArrowType::date:
    case ArrowType::instant:
      return make_day_reader(type, std::move(place));
    case ArrowType::other:
      refuse(arrow_words(format));
  }
  return nullptr;
}

}  // namespace werdegang::inline v0::detail
