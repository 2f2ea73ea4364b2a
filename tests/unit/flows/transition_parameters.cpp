#include "werdegang/flows/transition_parameters.hpp"

#include <fstream>
#include <functional>
#include <map>
#include <sstream>

#include "../model/tables.hpp"
#include "catch.hpp"
#include "messages.hpp"
#include "paths.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;
using Names = std::vector<std::string>;
using Lines = std::vector<Names>;

namespace {

Table states() {
  return Table({text_column("group", {"G", "G"}), text_column("place", {"A", "B"}),
                number_column("first_level", {1, 1}), number_column("last_level", {2, 2})});
}

Table population(double each = 100) {
  return Table(
      {text_column("period", {"2020", "2020"}), number_column("level", {1, 2}), number_column("count", {each, each})});
}

/// One person a row: level, place, next place; "-" is outside.
Table panel(const Lines& rows) {
  Names period, group, place, next_group, next_place;
  std::vector<double> level;
  for (const auto& row : rows) {
    period.push_back("2020");
    level.push_back(std::stod(row[0]));
    group.push_back(row[1] == "-" ? "-" : "G");
    next_group.push_back(row[2] == "-" ? "-" : "G");
    place.push_back(row[1] == "-" ? "outside" : row[1]);
    next_place.push_back(row[2] == "-" ? "outside" : row[2]);
  }
  return Table({text_column("period", period), number_column("level", level), text_column("group", group),
                text_column("place", place), text_column("next_group", next_group),
                text_column("next_place", next_place)});
}

double value(const Table& table, const std::string& column, const std::map<std::string, std::string>& key) {
  for (Index row = 0; row < table.rows(); ++row) {
    bool same = true;
    for (const auto& [name, text] : key) same = same && cell_text(table.column(name), row) == text;
    if (same) return std::get<Buffer<double>>(table.column(column).data)[row];
  }
  FAIL("no such row");
  return 0;
}

Lines read_csv(const std::filesystem::path& path) {
  std::ifstream file(path);
  Lines lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    Names fields(1);
    bool quoted = false;
    for (const char c : line) {
      if (c == '"')
        quoted = !quoted;
      else if (c == ',' && !quoted)
        fields.emplace_back();
      else
        fields.back() += c;
    }
    lines.push_back(fields);
  }
  return lines;
}

Names column_of(const Lines& lines, std::size_t column) {
  Names values;
  for (std::size_t row = 1; row < lines.size(); ++row) values.push_back(lines[row][column]);
  return values;
}

std::vector<double> numbers(const Names& texts) {
  std::vector<double> values;
  for (const auto& text : texts) values.push_back(std::stod(text));
  return values;
}

struct Demo {
  Table panel, population, states, moves;
};

Demo read_demo(const std::filesystem::path& folder) {
  const Lines steps = read_csv(folder / "transitions.csv"), people = read_csv(folder / "population.csv"),
              valid = read_csv(folder / "valid-states.csv");
  Names group, place, from, to;
  std::vector<double> first, last;
  for (std::size_t row = 1; row < valid.size(); ++row) {
    std::string name;
    for (std::istringstream list(valid[row][4]); std::getline(list, name, ',');) {
      group.push_back(name);
      place.push_back(valid[row][0]);
      first.push_back(std::stod(valid[row][2]));
      last.push_back(std::stod(valid[row][3]));
    }
    for (std::istringstream list(valid[row][5]); std::getline(list, name, ',');) {
      from.push_back(valid[row][0]);
      to.push_back(name);
    }
  }
  // calendar-year,setting-1,need-1,academic-year-1,setting-2,need-2,academic-year-2
  return {Table({text_column("period", column_of(steps, 0)), number_column("level", numbers(column_of(steps, 3))),
                 text_column("group", column_of(steps, 2)), text_column("place", column_of(steps, 1)),
                 text_column("next_group", column_of(steps, 5)), text_column("next_place", column_of(steps, 4))}),
          Table({text_column("period", column_of(people, 0)), number_column("level", numbers(column_of(people, 1))),
                 number_column("count", numbers(column_of(people, 2)))}),
          Table({text_column("group", group), text_column("place", place), number_column("first_level", first),
                 number_column("last_level", last)}),
          Table({text_column("place", from), text_column("next_place", to)})};
}

/// The rows of a table by their names, as text.
std::map<std::string, Index> by_name(const Table& table, std::size_t names) {
  std::map<std::string, Index> result;
  for (Index row = 0; row < table.rows(); ++row) {
    std::string key;
    for (std::size_t c = 0; c < names; ++c) key += cell_text(table.columns()[c], row) + ";";
    result[key] = row;
  }
  return result;
}

double at(const Table& table, const std::string& column, Index row) {
  return std::get<Buffer<double>>(table.column(column).data)[row];
}

}  // namespace

