#include "raw_list.hpp"

#include <algorithm>

#include "../core/folded.hpp"

namespace werdegang::inline v0::detail {

bool says_nothing(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text.empty() || text == "NaN" || text == "nan" || text == "null" || text == "NULL" || text == "NA";
}

bool names_a_sum(std::string_view text) {
  constexpr std::string_view words[] = {"summe", "summen", "summe:", "gesamt", "insgesamt", "total"};
  return std::find(std::begin(words), std::end(words), folded(text)) != std::end(words);
}

std::string_view RawColumn::operator[](Index row) const {
  if (row >= size()) return {};
  const auto at = static_cast<std::size_t>(row);
  const Index begin = at == 0 ? 0 : ends[at - 1];
  return std::string_view(bytes).substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(ends[at] - begin));
}

bool RawColumn::filled(Index row) const {
  const CellKind is = kind(row);
  return is != CellKind::absent && is != CellKind::null && (is != CellKind::text || !says_nothing((*this)[row]));
}

void RawList::begin_row(Index line) {
  lines.push_back(line);
  last_ = -1;
}

void RawList::put(std::string_view name, CellKind kind, std::string_view text) {
  const auto row = static_cast<std::size_t>(rows() - 1);
  // Rows mostly name their cells in the same order.
  Index at = last_ + 1;
  if (at >= static_cast<Index>(columns.size()) || columns[static_cast<std::size_t>(at)].name != name) {
    const auto [found, added] = at_.emplace(std::string(name), static_cast<Index>(columns.size()));
    at = found->second;
    if (added) columns.push_back({std::string(name), {}, {}, {}});
  }
  last_ = at;
  RawColumn& column = columns[static_cast<std::size_t>(at)];
  if (column.kinds.size() > row) return;
  const auto end = static_cast<Index>(column.bytes.size());
  column.ends.resize(row, end);
  column.kinds.resize(row, CellKind::absent);
  column.bytes += text;
  column.ends.push_back(static_cast<Index>(column.bytes.size()));
  column.kinds.push_back(kind);
}

void RawList::index_columns() {
  for (std::size_t c = 0; c < columns.size(); ++c) at_.emplace(columns[c].name, static_cast<Index>(c));
}

void RawList::drop_row(Index row) {
  lines.erase(lines.begin() + row);
  for (RawColumn& column : columns) {
    if (row >= column.size()) continue;
    const auto at = static_cast<std::size_t>(row);
    const Index begin = row == 0 ? 0 : column.ends[at - 1], cut = column.ends[at] - begin;
    column.bytes.erase(static_cast<std::size_t>(begin), static_cast<std::size_t>(cut));
    column.ends.erase(column.ends.begin() + row);
    column.kinds.erase(column.kinds.begin() + row);
    for (auto end = column.ends.begin() + row; end != column.ends.end(); ++end) *end -= cut;
  }
}

Index RawList::find(std::string_view name) const {
  const auto found = at_.find(std::string(name));
  return found == at_.end() ? -1 : found->second;
}

}  // namespace werdegang::inline v0::detail
