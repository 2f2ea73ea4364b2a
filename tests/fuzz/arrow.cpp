// Arrow streams with lies in them: lengths, offsets, positions, views, missing parts. Every buffer has exactly the size
// that honest lengths call for, so that a read beyond it is seen; what the protocol does not let a reader check is
// true.
#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "require.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/table/arrow.hpp"

using namespace werdegang;

namespace {

/// The input, byte by byte; zeros when it is used up.
class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : data_(data), left_(size) {}
  std::uint8_t next() {
    if (left_ == 0) return 0;
    --left_;
    return *data_++;
  }
  Index below(Index limit) { return next() % limit; }
  /// True for one byte in sixteen.
  bool lie() { return (next() & 0x0f) == 0x0f; }
  template <class T>
  T number() {
    T value;
    char bytes[sizeof(T)];
    for (char& byte : bytes) byte = static_cast<char>(next());
    std::memcpy(&value, bytes, sizeof value);
    return value;
  }

 private:
  const std::uint8_t* data_;
  std::size_t left_;
};

int live = 0;  ///< structs that were handed out and not released

/// Everything one struct points at.
template <class Struct>
struct Parts {
  std::vector<std::unique_ptr<char[]>> memory;
  std::vector<std::unique_ptr<Struct>> children;
  std::vector<Struct*> child_list;
  std::unique_ptr<Struct> dictionary;
  std::vector<const void*> buffer_list;
  std::string format, name, metadata;
};

template <class Struct>
void release(Struct* item) {
  auto* parts = static_cast<Parts<Struct>*>(item->private_data);
  require(parts != nullptr, "a struct is released once");
  for (auto& child : parts->children)
    if (child->release) child->release(child.get());
  if (parts->dictionary && parts->dictionary->release) parts->dictionary->release(parts->dictionary.get());
  delete parts;
  *item = {};
  --live;
}

template <class Struct>
Parts<Struct>& begin(Struct& item) {
  ++live;
  auto* parts = new Parts<Struct>;
  item = {};
  item.private_data = parts;
  item.release = &release<Struct>;
  return *parts;
}

constexpr const char* formats[] = {
    "n", "b",  "c",   "C",   "s",    "S",       "i",     "I",        "l",         "L",          "e", "f",  "g", "u",
    "U", "vu", "tdD", "tdm", "tss:", "tsn:UTC", "d:9,0", "d:9,2,32", "d:18,3,64", "tsu:+02:00", "u", "vu", "U"};
constexpr const char* odd_formats[] = {
    "", "z", "+l", "+s", "tDs", "d:", "d:3", "d:3,1,7", "ts", "tsx:", "w:3", "?", "d:9,99999999999", "tsm"};

/// Bytes of one value; 0 for bits, -1 for null, -4 and -8 for texts, -16 for views.
int width_of(const std::string& format) {
  if (format == "b") return 0;
  if (format == "n") return -1;
  if (format == "u") return -4;
  if (format == "U") return -8;
  if (format == "vu") return -16;
  if (format.starts_with("d:")) return format.ends_with(",32") ? 4 : format.ends_with(",64") ? 8 : 16;
  const auto at = std::string("cCsSeiIflLg").find(format);
  if (format.size() == 1 && at != std::string::npos) return at < 2 ? 1 : at < 5 ? 2 : at < 8 ? 4 : 8;
  return format == "tdD" ? 4 : 8;
}

void make_schema(Bytes& bytes, ArrowSchema& schema, int depth) {
  auto& parts = begin(schema);
  parts.format =
      bytes.lie() ? odd_formats[bytes.below(std::size(odd_formats))] : formats[bytes.below(std::size(formats))];
  parts.name.assign(1, static_cast<char>('a' + depth));
  parts.name += static_cast<char>(bytes.next());
  if (const auto kind = bytes.below(8); kind == 7 && depth < 2) {
    parts.format = formats[2 + bytes.below(8)];
    parts.dictionary = std::make_unique<ArrowSchema>();
    make_schema(bytes, *parts.dictionary, depth + 1);
    schema.dictionary = parts.dictionary.get();
  } else if (kind == 6 && bytes.lie()) {
    const std::int32_t numbers[] = {1, 20, 4};
    parts.metadata.append(reinterpret_cast<const char*>(numbers), 8).append("ARROW:extension:name");
    parts.metadata.append(reinterpret_cast<const char*>(numbers + 2), 4).append("geo.");
    schema.metadata = parts.metadata.c_str();
  }
  schema.format = bytes.lie() && bytes.lie() ? nullptr : parts.format.c_str();
  schema.name = bytes.lie() ? nullptr : parts.name.c_str();
  schema.flags = bytes.below(8);
}

/// Exactly `size` bytes, filled by `fill`; nothing for no bytes.
template <class Fill>
const void* buffer(Parts<ArrowArray>& parts, Index size, Fill&& fill) {
  if (size == 0) return nullptr;
  auto& memory = parts.memory.emplace_back(new char[static_cast<std::size_t>(size)]);
  for (Index i = 0; i < size; ++i) memory[static_cast<std::size_t>(i)] = fill();
  return memory.get();
}

