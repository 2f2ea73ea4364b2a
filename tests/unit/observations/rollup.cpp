#include "werdegang/observations/rollup.hpp"

#include "catch.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/region.hpp"

using namespace werdegang;

namespace {

using Codelists = std::vector<std::string>;

// All filled, all with a value.
Codelists added_up(const Codelists& districts, Period period) {
  return partition(districts, std::vector<bool>(districts.size(), true), std::vector<bool>(districts.size(), true),
                   period);
}

const std::vector<std::string> figure = {"region", "period", "value", "status"};

}  // namespace

TEST_CASE("districts untouched by reforms are all added", "[observations][partition]") {
  CHECK(added_up({"01001", "01002"}, Period::year(2015)) == Codelists{"01001", "01002"});
  CHECK(added_up({}, Period::year(2015)).empty());
}

TEST_CASE("of two filled sides of a reform the one of the period is added", "[observations][partition]") {
  const Codelists both = {"15084", "15256", "15268"};
  CHECK(added_up(both, Period::year(2006)) == Codelists{"15256", "15268"});
  CHECK(added_up(both, Period::year(2008)) == Codelists{"15084"});
  CHECK(added_up({"15084"}, Period::year(2006)) == Codelists{"15084"});
  CHECK(added_up({"15256", "15268"}, Period::year(2008)) == Codelists{"15256", "15268"});
}

TEST_CASE("a reform counts from its day on; a year belongs to its last day", "[observations][partition]") {
  const Codelists both = {"15084", "15256", "15268"};
  CHECK(added_up(both, Period::year(2007)) == Codelists{"15084"});
  CHECK(added_up(both, Period::day(2007, 7, 1)) == Codelists{"15084"});
  CHECK(added_up(both, Period::day(2007, 6, 30)) == Codelists{"15256", "15268"});
}

TEST_CASE("a side that is secret gives way to one with values", "[observations][partition]") {
  const Codelists codes = {"15084", "15256", "15268"};
  CHECK(partition(codes, {true, true, true}, {true, false, false}, Period::year(2006)) == Codelists{"15084"});
  CHECK(partition(codes, {true, true, true}, {false, true, true}, Period::year(2008)) == Codelists{"15256", "15268"});
  CHECK(partition(codes, {true, true, true}, {true, true, false}, Period::year(2006)) == Codelists{"15084"});
}

TEST_CASE("a district inside another is not added beside it", "[observations][partition]") {
  CHECK(added_up({"03241", "03241001"}, Period::year(2015)) == Codelists{"03241"});
  CHECK(added_up({"05334", "05334002"}, Period::year(2012)) == Codelists{"05334"});
}

TEST_CASE("districts are added to their state, cell by cell", "[observations][rollup]") {
  const auto [states, findings] = rollup(observed({{"births", "04011", "2015", {{"sex", "male"}}, 3},
                                                   {"births", "04012", "2015", {{"sex", "male"}}, 4},
                                                   {"births", "04011", "2015", {{"sex", "female"}}, 5},
                                                   {"births", "04012", "2015", {{"sex", "female"}}, 0, Status::nil},
                                                   {"births", "04", "2015", {{"sex", "male"}}, 99}}),
                                         "state");
  CHECK(cells(states.table(), {"region", "sex", "value", "status"}) ==
        std::vector<std::string>{"04;male;7;computed", "04;female;5;computed"});
  REQUIRE(states.sources().size() == 1);
  CHECK(states.sources()[0].method == "own aggregation");
}

TEST_CASE("a part without a value is never left out of a sum", "[observations][rollup]") {
  const auto sum = [](Status status) {
    return cells(
        rollup(observed({{"births", "04011", "2015", {}, 3}, {"births", "04012", "2015", {}, 0, status}}), "state")
            .value.table(),
        figure);
  };
  CHECK(sum(Status::unknown_or_secret) == std::vector<std::string>{"04;2015;;unknown_or_secret"});
  CHECK(sum(Status::pending) == std::vector<std::string>{"04;2015;;pending"});
  CHECK(sum(Status::nil) == std::vector<std::string>{"04;2015;3;computed"});
  CHECK(sum(Status::not_existing) == std::vector<std::string>{"04;2015;;missing"});
}

TEST_CASE("a part that lacks the cell makes the sum missing", "[observations][rollup]") {
  const auto built = rollup(observed({{"births", "04011", "2015", {{"sex", "male"}}, 3},
                                      {"births", "04011", "2015", {{"sex", "female"}}, 3},
                                      {"births", "04012", "2015", {{"sex", "male"}}, 4}}),
                            "state");
  CHECK(cells(built.value.table(), {"sex", "value", "status"}) ==
        std::vector<std::string>{"male;7;computed", "female;;missing"});
}

