#include "werdegang/disclosure/released.hpp"

#include <algorithm>

#include "werdegang/core/error.hpp"
#include "werdegang/core/status.hpp"

namespace werdegang::inline v0 {
namespace {

/// Numbers of either type that a person could be counted in.
bool is_number(const Column& column) {
  return std::holds_alternative<Buffer<double>>(column.data) || std::holds_alternative<Buffer<Index>>(column.data);
}

double number(const Column& column, Index row) {
  if (const auto* whole = std::get_if<Buffer<Index>>(&column.data)) return static_cast<double>((*whole)[row]);
  return std::get<Buffer<double>>(column.data)[row];
}

const Column* find_number(const Table& table, std::string_view name) {
  return table.has(name) && is_number(table.column(name)) ? &table.column(name) : nullptr;
}

class SmallNumbers {
 public:
  SmallNumbers(const Table& table, Index min_count)
      : value_(find_number(table, "value")),
        top_(find_number(table, "numerator")),
        bottom_(find_number(table, "denominator")),
        min_count_(static_cast<double>(min_count)) {
    for (const Column& column : table.columns())
      if (column.role == Role::count && is_number(column)) counts_.push_back(&column);
    if (counts_.empty() && !value_)
      throw InvalidArgument("a table without counts and without the column 'value'", "protect",
                            "a table of observations or indicators");
  }

  bool hide(Index row) const {
    bool counted = false;
    for (const Column* column : counts_) {
      if (!column->valid(row)) continue;
      counted = true;
      if (small(number(*column, row))) return true;
    }
    if (!counted) return value_ && value_->valid(row) && small(number(*value_, row));
    return top_ && bottom_ && top_->valid(row) && bottom_->valid(row) &&
           small(number(*bottom_, row) - number(*top_, row));
  }

 private:
  bool small(double count) const { return count > 0 && count < min_count_; }
  const Column *value_, *top_, *bottom_;
  double min_count_;
  std::vector<const Column*> counts_;
};

/// The status column with `suppressed` in the hidden rows.
Column suppressed_status(const Column& column, const std::vector<std::uint8_t>& hidden) {
  const auto& codes = std::get<Codes>(column.data);
  auto list = std::make_shared<Codelist>(*codes.list);
  const std::string name(to_string(Status::suppressed));
  if (list->find(name) < 0) list->members.push_back({name, name, name, -1, Member::part, {}, {}});
  std::vector<std::int32_t> index(codes.index.view.begin(), codes.index.view.end());
  for (std::size_t row = 0; row < hidden.size(); ++row)
    if (hidden[row]) index[row] = static_cast<std::int32_t>(list->find(name));
  return {column.name, column.role, Codes{Buffer<std::int32_t>(std::move(index)), std::move(list)}, column.validity};
}

Column without_values(const Column& column, const std::vector<std::uint8_t>& hidden) {
  std::vector<std::uint8_t> valid(hidden.size());
  for (std::size_t row = 0; row < hidden.size(); ++row)
    valid[row] = column.valid(static_cast<Index>(row)) && !hidden[row];
  const auto blanked = [&]<class T>(const Buffer<T>& values) {
    std::vector<T> kept(values.view.begin(), values.view.end());
    for (std::size_t row = 0; row < hidden.size(); ++row)
      if (hidden[row]) kept[row] = 0;
    return Buffer<T>(std::move(kept));
  };
  Column result{column.name, column.role, {}, Buffer<std::uint8_t>(std::move(valid))};
  if (const auto* whole = std::get_if<Buffer<Index>>(&column.data))
    result.data = blanked(*whole);
  else
    result.data = blanked(std::get<Buffer<double>>(column.data));
  return result;
}

}  // namespace

std::string to_string(const DisclosurePolicy& policy) { return "min_count=" + std::to_string(policy.min_count); }

Released protect(const Table& table, const DisclosurePolicy& policy) {
  if (policy.min_count < 1) throw InvalidArgument(to_string(policy), "protect", "a smallest number of 1 or more");
  if (!table.has("status") || !std::holds_alternative<Codes>(table.column("status").data))
    throw InvalidArgument("a table without the column 'status'", "protect", "a table of observations or indicators");
  const SmallNumbers small(table, policy.min_count);
  std::vector<std::uint8_t> hidden(static_cast<std::size_t>(table.rows()));
  for (Index row = 0; row < table.rows(); ++row) hidden[static_cast<std::size_t>(row)] = small.hide(row);
  std::vector<Column> columns;
  for (const Column& column : table.columns()) {
    const bool figure = column.role == Role::count || column.role == Role::measure || column.role == Role::bound;
    if (column.name == "status")
      columns.push_back(suppressed_status(column, hidden));
    else if (figure && is_number(column))
      columns.push_back(without_values(column, hidden));
    else
      columns.push_back(column);
  }
  const auto count = std::count(hidden.begin(), hidden.end(), std::uint8_t{1});
  return {Table(std::move(columns)),
          "protected: " + to_string(policy) + ", " + std::to_string(count) + " figures hidden"};
}

Released as_published(const Table& table, const std::string& source) {
  if (source.find_first_not_of(" \t\n") == std::string::npos)
    throw InvalidArgument("an empty source", "as_published",
                          "the name of the publication the figures were released in");
  return {table, "published: " + source};
}

}  // namespace werdegang::inline v0
