#include "catch.hpp"
#include "rows.hpp"
#include "werdegang/compute/compute.hpp"

using namespace werdegang;

namespace {

std::vector<std::string> computed(const Observations& observations, const std::string& formula,
                                  const std::vector<std::string>& columns) {
  Indicator indicator;
  indicator.id = "own";
  indicator.formula = formula;
  return cells(compute(observations, {indicator}), columns);
}

std::vector<std::string> computed(const std::vector<Row>& rows, const std::string& formula,
                                  const std::vector<std::string>& columns = {"region", "period", "value", "status"}) {
  return computed(observed(rows), formula, columns);
}

Source edition(const std::string& file, const std::string& stand) {
  Source source;
  source.file = file;
  source.stand = stand;
  return source;
}

}  // namespace

TEST_CASE("care on 1 March is divided by the people of 31 December before", "[compute][time]") {
  const std::vector<Row> rows = {{"care", "DG", "2016-03-01", {}, 50},
                                 {"people", "DG", "2014-12-31", {}, 10},
                                 {"people", "DG", "2015-12-31", {}, 200},
                                 {"people", "DG", "2016-12-31", {}, 1000}};
  CHECK(computed(rows, "100 * care / people@previous_year_end") ==
        std::vector<std::string>{"DG;2016-03-01;25;computed"});
  CHECK(computed(rows, "100 * care / people@year_end") == std::vector<std::string>{"DG;2016-03-01;5;computed"});
  CHECK(computed(rows, "100 * care / people@previous_year_end@-1") ==
        std::vector<std::string>{"DG;2016-03-01;500;computed"});
}

TEST_CASE("the year end of a year may stand under the bare year", "[compute][time]") {
  CHECK(computed({{"care", "DG", "2016-03-01", {}, 50}, {"people", "DG", "2015", {}, 200}},
                 "100 * care / people@previous_year_end") == std::vector<std::string>{"DG;2016-03-01;25;computed"});
}

TEST_CASE("no other year stands in for the one the rule names", "[compute][time]") {
  CHECK(computed({{"care", "DG", "2016-03-01", {}, 50},
                  {"people", "DG", "2014-12-31", {}, 200},
                  {"people", "DG", "2016-12-31", {}, 300}},
                 "100 * care / people@previous_year_end") == std::vector<std::string>{"DG;2016-03-01;;missing"});
}

TEST_CASE("without a rule the same period wins over an earlier day", "[compute][time]") {
  const std::vector<Row> rows = {
      {"a", "DG", "2015-12-31", {}, 6}, {"b", "DG", "2015-03-01", {}, 2}, {"b", "DG", "2015-12-31", {}, 3}};
  CHECK(computed(rows, "a / b") == std::vector<std::string>{"DG;2015-12-31;2;computed"});
}

TEST_CASE("without the same period the last day less than a year before is taken", "[compute][time]") {
  CHECK(computed({{"a", "DG", "2015-12-31", {}, 6}, {"b", "DG", "2015-03-01", {}, 2}, {"b", "DG", "2014-03-01", {}, 1}},
                 "a / b") == std::vector<std::string>{"DG;2015-12-31;3;computed"});
  CHECK(computed({{"a", "DG", "2015", {}, 6}, {"b", "DG", "2015-12-31", {}, 2}}, "a / b") ==
        std::vector<std::string>{"DG;2015;3;computed"});
  CHECK(computed({{"a", "DG", "2015-12-31", {}, 6}, {"b", "DG", "2014-03-01", {}, 1}}, "a / b") ==
        std::vector<std::string>{"DG;2015-12-31;;missing"});
  CHECK(computed({{"a", "DG", "2015-12-31", {}, 6}, {"b", "DG", "2016-03-01", {}, 1}}, "a / b") ==
        std::vector<std::string>{"DG;2015-12-31;;missing"});
}

TEST_CASE("a year's sum is no reference day", "[compute][time]") {
  CHECK(computed({{"a", "DG", "2015-12-31", {}, 6}, {"b", "DG", "2014", {}, 1}}, "a / b") ==
        std::vector<std::string>{"DG;2015-12-31;;missing"});
}

TEST_CASE("years back are counted from the first variable's period", "[compute][time]") {
  const std::vector<Row> rows = {
      {"a", "DG", "2010", {}, 100}, {"a", "DG", "2014", {}, 130}, {"a", "DG", "2015", {}, 150}};
  CHECK(computed(rows, "a - a@-4") ==
        std::vector<std::string>{"DG;2010;;missing", "DG;2014;30;computed", "DG;2015;;missing"});
  CHECK(computed(rows, "a / a@-1") ==
        std::vector<std::string>{"DG;2010;;missing", "DG;2014;;missing", "DG;2015;1.1538461538461537;computed"});
}

