#include "werdegang/observations/checks.hpp"

#include <algorithm>

#include "catch.hpp"
#include "messages.hpp"
#include "rows.hpp"

using namespace werdegang;

namespace {

// "code: argument; argument ..." of every finding, arguments without their labels.
std::vector<std::string> said(const Findings& findings) {
  std::vector<std::string> result;
  for (const Finding& finding : findings.items) {
    std::string text = finding.code + ":";
    for (const auto& argument : finding.args) text += " " + std::string(plain_argument(argument)) + ";";
    result.push_back(text);
  }
  return result;
}

bool any(const std::vector<std::string>& texts, const std::string& piece) {
  return std::any_of(texts.begin(), texts.end(), [&](const auto& text) { return holds(text, piece); });
}

}  // namespace

TEST_CASE("a state that differs from its districts is named with the difference", "[observations][checks]") {
  const auto found = said(check_regions(observed(
      {{"births", "04", "2015", {}, 10}, {"births", "04011", "2015", {}, 3}, {"births", "04012", "2015", {}, 5}})));
  REQUIRE(found.size() == 1);
  CHECK(holds(found[0], "total_differs_from_parts: births; 04; 2015; 10; 8; 2; Der Grund ist nicht bekannt.;"));
}

TEST_CASE("a state equal to its districts, or with a secret one, is no finding", "[observations][checks]") {
  CHECK(said(check_regions(observed({{"births", "04", "2015", {}, 8},
                                     {"births", "04011", "2015", {}, 3},
                                     {"births", "04012", "2015", {}, 5}})))
            .empty());
  CHECK(said(check_regions(observed({{"births", "04", "2015", {}, 10},
                                     {"births", "04011", "2015", {}, 3},
                                     {"births", "04012", "2015", {}, 0, Status::unknown_or_secret}})))
            .empty());
  CHECK(said(check_regions(observed({{"births", "04011", "2015", {}, 3}}))).empty());
  CHECK(said(check_regions(Observations())).empty());
  CHECK(said(check_regions(observed({{"births", "04", "2015", {}, 10}, {"births", "04011", "2015", {}, 3}}))).empty());
}

TEST_CASE("Germany is compared with all 16 states only, and the known reason is given", "[observations][checks]") {
  std::vector<Row> rows = {{"school_leavers", "DG", "2015", {}, 100}};
  for (int state = 1; state <= 15; ++state)
    rows.push_back({"school_leavers", (state < 10 ? "0" : "") + std::to_string(state), "2015", {}, 6});
  CHECK(said(check_regions(observed(rows))).empty());
  rows.push_back({"school_leavers", "16", "2015", {}, 6});
  const auto found = said(check_regions(observed(rows)));
  REQUIRE(found.size() == 1);
  CHECK(holds(found[0],
              "school_leavers; DG; 2015; 100; 96; 4; Deutschland enthält auch die Prüflinge der Schulfremdenprüfung"));
}

TEST_CASE("old and new districts filled at once are named once for all years", "[observations][checks]") {
  std::vector<Row> rows;
  for (const std::string year : {"2004", "2005", "2006"})
    for (const auto& [code, value] :
         std::vector<std::pair<std::string, double>>{{"15", 10}, {"15084", 10}, {"15256", 4}, {"15268", 6}})
      rows.push_back({"births", code, year, {}, value});
  const auto found = said(check_regions(observed(rows)));
  REQUIRE(found.size() == 1);
  CHECK(holds(found[0], "double_filled_territory: births; 15; 2004–2006; 15084; 15256, 15268;"));
}

TEST_CASE("parts of an exhaustive list are compared with their total", "[observations][checks]") {
  const auto found = said(check_parts(observed({{"births", "01", "2015", {{"sex", "total"}}, 10},
                                                {"births", "01", "2015", {{"sex", "male"}}, 4},
                                                {"births", "01", "2015", {{"sex", "female"}}, 5}})));
  REQUIRE(found.size() == 1);
  CHECK(holds(found[0], "total_differs_from_parts: births; 01; 2015; 10; 9; 1;"));
  CHECK(said(check_parts(observed({{"births", "01", "2015", {{"sex", "total"}}, 10},
                                   {"births", "01", "2015", {{"sex", "male"}}, 4},
                                   {"births", "01", "2015", {{"sex", "female"}}, 0, Status::unknown_or_secret}})))
            .empty());
}

TEST_CASE("a part larger than the whole and a negative count are named", "[observations][checks]") {
  const auto found = said(check_parts(observed({{"births", "01", "2015", {{"sex", "total"}}, 10},
                                                {"births", "01", "2015", {{"sex", "female"}}, 12},
                                                {"births", "02", "2015", {{"sex", "total"}}, -3}})));
  CHECK(any(found, "part_exceeds_total: births; 01; 2015; female 12; 10;"));
  CHECK(any(found, "negative_value: births; 02; 2015; -3;"));
  CHECK(found.size() == 2);
}

