#include "werdegang/table/arrow.hpp"

#include <bit>
#include <cstring>
#include <deque>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "catch.hpp"
#include "messages.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

/// What a producer allocates, and how often it was asked to release it.
struct Memory {
  std::deque<std::vector<char>> buffers;
  std::deque<std::vector<const void*>> lists;
  std::deque<std::string> texts;
  int live = 0;  ///< structs not yet released
  bool twice = false;

  template <class T>
  const void* keep(const std::vector<T>& values) {
    auto& bytes = buffers.emplace_back(values.size() * sizeof(T));
    if (!values.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
    return values.empty() ? nullptr : bytes.data();
  }
  const char* keep(std::string text) { return texts.emplace_back(std::move(text)).c_str(); }
};

template <class Struct>
void release(Struct* item) {
  auto* memory = static_cast<Memory*>(item->private_data);
  for (int64_t i = 0; i < item->n_children; ++i) {
    if (Struct* child = item->children ? item->children[i] : nullptr) {
      if (child->release) child->release(child);
      delete child;
    }
  }
  if (item->dictionary) {
    if (item->dictionary->release) item->dictionary->release(item->dictionary);
    delete item->dictionary;
  }
  delete[] item->children;
  --memory->live;
  item->release = nullptr;
}

template <class Struct>
Struct* made(Memory& memory) {
  ++memory.live;
  auto* item = new Struct{};
  item->release = &release<Struct>;
  item->private_data = &memory;
  return item;
}

ArrowSchema* field(Memory& memory, std::string format, std::string name = "x") {
  auto* schema = made<ArrowSchema>(memory);
  schema->format = memory.keep(std::move(format));
  schema->name = memory.keep(std::move(name));
  return schema;
}

ArrowArray* array(Memory& memory, Index length, std::vector<const void*> buffers, Index offset = 0) {
  auto* result = made<ArrowArray>(memory);
  result->length = length;
  result->offset = offset;
  result->null_count = -1;
  result->n_buffers = static_cast<Index>(buffers.size());
  result->buffers = memory.lists.emplace_back(std::move(buffers)).data();
  return result;
}

template <class Struct>
void adopt(Struct* parent, std::vector<Struct*> children) {
  parent->n_children = static_cast<Index>(children.size());
  parent->children = new Struct*[children.size()];
  std::copy(children.begin(), children.end(), parent->children);
}

ArrowArray* batch(Memory& memory, std::vector<ArrowArray*> columns, Index length) {
  auto* result = array(memory, length, {nullptr});
  adopt(result, std::move(columns));
  return result;
}

/// A stream of prepared parts; fails after `fail_after` batches.
struct Producer {
  Memory memory;
  ArrowSchema* schema = nullptr;
  std::deque<ArrowArray*> batches;
  int fail_after = -1, delivered = 0, released = 0;

  ~Producer() {
    drop_batches();
    if (schema) {
      schema->release(schema);
      delete schema;
    }
  }

  void drop_batches() {
    for (ArrowArray* rest : batches) {
      rest->release(rest);
      delete rest;
    }
    batches.clear();
  }

  ArrowArrayStream stream() {
    ArrowArrayStream result{};
    result.private_data = this;
    result.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
      auto* producer = static_cast<Producer*>(self->private_data);
      *out = *producer->schema;
      delete std::exchange(producer->schema, nullptr);
      return 0;
    };
    result.get_next = [](ArrowArrayStream* self, ArrowArray* out) {
      auto* producer = static_cast<Producer*>(self->private_data);
      if (producer->delivered++ == producer->fail_after) {
        out->release = [](ArrowArray*) { FAIL("what a failed call left behind is not ours"); };
        return 5;
      }
      if (producer->batches.empty()) return 0;
      *out = *producer->batches.front();
      delete producer->batches.front();
      producer->batches.pop_front();
      return 0;
    };
    result.get_last_error = [](ArrowArrayStream*) { return "the line is dead"; };
    result.release = [](ArrowArrayStream* self) {
      ++static_cast<Producer*>(self->private_data)->released;
      self->release = nullptr;
    };
    return result;
  }

  Table read() {
    ArrowArrayStream source = stream();
    return import_stream(&source, "actors");
  }
};

void describe(Producer& producer, std::vector<ArrowSchema*> columns) {
  producer.schema = field(producer.memory, "+s", "");
  adopt(producer.schema, std::move(columns));
}