/// Offsets that rise, but for lies; none lies beyond the texts.
template <class Offset>
void add_texts(Bytes& bytes, Parts<ArrowArray>& parts, Index values) {
  std::vector<Offset> offsets{0};
  const Index size = bytes.below(40);
  for (Index i = 0; i < values; ++i) {
    const auto next = static_cast<Index>(bytes.lie() ? bytes.number<Offset>() : offsets.back() + bytes.below(9));
    offsets.push_back(static_cast<Offset>(std::min(next, size)));
  }
  auto& memory = parts.memory.emplace_back(new char[offsets.size() * sizeof(Offset)]);
  std::memcpy(memory.get(), offsets.data(), offsets.size() * sizeof(Offset));
  parts.buffer_list.push_back(memory.get());
  const bool ascii = bytes.below(4) != 0;
  parts.buffer_list.push_back(
      buffer(parts, size, [&] { return static_cast<char>(ascii ? bytes.next() & 0x7f : bytes.next()); }));
}

struct View {
  std::int32_t length;
  char prefix[4];
  std::int32_t buffer, offset;
};

void add_views(Bytes& bytes, Parts<ArrowArray>& parts, Index values) {
  std::vector<std::int64_t> sizes;
  for (Index i = bytes.below(3); i > 0; --i) sizes.push_back(bytes.below(64));
  std::vector<View> views;
  for (Index i = 0; i < values; ++i) {
    View view = bytes.number<View>();
    if (!bytes.lie()) view.length = static_cast<std::int32_t>(bytes.below(20));
    if (!bytes.lie())
      view.buffer = sizes.empty() ? 0 : static_cast<std::int32_t>(bytes.below(static_cast<Index>(sizes.size())));
    if (!bytes.lie()) view.offset = static_cast<std::int32_t>(bytes.below(50));
    for (char& letter : view.prefix) letter = static_cast<char>(letter & 0x7f);
    views.push_back(view);
  }
  auto& memory = parts.memory.emplace_back(new char[std::max<std::size_t>(1, views.size() * sizeof(View))]);
  if (!views.empty()) std::memcpy(memory.get(), views.data(), views.size() * sizeof(View));
  parts.buffer_list.push_back(memory.get());
  for (const auto size : sizes)
    parts.buffer_list.push_back(buffer(parts, size, [&] { return static_cast<char>(bytes.next() & 0x7f); }));
  auto& kept = parts.memory.emplace_back(new char[std::max<std::size_t>(1, sizes.size() * 8)]);
  if (!sizes.empty()) std::memcpy(kept.get(), sizes.data(), sizes.size() * 8);
  parts.buffer_list.push_back(kept.get());
}

/// An array that has rows [0, rows) behind its offset; the format is the schema's, dictionary included.
void make_array(Bytes& bytes, const ArrowSchema& schema, Index rows, ArrowArray& array) {
  auto& parts = begin(array);
  array.length = rows + bytes.below(3);
  array.offset = bytes.below(10);
  const Index values = array.length + array.offset;
  const int width = width_of(schema.format ? schema.format : "");
  if (width != -1) {
    const bool has_nulls = bytes.below(2) == 1;
    parts.buffer_list.push_back(
        has_nulls ? buffer(parts, (values + 7) / 8, [&] { return static_cast<char>(bytes.next()); }) : nullptr);
    array.null_count = has_nulls || bytes.lie() ? bytes.number<std::int8_t>() : 0;
    const auto raw = [&] { return static_cast<char>(bytes.next()); };
    const auto small = [&] { return static_cast<char>(bytes.lie() ? bytes.next() : 0); };
    if (width == -4)
      add_texts<std::int32_t>(bytes, parts, values);
    else if (width == -8)
      add_texts<std::int64_t>(bytes, parts, values);
    else if (width == -16)
      add_views(bytes, parts, values);
    else if (width == 0)
      parts.buffer_list.push_back(buffer(parts, (values + 7) / 8, raw));
    else if (bytes.below(2) == 0)
      parts.buffer_list.push_back(buffer(parts, values * width, small));
    else
      parts.buffer_list.push_back(buffer(parts, values * width, raw));
  }
  if (schema.dictionary && !bytes.lie()) {
    parts.dictionary = std::make_unique<ArrowArray>();
    make_array(bytes, *schema.dictionary, bytes.below(6), *parts.dictionary);
    array.dictionary = parts.dictionary.get();
    if (bytes.lie())
      array.dictionary->length = bytes.number<std::int8_t>() % (std::max<Index>(0, array.dictionary->length) + 1);
  }
  array.n_buffers = static_cast<Index>(parts.buffer_list.size());
  if (bytes.lie()) {
    array.n_buffers = bytes.number<std::int8_t>() % (array.n_buffers + 1);
    // With fewer buffers of views another one would be taken for that of the sizes.
    if (width == -16) array.n_buffers = std::min<Index>(array.n_buffers, 3);
  }
  if (bytes.lie() && !parts.buffer_list.empty())
    parts.buffer_list[static_cast<std::size_t>(bytes.below(static_cast<Index>(parts.buffer_list.size())))] = nullptr;
  array.buffers = bytes.lie() && bytes.lie() ? nullptr : parts.buffer_list.data();
  if (bytes.lie()) array.length = std::min(array.length, bytes.number<Index>());
  if (bytes.lie()) array.offset = bytes.below(2) == 0 ? -1 - bytes.below(100) : Index{1} << 62;
}

