// Tables in the Arrow C stream interface (arrow.apache.org/docs/format/CStreamInterface.html).
#pragma once

#include <cstdint>
#include <string_view>

#include "werdegang/table/table.hpp"

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

extern "C" {
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};
}
#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

extern "C" {
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};
}
#endif

namespace werdegang::inline v0 {

/// Fills `stream` with one batch. Integers are int64, measures float64, quality flags uint8, texts large_utf8,
/// code columns dictionary<int32, utf8>; the memory of the columns is shared, not copied, and lives as long as
/// any array taken from the stream.
void export_stream(const Table& table, ArrowArrayStream* stream);
/// The schema alone.
void export_schema(const Table& table, ArrowSchema* schema);

/// Reads a stream of record batches to its end. The stream is taken over: it is moved out of `stream` and released,
/// also when reading fails. `place` is how messages call the table.
///
/// Whole numbers of every width, bool (with the role quality) and decimals without digits behind the point become whole
/// numbers, other decimals and floats of every width double; utf8, large utf8 and utf8 views Text; dictionaries of
/// texts Codes with a list of their texts in order; dates and times (without a zone or in UTC) Codes with a list of ISO
/// days; a column of nulls an empty Text. Nulls are in `validity`. A batch is released once its columns are read; a
/// single int64 or float64 array without nulls is not copied, but kept as the owner of its column.
///
/// Throws InvalidArgument, which names column and row, for another type, for a number outside int64, for text that is
/// no UTF-8 and for an array whose offsets, positions or lengths contradict each other; Error when the producer fails.
/// O(values).
Table import_stream(ArrowArrayStream* stream, std::string_view place = "the table");
/// The same for one record batch; both are taken over.
Table import_array(ArrowArray* array, ArrowSchema* schema, std::string_view place = "the table");

}  // namespace werdegang::inline v0
