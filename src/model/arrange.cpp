#include "arrange.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "../core/parallel.hpp"

namespace werdegang::inline v0::detail {
namespace {

std::string frame_label(const ReadFrame& frame) { return bilingual(frame.rule->label_de, frame.rule->label_en); }

std::strong_ordering compare_numbers(double a, double b) {
  return a < b ? std::strong_ordering::less : a > b ? std::strong_ordering::greater : std::strong_ordering::equal;
}

bool has_key(const Column& column, Index row) {
  const auto* text = std::get_if<Text>(&column.data);
  return column.valid(row) && (!text || !(*text)[row].empty());
}

bool refers(const ReadColumn& column) { return column.rule && column.rule->type == ColumnType::reference; }

/// Relates two rows of other tables and has no key of its own.
bool is_relation(const ReadFrame& frame) {
  return frame.columns.size() > 1 && refers(frame.columns[0]) && refers(frame.columns[1]);
}

/// Names of the columns in which two rows differ; the ends of a relation are what makes it the same.
std::string differing_columns(const ReadFrame& frame, Index a, Index b) {
  std::string names;
  const bool relation = is_relation(frame);
  for (const ReadColumn& column : frame.columns)
    if (!(relation && refers(column)) && compare_cells(column.column, a, b) != 0)
      names += (names.empty() ? "" : ", ") + column.column.name;
  return names;
}

void say_repeated(const ReadFrame& frame, Index kept, Index row, Notes& notes) {
  const std::string columns = differing_columns(frame, kept, row);
  if (columns.empty())
    notes.add("repeated_row", {frame.frame, row, -1}, [&] {
      return std::vector{frame_label(frame), row_name(frame, row)};
    });
  else
    notes.add("conflicting_row", {frame.frame, row, -1}, [&] {
      return std::vector{frame_label(frame), row_name(frame, row), columns};
    });
}

/// Keeps the first row of each run of equal ones; `rows` is sorted, and equal ones by their position.
template <class Same>
void keep_first(Rows& rows, const ReadFrame& frame, Notes& notes, Same&& same) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (kept > 0 && same(rows[kept - 1], rows[i]))
      say_repeated(frame, rows[kept - 1], rows[i], notes);
    else
      rows[kept++] = rows[i];
  }
  rows.resize(kept);
}

std::vector<const Column*> identity_columns(const ReadFrame& frame) {
  std::vector<const Column*> columns;
  for (const auto* name : {"kind", "direction", "role", "from"})
    if (const ReadColumn* column = frame.find(name)) columns.push_back(&column->column);
  return columns;
}

std::strong_ordering compare_identity(const std::vector<const Column*>& columns, Index a, Index b) {
  for (const Column* column : columns)
    if (const auto order = compare_cells(*column, a, b); order != 0) return order;
  return std::strong_ordering::equal;
}

/// Rows whose ends are both known, grouped by the first of them. O(n).
Rows grouped(const ReadFrame& frame, const Positions& first, const Positions& second, std::vector<Index>& start,
             Notes& notes) {
  const std::array ends{std::pair(&first, &frame.columns[0]), std::pair(&second, &frame.columns[1])};
  for (Index row = 0; row < frame.rows; ++row) {
    for (const auto& [positions, column] : ends)
      if ((*positions)[row] >= 0)
        continue;
      else if (cell_text(column->column, row).empty())
        notes.add("missing_key", {frame.frame, row, column->place}, [&, c = column] {
          return std::vector{frame_label(frame), c->column.name};
        });
      else
        notes.add("unknown_reference", {frame.frame, row, column->place}, [&, c = column] {
          return std::vector{frame_label(frame), row_name(frame, row), c->column.name, cell_text(c->column, row),
                             std::string(c->rule->list)};
        });
    if (first[row] >= 0 && second[row] >= 0) ++start[static_cast<std::size_t>(first[row]) + 1];
  }
  std::partial_sum(start.begin(), start.end(), start.begin());
  Rows rows(static_cast<std::size_t>(start.back()));
  std::vector<Index> next(start.begin(), start.end() - 1);
  for (Index row = 0; row < frame.rows; ++row)
    if (first[row] >= 0 && second[row] >= 0)
      rows[static_cast<std::size_t>(next[static_cast<std::size_t>(first[row])]++)] = static_cast<std::int32_t>(row);
  return rows;
}

/// Sorts every group by its second end, then by what makes a row the same, then by its place.
void sort_groups(Rows& rows, const std::vector<Index>& start, const Positions& second,
                 const std::vector<const Column*>& identity, const Execution& execution) {
  constexpr Index block = 4096;
  const auto groups = static_cast<Index>(start.size()) - 1;
  using Entry = std::pair<std::int32_t, std::int32_t>;
  const auto before = [&](const Entry& a, const Entry& b) {
    if (a.first != b.first) return a.first < b.first;
    const auto order = compare_identity(identity, a.second, b.second);
    return order != 0 ? order < 0 : a.second < b.second;
  };
  parallel_for((groups + block - 1) / block, {execution.threads, execution.stop, {}}, [&](Index part) {
    std::vector<Entry> entries;
    for (Index group = part * block; group < std::min(groups, (part + 1) * block); ++group) {
      const auto begin = rows.begin() + start[static_cast<std::size_t>(group)];
      const auto end = rows.begin() + start[static_cast<std::size_t>(group) + 1];
      entries.clear();
      for (auto row = begin; row != end; ++row) entries.emplace_back(second[*row], *row);
      std::sort(entries.begin(), entries.end(), before);
      std::transform(entries.begin(), entries.end(), begin, [](const Entry& entry) { return entry.second; });
    }
  });
}

