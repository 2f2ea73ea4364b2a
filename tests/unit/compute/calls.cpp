#include <cmath>

#include "catch.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "werdegang/compute/compute.hpp"
#include "werdegang/compute/formula.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"
#include "werdegang/kernels/quotient_sum.hpp"
#include "werdegang/kernels/segregation.hpp"

using namespace werdegang;

namespace {

const std::vector<std::string> figure = {"region", "value", "status"};

std::vector<std::string> computed(const std::vector<Row>& rows, const std::string& formula,
                                  const std::vector<std::string>& columns = figure,
                                  const ComputeOptions& options = {}) {
  Indicator indicator;
  indicator.id = "own";
  indicator.formula = formula;
  return cells(compute(observed(rows), {indicator}, options), columns);
}

double only_value(const std::vector<Row>& rows, const std::string& formula) {
  Indicator indicator;
  indicator.formula = formula;
  const Table table = compute(observed(rows), {indicator});
  REQUIRE(table.rows() == 1);
  REQUIRE(table.column("value").valid(0));
  return std::get<Buffer<double>>(table.column("value").data)[0];
}

// Three schools with German and foreign pupils, and one in another district.
const std::vector<std::vector<double>> schools = {{100, 0}, {60, 40}, {40, 60}, {0, 100}};

std::vector<Row> pupils(const std::string& region = "15084") {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < schools.size(); ++i) {
    const std::string school = "s" + std::to_string(i);
    rows.push_back({"pupils", region, "2015", {{"school", school}, {"nationality", "german"}}, schools[i][0]});
    rows.push_back({"pupils", region, "2015", {{"school", school}, {"nationality", "foreign"}}, schools[i][1]});
  }
  return rows;
}

}  // namespace

TEST_CASE("functions of several numbers", "[compute][calls]") {
  const std::vector<Row> rows = {{"a", "DG", "2015", {}, 4}, {"b", "DG", "2015", {}, -9}, {"c", "DG", "2015", {}, 2}};
  for (const auto& [formula, value] : std::vector<std::pair<std::string, double>>{{"max(a, b, c)", 4},
                                                                                  {"min(a, b, c)", -9},
                                                                                  {"mean(a, b, c)", -1},
                                                                                  {"abs(b)", 9},
                                                                                  {"sqrt(a)", 2},
                                                                                  {"ln(a)", std::log(4.0)},
                                                                                  {"max(0, a - b - c)", 11}}) {
    INFO(formula);
    CHECK(only_value(rows, formula) == value);
  }
  CHECK(computed(rows, "ln(b)") == std::vector<std::string>{"DG;;not_meaningful"});
  CHECK(computed(rows, "sqrt(b)") == std::vector<std::string>{"DG;;not_meaningful"});
}

TEST_CASE("an unknown argument leaves the smallest unknown", "[compute][calls]") {
  CHECK(computed({{"a", "DG", "2015", {}, 4}, {"b", "DG", "2015", {}, 0, Status::unknown_or_secret}}, "min(a, b)") ==
        std::vector<std::string>{"DG;;unknown_or_secret"});
}

TEST_CASE("sums, products and means over the parts of an axis", "[compute][calls]") {
  const std::vector<Row> rows = {{"p", "DG", "2015", {{"step", "a"}}, 2},
                                 {"p", "DG", "2015", {{"step", "b"}}, 3},
                                 {"p", "DG", "2015", {{"step", "c"}}, 5}};
  CHECK(only_value(rows, "sum(p over step)") == 10);
  CHECK(only_value(rows, "product(p over step)") == 30);
  CHECK(only_value(rows, "product(1 - 1 / p over step=a|c)") == 0.5 * 0.8);
  CHECK(only_value(rows, "mean(p over step)") == Approx(10.0 / 3));
  CHECK(only_value(rows, "max(p over step) - min(p over step)") == 3);
  CHECK(
      holds(message_of<UnknownName>([&] { computed(rows, "sum(p over step=a|d)"); }), "unknown code of axis step 'd'"));
}

TEST_CASE("one unknown part leaves the sum unknown; a unit of another region is none of its parts",
          "[compute][calls]") {
  std::vector<Row> rows = pupils();
  for (Row& row : rows)
    if (row.breakdown[0].second == "s3") row.region = "15085";
  CHECK(computed(rows, "sum(pupils[nationality=foreign] over school)") ==
        std::vector<std::string>{"15084;100;computed", "15085;100;computed"});
  rows[1].status = Status::unknown_or_secret;
  CHECK(computed(rows, "sum(pupils[nationality=foreign] over school)", figure, {.regions = {"15084"}}) ==
        std::vector<std::string>{"15084;;unknown_or_secret"});
}

