#include "arrow_texts.hpp"

#include <cstdio>

#include "../core/utf8.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// The text with what is no UTF-8 as \xff, cut where it is long.
std::string escaped(std::string_view text) {
  constexpr std::size_t shown = 40;
  std::string result;
  while (!text.empty()) {
    if (result.size() >= shown) return result + "...";
    if (const auto good = utf8_prefix(text.substr(0, shown)); good > 0) {
      result += text.substr(0, good);
      text.remove_prefix(good);
      continue;
    }
    char code[8];
    std::snprintf(code, sizeof code, "\\x%02x", static_cast<unsigned>(static_cast<unsigned char>(text[0])));
    result += code;
    text.remove_prefix(1);
  }
  return result;
}

/// A view of a text: up to 12 bytes in itself, longer ones in a buffer.
struct View {
  static constexpr std::int32_t inline_bytes = 12;
  std::int32_t length;
  char prefix[4];
  std::int32_t buffer, offset;
};
static_assert(sizeof(View) == 16);

/// The buffers that views refer to; the last buffer holds their sizes.
class ViewBuffers {
 public:
  ViewBuffers(const ArrowArray& array, const std::string& place) : array_(array), count_(array.n_buffers - 3) {
    if (count_ > 0) sizes_ = buffer_of(array, array.n_buffers - 1, true, place);
  }
  /// The bytes of a long text; nullptr when it points outside.
  const char* find(const View& view) const {
    if (view.buffer < 0 || view.buffer >= count_ || view.offset < 0) return nullptr;
    const auto size = load<std::int64_t>(sizes_, view.buffer);
    if (static_cast<std::int64_t>(view.offset) + view.length > size) return nullptr;
    const auto* bytes = static_cast<const char*>(array_.buffers[2 + view.buffer]);
    return bytes ? bytes + view.offset : nullptr;
  }

 private:
  const ArrowArray& array_;
  Index count_;
  const void* sizes_ = nullptr;
};

}  // namespace

TextReader::TextReader(const ArrowType& type, ColumnPlace place)
    : ColumnReader(std::move(place), Role::text), type_(type) {
  offsets_.append(Index{1}, std::int64_t{0});
}

void TextReader::read(Held<ArrowArray>& array, Rows rows, Marks marks) {
  const std::size_t first = bytes_.size();
  if (type_.kind == ArrowType::null) {
    offsets_.append(rows.count, static_cast<std::int64_t>(first));
    for (Index i = 0; i < rows.count; ++i) set_null(i);
  } else if (type_.kind == ArrowType::text_view) {
    read_views(*array, rows, marks);
  } else if (type_.width == 4) {
    read_offsets<std::int32_t>(*array, rows, marks);
  } else {
    read_offsets<std::int64_t>(*array, rows, marks);
  }
  check_encoding(first, rows.count);
}

void TextReader::add(std::string_view text) {
  bytes_.append(text.data(), text.size());
  offsets_.append(Index{1}, static_cast<std::int64_t>(bytes_.size()));
}

template <class Offset>
void TextReader::read_offsets(const ArrowArray& array, Rows rows, Marks marks) {
  const void* offsets = buffer_of(array, 1, true, place().text());
  const auto offset = [&](Index i) { return static_cast<std::int64_t>(load<Offset>(offsets, rows.first + i)); };
  for (Index i = 0; i < rows.count; ++i)
    if (offset(i) < 0 || offset(i + 1) < offset(i))
      throw InvalidArgument("a text from byte " + std::to_string(offset(i)) + " to " + std::to_string(offset(i + 1)),
                            row(i), "offsets that rise");
  const auto* bytes = static_cast<const char*>(buffer_of(array, 2, offset(rows.count) > offset(0), place().text()));
  if (!marks.empty()) {
    for (Index i = 0; i < rows.count; ++i) {
      const auto size = valid(marks, i) ? static_cast<std::size_t>(offset(i + 1) - offset(i)) : 0;
      add(size > 0 ? std::string_view(bytes + offset(i), size) : std::string_view{});
    }
    return;
  }
  const auto shift = static_cast<std::int64_t>(bytes_.size()) - offset(0);
  bytes_.append(bytes ? bytes + offset(0) : bytes, static_cast<std::size_t>(offset(rows.count) - offset(0)));
  const auto ends = offsets_.more(rows.count);
  for (Index i = 0; i < rows.count; ++i) ends[static_cast<std::size_t>(i)] = offset(i + 1) + shift;
}

void TextReader::read_views(const ArrowArray& array, Rows rows, Marks marks) {
  const void* views = buffer_of(array, 1, true, place().text());
  const ViewBuffers buffers(array, place().text());
  for (Index i = 0; i < rows.count; ++i) {
    if (!valid(marks, i)) {
      add({});
      continue;
    }
    const auto view = load<View>(views, rows.first + i);
    const char* text = view.length < 0                    ? nullptr
                       : view.length > View::inline_bytes ? buffers.find(view)
                                                          : static_cast<const char*>(views) + (rows.first + i) * 16 + 4;
    if (!text)
      throw InvalidArgument("a view of " + std::to_string(view.length) + " bytes at byte " +
                                std::to_string(view.offset) + " of buffer " + std::to_string(view.buffer),
                            row(i), "a text inside the buffers of the array");
    add({text, static_cast<std::size_t>(view.length)});
  }
}

void TextReader::check_encoding(std::size_t first, Index count) const {
  const auto bytes = bytes_.view();
  const std::string_view all(bytes.data(), bytes.size());
  const auto offsets = offsets_.view().last(static_cast<std::size_t>(count) + 1);
  const std::size_t good = first + utf8_prefix(all.substr(first));
  const auto is_inside = [&](std::size_t at) { return at < all.size() && (all[at] & '\xc0') == '\x80'; };
  for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
    const auto begin = static_cast<std::size_t>(offsets[i]), end = static_cast<std::size_t>(offsets[i + 1]);
    if (end <= good && !is_inside(end)) continue;
    const auto text = all.substr(begin, end - begin);
    if (utf8_prefix(text) < text.size())
      throw InvalidArgument("'" + escaped(text) + "'", row(static_cast<Index>(i)), "text in UTF-8");
  }
}

auto TextReader::data() -> Data {
  const auto [offset_owner, offsets] = offsets_.take();
  const auto [byte_owner, bytes] = bytes_.take();
  return Text{{offset_owner, offsets}, {byte_owner, bytes}};
}

std::unique_ptr<ColumnReader> make_text_reader(const ArrowType& type, ColumnPlace place) {
  return std::make_unique<TextReader>(type, std::move(place));
}

}  // namespace werdegang::inline v0::detail
