#include "werdegang/table/table.hpp"

#include <algorithm>
#include <charconv>

#include "taken.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

using detail::taken;

Text taken(const Text& text, std::span<const Index> rows) {
  std::vector<std::int64_t> offsets{0};
  std::vector<char> bytes;
  for (const Index row : rows) {
    const auto value = text[row];
    bytes.insert(bytes.end(), value.begin(), value.end());
    offsets.push_back(static_cast<std::int64_t>(bytes.size()));
  }
  return {Buffer<std::int64_t>(std::move(offsets)), Buffer<char>(std::move(bytes))};
}

template <class... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

std::string number_text(double value) {
  char text[40];
  const auto end = std::to_chars(text, text + sizeof text, value).ptr;
  return std::string(text, end);
}

}  // namespace

Text Text::from(const std::vector<std::string>& values) {
  std::vector<std::int64_t> offsets{0};
  std::vector<char> bytes;
  offsets.reserve(values.size() + 1);
  for (const auto& value : values) {
    bytes.insert(bytes.end(), value.begin(), value.end());
    offsets.push_back(static_cast<std::int64_t>(bytes.size()));
  }
  return {Buffer<std::int64_t>(std::move(offsets)), Buffer<char>(std::move(bytes))};
}

std::string_view to_string(Role role) {
  constexpr std::string_view names[] = {"dimension", "count", "measure", "bound", "quality", "text"};
  return names[static_cast<std::size_t>(role)];
}

Index Column::size() const {
  return std::visit(Overloaded{[](const Codes& codes) { return codes.index.size(); },
                               [](const auto& buffer) { return buffer.size(); }},
                    data);
}

Table::Table(std::vector<Column> columns) : columns_(std::move(columns)) {
  if (!columns_.empty()) rows_ = columns_.front().size();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Column& column = columns_[i];
    if (column.size() != rows_)
      throw InvalidArgument(std::to_string(column.size()) + " rows", "column '" + column.name + "'",
                            std::to_string(rows_) + " rows as in the first column");
    if (!column.validity.view.empty() && column.validity.size() != rows_)
      throw InvalidArgument(std::to_string(column.validity.size()) + " marks of validity",
                            "column '" + column.name + "'", std::to_string(rows_) + ", one for each row");
    for (std::size_t j = 0; j < i; ++j)
      if (columns_[j].name == column.name)
        throw InvalidArgument("'" + column.name + "'", "the column names of a table", "every name once");
  }
}

bool Table::has(std::string_view name) const {
  return std::any_of(columns_.begin(), columns_.end(), [&](const Column& column) { return column.name == name; });
}

const Column& Table::column(std::string_view name) const {
  std::vector<std::string> known;
  for (const Column& column : columns_) {
    if (column.name == name) return column;
    known.push_back(column.name);
  }
  throw UnknownName("column", name, nearest_names(name, known));
}

Table Table::filter(std::span<const std::uint8_t> keep) const {
  if (static_cast<Index>(keep.size()) != rows_)
    throw InvalidArgument(std::to_string(keep.size()) + " marks", "filter",
                          std::to_string(rows_) + ", one for each row");
  std::vector<Index> rows;
  for (Index row = 0; row < rows_; ++row)
    if (keep[static_cast<std::size_t>(row)]) rows.push_back(row);
  return take(rows);
}

Table Table::take(std::span<const Index> rows) const {
  for (const Index row : rows)
    if (row < 0 || row >= rows_)
      throw InvalidArgument("row " + std::to_string(row), "take",
                            rows_ == 0 ? "no row, since the table is empty" : "0 to " + std::to_string(rows_ - 1));
  std::vector<Column> columns;
  for (const Column& column : columns_) {
    Column part{column.name, column.role, {}, {}};
    std::visit([&](const auto& data) { part.data = taken(data, rows); }, column.data);
    if (!column.validity.view.empty()) part.validity = taken(column.validity, rows);
    columns.push_back(std::move(part));
  }
  Table result(std::move(columns));
  result.rows_ = static_cast<Index>(rows.size());
  return result;
}

std::string cell_text(const Column& column, Index row) {
  if (!column.valid(row)) return {};
  return std::visit(Overloaded{[&](const Text& text) { return std::string(text[row]); },
                               [&](const Codes& codes) { return std::string(codes.code(row)); },
                               [&](const Buffer<double>& values) { return number_text(values[row]); },
                               [&](const auto& values) { return std::to_string(values[row]); }},
                    column.data);
}

}  // namespace werdegang::inline v0
