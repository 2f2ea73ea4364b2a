#include "werdegang/observations/cube.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "check_tools.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

using Key = std::uint64_t;

/// Replaces keys by their ranks: the order stays, and there is room for another axis.
void compress(std::vector<Key>& keys) {
  std::vector<Key> distinct = keys;
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  for (Key& key : keys)
    key = static_cast<Key>(std::lower_bound(distinct.begin(), distinct.end(), key) - distinct.begin());
}

/// True when every row stands behind the one before it: nothing to sort and no key twice.
bool is_ascending(const CubeRows& rows) {
  for (std::size_t i = 1; i < rows.value.size(); ++i) {
    std::size_t a = 0;
    while (a < rows.axes.size() && rows.axes[a][i] == rows.axes[a][i - 1]) ++a;
    if (a == rows.axes.size() || rows.axes[a][i] < rows.axes[a][i - 1]) return false;
  }
  return true;
}

/// Position in the lattice of all combinations: axis by axis, the first one slowest.
std::vector<Key> lattice_keys(const CubeRows& rows) {
  const std::size_t n = rows.value.size();
  std::vector<Key> keys(n, 0);
  Key cells = 1;  // keys are below this
  for (std::size_t a = 0; a < rows.axes.size(); ++a) {
    const auto& codes = rows.axes[a];
    const Key size = rows.lists[a]->members.size() + 1;
    if (cells > std::numeric_limits<Key>::max() / size) {
      compress(keys);
      cells = n;
    }
    cells *= size;
    for (std::size_t i = 0; i < n; ++i) keys[i] = keys[i] * size + static_cast<Key>(codes[i] + 1);
  }
  return keys;
}

void check_lengths(const CubeRows& rows, const std::string& variable) {
  const std::size_t n = rows.value.size();
  bool equal = rows.status.size() == n && rows.flags.size() == n && rows.axes.size() == rows.lists.size() &&
               rows.axes.size() >= 2 && (rows.line.empty() || rows.line.size() == n);
  for (const auto& codes : rows.axes) equal = equal && codes.size() == n;
  if (!equal)
    throw InvalidArgument("columns of different length", "the rows of '" + variable + "'",
                          std::to_string(n) + " rows in each");
}

template <class T>
void permute(std::vector<T>& values, const std::vector<std::uint32_t>& order) {
  std::vector<T> result(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) result[i] = values[order[i]];
  values = std::move(result);
}

/// Keeps the first of several rows with one key; notes those that contradict it.
std::vector<std::uint32_t> unique_order(const std::vector<std::uint32_t>& order, const std::vector<Key>& keys,
                                        CubeRows& rows, Index source, Findings& findings) {
  std::vector<std::uint32_t> kept;
  kept.reserve(order.size());
  for (const std::uint32_t row : order) {
    if (kept.empty() || keys[kept.back()] != keys[row]) {
      kept.push_back(row);
      continue;
    }
    const std::uint32_t first = kept.back();
    rows.flags[first] |= rows.flags[row];
    if (rows.value[first] == rows.value[row] && rows.status[first] == rows.status[row]) continue;
    rows.flags[first] |= static_cast<std::uint16_t>(Flag::conflicting);
    const auto code = [&](std::size_t axis) {
      return rows.lists[axis]->members[static_cast<std::size_t>(rows.axes[axis][row])].code;
    };
    const auto shown = [&](std::uint32_t at) {
      return has_value(rows.status[at]) ? detail::number_text(rows.value[at]) : bilingual("ohne Wert", "no value");
    };
    findings.add("duplicate_row", {code(0), code(1), shown(first), shown(row)}, source,
                 rows.line.empty() ? -1 : rows.line[row]);
  }
  return kept;
}

}  // namespace

Index Cube::axis(std::string_view name) const {
  for (std::size_t a = 0; a < axes.size(); ++a)
    if (axes[a].list->name == name) return static_cast<Index>(a);
  return -1;
}

Cube make_cube(std::string variable, std::string unit, Index source, CubeRows rows, Findings& findings) {
  check_lengths(rows, variable);
  if (!is_ascending(rows)) {
    auto keys = lattice_keys(rows);
    std::vector<std::uint32_t> order(keys.size());
    std::iota(order.begin(), order.end(), 0u);
    if (!std::is_sorted(keys.begin(), keys.end()))
      std::sort(order.begin(), order.end(),
                [&](std::uint32_t a, std::uint32_t b) { return keys[a] != keys[b] ? keys[a] < keys[b] : a < b; });
    order = unique_order(order, keys, rows, source, findings);
    std::vector<Key>().swap(keys);
    for (auto& codes : rows.axes) permute(codes, order);
    permute(rows.value, order);
    permute(rows.status, order);
    permute(rows.flags, order);
  }
  Cube cube{std::move(variable),
            std::move(unit),
            source,
            {},
            Buffer<double>(std::move(rows.value)),
            Buffer<Status>(std::move(rows.status)),
            Buffer<std::uint16_t>(std::move(rows.flags))};
  for (std::size_t a = 0; a < rows.axes.size(); ++a)
    cube.axes.push_back({Buffer<std::int32_t>(std::move(rows.axes[a])), rows.lists[a]});
  return cube;
}

}  // namespace werdegang::inline v0