// The change to 2012 is the first of the new series: it bears the mark, as does the figure of 2011.
TEST_CASE("population is not compared across the census, and the first figure behind it is marked",
          "[compute][breaks]") {
  const std::vector<Row> rows = {{"population", "15084", "2009-12-31", {}, 195},
                                 {"population", "15084", "2010-12-31", {}, 190},
                                 {"population", "15084", "2011-12-31", {}, 180},
                                 {"population", "15084", "2012-12-31", {}, 170}};
  CHECK(computed(rows, "population - population@-1", {"period", "value", "status", "flags"}) ==
        std::vector<std::string>{"2009-12-31;;missing;", "2010-12-31;-5;computed;",
                                 "2011-12-31;;not_meaningful;series_break", "2012-12-31;-10;computed;series_break"});
  CHECK(
      computed(rows, "population", {"period", "value", "flags"}) ==
      std::vector<std::string>{"2009-12-31;195;", "2010-12-31;190;", "2011-12-31;180;series_break", "2012-12-31;170;"});
}

TEST_CASE("a figure of the year before breaks a year later", "[compute][breaks]") {
  std::vector<Row> rows;
  for (int year = 2009; year <= 2013; ++year) {
    rows.push_back({"children", "15084", std::to_string(year) + "-03-01", {}, 10});
    rows.push_back({"population", "15084", std::to_string(year - 1) + "-12-31", {}, 100});
  }
  CHECK(
      computed(rows, "children / population@previous_year_end", {"period", "flags"}) ==
      std::vector<std::string>{"2009-03-01;", "2010-03-01;", "2011-03-01;", "2012-03-01;series_break", "2013-03-01;"});
}

TEST_CASE("a series that begins after a break bears no mark", "[compute][breaks]") {
  CHECK(computed({{"population", "15084", "2011-12-31", {}, 180}, {"population", "15084", "2012-12-31", {}, 170}},
                 "population", {"period", "flags"}) == std::vector<std::string>{"2011-12-31;", "2012-12-31;"});
}

TEST_CASE("a double Abitur cohort is flagged, into it and out of it, and still compared", "[compute][breaks]") {
  std::vector<Row> rows;
  for (const std::string year : {"2005", "2006", "2007", "2008", "2009"})
    rows.push_back({"school_leavers", "15", year, {}, std::stod(year)});
  CHECK(computed(rows, "school_leavers", {"period", "flags"}) ==
        std::vector<std::string>{"2005;", "2006;", "2007;series_break", "2008;series_break", "2009;"});
  CHECK(computed(rows, "school_leavers - school_leavers@-1", {"period", "value", "status"}) ==
        std::vector<std::string>{"2005;;missing", "2006;1;computed", "2007;1;computed", "2008;1;computed",
                                 "2009;1;computed"});
}

TEST_CASE("the newest edition of a figure wins, whatever the order, and a conflict is flagged", "[compute][sources]") {
  const Observations old_one =
      observed({{"births", "DG", "2015", {}, 10}, {"births", "01", "2015", {}, 4}, {"births", "02", "2015", {}, 7}},
               edition("old.csv", "2016-01-31T10:00:00"));
  const Observations new_one = observed({{"births", "DG", "2015", {}, 11}, {"births", "01", "2015", {}, 4}},
                                        edition("new.csv", "2017-10-10T10:53:53"));
  const std::vector<std::string> expected = {"DG;11;conflicting;new.csv", "01;4;;new.csv", "02;7;;old.csv"};
  for (const auto& parts : {std::vector<Observations>{old_one, new_one}, std::vector<Observations>{new_one, old_one}})
    CHECK(computed(concat(parts), "births", {"region", "value", "flags", "source"}) == expected);
}

TEST_CASE("a secret figure in the new edition gives way to the old one's value", "[compute][sources]") {
  const std::vector<Observations> parts = {
      observed({{"births", "DG", "2015", {}, 0, Status::unknown_or_secret}}, edition("new.csv", "2017-01-01")),
      observed({{"births", "DG", "2015", {}, 9}}, edition("old.csv", "2016-01-01"))};
  CHECK(computed(concat(parts), "births", {"value", "status", "source"}) ==
        std::vector<std::string>{"9;reported;old.csv"});
}

TEST_CASE("an empty cell in the new edition is still a row", "[compute][sources]") {
  const std::vector<Observations> parts = {
      observed({{"births", "DG", "2015", {{"sex", "total"}}, 0, Status::missing}}, edition("new.csv", "2017-01-01")),
      observed({{"births", "DG", "2015", {{"sex", "male"}}, 9}, {"births", "DG", "2014", {{"sex", "total"}}, 3}},
               edition("old.csv", "2016-01-01"))};
  CHECK(computed(concat(parts), "births", {"period", "value", "status"}) ==
        std::vector<std::string>{"2014;3;reported", "2015;;missing"});
}

TEST_CASE("what was added up here comes after what was printed", "[compute][sources]") {
  Source sum = edition("", "2020-01-01");
  sum.method = "own aggregation", sum.kind = Source::aggregation, sum.title = "15256 + 15268";
  const std::vector<Observations> parts = {
      observed({{"births", "15084", "2006", {}, 10}, {"births", "15084", "2005", {}, 8}}, sum),
      observed({{"births", "15084", "2006", {}, 11}}, edition("printed.csv", "2016-01-01"))};
  CHECK(computed(concat(parts), "births", {"period", "value", "method", "source"}) ==
        std::vector<std::string>{"2005;8;own aggregation;15256 + 15268", "2006;11;computed;printed.csv"});
}
