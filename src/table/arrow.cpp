#include "werdegang/table/arrow.hpp"

#include <cerrno>
#include <memory>
#include <string>

namespace werdegang::inline v0 {
namespace {

/// Everything a schema or an array points at; deleted by its release callback.
struct SchemaParts {
  std::string format, name;
  std::vector<ArrowSchema*> children;
};

struct ArrayParts {
  std::vector<std::shared_ptr<const void>> owners;
  std::vector<const void*> buffers;
  std::vector<ArrowArray*> children;
};

template <class Struct, class Parts>
void release(Struct* item) {
  auto* parts = static_cast<Parts*>(item->private_data);
  for (Struct* child : parts->children) {
    if (child->release) child->release(child);
    delete child;
  }
  if (item->dictionary) {
    if (item->dictionary->release) item->dictionary->release(item->dictionary);
    delete item->dictionary;
  }
  delete parts;
  item->release = nullptr;
}

void fill_schema(ArrowSchema* schema, std::string format, std::string name) {
  auto* parts = new SchemaParts{std::move(format), std::move(name), {}};
  *schema = {parts->format.c_str(),
             parts->name.c_str(),
             nullptr,
             ARROW_FLAG_NULLABLE,
             0,
             nullptr,
             nullptr,
             &release<ArrowSchema, SchemaParts>,
             parts};
}

void set_children(ArrowSchema* schema, std::vector<ArrowSchema*> children) {
  auto* parts = static_cast<SchemaParts*>(schema->private_data);
  parts->children = std::move(children);
  schema->n_children = static_cast<int64_t>(parts->children.size());
  schema->children = parts->children.data();
}

void fill_array(ArrowArray* array, Index length, std::vector<const void*> buffers,
                std::vector<std::shared_ptr<const void>> owners) {
  auto* parts = new ArrayParts{std::move(owners), std::move(buffers), {}};
  *array = {length,
            0,
            0,
            static_cast<int64_t>(parts->buffers.size()),
            0,
            parts->buffers.data(),
            nullptr,
            nullptr,
            &release<ArrowArray, ArrayParts>,
            parts};
}

void column_schema(const Column& column, ArrowSchema* schema) {
  constexpr const char* formats[] = {"l", "g", "C", "U", "i"};
  fill_schema(schema, formats[column.data.index()], column.name);
  if (!std::holds_alternative<Codes>(column.data)) return;
  schema->dictionary = new ArrowSchema;
  fill_schema(schema->dictionary, "u", "");
}

/// Packs one byte a row into one bit a row; counts the nulls.
std::shared_ptr<const std::vector<std::uint8_t>> bitmap(const Column& column, Index rows, int64_t& nulls) {
  const auto* codes = std::get_if<Codes>(&column.data);
  std::vector<std::uint8_t> bits(static_cast<std::size_t>((rows + 7) / 8), 0);
  nulls = 0;
  for (Index row = 0; row < rows; ++row) {
    const bool valid = column.valid(row) && (!codes || codes->index[row] >= 0);
    if (valid)
      bits[static_cast<std::size_t>(row / 8)] |= static_cast<std::uint8_t>(1u << (row % 8));
    else
      ++nulls;
  }
  if (nulls == 0) return nullptr;
  return std::make_shared<const std::vector<std::uint8_t>>(std::move(bits));
}

void dictionary_array(const Codelist& list, ArrowArray* array) {
  auto offsets = std::make_shared<std::vector<std::int32_t>>(1, 0);
  auto bytes = std::make_shared<std::string>();
  for (const Member& member : list.members) {
    *bytes += member.code;
    offsets->push_back(static_cast<std::int32_t>(bytes->size()));
  }
  fill_array(array, static_cast<Index>(list.members.size()), {nullptr, offsets->data(), bytes->data()},
             {offsets, bytes});
}

void column_array(const Column& column, Index rows, ArrowArray* array) {
  int64_t nulls = 0;
  const auto bits = bitmap(column, rows, nulls);
  const void* valid = bits ? bits->data() : nullptr;
  if (const auto* text = std::get_if<Text>(&column.data)) {
    fill_array(array, rows, {valid, text->offsets.view.data(), text->bytes.view.data()},
               {bits, text->offsets.owner, text->bytes.owner});
  } else if (const auto* codes = std::get_if<Codes>(&column.data)) {
    fill_array(array, rows, {valid, codes->index.view.data()}, {bits, codes->index.owner});
    array->dictionary = new ArrowArray;
    dictionary_array(*codes->list, array->dictionary);
  } else {
    std::visit(
        [&](const auto& values) {
          if constexpr (requires {
                          values.view;
                          values.owner;
                        })
            fill_array(array, rows, {valid, values.view.data()}, {bits, values.owner});
        },
        column.data);
  }
  array->null_count = nulls;
}

void export_array(const Table& table, ArrowArray* array) {
  fill_array(array, table.rows(), {nullptr}, {});
  auto* parts = static_cast<ArrayParts*>(array->private_data);
  for (const Column& column : table.columns()) {
    auto child = std::make_unique<ArrowArray>();
    column_array(column, table.rows(), child.get());
    parts->children.push_back(child.release());
  }
  array->n_children = static_cast<int64_t>(parts->children.size());
  array->children = parts->children.data();
}

struct StreamParts {
  Table table;
  bool delivered = false;
  std::string error;
};

template <class Action>
int guarded(ArrowArrayStream* stream, Action&& action) {
  auto* parts = static_cast<StreamParts*>(stream->private_data);
  try {
    action(*parts);
    return 0;
  } catch (const std::exception& error) {
    parts->error = error.what();
    return ENOMEM;
  }
}

}  // namespace

void export_schema(const Table& table, ArrowSchema* schema) {
  fill_schema(schema, "+s", "");
  schema->flags = 0;
  std::vector<ArrowSchema*> children;
  for (const Column& column : table.columns()) {
    children.push_back(new ArrowSchema);
    column_schema(column, children.back());
  }
  set_children(schema, std::move(children));
}

void export_stream(const Table& table, ArrowArrayStream* stream) {
  stream->private_data = new StreamParts{table, false, {}};
  stream->get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
    return guarded(self, [&](StreamParts& parts) { export_schema(parts.table, out); });
  };
  stream->get_next = [](ArrowArrayStream* self, ArrowArray* out) {
    return guarded(self, [&](StreamParts& parts) {
      if (parts.delivered)
        out->release = nullptr;
      else
        export_array(parts.table, out);
      parts.delivered = true;
    });
  };
  stream->get_last_error = [](ArrowArrayStream* self) {
    const auto& error = static_cast<StreamParts*>(self->private_data)->error;
    return error.empty() ? nullptr : error.c_str();
  };
  stream->release = [](ArrowArrayStream* self) {
    delete static_cast<StreamParts*>(self->private_data);
    self->release = nullptr;
  };
}

}  // namespace werdegang::inline v0
