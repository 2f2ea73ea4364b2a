#include "flows/panel.hpp"

#include <algorithm>
#include <cmath>

#include "../table/make_column.hpp"
#include "flows/texts.hpp"
#include "kernels/checks.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// A column with the name of its table for messages.
class Reader {
 public:
  Reader(const Table& table, std::string name, const std::string& column)
      : column_(table.column(column)), place_(std::move(name) + ", column " + column) {}

  double number(Index row) const {
    double value = 0;
    if (!cell_number(column_, row, value) || !(value >= 0) || std::isinf(value))
      throw InvalidArgument(column_.valid(row) ? "'" + cell_text(column_, row) + "'" : "nothing", at(row),
                            "a finite number, 0 or more");
    return value;
  }
  Index whole(Index row) const {
    double value = 0;
    if (!cell_number(column_, row, value) || value != std::trunc(value) || std::abs(value) > 1e6)
      throw InvalidArgument(column_.valid(row) ? "'" + cell_text(column_, row) + "'" : "nothing", at(row),
                            "a whole number");
    return static_cast<Index>(value);
  }
  std::string text(Index row) const {
    auto value = cell_text(column_, row);
    if (value.empty()) throw InvalidArgument("nothing", at(row), "a name");
    return value;
  }

 private:
  std::string at(Index row) const { return "row " + std::to_string(row) + " of " + place_; }

  const Column& column_;
  std::string place_;
};

void read_states(const Table& table, Panel& panel) {
  const Reader group(table, "states", "group"), place(table, "states", "place"), first(table, "states", "first_level"),
      last(table, "states", "last_level");
  for (Index row = 0; row < table.rows(); ++row) {
    if (first.whole(row) > last.whole(row))
      throw InvalidArgument(named("first_level", first.whole(row)), "row " + std::to_string(row) + " of states",
                            "at most last_level = " + std::to_string(last.whole(row)));
    for (Index level = first.whole(row); level <= last.whole(row); ++level) {
      panel.levels.insert(level);
      panel.states.push_back({level, group.text(row), place.text(row)});
    }
  }
  std::sort(panel.states.begin(), panel.states.end());
  panel.states.erase(std::unique(panel.states.begin(), panel.states.end()), panel.states.end());
}

void read_moves(const Table& table, Panel& panel) {
  const Reader place(table, "moves", "place"), next(table, "moves", "next_place");
  for (const auto& state : panel.states) panel.moves[state.place];
  for (Index row = 0; row < table.rows(); ++row) panel.moves[place.text(row)].insert(next.text(row));
}

void read_population(const Table& table, const PanelColumns& columns, Panel& panel) {
  const Reader period(table, "population", columns.period), level(table, "population", columns.level),
      count(table, "population", "count");
  for (Index row = 0; row < table.rows(); ++row)
    if (!panel.population.emplace(std::pair{period.text(row), level.whole(row)}, count.number(row)).second)
      throw InvalidArgument("period " + period.text(row) + ", level " + std::to_string(level.whole(row)) + " twice",
                            "population", "each once");
}

/// Adds one row of the panel to what it says.
class Counter {
 public:
  Counter(Panel& panel, const std::string& outside) : panel_(panel), outside_(outside) {}

  void add(const std::string& period, const PanelState& from, const PanelState& to, double count) {
    const bool before = from.place != outside_, after = to.place != outside_;
    panel_.periods.insert(period);
    if (before) note(from, count);
    if (!before && after) {
      panel_.joined[{period, to.level}] += count;
      panel_.joined_state[to] += count;
      note(to, count);
    } else if (before && !after) {
      panel_.left[from] += count;
    } else if (before && from.place == to.place) {
      panel_.stayed[from] += count;
    } else if (before) {
      panel_.moved[from] += count;
      panel_.moved_to[from][{to.group, to.place}] += count;
      panel_.level_moved_to[from.level][to.place] += count;
    }
  }

  void report(Findings& findings) const {
    for (const auto& [state, count] : unlisted_)
      findings.add("unlisted_state", {std::to_string(state.level), state.group, state.place, detail::number(count)});
  }

 private:
  void note(const PanelState& state, double count) {
    if (!std::binary_search(panel_.states.begin(), panel_.states.end(), state)) unlisted_[state] += count;
  }

  Panel& panel_;
  const std::string& outside_;
  std::map<PanelState, double> unlisted_;
};

}  // namespace

Panel read_panel(const Table& table, const Table& population, const Table& states, const std::optional<Table>& moves,
                 const PanelColumns& columns, Findings& findings) {
  Panel panel;
  read_states(states, panel);
  if (moves) read_moves(*moves, panel);
  read_population(population, columns, panel);
  const Reader period(table, "panel", columns.period), level(table, "panel", columns.level),
      group(table, "panel", columns.group), place(table, "panel", columns.place),
      next_group(table, "panel", columns.next_group), next_place(table, "panel", columns.next_place);
  const std::optional<Reader> count =
      columns.count.empty() ? std::optional<Reader>{} : Reader(table, "panel", columns.count);
  Counter counter(panel, columns.outside);
  for (Index row = 0; row < table.rows(); ++row)
    counter.add(period.text(row), {level.whole(row), group.text(row), place.text(row)},
                {level.whole(row) + 1, next_group.text(row), next_place.text(row)}, count ? count->number(row) : 1);
  counter.report(findings);
  return panel;
}

}  // namespace werdegang::inline v0::detail
