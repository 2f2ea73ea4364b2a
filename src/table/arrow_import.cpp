#include <cerrno>
#include <system_error>

#include "../core/utf8.hpp"
#include "arrow_reader.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

using detail::ColumnReader;
using detail::Held;

/// The name of an extension type, empty when there is none. Metadata are a number of pairs of texts, each after its
/// size.
std::string extension_of(const char* metadata) {
  if (!metadata) return {};
  const auto number = [&] {
    const auto value = detail::load<std::int32_t>(metadata, 0);
    metadata += sizeof value;
    return value;
  };
  const auto text = [&] {
    const auto size = static_cast<std::size_t>(std::max(0, number()));
    const std::string_view result(metadata, size);
    metadata += size;
    return result;
  };
  for (std::int32_t pairs = number(); pairs > 0; --pairs) {
    const auto key = text();
    const auto value = text();
    if (key == "ARROW:extension:name") return std::string(value);
  }
  return {};
}

/// Storage that means the same without the extension.
bool speaks_for_itself(const ArrowSchema& schema, std::string_view extension) {
  const auto kind = detail::arrow_type(schema.format ? schema.format : "").kind;
  return extension.empty() || extension == "arrow.bool8" || kind == detail::ArrowType::text ||
         kind == detail::ArrowType::text_view;
}

/// Takes the batches of a table.
class TableReader {
 public:
  TableReader(const ArrowSchema& schema, std::string_view place) : place_(place) {
    const std::string_view format = schema.format ? schema.format : "";
    if (format != "+s")
      throw InvalidArgument("an array of " + detail::arrow_words(format) + " without columns", place_,
                            "a table with named columns");
    if (schema.n_children < 0 || (schema.n_children > 0 && !schema.children))
      throw InvalidArgument(std::to_string(schema.n_children) + " columns in an Arrow schema", place_,
                            "a description of each");
    for (Index i = 0; i < schema.n_children; ++i) add_column(schema.children[i], i);
  }

  void append(ArrowArray& batch) {
    const auto rows = detail::rows_of(batch, 0, batch.length, place_);
    if (rows.count == 0) return;
    if (batch.n_children != static_cast<Index>(columns_.size()) || (batch.n_children > 0 && !batch.children))
      throw InvalidArgument("an Arrow batch of " + std::to_string(batch.n_children) + " columns", place_,
                            std::to_string(columns_.size()) + " as in its schema");
    const auto outer = marks_of(batch, rows);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      ArrowArray* child = batch.children[i];
      if (!child || !child->release)
        throw InvalidArgument("an Arrow batch without its column " + std::to_string(i), place_, "every column");
      columns_[i]->append(Held<ArrowArray>(*child), rows.first, rows.count, outer);
    }
  }

  Table finish() {
    std::vector<Column> columns;
    for (const auto& column : columns_) columns.push_back(column->finish());
    return Table(std::move(columns));
  }

 private:
  void add_column(const ArrowSchema* schema, Index number) {
    if (!schema || !schema->release)
      throw InvalidArgument("an Arrow schema without its column " + std::to_string(number), place_, "every column");
    const detail::ColumnPlace place{schema->name ? schema->name : "", place_};
    if (detail::utf8_prefix(place.column) < place.column.size())
      throw InvalidArgument("the name of column " + std::to_string(number), place_, "text in UTF-8");
    if (const auto extension = extension_of(schema->metadata); !speaks_for_itself(*schema, extension))
      throw InvalidArgument("the extension type " + extension, place.text(),
                            "numbers, bool, text, categories of text, or dates");
    columns_.push_back(detail::make_reader(*schema, place));
  }

  /// Rows that are null as a whole.
  std::vector<std::uint8_t> marks_of(const ArrowArray& batch, detail::Rows rows) const {
    if (batch.n_buffers == 0) return {};
    const auto bits = detail::validity_of(batch, rows, place_);
    if (!bits.bytes) return {};
    std::vector<std::uint8_t> marks;
    for (Index i = 0; i < rows.count; ++i) marks.push_back(bits[i]);
    return marks;
  }

  std::string place_;
  std::vector<std::unique_ptr<ColumnReader>> columns_;
};

/// Asks the producer for the next part; what it left behind when it failed is not touched.
template <class Part, class Ask>
Held<Part> asked(ArrowArrayStream& stream, Ask ask, std::string_view place) {
  Part part{};
  if (!ask) throw InvalidArgument("an Arrow stream without its functions", place, "a whole one");
  if (const int code = ask(&stream, &part); code != 0) {
    const char* reason = stream.get_last_error ? stream.get_last_error(&stream) : nullptr;
    throw Error("the producer of " + std::string(place) +
                " failed: " + (reason ? std::string(reason) : std::generic_category().message(code)));
  }
  return Held<Part>(part);
}

}  // namespace

Table import_stream(ArrowArrayStream* source, std::string_view place) {
  if (!source || !source->release)
    throw InvalidArgument("an Arrow stream that was already read", place, "one that nobody has read");
  Held<ArrowArrayStream> stream(*source);
  const auto schema = asked<ArrowSchema>(*stream, stream->get_schema, place);
  if (!schema) throw InvalidArgument("an Arrow stream without a schema", place, "a description of the columns");
  TableReader reader(*schema, place);
  while (auto batch = asked<ArrowArray>(*stream, stream->get_next, place)) reader.append(*batch);
  return reader.finish();
}

Table import_array(ArrowArray* array_source, ArrowSchema* schema_source, std::string_view place) {
  if (!array_source || !array_source->release || !schema_source || !schema_source->release)
    throw InvalidArgument("an Arrow array that was already read", place, "one that nobody has read");
  Held<ArrowArray> array(*array_source);
  const Held<ArrowSchema> schema(*schema_source);
  TableReader reader(*schema, place);
  reader.append(*array);
  return reader.finish();
}

}  // namespace werdegang::inline v0