template <class Struct>
void set_children(Bytes& bytes, Struct& item, Parts<Struct>& parts) {
  for (auto& child : parts.children) parts.child_list.push_back(bytes.lie() && bytes.lie() ? nullptr : child.get());
  item.children = bytes.lie() && bytes.lie() ? nullptr : parts.child_list.data();
  item.n_children = static_cast<Index>(parts.child_list.size());
  if (bytes.lie()) item.n_children = bytes.number<std::int8_t>() % (item.n_children + 1);
  if (bytes.lie() && !parts.children.empty() && bytes.lie())
    parts.children.front()->release(parts.children.front().get());
}

void make_table_schema(Bytes& bytes, ArrowSchema& schema) {
  auto& parts = begin(schema);
  parts.format = bytes.lie() && bytes.lie() ? "l" : "+s";
  schema.format = parts.format.c_str();
  for (Index i = bytes.below(5); i > 0; --i) {
    parts.children.push_back(std::make_unique<ArrowSchema>());
    make_schema(bytes, *parts.children.back(), 0);
    // Names differ mostly, so that most tables come to an end.
    static_cast<Parts<ArrowSchema>*>(parts.children.back()->private_data)->name[0] = static_cast<char>('a' + i);
  }
}

/// The columns of a batch follow the honest schema.
void make_batch(Bytes& bytes, const std::vector<ArrowSchema*>& columns, ArrowArray& batch) {
  auto& parts = begin(batch);
  const Index rows = bytes.below(20);
  batch.length = rows;
  batch.offset = bytes.lie() ? bytes.below(6) : 0;
  const bool has_nulls = bytes.lie();
  parts.buffer_list.push_back(
      has_nulls ? buffer(parts, (rows + batch.offset + 7) / 8, [&] { return static_cast<char>(bytes.next()); })
                : nullptr);
  batch.n_buffers = 1;
  batch.buffers = parts.buffer_list.data();
  for (const ArrowSchema* column : columns) {
    parts.children.push_back(std::make_unique<ArrowArray>());
    make_array(bytes, *column, rows + batch.offset, *parts.children.back());
  }
  set_children(bytes, batch, parts);
  if (bytes.lie()) batch.length = std::min(rows, bytes.number<Index>());
}

struct Stream {
  Bytes bytes;
  ArrowSchema honest{};  ///< keeps the formats, whatever happens to the copy that is handed out
  std::vector<ArrowSchema*> columns{};
  Index batches = 0;
};

ArrowArrayStream make_stream(Stream& source) {
  ArrowArrayStream stream{};
  stream.private_data = &source;
  stream.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
    auto& from = *static_cast<Stream*>(self->private_data);
    if (from.bytes.lie() && from.bytes.lie()) return 22;
    *out = from.honest;
    from.honest.release = nullptr;
    auto& parts = *static_cast<Parts<ArrowSchema>*>(out->private_data);
    for (auto& child : parts.children) from.columns.push_back(child.get());
    set_children(from.bytes, *out, parts);
    return 0;
  };
  stream.get_next = [](ArrowArrayStream* self, ArrowArray* out) {
    auto& from = *static_cast<Stream*>(self->private_data);
    if (from.bytes.lie() && from.bytes.lie()) return 5;
    if (from.batches-- > 0) make_batch(from.bytes, from.columns, *out);
    return 0;
  };
  stream.get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
  stream.release = [](ArrowArrayStream* self) { self->release = nullptr; };
  return stream;
}

/// Every cell can be read, and the table comes back as it goes out.
void look_at(const Table& table) {
  std::size_t letters = 0;
  for (const Column& column : table.columns())
    for (Index row = 0; row < table.rows(); ++row) letters += cell_text(column, row).size();
  require(letters < (std::size_t{1} << 30), "cells are small");
  ArrowArrayStream stream{};
  export_stream(table, &stream);
  require(import_stream(&stream).rows() == (table.columns().empty() ? 0 : table.rows()), "a table comes back");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  live = 0;
  {
    Stream source{Bytes(data, size)};
    make_table_schema(source.bytes, source.honest);
    source.batches = source.bytes.below(4);
    ArrowArrayStream stream = make_stream(source);
    try {
      look_at(import_stream(&stream, "the input"));
    } catch (const Error& error) {
      require(error.what()[0] != '\0', "an error says something");
    }
    require(stream.release == nullptr, "the stream was taken over");
    if (source.honest.release) source.honest.release(&source.honest);
  }
  require(live == 0, "everything was released");
  return 0;
}