TEST_CASE("rates of a small panel, by hand", "[flows][transition_parameters]") {
  const auto found = transition_parameters(
      panel({{"1", "A", "A"}, {"1", "A", "A"}, {"1", "A", "B"}, {"1", "B", "-"}, {"1", "-", "B"}, {"2", "A", "A"}}),
      population(), states());
  const auto& [joiners, joiner_states, leavers, movers, mover_states] = found.value;
  CHECK(found.findings.items.empty());
  CHECK(value(joiners, "alpha", {{"level", "2"}}) == 1);
  CHECK(value(joiners, "beta", {{"level", "2"}}) == 99);
  CHECK(value(joiners, "alpha", {{"level", "1"}}) == 0.001);
  CHECK(value(joiner_states, "alpha", {{"level", "2"}, {"place", "B"}}) == 1.5);
  CHECK(value(joiner_states, "mean", {{"level", "2"}, {"place", "A"}}) == .25);
  // One of four leaves level 1: pooled (1 + .5) / (4 + 1) = .3.
  CHECK(value(leavers, "alpha", {{"level", "1"}, {"place", "B"}}) == Approx(1.3));
  CHECK(value(leavers, "beta", {{"level", "1"}, {"place", "A"}}) == Approx(3.7));
  // One of three who stay changes the place: pooled (1 + .5) / (3 + 1) = .375.
  CHECK(value(movers, "alpha", {{"level", "1"}, {"place", "A"}}) == Approx(1.375));
  CHECK(value(movers, "alpha", {{"level", "2"}, {"place", "A"}}) == Approx(.25));
  CHECK(value(mover_states, "alpha", {{"level", "1"}, {"place", "A"}, {"next_place", "B"}}) == Approx(2));
}

TEST_CASE("states that are not listed are reported and count in the level", "[flows][transition_parameters]") {
  const auto found = transition_parameters(panel({{"1", "C", "-"}, {"1", "A", "A"}}), population(), states());
  REQUIRE(found.findings.items.size() == 1);
  CHECK(message(found.findings.items[0], "en").starts_with("Level 1, G, C: the list of states does not have"));
  CHECK(value(found.value.leavers, "alpha", {{"level", "1"}, {"place", "A"}}) == Approx(.5));
}

TEST_CASE("mistakes in a panel are named", "[flows][transition_parameters]") {
  const auto said = [](auto&& action) { return message_of<InvalidArgument>(action); };
  CHECK(said([] {
          transition_parameters(panel({{"1", "-", "A"}}), population(0), states());
        }) == "a population of 0 in level 2 in 2020: expected at least the 1 who joined");
  CHECK(said([] {
          transition_parameters(panel({{"1.5", "A", "A"}}), population(), states());
        }) == "'1.5' in row 0 of panel, column level: expected a whole number");
  CHECK(said([] {
          transition_parameters(panel({{"1", "", "A"}}), population(), states());
        }) == "nothing in row 0 of panel, column place: expected a name");
  CHECK(said([] { transition_parameters(panel({}), population(), states(), {}, {}, {.pooled_weight = 0}); }) ==
        "pooled_weight = 0 in the prior: expected a number above 0");
  CHECK_THROWS_AS(transition_parameters(population(), population(), states()), UnknownName);
}

TEST_CASE("every published parameter of the demonstration is reproduced", "[flows][transition_parameters]") {
  const auto shared = shared_folder();
  if (!shared || !std::filesystem::exists(*shared / "data/witan_send")) {
    WARN("the reference material is not there");
    return;
  }
  const auto folder = *shared / "data/witan_send";
  const Demo demo = read_demo(folder);
  const auto found =
      transition_parameters(demo.panel, demo.population, demo.states, demo.moves, {.outside = "NONSEND"});
  const auto compare = [&](const Table& table, const char* file, const Names& columns, std::size_t names,
                           const std::vector<std::size_t>& key, const std::vector<std::size_t>& places, bool single) {
    const Lines expected = read_csv(folder / "expected" / file);
    const auto rows = by_name(table, names);
    CHECK(rows.size() == expected.size() - 1);
    for (std::size_t line = 1; line < expected.size(); ++line) {
      std::string name;
      for (const auto field : key) name += expected[line][field] + ";";
      REQUIRE(rows.count(name));
      for (std::size_t c = 0; c < columns.size(); ++c) {
        const double own = at(table, columns[c], rows.at(name)), theirs = std::stod(expected[line][places[c]]);
        // Beta parameters were added and printed in single precision.
        REQUIRE(std::abs(own - theirs) <= (single ? 1.2e-7 * std::abs(theirs) + 1e-9 : 1e-9));
      }
    }
  };
  compare(found.value.joiners, "joiner_beta_expectations.csv", {"alpha", "beta", "mean"}, 1, {0}, {1, 2, 3}, true);
  compare(found.value.joiner_states, "joiners_dirichlet_expectations.csv", {"mean", "total", "alpha"}, 3, {0, 1, 2},
          {3, 4, 5}, false);
  compare(found.value.leavers, "leaver_beta_expectations.csv", {"alpha", "beta", "mean"}, 3, {0, 1, 2}, {3, 4, 5},
          true);
  compare(found.value.movers, "mover_beta_expectations.csv", {"alpha", "beta", "mean"}, 3, {0, 1, 2}, {3, 4, 5}, true);
  compare(found.value.mover_states, "movers_dirichlet_expectations.csv", {"mean", "total", "alpha"}, 5, {0, 1, 2, 4, 5},
          {6, 7, 8}, false);
}