TEST_CASE("flags of the parts pass on, rates are never added", "[observations][rollup]") {
  const auto flags = rollup(observed({{"births", "04011", "2015", {}, 3, Status::reported, Flag::provisional},
                                      {"births", "04012", "2015", {}, 4}}),
                            "state");
  CHECK(cells(flags.value.table(), {"value", "flags"}) == std::vector<std::string>{"7;provisional"});
  CHECK(rollup(observed({{"unemployment_rate", "04011", "2015", {}, 3}, {"unemployment_rate", "04012", "2015", {}, 4}}),
               "state")
            .value.cubes()
            .empty());
}

TEST_CASE("states are added to Germany, all sixteen or none", "[observations][rollup]") {
  std::vector<Row> rows = {{"births", "04011", "2015", {}, 50}, {"births", "DG", "2015", {}, 1000}};
  for (int state = 1; state <= 15; ++state)
    rows.push_back({"births", (state < 10 ? "0" : "") + std::to_string(state), "2015", {}, 2});
  const auto incomplete = rollup(observed(rows), "country");
  CHECK(cells(incomplete.value.table(), figure) == std::vector<std::string>{"DG;2015;;missing"});
  REQUIRE(incomplete.findings.size() == 1);
  CHECK(message(incomplete.findings.items[0], "en") ==
        "births, Deutschland (DG), 2015: no sum, for figures of 16 are missing.");
  rows.push_back({"births", "16", "2015", {}, 3});
  CHECK(cells(rollup(observed(rows), "country").value.table(), figure) ==
        std::vector<std::string>{"DG;2015;33;computed"});
  CHECK_THROWS_WITH(rollup(Observations(), "district"), "'district' in rollup: expected 'state' or 'country'");
  CHECK(rollup(Observations(), "state").value.rows() == 0);
}

TEST_CASE("figures under old and new codes are added once", "[observations][rollup]") {
  std::vector<Row> rows = {{"births", "15084", "2006", {}, 1000}, {"births", "15002", "2006", {}, 1000}};
  double old = 0;
  const Day day = to_day({2006, 12, 31});
  for (const Region& region : known_regions())
    if (region.parent == "15" && region.level == "district" && region.from <= day && day <= region.to) {
      rows.push_back({"births", region.code, "2006", {}, 1});
      old += 1;
    }
  REQUIRE(old > 20);
  CHECK(cells(rollup(observed(rows), "state").value.table(), figure) ==
        std::vector<std::string>{"15;2006;" + std::to_string(static_cast<int>(old)) + ";computed"});
}

TEST_CASE("predecessors fill a region's empty years when asked to", "[observations][predecessors]") {
  const Observations observations = observed({{"births", "15084", "2006", {}, 0, Status::unknown_or_secret},
                                              {"births", "15256", "2006", {}, 4},
                                              {"births", "15268", "2006", {}, 6},
                                              {"births", "15084", "2008", {}, 12}});
  const auto [filled, findings] = with_predecessors(observations, {"15084"});
  REQUIRE(filled.cubes().size() == 2);
  const Observations own({filled.cubes()[1]}, filled.sources());
  CHECK(cells(own.table(), figure) == std::vector<std::string>{"15084;2006;10;computed"});
  CHECK(filled.sources().back().method == "own aggregation");
  CHECK(filled.sources().back().title == "15256 + 15268");
  REQUIRE(findings.size() == 1);
  CHECK(findings.items[0].code == "own_aggregation");
  CHECK(findings.items[0].args == std::vector<std::string>{"15084", "2006", "15256 + 15268"});
}

TEST_CASE("a missing predecessor never makes a smaller sum", "[observations][predecessors]") {
  const auto one = with_predecessors(observed({{"births", "15256", "2006", {}, 4}}), {"15084"});
  const auto secret = with_predecessors(
      observed({{"births", "15256", "2006", {}, 4}, {"births", "15268", "2006", {}, 0, Status::unknown_or_secret}}),
      {"15084"});
  const auto last = [](const Observations& observations) {
    return observations.cubes().size() < 2
               ? std::vector<std::string>{}
               : cells(Observations({observations.cubes()[1]}, observations.sources()).table(), figure);
  };
  CHECK(last(one.value) == std::vector<std::string>{"15084;2006;;missing"});
  CHECK(last(secret.value) == std::vector<std::string>{"15084;2006;;unknown_or_secret"});
}

TEST_CASE("a region's own value is never replaced", "[observations][predecessors]") {
  const Observations observations = observed(
      {{"births", "15084", "2006", {}, 11}, {"births", "15256", "2006", {}, 4}, {"births", "15268", "2006", {}, 6}});
  const auto built = with_predecessors(observations, {"15084"});
  CHECK(built.value == observations);
  CHECK(built.findings.size() == 0);
  CHECK(holds(message_of<InvalidArgument>([&] { with_predecessors(observations, {"01001"}); }),
              "region 01001 in with_predecessors: expected a region that"));
}
