#include "werdegang/table/arrow.hpp"

#include <optional>
#include <string>
#include <vector>

#include "catch.hpp"

using namespace werdegang;

namespace {

// A small reader by the text of the C data interface; it knows nothing of Table.
class Reader {
 public:
  Reader(const ArrowSchema& schema, const ArrowArray& array) : schema_(schema), array_(array) {}

  std::vector<std::optional<std::string>> column(Index i) const {
    std::vector<std::optional<std::string>> cells;
    for (Index row = 0; row < array_.length; ++row)
      cells.push_back(cell(*schema_.children[i], *array_.children[i], row));
    return cells;
  }

  static std::optional<std::string> cell(const ArrowSchema& schema, const ArrowArray& array, Index row) {
    const Index at = row + array.offset;
    if (const auto* bits = static_cast<const std::uint8_t*>(array.buffers[0]);
        bits && !((bits[at / 8] >> (at % 8)) & 1))
      return {};
    const std::string format = schema.format;
    if (schema.dictionary) return cell(*schema.dictionary, *array.dictionary, values<std::int32_t>(array)[at]);
    if (format == "l") return std::to_string(values<std::int64_t>(array)[at]);
    if (format == "g") return std::to_string(values<double>(array)[at]);
    if (format == "C") return std::to_string(values<std::uint8_t>(array)[at]);
    if (format == "U") return text(values<std::int64_t>(array), array, at);
    if (format == "u") return text(values<std::int32_t>(array), array, at);
    return "format " + format;
  }

 private:
  template <class T>
  static const T* values(const ArrowArray& array) {
    return static_cast<const T*>(array.buffers[1]);
  }
  template <class Offset>
  static std::string text(const Offset* offsets, const ArrowArray& array, Index at) {
    const auto* bytes = static_cast<const char*>(array.buffers[2]);
    return {bytes + offsets[at], bytes + offsets[at + 1]};
  }
  const ArrowSchema& schema_;
  const ArrowArray& array_;
};

CodelistPtr sexes() {
  auto list = std::make_shared<Codelist>();
  list->name = "sex";
  for (const char* code : {"total", "männlich"}) list->members.push_back({code, code, code, -1, Member::part, {}, {}});
  return list;
}

// Nine rows, so that a bitmap has more than one byte.
Table example() {
  std::vector<Index> counts;
  std::vector<double> shares;
  std::vector<std::uint8_t> valid, flags;
  std::vector<std::string> names;
  std::vector<std::int32_t> codes;
  for (int i = 0; i < 9; ++i) {
    counts.push_back(i * 1'000'000'000LL);
    shares.push_back(i / 2.0);
    valid.push_back(i != 3 && i != 8);
    flags.push_back(static_cast<std::uint8_t>(i * 20));
    names.push_back(i == 1 ? "" : "Ort " + std::to_string(i));
    codes.push_back(i % 3 - 1);
  }
  return Table({{"n", Role::count, Buffer<Index>(counts), {}},
                {"share", Role::measure, Buffer<double>(shares), Buffer<std::uint8_t>(valid)},
                {"flag", Role::quality, Buffer<std::uint8_t>(flags), {}},
                {"name", Role::text, Text::from(names), Buffer<std::uint8_t>(valid)},
                {"sex", Role::dimension, Codes{Buffer<std::int32_t>(codes), sexes()}, {}}});
}

struct Batch {
  ArrowSchema schema{};
  ArrowArray array{};
  ~Batch() {
    if (schema.release) schema.release(&schema);
    if (array.release) array.release(&array);
  }
};

// The stream is released before the batch is read: arrays must live on by themselves.
void take_batch(const Table& table, Batch& batch) {
  ArrowArrayStream stream{};
  export_stream(table, &stream);
  REQUIRE(stream.get_schema(&stream, &batch.schema) == 0);
  REQUIRE(stream.get_next(&stream, &batch.array) == 0);
  ArrowArray end{};
  REQUIRE(stream.get_next(&stream, &end) == 0);
  CHECK(end.release == nullptr);
  CHECK(stream.get_last_error(&stream) == nullptr);
  stream.release(&stream);
  CHECK(stream.release == nullptr);
}

}  // namespace

TEST_CASE("the schema names every column with its Arrow format", "[table][arrow]") {
  Batch batch;
  take_batch(example(), batch);
  CHECK(std::string(batch.schema.format) == "+s");
  REQUIRE(batch.schema.n_children == 5);
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"n", "l"}, {"share", "g"}, {"flag", "C"}, {"name", "U"}, {"sex", "i"}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const ArrowSchema& child = *batch.schema.children[i];
    CHECK(child.name == expected[i].first);
    CHECK(child.format == expected[i].second);
    CHECK((child.flags & ARROW_FLAG_NULLABLE) != 0);
    CHECK((child.dictionary != nullptr) == (expected[i].first == "sex"));
  }
  CHECK(std::string(batch.schema.children[4]->dictionary->format) == "u");
  ArrowSchema alone{};
  export_schema(example(), &alone);
  CHECK(alone.n_children == 5);
  alone.release(&alone);
  CHECK(alone.release == nullptr);
}

