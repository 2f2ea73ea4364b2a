#include "werdegang/disclosure/released.hpp"

#include <type_traits>

#include "catch.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "werdegang/compute/compute.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

// A table becomes a released one through protect or as_published alone.
static_assert(!std::is_constructible_v<Released, Table>);
static_assert(!std::is_constructible_v<Released, Table, std::string>);
static_assert(!std::is_default_constructible_v<Released>);
static_assert(!std::is_convertible_v<Table, Released>);
static_assert(!std::is_assignable_v<Released&, Table>);
static_assert(std::is_copy_constructible_v<Released>);
static_assert(std::is_same_v<decltype(std::declval<Released&>().table()), const Table&>);

namespace {

Table shares(const std::vector<std::pair<double, double>>& pairs) {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const std::string region = "0100" + std::to_string(i + 1);
    rows.push_back({"a", region, "2015", {}, pairs[i].first});
    rows.push_back({"b", region, "2015", {}, pairs[i].second});
  }
  Indicator indicator;
  indicator.id = "own", indicator.formula = "100 * a / b", indicator.interval = "wilson";
  return compute(observed(rows), {indicator});
}

std::vector<std::string> shown(const Released& released) {
  return cells(released.table(), {"value", "numerator", "denominator", "lower", "upper", "status"});
}

}  // namespace

TEST_CASE("counts from 1 to the minimum less 1 are hidden, zeros and larger ones are not", "[disclosure]") {
  const Table table = shares({{0, 100}, {1, 100}, {2, 100}, {3, 100}, {50, 100}});
  const Released released = protect(table);
  const auto rows = shown(released);
  CHECK(rows[1] == ";;;;;suppressed");
  CHECK(rows[2] == ";;;;;suppressed");
  for (const std::size_t row : {std::size_t{0}, std::size_t{3}, std::size_t{4}})
    CHECK(rows[row] == cells(table, {"value", "numerator", "denominator", "lower", "upper", "status"})[row]);
  CHECK(released.ground() == "protected: min_count=3, 2 figures hidden");
  CHECK(table.column("value").valid(1));
}

TEST_CASE("a small rest is hidden as well: the total less the others would give it away", "[disclosure]") {
  const auto rows = shown(protect(shares({{98, 100}, {99, 100}, {100, 100}, {97, 100}})));
  CHECK(rows[0] == ";;;;;suppressed");
  CHECK(rows[1] == ";;;;;suppressed");
  CHECK(rows[2].substr(0, 11) == "100;100;100");
  CHECK(rows[3].substr(0, 9) == "97;97;100");
}

TEST_CASE("nothing stays behind under a hidden figure", "[disclosure]") {
  const Released released = protect(shares({{2, 100}}));
  for (const std::string name : {"value", "numerator", "denominator", "lower", "upper"}) {
    INFO(name);
    CHECK(std::get<Buffer<double>>(released.table().column(name).data)[0] == 0);
  }
}

TEST_CASE("the minimum is the caller's, down to 1, which hides nothing", "[disclosure]") {
  const Table table = shares({{4, 100}, {50, 100}});
  CHECK(shown(protect(table, {.min_count = 5}))[0] == ";;;;;suppressed");
  CHECK(shown(protect(table, {.min_count = 4}))[0].substr(0, 7) == "4;4;100");
  CHECK(protect(table, {.min_count = 1}).table().column("value") ==
        protect(table, {.min_count = 4}).table().column("value"));
  CHECK_THROWS_WITH(protect(table, {.min_count = 0}),
                    "min_count=0 in protect: expected a smallest number of 1 or more");
  CHECK(to_string(DisclosurePolicy{}) == "min_count=3");
}

TEST_CASE("observations of one's own are protected by their value", "[disclosure]") {
  const Table table =
      observed(
          {{"clubs", "01001", "2015", {}, 2}, {"clubs", "01002", "2015", {}, 0}, {"clubs", "01003", "2015", {}, 7}})
          .table();
  CHECK(cells(protect(table).table(), {"value", "status"}) ==
        std::vector<std::string>{";suppressed", "0;reported", "7;reported"});
}

TEST_CASE("a result that is a bare count is protected by its value too", "[disclosure]") {
  Indicator indicator;
  indicator.id = "own", indicator.formula = "clubs", indicator.unit = "persons";
  const Table table =
      compute(observed({{"clubs", "01001", "2015", {}, 2}, {"clubs", "01002", "2015", {}, 7}}), {indicator});
  CHECK(cells(protect(table).table(), {"value", "status"}) == std::vector<std::string>{";suppressed", "7;reported"});
}

TEST_CASE("whole numbers as integers are protected like others", "[disclosure]") {
  auto list = std::make_shared<Codelist>();
  list->name = "status";
  list->members.push_back({"reported", "", "", -1, Member::part, {}, {}});
  const Table table(
      {{"persons", Role::count, Buffer<Index>(std::vector<Index>{2, 0, 30}), {}},
       {"status", Role::quality, Codes{Buffer<std::int32_t>(std::vector<std::int32_t>{0, 0, 0}), list}, {}}});
  CHECK(cells(protect(table).table(), {"persons", "status"}) ==
        std::vector<std::string>{";suppressed", "0;reported", "30;reported"});
  CHECK(list->members.size() == 1);
}

TEST_CASE("a value that was missing keeps its reason", "[disclosure]") {
  const Table table =
      observed({{"clubs", "01001", "2015", {}, 0, Status::unknown_or_secret}, {"clubs", "01002", "2015", {}, 1}})
          .table();
  CHECK(cells(protect(table).table(), {"value", "status"}) ==
        std::vector<std::string>{";unknown_or_secret", ";suppressed"});
}

TEST_CASE("a table without status or without figures cannot be protected", "[disclosure]") {
  const Table bare({{"value", Role::measure, Buffer<double>(std::vector<double>{1}), {}}});
  CHECK_THROWS_WITH(protect(bare),
                    "a table without the column 'status' in protect: expected a table of observations or indicators");
  const Table text = observed({{"clubs", "01001", "2015", {}, 2}}).table();
  CHECK_THROWS_AS(protect(Table({text.column("region"), text.column("status")})), InvalidArgument);
}

TEST_CASE("published figures pass as they are, with the name of their publication", "[disclosure]") {
  const Table table = shares({{1, 100}});
  const Released released = as_published(table, "21111-02-06-4");
  CHECK(released.table() == table);
  CHECK(released.ground() == "published: 21111-02-06-4");
  CHECK(released == as_published(table, "21111-02-06-4"));
  CHECK_FALSE(released == as_published(table, "another"));
  CHECK_THROWS_WITH(
      as_published(table, ""),
      "an empty source in as_published: expected the name of the publication the figures were released in");
  CHECK_THROWS_AS(as_published(table, "  "), InvalidArgument);
}
