#include "werdegang/disclosure/released.hpp"

#include <algorithm>

#include "werdegang/core/error.hpp"
#include "werdegang/core/status.hpp"

namespace werdegang::inline v0 {
namespace {

const Buffer<double>* numbers(const Table& table, std::string_view name) {
  return table.has(name) ? std::get_if<Buffer<double>>(&table.column(name).data) : nullptr;
}

class SmallNumbers {
 public:
  SmallNumbers(const Table& table, Index min_count) : table_(table), min_count_(static_cast<double>(min_count)) {
    for (const Column& column : table.columns())
      if (column.role == Role::count && std::holds_alternative<Buffer<double>>(column.data)) counts_.push_back(&column);
    if (counts_.empty() && numbers(table, "value")) counts_.push_back(&table.column("value"));
  }

  bool hide(Index row) const {
    const auto small = [&](double count) { return count > 0 && count < min_count_; };
    for (const Column* column : counts_)
      if (column->valid(row) && small(std::get<Buffer<double>>(column->data)[row])) return true;
    const auto *top = numbers(table_, "numerator"), *bottom = numbers(table_, "denominator");
    return top && bottom && table_.column("numerator").valid(row) && table_.column("denominator").valid(row) &&
           small((*bottom)[row] - (*top)[row]);
  }

 private:
  const Table& table_;
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
  auto values = std::get<Buffer<double>>(column.data);
  std::vector<double> kept(values.view.begin(), values.view.end());
  std::vector<std::uint8_t> valid(hidden.size());
  for (std::size_t row = 0; row < hidden.size(); ++row) {
    valid[row] = column.valid(static_cast<Index>(row)) && !hidden[row];
    if (hidden[row]) kept[row] = 0;
  }
  return {column.name, column.role, Buffer<double>(std::move(kept)), Buffer<std::uint8_t>(std::move(valid))};
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
    const bool number = column.role == Role::count || column.role == Role::measure || column.role == Role::bound;
    if (column.name == "status") columns.push_back(suppressed_status(column, hidden));
    else if (number && std::holds_alternative<Buffer<double>>(column.data)) columns.push_back(without_values(column, hidden));
    else columns.push_back(column);
  }
  const auto count = std::count(hidden.begin(), hidden.end(), std::uint8_t{1});
  return {Table(std::move(columns)), "protected: " + to_string(policy) + ", " + std::to_string(count) + " figures hidden"};
}

Released as_published(const Table& table, const std::string& source) {
  if (source.empty()) throw InvalidArgument("an empty source", "as_published", "the name of the publication the figures were released in");
  return {table, "published: " + source};
}

}  // namespace werdegang::inline v0