/// Of the undirected ties a-b and b-a the first given is kept; positions of rows to leave out are marked.
class MirroredTies {
 public:
  MirroredTies(const ReadFrame& frame, const Positions& first, const Positions& second, Index first_count,
               const std::vector<const Column*>& identity)
      : frame_(frame), first_(first), second_(second), first_count_(first_count), identity_(identity) {
    const ReadColumn* direction = frame.find("direction");
    if (!direction) return;
    const auto& codes = std::get<Codes>(direction->column.data);
    undirected_ = static_cast<std::int32_t>(codes.list->find("undirected"));
    codes_ = codes.index;
  }

  bool undirected(Index row) const { return undirected_ >= 0 && codes_[row] == undirected_; }

  void leave_out(Rows& rows, Notes& notes) const {
    if (undirected_ < 0) return;
    const std::vector<Index> start = starts(rows);
    std::vector<std::uint8_t> out(rows.size(), 0);
    bool any = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (first_[rows[i]] <= second_[rows[i]] || !undirected(rows[i])) continue;
      const auto mirror = find_mirror(rows, start, rows[i]);
      if (mirror == rows.end()) continue;
      const bool later = *mirror < rows[i];
      say_repeated(frame_, later ? *mirror : rows[i], later ? rows[i] : *mirror, notes);
      out[later ? i : static_cast<std::size_t>(mirror - rows.begin())] = any = true;
    }
    if (!any) return;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (!out[i]) rows[kept++] = rows[i];
    rows.resize(kept);
  }

 private:
  /// Where the rows of each first end begin.
  std::vector<Index> starts(const Rows& rows) const {
    std::vector<Index> start(static_cast<std::size_t>(first_count_) + 1, 0);
    for (const auto row : rows) ++start[static_cast<std::size_t>(first_[row]) + 1];
    std::partial_sum(start.begin(), start.end(), start.begin());
    return start;
  }

  /// Looked for among the rows that begin at the other end only.
  Rows::const_iterator find_mirror(const Rows& rows, const std::vector<Index>& start, Index row) const {
    const auto group = static_cast<std::size_t>(second_[row]);
    const auto end = rows.begin() + start[group + 1];
    const auto before = [&](std::int32_t other, Index of) {
      if (second_[other] != first_[of]) return second_[other] < first_[of];
      return compare_identity(identity_, other, of) < 0;
    };
    const auto at = std::lower_bound(rows.begin() + start[group], end, row, before);
    const bool same = at != end && second_[*at] == first_[row] && compare_identity(identity_, *at, row) == 0;
    return same ? at : rows.end();
  }

  const ReadFrame& frame_;
  const Positions &first_, &second_;
  Index first_count_;
  const std::vector<const Column*>& identity_;
  std::int32_t undirected_ = -1;
  Buffer<std::int32_t> codes_;
};

}  // namespace

std::strong_ordering compare_cells(const Column& column, Index a, Index b) {
  const bool known_a = column.valid(a), known_b = column.valid(b);
  if (!known_a || !known_b) return known_a <=> known_b;
  if (const auto* codes = std::get_if<Codes>(&column.data)) return codes->index[a] <=> codes->index[b];
  if (const auto* text = std::get_if<Text>(&column.data)) return (*text)[a] <=> (*text)[b];
  if (const auto* numbers = std::get_if<Buffer<double>>(&column.data))
    return compare_numbers((*numbers)[a], (*numbers)[b]);
  if (const auto* integers = std::get_if<Buffer<Index>>(&column.data)) return (*integers)[a] <=> (*integers)[b];
  const auto& bytes = std::get<Buffer<std::uint8_t>>(column.data);
  return bytes[a] <=> bytes[b];
}

std::string row_name(const ReadFrame& frame, Index row) {
  const std::string first = cell_text(frame.columns[0].column, row);
  return is_relation(frame) ? first + " – " + cell_text(frame.columns[1].column, row) : first;
}

Rows arrange_by_key(const ReadFrame& frame, Notes& notes) {
  const ReadColumn& key = frame.columns[0];
  Rows rows;
  rows.reserve(static_cast<std::size_t>(frame.rows));
  for (Index row = 0; row < frame.rows; ++row) {
    if (has_key(key.column, row)) {
      rows.push_back(static_cast<std::int32_t>(row));
      continue;
    }
    notes.add("missing_key", {frame.frame, row, key.place}, [&] {
      return std::vector{frame_label(frame), key.column.name};
    });
  }
  const auto before = [&](std::int32_t a, std::int32_t b) {
    const auto order = compare_cells(key.column, a, b);
    return order != 0 ? order < 0 : a < b;
  };
  if (!std::is_sorted(rows.begin(), rows.end(), before)) std::sort(rows.begin(), rows.end(), before);
  keep_first(rows, frame, notes, [&](Index a, Index b) { return compare_cells(key.column, a, b) == 0; });
  return rows;
}

Rows arrange_by_ends(const ReadFrame& frame, const Positions& first, const Positions& second, Index first_count,
                     Notes& notes, const Execution& execution) {
  std::vector<Index> start(static_cast<std::size_t>(first_count) + 1, 0);
  Rows rows = grouped(frame, first, second, start, notes);
  const auto identity = identity_columns(frame);
  sort_groups(rows, start, second, identity, execution);
  keep_first(rows, frame, notes, [&](Index a, Index b) {
    return first[a] == first[b] && second[a] == second[b] && compare_identity(identity, a, b) == 0;
  });
  MirroredTies(frame, first, second, first_count, identity).leave_out(rows, notes);
  return rows;
}

}  // namespace werdegang::inline v0::detail
