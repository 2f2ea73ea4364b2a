#include "werdegang/compute/missing.hpp"

#include "catch.hpp"
#include "own.hpp"
#include "rows.hpp"

using namespace werdegang;

namespace {

const std::vector<std::string> columns = {"indicator", "missing", "figure", "there"};

const std::vector<Row> figures = {{"children_in_daycare", "15084", "2016-03-01", {{"age", "0-2"}}, 5},
                                  {"population", "15084", "2010-12-31", {{"age", "0-2"}}, 50},
                                  {"population", "15084", "2011-12-31", {{"age", "0-2"}}, 50},
                                  {"population", "15084", "2013-12-31", {{"age", "total"}}, 90},
                                  {"births", "15084", "2015", {}, 0, Status::unknown_or_secret}};

std::vector<std::string> missing(const Indicator& indicator) {
  return cells(what_is_missing(observed(figures), {indicator}), columns);
}

}  // namespace

TEST_CASE("what an indicator lacks is named", "[compute][missing]") {
  CHECK(missing(own("children_in_daycare[age=0-2]")).empty());
  CHECK(missing(own("children_in_daycare / pupils + pupils + schools")) ==
        std::vector<std::string>{"own;variable;pupils;", "own;variable;schools;"});
  CHECK(missing(own("children_in_daycare[age=3-5] / population[age=0-2]")) ==
        std::vector<std::string>{"own;parts;children_in_daycare[age=3-5];"});
  CHECK(missing(own("children_in_daycare[age=0-2] / population[age=0-2]@previous_year_end")) ==
        std::vector<std::string>{"own;period;children_in_daycare[age=0-2];2016",
                                 "own;period;population[age=0-2]@previous_year_end;2010-2011"});
  CHECK(missing(own("births")) == std::vector<std::string>{"own;value;births;unknown_or_secret"});
}

TEST_CASE("an indicator that no formula gives names what does", "[compute][missing]") {
  Indicator indicator = own("");
  indicator.computable = "function";
  indicator.function = "reconstructed_cohort";
  CHECK(missing(indicator) == std::vector<std::string>{"own;function;reconstructed_cohort;"});
  indicator.computable = "no";
  indicator.needs = "network";
  CHECK(missing(indicator) == std::vector<std::string>{"own;room;network;"});
}

TEST_CASE("the missing variable has a name in both languages", "[compute][missing]") {
  const Table table = what_is_missing(observed(figures), {own("schools")});
  CHECK(cells(table, {"label_de", "label_en"}) ==
        std::vector<std::string>{"Allgemeinbildende Schulen;General schools"});
}