/// The message for one column of one batch; everything must be released.
std::string refusal(const std::function<std::pair<ArrowSchema*, ArrowArray*>(Memory&)>& make, Index rows) {
  Producer producer;
  const auto [schema, column] = make(producer.memory);
  describe(producer, {schema});
  producer.batches.push_back(batch(producer.memory, {column}, rows));
  const std::string message = message_of<InvalidArgument>([&] { producer.read(); });
  producer.drop_batches();
  CHECK(producer.memory.live == 0);
  CHECK(producer.released == 1);
  return message;
}

std::vector<std::string> texts(const Table& table, const std::string& name) {
  std::vector<std::string> result;
  for (Index row = 0; row < table.rows(); ++row) result.push_back(cell_text(table.column(name), row));
  return result;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("chunks with offsets and nulls become one column, and every struct is released once", "[table][arrow]") {
  Producer producer;
  Memory& m = producer.memory;
  describe(producer, {field(m, "s", "n"), field(m, "u", "t")});
  // Rows 1 to 3 of four; the batch itself begins at its row 1.
  auto* first = batch(m,
                      {array(m, 3, {m.keep<std::uint8_t>({0b1011}), m.keep<std::int16_t>({9, -1, 2, 3})}, 1),
                       array(m, 3, {nullptr, m.keep<std::int32_t>({0, 1, 1, 3}), m.keep<char>({'a', 'b', 'c'})})},
                      2);
  first->offset = 1;
  producer.batches.push_back(first);
  producer.batches.push_back(batch(m, {array(m, 0, {nullptr, nullptr}), array(m, 0, {nullptr, nullptr, nullptr})}, 0));
  producer.batches.push_back(
      batch(m,
            {array(m, 1, {nullptr, m.keep<std::int16_t>({7})}),
             array(m, 1, {m.keep<std::uint8_t>({0}), m.keep<std::int32_t>({0, 2}), m.keep<char>({'x', 'y'})})},
            1));
  const Table table = producer.read();
  CHECK(texts(table, "n") == Strings{"", "3", "7"});
  CHECK(texts(table, "t") == Strings{"", "bc", ""});
  CHECK_FALSE(table.column("n").valid(0));
  CHECK(table.column("t").valid(0));
  CHECK_FALSE(table.column("t").valid(2));
  CHECK(std::get<Text>(table.column("t").data).bytes.size() == 2);
  CHECK(producer.memory.live == 0);
  CHECK(producer.released == 1);
}

TEST_CASE("one chunk of int64 or float64 is kept, not copied, and released with the last copy", "[table][arrow]") {
  Producer producer;
  Memory& m = producer.memory;
  describe(producer, {field(m, "l", "n"), field(m, "g", "x"), field(m, "i", "i")});
  const void* wholes = m.keep<std::int64_t>({1, 2});
  const void* floats = m.keep<double>({0.5, 1.5});
  producer.batches.push_back(batch(m,
                                   {array(m, 2, {nullptr, wholes}), array(m, 2, {nullptr, floats}),
                                    array(m, 2, {nullptr, m.keep<std::int32_t>({1, 2})})},
                                   2));
  {
    const Table table = producer.read();
    CHECK(std::get<Buffer<Index>>(table.column("n").data).view.data() == wholes);
    CHECK(std::get<Buffer<double>>(table.column("x").data).view.data() == floats);
    CHECK(producer.memory.live == 2);
  }
  CHECK(producer.memory.live == 0);
}

TEST_CASE("two chunks of int64 are copied and released", "[table][arrow]") {
  Producer producer;
  Memory& m = producer.memory;
  describe(producer, {field(m, "l", "n")});
  for (Index i = 0; i < 2; ++i)
    producer.batches.push_back(batch(m, {array(m, 2, {nullptr, m.keep<std::int64_t>({i, i + 10})})}, 2));
  const Table table = producer.read();
  CHECK(texts(table, "n") == Strings{"0", "10", "1", "11"});
  CHECK(producer.memory.live == 0);
}

TEST_CASE("values that are not aligned are read", "[table][arrow]") {
  Producer producer;
  Memory& m = producer.memory;
  describe(producer, {field(m, "l", "n")});
  std::vector<char> bytes(17);
  const std::int64_t values[] = {1, -2};
  std::memcpy(bytes.data() + 1, values, sizeof values);
  producer.batches.push_back(batch(m, {array(m, 2, {nullptr, static_cast<const char*>(m.keep(bytes)) + 1})}, 2));
  CHECK(texts(producer.read(), "n") == Strings{"1", "-2"});
}

TEST_CASE("streams without batches or without columns are tables", "[table][arrow]") {
  Producer empty;
  describe(empty, {field(empty.memory, "U", "t"), field(empty.memory, "tdD", "d")});
  const Table table = empty.read();
  CHECK(table.rows() == 0);
  CHECK(table.columns().size() == 2);
  Producer nothing;
  describe(nothing, {});
  CHECK(nothing.read() == Table());
}

TEST_CASE("a single array is read as a batch", "[table][arrow]") {
  Memory m;
  auto* schema = field(m, "+s", "");
  adopt(schema, {field(m, "b", "yes")});
  auto* rows = batch(m, {array(m, 3, {nullptr, m.keep<std::uint8_t>({0b1010})}, 1)}, 3);
  CHECK(texts(import_array(rows, schema), "yes") == Strings{"1", "0", "1"});
  CHECK(rows->release == nullptr);
  CHECK(m.live == 0);
  CHECK(holds(message_of<InvalidArgument>([&] { import_array(rows, schema); }), "already read"));
  delete rows;
  delete schema;
}

TEST_CASE("a table comes back as it went out", "[table][arrow]") {
  auto list = std::make_shared<Codelist>();
  list->name = "sex";
  for (const char* code : {"total", "männlich"}) list->members.push_back({code, code, code, -1, Member::part, {}, {}});
  const Table table({{"n", Role::count, Buffer<Index>({1, 0, 3}), Buffer<std::uint8_t>({1, 0, 1})},
                     {"x", Role::measure, Buffer<double>({0.5, 1, 2}), {}},
                     {"t", Role::text, Text::from({"", "Köthen", "b"}), {}},
                     {"sex", Role::dimension, Codes{Buffer<std::int32_t>({1, 0, 1}), list}, {}}});
  ArrowArrayStream stream{};
  export_stream(table, &stream);
  CHECK(import_stream(&stream) == table);
  CHECK(stream.release == nullptr);
}

TEST_CASE("a producer that fails is quoted, and what it delivered is released", "[table][arrow]") {
  Producer producer;
  Memory& m = producer.memory;
  describe(producer, {field(m, "l", "n")});
  producer.batches.push_back(batch(m, {array(m, 1, {nullptr, m.keep<std::int64_t>({1})})}, 1));
  producer.fail_after = 1;
  CHECK(message_of<Error>([&] { producer.read(); }) == "the producer of actors failed: the line is dead");
  CHECK(m.live == 0);
  CHECK(producer.released == 1);
}

TEST_CASE("arrays that contradict themselves are refused", "[table][arrow]") {
  using Made = std::pair<ArrowSchema*, ArrowArray*>;
  const auto longs = [](Memory& m) { return m.keep<std::int64_t>({1, 2}); };
  const auto text = [](std::vector<std::int32_t> offsets) {
    return [offsets](Memory& m) {
      return Made{field(m, "u"), array(m, static_cast<Index>(offsets.size()) - 1,
                                       {nullptr, m.keep(offsets), m.keep<char>({'a', 'b', 'c'})})};
    };
  };
  CHECK(refusal(
            [&](Memory& m) {
              return Made{field(m, "l"), array(m, 2, {nullptr, longs(m)})};
            },
            3) == "an Arrow array of 2 rows in column 'x' of actors: expected 3 rows");
  CHECK(holds(refusal(
                  [&](Memory& m) {
                    return Made{field(m, "l"), array(m, -1, {nullptr, longs(m)})};
                  },
                  1),
              "length -1"));
  CHECK(holds(refusal(
                  [&](Memory& m) {
                    return Made{field(m, "l"), array(m, 1, {nullptr, longs(m)}, -4)};
                  },
                  1),
              "offset -4"));
  CHECK(holds(refusal(
                  [&](Memory& m) {
                    return Made{field(m, "l"), array(m, 1, {nullptr, longs(m)}, std::numeric_limits<Index>::max() - 1)};
                  },
                  1),
              "expected sizes of memory"));
  CHECK(holds(refusal([&](Memory& m) { return Made{field(m, "l"), array(m, 1, {nullptr})}; }, 1), "of 1 buffers"));
  CHECK(holds(refusal(
                  [&](Memory& m) {
                    return Made{field(m, "l"), array(m, 1, {nullptr, nullptr})};
                  },
                  1),
              "without its buffer 1"));
  CHECK(holds(refusal(text({0, 3, 2}), 2), "a text from byte 3 to 2 in column 'x' of actors, row 1"));
  CHECK(holds(refusal(text({-1, 3}), 1), "a text from byte -1 to 3"));
  CHECK(holds(refusal(
                  [&](Memory& m) {
                    auto* nulls = array(m, 1, {nullptr, longs(m)});
                    nulls->null_count = 1;
                    return Made{field(m, "l"), nulls};
                  },
                  1),
              "1 nulls without bits of validity"));
}

TEST_CASE("positions outside of a dictionary are refused", "[table][arrow]") {
  const auto coded = [](std::int8_t position, bool with_dictionary) {
    return [=](Memory& m) {
      auto* schema = field(m, "c");
      schema->dictionary = field(m, "u");
      auto* codes = array(m, 2, {nullptr, m.keep<std::int8_t>({0, position})});
      if (with_dictionary)
        codes->dictionary = array(m, 2, {nullptr, m.keep<std::int32_t>({0, 1, 2}), m.keep<char>({'a', 'b'})});
      return std::pair{schema, codes};
    };
  };
  CHECK(refusal(coded(2, true), 2) ==
        "position 2 in a dictionary of 2 in column 'x' of actors, row 1: expected a position inside it");
  CHECK(holds(refusal(coded(-1, true), 2), "position -1 in a dictionary of 2"));
  CHECK(holds(refusal(coded(0, false), 2), "without its dictionary"));
  CHECK(refusal(coded(1, true), 2) == "no exception");
}

TEST_CASE("views outside of their buffers are refused", "[table][arrow]") {
  struct View {
    std::int32_t length, prefix, buffer, offset;
  };
  const auto viewed = [](View view, std::int64_t size) {
    return [=](Memory& m) {
      return std::pair{
          field(m, "vu"),
          array(m, 1, {nullptr, m.keep(std::vector{view}), m.keep(std::vector(20, 'a')), m.keep(std::vector{size})})};
    };
  };
  CHECK(refusal(viewed({20, 0, 0, 0}, 20), 1) == "no exception");
  CHECK(refusal(viewed({4, 0, 0, 0}, 20), 1) == "no exception");
  for (const View view : {View{20, 0, 1, 0}, View{20, 0, -1, 0}, View{20, 0, 0, 1}, View{20, 0, 0, -1},
                          View{-1, 0, 0, 0}, View{std::numeric_limits<std::int32_t>::max(), 0, 0, 5}})
    CHECK(holds(refusal(viewed(view, 20), 1), "row 0: expected a text inside the buffers of the array"));
}

TEST_CASE("a batch with other columns than the schema is refused", "[table][arrow]") {
  Producer producer;
  Memory& m = producer.memory;
  describe(producer, {field(m, "l", "n"), field(m, "l", "m")});
  producer.batches.push_back(batch(m, {array(m, 1, {nullptr, m.keep<std::int64_t>({1})})}, 1));
  CHECK(message_of<InvalidArgument>([&] { producer.read(); }) ==
        "an Arrow batch of 1 columns in actors: expected 2 as in its schema");
  CHECK(m.live == 0);
}

TEST_CASE("extension types are refused unless they are text", "[table][arrow]") {
  const auto metadata = [](const std::string& name) {
    std::string bytes;
    const auto number = [&](std::size_t value) {
      const auto size = static_cast<std::int32_t>(value);
      bytes.append(reinterpret_cast<const char*>(&size), sizeof size);
    };
    number(1);
    for (const std::string& part : {std::string("ARROW:extension:name"), name}) {
      number(part.size());
      bytes += part;
    }
    return bytes;
  };
  const auto extended = [&](const std::string& format, const std::string& name) {
    return [=, bytes = metadata(name)](Memory& m) {
      auto* schema = field(m, format);
      schema->metadata = m.keep(bytes);
      return std::pair{schema, array(m, 0, {nullptr, nullptr, nullptr})};
    };
  };
  CHECK(holds(refusal(extended("l", "pandas.period"), 0), "the extension type pandas.period in column 'x' of actors"));
  CHECK(refusal(extended("u", "arrow.json"), 0) == "no exception");
  CHECK(refusal(extended("c", "arrow.bool8"), 0) == "no exception");
}

TEST_CASE("days become codes in order of time", "[table]") {
  const Codes codes = Codes::of_days("since", std::vector<Day>{1, -1, 1, 0}, std::vector<std::uint8_t>{1, 1, 1, 0});
  CHECK(codes.list->name == "since");
  REQUIRE(codes.list->members.size() == 2);
  CHECK(codes.code(0) == "1970-01-02");
  CHECK(codes.code(1) == "1969-12-31");
  CHECK(codes.index[1] == 0);
  CHECK(codes.index[3] == -1);
}
