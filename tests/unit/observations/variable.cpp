#include "werdegang/observations/variable.hpp"

#include <set>

#include "catch.hpp"
#include "werdegang/observations/cube.hpp"

using namespace werdegang;

namespace {

std::vector<std::string> kinds(const std::string& variable, const std::string& region, int from, int to) {
  std::vector<std::string> result;
  for (const SeriesBreak& item : breaks_between(variable, region, from, to))
    result.push_back(item.kind + " " + std::to_string(item.after));
  return result;
}

using Kinds = std::vector<std::string>;

}  // namespace

TEST_CASE("every variable says what it counts, where and when", "[observations][variable]") {
  const std::set<std::string> meanings = {"school_year_ending", "school_year_starting", "reference_day",
                                          "calendar_year", "annual_average"};
  const std::set<std::string> places = {"school", "residence", "workplace", "facility"};
  std::set<std::string> ids;
  for (const Variable& variable : known_variables()) {
    INFO(variable.id);
    CHECK(ids.insert(variable.id).second);
    CHECK_FALSE((variable.label_de.empty() || variable.label_en.empty() || variable.unit.empty()));
    CHECK_FALSE((variable.description_de.empty() || variable.description_en.empty()));
    CHECK(meanings.contains(variable.period_meaning));
    CHECK(places.contains(variable.place));
    CHECK(find_variable(variable.id) == &variable);
  }
  CHECK(find_variable("school_leaver") == nullptr);
  CHECK(find_variable("") == nullptr);
  REQUIRE(find_variable("school_leavers"));
  CHECK(find_variable("school_leavers")->kind == Variable::count);
  REQUIRE(find_variable("unemployment_rate"));
  CHECK(find_variable("unemployment_rate")->kind == Variable::measure);
}

TEST_CASE("a break counts when it lies behind the first year and not behind the last", "[observations][variable]") {
  CHECK(kinds("population", "16062", 2010, 2011) == Kinds{"census 2011"});
  CHECK(kinds("population", "16062", 2005, 2015) == Kinds{"census 2011"});
  CHECK(kinds("population", "16062", 2011, 2015).empty());
  CHECK(kinds("population", "16062", 2005, 2010).empty());
  CHECK(kinds("population", "DG", 2010, 2011) == Kinds{"census 2011"});
  CHECK(kinds("no_such_variable", "16062", 1990, 2030).empty());
}

TEST_CASE("a state's break holds for its districts, not for Germany or its neighbours", "[observations][variable]") {
  CHECK(kinds("school_leavers", "15084", 2006, 2007) == Kinds{"double_abitur 2007"});
  CHECK(kinds("school_leavers", "15", 2006, 2007) == Kinds{"double_abitur 2007"});
  CHECK(kinds("school_leavers", "16062", 2006, 2007).empty());
}

TEST_CASE("a region that kept its code through a reform has a break of territory", "[observations][variable]") {
  CHECK(kinds("births", "16063", 2020, 2022) == Kinds{"territory 2021"});
  CHECK(kinds("births", "16063", 2021, 2025).empty());
  CHECK(kinds("births", "15084", 2006, 2008).empty());
  for (const SeriesBreak& item : known_breaks()) {
    INFO(item.variable << " " << item.after);
    CHECK(find_variable(item.variable) != nullptr);
    CHECK_FALSE((item.regions.empty() || item.text_de.empty() || item.text_en.empty()));
    CHECK(item.after > 1980);
  }
}
