#include "flow_counts.hpp"

#include <cmath>
#include <limits>

#include "count_number.hpp"
#include "flow_tools.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {
namespace {

constexpr double unbounded = std::numeric_limits<double>::infinity();

/// The official signs in a column of texts.
bool sign_status(std::string_view text, Status& status) {
  if (text == "-" || text == "–")
    status = Status::nil;
  else if (text == "0,0" || text == "(0)")
    status = Status::below_half;
  else if (text == "." || text == "•")
    status = Status::unknown_or_secret;
  else if (text == "*")
    status = Status::suppressed;
  else if (text == "/")
    status = Status::unreliable;
  else if (text == "x" || text == "X")
    status = Status::not_meaningful;
  else if (text == "..." || text == "…")
    status = Status::pending;
  else
    return false;
  return true;
}

bool is_text(const Column& column) {
  return !std::holds_alternative<Buffer<Index>>(column.data) && !std::holds_alternative<Buffer<double>>(column.data);
}

const Column* find_column(const Table& table, const std::string& name, const char* usual) {
  if (!name.empty()) return &table.column(name);
  return table.has(usual) ? &table.column(usual) : nullptr;
}

class CountReader {
 public:
  CountReader(const Table& table, const FlowColumns& columns)
      : count_(table.column(columns.count)),
        lower_(find_column(table, columns.lower, "lower")),
        upper_(find_column(table, columns.upper, "upper")),
        status_(find_column(table, columns.status, "status")) {}

  FlowCounts read() {
    for (Index row = 0; row < count_.size(); ++row) {
      double value = 0;
      const bool number = read_number(count_, row, value);
      Status status = number ? Status::reported : without_number(row);
      if (number && value < 0) {
        result_.negative.emplace_back(row, count_text(value));
        status = Status::not_meaningful;
      }
      add(row, has_value(status) ? value : 0, given_status(row, status));
    }
    return std::move(result_);
  }

 private:
  /// A number in the column; texts that stand for one are noted.
  bool read_number(const Column& column, Index row, double& value) {
    if (!column.valid(row)) return false;
    if (!is_text(column)) {
      const auto* whole = std::get_if<Buffer<Index>>(&column.data);
      value = whole ? static_cast<double>((*whole)[row]) : std::get<Buffer<double>>(column.data)[row];
      return std::isfinite(value);
    }
    const std::string text = cell_text(column, row);
    Status sign{};
    if (sign_status(trimmed(text), sign)) return false;
    const auto number = count_number(text);
    if (!number) return false;
    value = number->value;
    if (number->ambiguous) note(column, "thousands_point", text, value);
    if (number->limited) note(column, "limited_flow", text, value);
    return true;
  }

  void note(const Column& column, const char* code, const std::string& text, double value) {
    auto& found = result_.read_as[{column.name, code}];
    if (found.rows++ == 0) found.text = text, found.value = value;
  }

  Status without_number(Index row) {
    Status status = Status::missing;
    if (!count_.valid(row)) return status;
    if (const auto* numbers = std::get_if<Buffer<double>>(&count_.data); numbers && std::isnan((*numbers)[row]))
      return status;
    const std::string text(trimmed(cell_text(count_, row)));
    if (text.empty() || sign_status(text, status)) return status;
    result_.unreadable.emplace_back(row, text);
    return Status::not_meaningful;
  }

  /// The status column wins over what the figure alone says; both must agree on whether there is a value.
  Status given_status(Index row, Status found) const {
    const std::string text = status_ ? cell_text(*status_, row) : std::string();
    if (text.empty()) return found;
    const Status given = parse_status(text);
    const bool odd = found == Status::not_meaningful;
    if (!odd && has_value(given) != has_value(found))
      throw InvalidArgument("status '" + text + "' in row " + std::to_string(row), "flows",
                            has_value(found) ? "one that fits a value" : "one that fits no value");
    return odd ? found : given;
  }

  void add(Index row, double value, Status status) {
    double lower = 0, upper = unbounded;
    if (lower_ && lower_->valid(row)) read_number(*lower_, row, lower);
    if (upper_ && upper_->valid(row)) read_number(*upper_, row, upper);
    if (lower < 0 || upper < lower)
      throw InvalidArgument(count_text(lower) + " to " + count_text(upper) + " in row " + std::to_string(row),
                            "the interval of a flow", "0 or more, and the lower bound first");
    if (has_value(status)) {
      if (value < lower || value > upper) result_.outside.push_back({row, value, lower, upper});
      lower = value;
      upper = status == Status::below_half ? value + 0.5 : value;
    }
    result_.count.push_back(value);
    result_.lower.push_back(lower);
    result_.upper.push_back(upper);
    result_.status.push_back(status);
  }

  const Column& count_;
  const Column *lower_, *upper_, *status_;
  FlowCounts result_;
};

}  // namespace

FlowCounts read_counts(const Table& table, const FlowColumns& columns) { return CountReader(table, columns).read(); }

}  // namespace werdegang::inline v0::detail