TEST_CASE("a rate of everybody outside the rates of men and women is named", "[observations][checks]") {
  const auto rates = [](double total, double male, double female, Status status = Status::reported) {
    return said(check_rates(observed({{"unemployment_rate", "06437", "2012", {{"sex", "total"}}, total},
                                      {"unemployment_rate", "06437", "2012", {{"sex", "male"}}, male},
                                      {"unemployment_rate", "06437", "2012", {{"sex", "female"}}, female, status}})));
  };
  const auto found = rates(4.3, 5.2, 6.1);
  REQUIRE(found.size() == 1);
  CHECK(holds(found[0], "rate_outside_parts: unemployment_rate; 06437; 2012; 4.3; male 5.2; female 6.1;"));
  CHECK(rates(6.2, 5.2, 6.1).size() == 1);
  CHECK(rates(5.2, 5.2, 6.1).empty());
  CHECK(rates(6.0, 6.1, 5.2).empty());
  CHECK(rates(4.3, 5.2, 6.1, Status::unknown_or_secret).empty());
}

TEST_CASE("where the of-which stands beside its parent, the total is made with it", "[observations][checks]") {
  const auto rows = [](const std::string& region) {
    std::vector<Row> result;
    for (const auto& [code, value] : std::vector<std::pair<std::string, double>>{
             {"total", 21}, {"without_hsa", 2}, {"hsa", 3}, {"msa", 5}, {"msa_fhr_part", 1}, {"fhr", 4}, {"ahr", 6}})
      result.push_back({"school_leavers", region, "2015", {{"certificate", code}}, value});
    return result;
  };
  const auto beside = said(check_parts(observed(rows("03353"))));
  REQUIRE(beside.size() == 1);
  CHECK(holds(beside[0], "of_which_is_addend: school_leavers; 03; 2015;"));
  const auto inside = said(check_parts(observed(rows("15084"))));
  REQUIRE(inside.size() == 1);
  CHECK(holds(inside[0], "total_differs_from_parts: school_leavers; 15084; 2015; 21; 20; 1;"));
}

TEST_CASE("breaks, reforms and predecessors inside the years are named, others not", "[observations][checks]") {
  const Observations census =
      observed({{"population", "15084", "2010-12-31", {}, 5}, {"population", "15084", "2011-12-31", {}, 5}});
  CHECK(any(said(check_series(census)), "series_break: DG; 2011; Zensus 2011"));
  CHECK_FALSE(any(said(check_series(observed(
                      {{"population", "15084", "2011-12-31", {}, 5}, {"population", "15084", "2012-12-31", {}, 5}}))),
                  "Zensus 2011"));
  const Observations wartburg = observed({{"births", "16063", "2020", {}, 5}, {"births", "16063", "2022", {}, 5}});
  CHECK(any(said(check_series(wartburg)), "territory_changed: 16063; 2021-07-01;"));
  CHECK_FALSE(
      any(said(check_series(observed({{"births", "16063", "2010", {}, 5}, {"births", "16063", "2012", {}, 5}}))),
          "territory_changed"));
  const Observations before = observed({{"births", "15084", "2006", {}, 0, Status::unknown_or_secret},
                                        {"births", "15256", "2006", {}, 4},
                                        {"births", "15268", "2006", {}, 6}});
  CHECK(any(said(check_series(before)), "predecessors_hold_figures: births; 15084; 2006; 15256 + 15268;"));
}

TEST_CASE("two editions that disagree are named once a period, the newer one kept", "[observations][checks]") {
  Source old_one, new_one;
  old_one.file = "old.csv", old_one.stand = "2016-01-01", new_one.file = "new.csv", new_one.stand = "2017-01-01";
  const std::vector<Observations> parts = {
      observed({{"births", "DG", "2014", {}, 1}, {"births", "DG", "2015", {}, 10}, {"births", "01", "2015", {}, 5}},
               old_one),
      observed({{"births", "DG", "2014", {}, 1}, {"births", "DG", "2015", {}, 11}, {"births", "01", "2015", {}, 6}},
               new_one)};
  for (const auto& order : {parts, std::vector<Observations>{parts[1], parts[0]}})
    CHECK(said(check_sources(concat(order))) ==
          std::vector<std::string>{"conflicting_sources: births; DG; 2015; 11; 10; old.csv;"});
  CHECK(said(check_sources(parts[0])).empty());
}

TEST_CASE("rates are measured, not counted: no sums are made of them", "[observations][checks]") {
  CHECK(said(check(observed(
                 {{"unemployment_rate", "01", "2015", {}, 8}, {"unemployment_rate", "01001", "2015", {}, 10}})))
            .empty());
}
