#include "catch.hpp"
#include "messages.hpp"
#include "model/count_number.hpp"
#include "rows.hpp"
#include "tables.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/model/flows.hpp"

using namespace werdegang;
using Names = std::vector<std::string>;

namespace {

Built<Flows> to_stages(const Names& destinations, const Names& counts) {
  const Names origins(destinations.size(), "realschule");
  return flows_from(
      Table({text_column("origin", origins), text_column("destination", destinations), text_column("count", counts)}));
}

Names messages(const Findings& findings) {
  Names result;
  for (const Finding& finding : findings.items) result.push_back(finding.code + ": " + message(finding, "en"));
  return result;
}

Names figures(const Flows& flows) { return cells(to_table(flows), {"destination", "count", "status"}); }

}  // namespace

TEST_CASE("texts of counts: thousands never become a fraction", "[model][flows]") {
  const auto value = [](const char* text) {
    const auto number = detail::count_number(text);
    return number ? number->value : -1;
  };
  CHECK(value("1.234") == 1234);
  CHECK(value("12.345.678") == 12345678);
  CHECK(value("1 234") == 1234);
  CHECK(value("1\u202f234") == 1234);
  CHECK(value("1\u00a0234\u00a0567") == 1234567);
  CHECK(value("1.234,5") == 1234.5);
  CHECK(value("12,5") == 12.5);
  CHECK(value("12.5") == 12.5);
  CHECK(value("0.125") == 0.125);
  CHECK(value("1234.567") == 1234.567);
  CHECK(value(" 7 ") == 7);
  CHECK(value("+5") == 5);
  CHECK(value("(5)") == 5);
  CHECK(value("\u22122.500") == -2500);
  CHECK(detail::count_number("1.234")->ambiguous);
  CHECK_FALSE(detail::count_number("1.234.567")->ambiguous);
  CHECK_FALSE(detail::count_number("1 234")->ambiguous);
  CHECK(detail::count_number("( 5 )")->limited);
  for (const char* text : {"", " ", "1e3", "1,234", "1.23.456", "1.234 567", "12.", ",5", ".5", "()", "+-5", "0x1",
                           "inf", "nan", "1,2,3", "1.234.5"})
    CHECK_FALSE(detail::count_number(text).has_value());
}

TEST_CASE("a column with thousands points says once how it was read", "[model][flows]") {
  const auto [flows, findings] = to_stages({"job", "dual_training", "unknown"}, {"1.234", "2.500", "(5)"});
  CHECK(figures(flows) == Names{"job;1234;reported", "dual_training;2500;reported", "unknown;5;reported"});
  CHECK(messages(findings) ==
        Names{"limited_flow: Column “count”: figures in brackets are of limited value and count, “(5)” as 5 (1 row).",
              "thousands_point: Column “count”: a point before three digits was read as one of thousands, “1.234” as "
              "1234 (2 rows)."});
  CHECK(to_stages({"job", "unknown"}, {"0,0", "12,5"}).findings.size() == 0);
  CHECK(figures(to_stages({"job", "unknown"}, {"0,0", "12,5"}).value) ==
        Names{"job;0;below_half", "unknown;12.5;reported"});
}

TEST_CASE("rows whose labels mean the same stage are added, rows written alike are not", "[model][flows]") {
  const auto [flows, findings] = to_stages({"unbekannt", "keine Angabe", "", "  ", "unknown", "job", "unbekannt"},
                                           {"5", "7", "3", "2", "1", "10", "4"});
  CHECK(figures(flows) == Names{"unknown;18;computed", "job;10;reported"});
  CHECK(messages(findings) == Names{"read_as_unknown: “unbekannt” was read as “Destination unknown”.",
                                    "read_as_unknown: “keine Angabe” was read as “Destination unknown”.",
                                    "duplicate_flow: Realschule → Destination unknown: two rows for the same "
                                    "transition; 5 holds, 4 was left out.",
                                    "same_stage_added: Realschule → Destination unknown: several spellings of the same "
                                    "stage, added up: 5 + 7 + 3 "
                                    "+ 2 + 1 = 18.",
                                    "missing_stage: 2 rows without an entry in the column “destination” (5 persons); "
                                    "they stand under “Destination "
                                    "unknown” and stay in the denominator."});
}

TEST_CASE("a sum of spellings with a hidden part is hidden", "[model][flows]") {
  const auto [flows, findings] = to_stages({"unbekannt", "keine Angabe"}, {"5", "*"});
  CHECK(cells(to_table(flows), {"count", "lower", "upper", "status"}) == Names{";5;;suppressed"});
  CHECK(flows.count[0] == 0);
}

TEST_CASE("stages are read without blanks, by label and without case", "[model][flows]") {
  const auto [flows, findings] =
      to_stages({" job ", "Realschule", "realschule", "Mein Betrieb "}, {"1", "2", "3", "4"});
  CHECK(figures(flows) == Names{"job;1;reported", "realschule;5;computed", "Mein Betrieb;4;reported"});
  CHECK(messages(findings).front() == "read_as_stage: “Realschule” was read as the stage realschule.");
  const auto by_label = to_stages({"grundschule", "PRIMARY"}, {"1", "2"});
  CHECK(figures(by_label.value) == Names{"primary;3;computed"});
  const Table actors({text_column("origin", {"Realschule"}), text_column("destination", {"Grundschule"}),
                      number_column("count", {1})});
  CHECK(flows_from(actors, {.catalogue = false}).value.origin.code(0) == "Realschule");
}

TEST_CASE("a count outside its bounds is named and holds", "[model][flows]") {
  const auto read = [](double count) {
    return flows_from(
        Table({text_column("origin", {"realschule"}), text_column("destination", {"job"}),
               number_column("count", {count}), number_column("lower", {1}), number_column("upper", {2})}));
  };
  CHECK(read(2).findings.size() == 0);
  REQUIRE(read(10).findings.size() == 1);
  CHECK(holds(messages(read(10).findings).front(), "the count 10 lies outside its bounds 1 to 2; the count holds."));
  CHECK(read(10).value.upper[0] == 10);
}

TEST_CASE("equal findings are listed a thousand times and then counted", "[model][flows]") {
  const auto rows = [](std::size_t number) { return to_stages(Names(number, "job"), Names(number, "1")).findings; };
  CHECK(rows(1001).size() == 1000);
  const auto many = rows(1501);
  CHECK(many.size() == 1001);
  CHECK(message(many.items.back(), "en") ==
        "Further findings of the kind duplicate_flow that are not listed one by one: 500.");
}

TEST_CASE("a period written in two ways is one", "[model][flows]") {
  const auto [flows, findings] =
      flows_from(Table({text_column("origin", {"realschule", "realschule"}), text_column("destination", {"job", "job"}),
                        number_column("count", {1, 2}), text_column("period", {"2014/15", "2014-08-01..2015-07-31"})}));
  CHECK(flows.rows() == 1);
  CHECK(findings.items.front().code == "duplicate_flow");
}
