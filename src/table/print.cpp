#include "werdegang/table/print.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

bool is_number(const Column& column) {
  return !std::holds_alternative<Text>(column.data) && !std::holds_alternative<Codes>(column.data);
}

std::string short_text(const Column& column, Index row, int digits) {
  const auto* numbers = std::get_if<Buffer<double>>(&column.data);
  if (numbers == nullptr || !column.valid(row)) return cell_text(column, row);
  const double value = (*numbers)[row];
  // Too large for decimals, not finite, or whole.
  if (!(std::abs(value) < 1e15) || value == std::trunc(value)) return cell_text(column, row);
  auto text = fmt::format("{:.{}f}", value, digits);
  if (text.find_first_not_of("-0.") == std::string::npos && text.front() == '-') text.erase(0, 1);
  return text;
}

// Characters, not bytes: names of regions have umlauts.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void append(std::string& line, const std::string& text, std::size_t to, bool right) {
  const std::string space(to - width(text), ' ');
  line += right ? space + text : text + space;
}

}  // namespace

std::string to_text(const Table& table, const PrintOptions& options) {
  if (options.rows < 0) throw InvalidArgument(std::to_string(options.rows), "rows of to_text", "0 or more");
  if (options.digits < 0 || options.digits > 17)
    throw InvalidArgument(std::to_string(options.digits), "digits of to_text", "0 to 17");
  std::vector<const Column*> columns;
  for (const auto& name : options.columns) columns.push_back(&table.column(name));
  if (options.columns.empty())
    for (const auto& column : table.columns()) columns.push_back(&column);

  const Index rows = std::min(options.rows, table.rows());
  std::vector<std::string> lines(static_cast<std::size_t>(rows) + 1);
  for (const Column* column : columns) {
    std::vector<std::string> cells{column->name};
    for (Index row = 0; row < rows; ++row) cells.push_back(short_text(*column, row, options.digits));
    std::size_t widest = 0;
    for (const auto& cell : cells) widest = std::max(widest, width(cell));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (column != columns.front()) lines[i] += "  ";
      append(lines[i], cells[i], widest, is_number(*column));
    }
  }
  std::string result;
  for (auto& line : lines) result += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  if (rows < table.rows()) result += fmt::format("... and {} more rows\n", table.rows() - rows);
  return result;
}

}  // namespace werdegang::inline v0