TEST_CASE("indices of segregation over schools are those of the kernels", "[compute][calls]") {
  const std::vector<Row> rows = pupils();
  std::vector<double> german, foreign, total, counts;
  for (const auto& school : schools) {
    german.push_back(school[0]), foreign.push_back(school[1]), total.push_back(school[0] + school[1]);
    counts.insert(counts.end(), school.begin(), school.end());
  }
  CHECK(only_value(rows, "dissimilarity(pupils[nationality=foreign], pupils[nationality=german] over school)") ==
        Approx(0.6).epsilon(1e-12));
  CHECK(only_value(rows, "isolation(pupils[nationality=foreign], pupils over school)") ==
        isolation(foreign, total).value);
  CHECK(only_value(rows, "eta2(pupils[nationality=foreign], pupils over school)") == eta2(foreign, total).value);
  CHECK(only_value(rows, "gini_segregation(pupils[nationality=foreign], pupils over school)") ==
        gini_segregation(foreign, total).value);
  CHECK(only_value(rows, "atkinson_segregation(pupils[nationality=foreign], pupils over school)") ==
        atkinson_segregation(foreign, total).value);
  CHECK(only_value(rows, "exposure(pupils[nationality=foreign], pupils[nationality=german], pupils over school)") ==
        exposure(foreign, german, total).value);
  CHECK(only_value(rows, "mutual_information(pupils over school by nationality)") ==
        Approx(mutual_information(counts, 2).value).epsilon(1e-14));
  CHECK(only_value(rows, "theil_h(pupils over school by nationality)") ==
        Approx(theil_h(counts, 2).value).epsilon(1e-14));
}

TEST_CASE("counts that contradict one another have no index, and nothing is thrown", "[compute][calls]") {
  std::vector<Row> rows = pupils();
  rows[0].value = -5;
  CHECK(computed(rows, "isolation(pupils[nationality=german], pupils over school)") ==
        std::vector<std::string>{"15084;;not_meaningful"});
}

TEST_CASE("a quotient sum goes over single years, an open class belongs to the year at its bound", "[compute][calls]") {
  std::vector<Row> rows;
  const std::vector<std::pair<std::string, double>> starters = {{"-16", 30}, {"17", 40}, {"18+", 20}};
  for (const auto& [age, value] : starters) rows.push_back({"starters", "DG", "2015", {{"age", age}}, value});
  for (const auto& [age, value] :
       std::vector<std::pair<std::string, double>>{{"15", 70}, {"16", 100}, {"17", 200}, {"18", 50}})
    rows.push_back({"people", "DG", "2015", {{"age", age}}, value});
  const std::vector<double> n = {30, 40, 20}, d = {100, 200, 50};
  CHECK(only_value(rows, "100 * quotient_sum(starters, people over age=16-18)") ==
        Approx(quotient_sum(n, d, {}, 100).value).epsilon(1e-14));
  CHECK(computed(rows, "quotient_sum(starters, people over age=16-20)") ==
        std::vector<std::string>{"DG;;not_existing"});
}

TEST_CASE("a quotient sum over classes of five years counts each of them five times", "[compute][calls]") {
  std::vector<Row> rows;
  for (const auto& [age, value] : std::vector<std::pair<std::string, double>>{{"-19", 5}, {"20-24", 40}, {"25+", 60}})
    rows.push_back({"births", "DG", "2015", {{"age", age}}, value});
  for (const auto& [age, value] :
       std::vector<std::pair<std::string, double>>{{"15-19", 500}, {"20-24", 400}, {"25-29", 600}})
    rows.push_back({"women", "DG", "2015", {{"age", age}}, value});
  CHECK(only_value(rows, "quotient_sum(births, women over age=15-29)") ==
        Approx(5 * (0.01 + 0.1 + 0.1)).epsilon(1e-14));
}

TEST_CASE("over region means the districts inside, one partition of the territory", "[compute][calls]") {
  std::vector<Row> rows = {{"schools", "15", "2015", {}, 99},   {"schools", "15084", "2015", {}, 3},
                           {"schools", "15085", "2015", {}, 4}, {"schools", "16", "2015", {}, 5},
                           {"schools", "16062", "2015", {}, 5}, {"schools", "DG", "2015", {}, 104}};
  CHECK(computed(rows, "sum(schools over region)", figure, {.regions = {"15", "DG"}}) ==
        std::vector<std::string>{"DG;12;computed", "15;7;computed"});
  CHECK(computed(rows, "max(schools over region) / schools", {"region", "numerator", "denominator"},
                 {.regions = {"15"}}) == std::vector<std::string>{"15;4;99"});
}

