// Reading the columns of Arrow arrays: every access is checked as far as the protocol says what there is.
#pragma once

#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "../core/growing.hpp"
#include "arrow_format.hpp"
#include "arrow_held.hpp"
#include "werdegang/table/column.hpp"

namespace werdegang::inline v0::detail {

/// How messages call a column.
struct ColumnPlace {
  std::string column, table;
  std::string text() const { return "column '" + column + "' of " + table; }
  std::string row(Index row) const { return text() + ", row " + std::to_string(row); }
};

/// Positions in the buffers of an array, its own offset included.
struct Rows {
  Index first = 0, count = 0;
};

/// One mark a row, 0 = null; no marks = no nulls.
using Marks = std::span<const std::uint8_t>;
inline bool valid(Marks marks, Index row) { return marks.empty() || marks[static_cast<std::size_t>(row)] != 0; }

/// One bit a row; no bits = all are set.
struct Bits {
  const std::uint8_t* bytes = nullptr;
  Index first = 0;
  bool operator[](Index row) const {
    const Index at = first + row;
    return !bytes || ((bytes[at / 8] >> (at % 8)) & 1) != 0;
  }
};

/// A value of a buffer that need not be aligned.
template <class T>
T load(const void* buffer, Index at) {
  T value;
  std::memcpy(&value, static_cast<const char*>(buffer) + at * static_cast<Index>(sizeof(T)), sizeof(T));
  return value;
}

/// The rows [first, first + count) of an array. Throws InvalidArgument when the array does not have them.
Rows rows_of(const ArrowArray& array, Index first, Index count, const std::string& place);
/// Throws InvalidArgument when the array has fewer buffers, or when it is null although `needed`.
const void* buffer_of(const ArrowArray& array, Index number, bool needed, const std::string& place);
/// The bits of validity, checked against the number of nulls.
Bits validity_of(const ArrowArray& array, Rows rows, const std::string& place);

/// Takes the arrays of one column, one after the other.
class ColumnReader {
 public:
  ColumnReader(ColumnPlace place, Role role) : place_(std::move(place)), role_(role) {}
  ColumnReader(const ColumnReader&) = delete;
  ColumnReader& operator=(const ColumnReader&) = delete;
  virtual ~ColumnReader() = default;

  /// Appends `count` rows from row `first` of the array; `outer` are marks of the table's rows.
  void append(Held<ArrowArray> array, Index first, Index count, Marks outer);
  Column finish();

 protected:
  using Data = decltype(Column::data);
  /// The array may be kept. Rows without a mark get an empty value.
  virtual void read(Held<ArrowArray>& array, Rows rows, Marks marks) = 0;
  virtual Data data() = 0;
  /// False for arrays without a buffer of validity.
  virtual bool has_validity() const { return true; }

  const ColumnPlace& place() const { return place_; }
  /// A row of the array at hand by its number in the whole column, for messages.
  std::string row(Index row) const { return place_.row(rows_ + row); }
  /// The marks of the whole column.
  Marks marks() const { return marks_.view(); }
  /// A row of the array at hand that turned out to be null.
  void set_null(Index row);

 private:
  Marks mark(const ArrowArray& array, Rows rows, Marks outer);

  ColumnPlace place_;
  Role role_;
  Index rows_ = 0, rows_at_hand_ = 0;
  Growing<std::uint8_t> marks_;
};

/// The reader for a column of this type. Throws InvalidArgument for a type we do not read.
std::unique_ptr<ColumnReader> make_reader(const ArrowSchema& schema, ColumnPlace place);

std::unique_ptr<ColumnReader> make_number_reader(const ArrowType& type, ColumnPlace place);
std::unique_ptr<ColumnReader> make_text_reader(const ArrowType& type, ColumnPlace place);
std::unique_ptr<ColumnReader> make_dictionary_reader(const ArrowType& index, const ArrowType& values,
                                                     ColumnPlace place);
std::unique_ptr<ColumnReader> make_day_reader(const ArrowType& type, ColumnPlace place);

}  // namespace werdegang::inline v0::detail
