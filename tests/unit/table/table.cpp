#include "werdegang/table/table.hpp"

#include <limits>

#include "catch.hpp"
#include "messages.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

CodelistPtr sexes() {
  auto list = std::make_shared<Codelist>();
  list->name = "sex";
  for (const char* code : {"total", "male", "female"})
    list->members.push_back({code, code, code, -1, Member::part, {}, {}});
  return list;
}

Column numbers(std::string name, std::vector<double> values, std::vector<std::uint8_t> valid = {}) {
  Column column{std::move(name), Role::measure, Buffer<double>(std::move(values)), {}};
  if (!valid.empty()) column.validity = Buffer<std::uint8_t>(std::move(valid));
  return column;
}

// One column of every kind, four rows, a null in most.
Table example() {
  return Table(
      {{"n", Role::count, Buffer<Index>(std::vector<Index>{1, -2, 3'000'000'000, 4}), {}},
       numbers("share", {0.5, 12.25, 0, 1e300}, {1, 1, 0, 1}),
       {"flag", Role::quality, Buffer<std::uint8_t>(std::vector<std::uint8_t>{0, 1, 255, 7}), {}},
       {"name", Role::text, Text::from({"Köthen", "", "Börde; \"x\"", "z"}),
        Buffer<std::uint8_t>(std::vector<std::uint8_t>{1, 1, 1, 0})},
       {"sex", Role::dimension, Codes{Buffer<std::int32_t>(std::vector<std::int32_t>{2, 0, -1, 1}), sexes()}, {}}});
}

}  // namespace

TEST_CASE("columns of different length make no table", "[table]") {
  CHECK_THROWS_WITH(Table({numbers("a", {1, 2}), numbers("b", {1, 2, 3})}),
                    "3 rows in column 'b': expected 2 rows as in the first column");
  CHECK_THROWS_WITH(Table({numbers("a", {1, 2}), numbers("a", {1, 2})}),
                    "'a' in the column names of a table: expected every name once");
  const auto text = message_of<InvalidArgument>([] { Table({numbers("a", {1, 2}), numbers("b", {1, 2}, {1, 1, 1})}); });
  CHECK(text == "3 marks of validity in column 'b': expected 2, one for each row");
}

TEST_CASE("a table knows its columns by name", "[table]") {
  const Table table = example();
  CHECK(table.rows() == 4);
  CHECK(table.columns().size() == 5);
  CHECK(table.has("share"));
  CHECK_FALSE(table.has("Share"));
  CHECK(table.column("n").role == Role::count);
  CHECK_THROWS_WITH(table.column("shar"), "unknown column 'shar': did you mean 'share'?");
}

TEST_CASE("cells read as a person writes them", "[table]") {
  const Table table = example();
  const auto row = [&](Index i) {
    std::vector<std::string> texts;
    for (const Column& column : table.columns()) texts.push_back(cell_text(column, i));
    return texts;
  };
  CHECK(row(0) == std::vector<std::string>{"1", "0.5", "0", "Köthen", "female"});
  CHECK(row(1) == std::vector<std::string>{"-2", "12.25", "1", "", "total"});
  CHECK(row(2) == std::vector<std::string>{"3000000000", "", "255", "Börde; \"x\"", ""});
  CHECK(row(3) == std::vector<std::string>{"4", "1e+300", "7", "", "male"});
  CHECK(cell_text(numbers("x", {0.1}), 0) == "0.1");
  CHECK(cell_text(numbers("x", {846423}), 0) == "846423");
}

TEST_CASE("filter keeps marked rows in order, take any rows in any order", "[table]") {
  const Table table = example();
  const Table kept = table.filter(std::vector<std::uint8_t>{0, 1, 0, 1});
  CHECK(kept.rows() == 2);
  CHECK(cell_text(kept.column("n"), 0) == "-2");
  CHECK(cell_text(kept.column("sex"), 1) == "male");
  CHECK(kept == table.take(std::vector<Index>{1, 3}));
  const Table twice = table.take(std::vector<Index>{2, 0, 2});
  CHECK(twice.rows() == 3);
  CHECK(cell_text(twice.column("name"), 0) == "Börde; \"x\"");
  CHECK(cell_text(twice.column("name"), 1) == "Köthen");
  CHECK_FALSE(twice.column("share").valid(2));
  CHECK(table.take(std::vector<Index>{0, 1, 2, 3}) == table);
  CHECK(table.filter(std::vector<std::uint8_t>{1, 1, 1, 1}) == table);
  const Table none = table.filter(std::vector<std::uint8_t>{0, 0, 0, 0});
  CHECK(none.rows() == 0);
  CHECK(none.columns().size() == 5);
  CHECK(none.take(std::vector<Index>{}) == none);
}

TEST_CASE("filter and take refuse what does not fit", "[table]") {
  const Table table = example();
  CHECK_THROWS_WITH(table.filter(std::vector<std::uint8_t>{1}), "1 marks in filter: expected 4, one for each row");
  CHECK_THROWS_WITH(table.take(std::vector<Index>{4}), "row 4 in take: expected 0 to 3");
  CHECK_THROWS_WITH(table.take(std::vector<Index>{-1}), "row -1 in take: expected 0 to 3");
  CHECK_THROWS_WITH(Table().take(std::vector<Index>{0}), "row 0 in take: expected no row, since the table is empty");
}

TEST_CASE("tables are equal by content, not by memory", "[table]") {
  CHECK(example() == example());
  const Table copy = example();
  CHECK(copy == example());
  CHECK(Table() == Table());
  CHECK_FALSE(example() == Table());
  CHECK_FALSE(Table({numbers("a", {1})}) == Table({numbers("a", {2})}));
  CHECK_FALSE(Table({numbers("a", {1})}) == Table({numbers("b", {1})}));
  CHECK_FALSE(Table({numbers("a", {1, 1}, {1, 0})}) == Table({numbers("a", {1, 1}, {1, 1})}));
}

TEST_CASE("a column without rows has size 0", "[table]") {
  CHECK(Table({{"t", Role::text, Text{}, {}}}).rows() == 0);
  CHECK(Table({{"t", Role::text, Text::from({}), {}}}).rows() == 0);
  CHECK(Table({numbers("x", {})}).rows() == 0);
  CHECK(Table().rows() == 0);
}

TEST_CASE("every role has a name", "[table]") {
  CHECK(to_string(Role::dimension) == "dimension");
  CHECK(to_string(Role::count) == "count");
  CHECK(to_string(Role::measure) == "measure");
  CHECK(to_string(Role::bound) == "bound");
  CHECK(to_string(Role::quality) == "quality");
  CHECK(to_string(Role::text) == "text");
}