TEST_CASE("the next part of an axis", "[compute][calls]") {
  std::vector<Row> rows;
  for (const auto& [grade, year, value] : std::vector<std::tuple<std::string, std::string, double>>{
           {"g1", "2014", 100}, {"g2", "2014", 80}, {"g1", "2015", 90}, {"g2", "2015", 95}})
    rows.push_back({"pupils", "DG", year, {{"step", grade}}, value});
  CHECK(computed(rows, "pupils[step=next]@+1 / pupils", {"step", "period", "value", "status"}, {.by = {"step"}}) ==
        std::vector<std::string>{"g1;2014;0.95;computed", "g2;2014;;not_existing", "g1;2015;;missing",
                                 "g2;2015;;not_existing"});
  CHECK(holds(message_of<InvalidArgument>([&] { computed(rows, "pupils[step=next]@+1 / pupils"); }), "by=\"step\""));
  CHECK(computed(rows, "product(pupils[step=next]@+1 / pupils over step=g1)", {"period", "value"}) ==
        std::vector<std::string>{"2014;0.95", "2015;"});
}

TEST_CASE("the figure of the state and of the country beside the row's own", "[compute][calls]") {
  const std::vector<Row> rows = {
      {"a", "15084", "2015", {}, 10}, {"a", "15", "2015", {}, 40}, {"a", "DG", "2015", {}, 400}};
  CHECK(computed(rows, "100 * a / a@state") ==
        std::vector<std::string>{"DG;;missing", "15;100;computed", "15084;25;computed"});
  CHECK(computed(rows, "100 * a / a@country") ==
        std::vector<std::string>{"DG;100;computed", "15;10;computed", "15084;2.5;computed"});
}

TEST_CASE("an incomplete set of parts does not exist as a whole and is no smaller sum", "[compute][calls]") {
  const std::vector<Row> rows = {{"children", "01001", "2015", {{"age", "0"}}, 5},
                                 {"children", "01001", "2015", {{"age", "1"}}, 6},
                                 {"children", "01001", "2015", {{"age", "3"}}, 7},
                                 {"children", "01002", "2015", {{"age", "0"}}, 5},
                                 {"people", "01001", "2015", {}, 100}};
  CHECK(computed(rows, "children[age=0-2]") == std::vector<std::string>{"01001;;not_existing", "01002;;not_existing"});
  CHECK(computed(rows, "children[age=0-1]") == std::vector<std::string>{"01001;11;computed", "01002;;not_existing"});
  CHECK(computed(rows, "people / children[age=0-2]") == std::vector<std::string>{"01001;;not_existing"});
}

TEST_CASE("intervals by the method that the indicator names", "[compute][calls]") {
  const std::vector<Row> rows = {{"x", "DG", "2015", {}, 10}, {"n", "DG", "2015", {}, 1000}};
  Indicator indicator;
  indicator.id = "own";
  indicator.formula = "1000 * x / n";
  for (const std::string method : {"wilson", "clopper_pearson", "jeffreys", "exact_count", "byar"}) {
    indicator.interval = method;
    const Table table = compute(observed(rows), {indicator});
    INFO(method);
    const auto at = [&](const std::string& name) { return std::get<Buffer<double>>(table.column(name).data)[0]; };
    CHECK(at("lower") > 4);
    CHECK(at("lower") < 6);
    CHECK(at("upper") > 17);
    CHECK(at("upper") < 19);
    CHECK(cell_text(table.column("interval"), 0) == method + " 95 %");
  }
}

TEST_CASE("what a function takes is said at its place", "[compute][calls]") {
  const std::vector<std::pair<std::string, std::string>> mistakes = {
      {"sum(a)", "position 5: found ')', expected 'over' and an axis"},
      {"abs(a, b)", "position 8: found ')', expected ')' after 1 argument"},
      {"theil_h(a over school)", "position 21: found ')', expected 'over' an axis 'by' another"},
      {"min(a)", "position 5: found ')', expected ','"},
      {"dissimilarity(a over school)", "position 27: found ')', expected ','"},
      {"dissimilarty(a, b over school)", "expected a function: dissimilarity"},
      {"sum(a over )", "position 11: found ')', expected an axis"},
      {"sum(a over x=)", "position 13: found ')', expected a code"},
      {"a@state@country", "position 8: found 'country'"},
      {"a@-1@-2", "position 5: found '-2', expected one number of years"}};
  for (const auto& [formula, expected] : mistakes) {
    INFO(formula);
    const std::string text = message_of<FormulaError>([&, text = formula] { parse_formula(text); });
    INFO(text);
    CHECK(holds(text, expected));
  }
}
