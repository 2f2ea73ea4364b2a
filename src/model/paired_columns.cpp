#include "paired_columns.hpp"

#include <algorithm>

#include "werdegang/core/period.hpp"

namespace werdegang::inline v0::detail {
namespace {

const Codes* codes_of(const Column* column) { return column ? std::get_if<Codes>(&column->data) : nullptr; }

bool known(const Column* column, Index row) {
  if (!column || !column->valid(row)) return false;
  const Codes* codes = codes_of(column);
  return !codes || codes->index[row] >= 0;
}

/// Codes in the order of their list: dates by time, all others by code.
bool before(const std::string& a, const std::string& b, bool dates) {
  if (!dates) return a < b;
  return parse_period(a) < parse_period(b);
}

void rank(PairedColumn& pair) {
  const Codes *a = codes_of(pair.before), *b = codes_of(pair.after);
  if (!a || !b) return;
  const bool dates = a->list->name == "date";
  std::vector<std::string> all;
  for (const Codes* codes : {a, b})
    for (const Member& member : codes->list->members) all.push_back(member.code);
  std::sort(all.begin(), all.end(), [&](const auto& x, const auto& y) { return before(x, y, dates); });
  all.erase(std::unique(all.begin(), all.end()), all.end());
  for (const auto& [codes, ranks] : {std::pair(a, &pair.rank_before), std::pair(b, &pair.rank_after)})
    for (const Member& member : codes->list->members) {
      const auto at = std::lower_bound(all.begin(), all.end(), member.code,
                                       [&](const auto& x, const auto& y) { return before(x, y, dates); });
      ranks->push_back(static_cast<std::int32_t>(at - all.begin()));
    }
}

template <class T>
std::strong_ordering order(const T& a, const T& b) {
  return a < b ? std::strong_ordering::less : b < a ? std::strong_ordering::greater : std::strong_ordering::equal;
}

/// Two values of one type; of different types, as an attribute may have in two tables, as texts.
std::strong_ordering compare_values(const PairedColumn& pair, Index a, Index b) {
  const auto &x = pair.before->data, &y = pair.after->data;
  if (x.index() != y.index()) return order(cell_text(*pair.before, a), cell_text(*pair.after, b));
  if (const auto* codes = std::get_if<Codes>(&x))
    return order(pair.rank_before[static_cast<std::size_t>(codes->index[a])],
                 pair.rank_after[static_cast<std::size_t>(std::get<Codes>(y).index[b])]);
  if (const auto* text = std::get_if<Text>(&x)) return order((*text)[a], std::get<Text>(y)[b]);
  if (const auto* numbers = std::get_if<Buffer<double>>(&x))
    return order((*numbers)[a], std::get<Buffer<double>>(y)[b]);
  if (const auto* whole = std::get_if<Buffer<Index>>(&x)) return order((*whole)[a], std::get<Buffer<Index>>(y)[b]);
  return order(std::get<Buffer<std::uint8_t>>(x)[a], std::get<Buffer<std::uint8_t>>(y)[b]);
}

std::optional<std::string> text_of(const Column* column, Index row) {
  if (!known(column, row)) return {};
  return cell_text(*column, row);
}

}  // namespace

std::strong_ordering PairedColumn::compare(Index a, Index b) const {
  const bool known_before = known(before, a), known_after = known(after, b);
  if (!known_before || !known_after) return known_before <=> known_after;
  return compare_values(*this, a, b);
}

std::optional<std::string> PairedColumn::text_before(Index row) const { return text_of(before, row); }
std::optional<std::string> PairedColumn::text_after(Index row) const { return text_of(after, row); }

std::strong_ordering PairedColumns::compare(Index a, Index b) const {
  for (const PairedColumn& column : columns)
    if (const auto result = column.compare(a, b); result != 0) return result;
  return std::strong_ordering::equal;
}

PairedColumns paired(const Table& before, const Table& after, const std::vector<std::string>& names) {
  std::vector<std::string> wanted = names;
  if (wanted.empty())
    for (const Table* table : {&before, &after})
      for (const Column& column : table->columns())
        if (std::find(wanted.begin(), wanted.end(), column.name) == wanted.end()) wanted.push_back(column.name);
  PairedColumns result;
  for (const auto& name : wanted) {
    PairedColumn pair;
    pair.name = name;
    pair.before = before.has(name) ? &before.column(name) : nullptr;
    pair.after = after.has(name) ? &after.column(name) : nullptr;
    rank(pair);
    if (pair.before || pair.after) result.columns.push_back(std::move(pair));
  }
  return result;
}

}  // namespace werdegang::inline v0::detail