TEST_CASE("every cell comes out of the stream as the table has it, after the table is gone", "[table][arrow]") {
  const Table table = example();
  Batch batch;
  {
    const Table short_lived = example();
    take_batch(short_lived, batch);
  }
  REQUIRE(batch.array.length == 9);
  REQUIRE(batch.array.n_children == 5);
  const Reader reader(batch.schema, batch.array);
  for (Index c = 0; c < 5; ++c) {
    const Column& column = table.columns()[static_cast<std::size_t>(c)];
    const auto cells = reader.column(c);
    Index nulls = 0;
    for (Index row = 0; row < 9; ++row) {
      INFO(column.name << " " << row);
      const auto& cell = cells[static_cast<std::size_t>(row)];
      nulls += !cell;
      if (column.name == "share")
        CHECK((cell ? std::stod(*cell) == row / 2.0 : !column.valid(row)));
      else
        CHECK(cell.value_or("") == cell_text(column, row));
    }
    CHECK(batch.array.children[c]->null_count == nulls);
  }
  CHECK(batch.array.children[1]->null_count == 2);
  CHECK(batch.array.children[4]->null_count == 3);
  CHECK(batch.array.children[0]->buffers[0] == nullptr);
  CHECK(reader.column(3)[1] == std::string());
}

TEST_CASE("a child taken out of a batch lives on when the batch is released", "[table][arrow]") {
  Batch batch;
  take_batch(example(), batch);
  ArrowArray moved = *batch.array.children[4];
  batch.array.children[4]->release = nullptr;
  ArrowSchema schema = *batch.schema.children[4];
  batch.schema.children[4]->release = nullptr;
  batch.array.release(&batch.array);
  batch.schema.release(&batch.schema);
  CHECK(batch.array.release == nullptr);
  CHECK(Reader::cell(schema, moved, 2) == std::string("männlich"));
  CHECK_FALSE(Reader::cell(schema, moved, 0).has_value());
  moved.release(&moved);
  schema.release(&schema);
}

TEST_CASE("columns share their memory with the stream", "[table][arrow]") {
  const Table table = example();
  Batch batch;
  take_batch(table, batch);
  CHECK(batch.array.children[1]->buffers[1] == std::get<Buffer<double>>(table.column("share").data).view.data());
}

TEST_CASE("an empty table is an empty batch", "[table][arrow]") {
  Batch batch;
  take_batch(example().filter(std::vector<std::uint8_t>(9, 0)), batch);
  CHECK(batch.array.length == 0);
  CHECK(batch.array.n_children == 5);
  Batch nothing;
  take_batch(Table(), nothing);
  CHECK(nothing.array.n_children == 0);
  CHECK(nothing.schema.n_children == 0);
}

TEST_CASE("a stream that was never read can be released", "[table][arrow]") {
  ArrowArrayStream stream{};
  export_stream(example(), &stream);
  stream.release(&stream);
  CHECK(stream.release == nullptr);
}
