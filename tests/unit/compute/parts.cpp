// Which parts of an axis a formula counts, and what follows where some are not there.
#include "catch.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "werdegang/compute/compute.hpp"
#include "werdegang/compute/formula.hpp"
#include "werdegang/compute/missing.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/kernels/segregation.hpp"

using namespace werdegang;

namespace {

std::vector<std::string> computed(const std::vector<Row>& rows, const std::string& formula,
                                  const ComputeOptions& options = {}) {
  Indicator indicator;
  indicator.id = "own";
  indicator.formula = formula;
  return cells(compute(observed(rows), {indicator}, options), {"region", "value", "status"});
}

double only_value(const std::vector<Row>& rows, const std::string& formula, const ComputeOptions& options = {}) {
  Indicator indicator;
  indicator.formula = formula;
  const Table table = compute(observed(rows), {indicator}, options);
  REQUIRE(table.rows() == 1);
  REQUIRE(table.column("value").valid(0));
  return std::get<Buffer<double>>(table.column("value").data)[0];
}

std::vector<Row> by(const std::string& variable, const std::string& axis,
                    const std::vector<std::pair<std::string, double>>& parts) {
  std::vector<Row> rows;
  for (const auto& [code, value] : parts) rows.push_back({variable, "15084", "2015", {{axis, code}}, value});
  return rows;
}

std::vector<Row> both(std::vector<Row> a, const std::vector<Row>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

std::vector<Row> single_ages(const std::string& variable, int first, int last, double each) {
  std::vector<std::pair<std::string, double>> parts;
  for (int age = first; age <= last; ++age) parts.emplace_back(std::to_string(age), each);
  return by(variable, "age", parts);
}

const std::vector<std::string> not_there = {"15084;;not_existing"};
const std::string rate = "quotient_sum(n, p over age=15-19)";

}  // namespace

TEST_CASE("a unit that only one side has leaves segregation unknown, whichever side", "[compute][parts]") {
  const auto few = by("a", "school", {{"A", 5}, {"B", 5}});
  const auto many = by("b", "school", {{"A", 5}, {"B", 5}, {"C", 90}});
  CHECK(computed(both(few, many), "dissimilarity(a, b over school)") == std::vector<std::string>{"15084;;missing"});
  CHECK(computed(both(few, many), "dissimilarity(b, a over school)") == std::vector<std::string>{"15084;;missing"});
  const auto filled = both(both(few, by("a", "school", {{"C", 0}})), many);
  CHECK(only_value(filled, "dissimilarity(a, b over school)") == Approx(0.9));
}

TEST_CASE("codes that contain one another are not counted twice", "[compute][parts]") {
  const auto rows = single_ages("n", 15, 19, 10);
  CHECK(holds(message_of<InvalidArgument>([&] { computed(rows, "sum(n over age=15-17|17-19)"); }),
              "'15-17' and '17-19' together"));
  CHECK(only_value(rows, "max(n over age=15-17|17-19)") == 30);
  CHECK(only_value(rows, "sum(n over age=15-16|17-19)") == 50);
}

TEST_CASE("a sum over all parts is never smaller because a part is not there", "[compute][parts]") {
  const auto men = by("x", "sex", {{"male", 4}});
  CHECK(computed(men, "sum(x over sex)") == not_there);
  CHECK(computed(men, "max(x over sex)") == std::vector<std::string>{"15084;4;computed"});
  auto rows = both(men, by("x", "sex", {{"female", 6}}));
  CHECK(only_value(rows, "sum(x over sex)") == 10);
  rows.push_back({"x", "15085", "2015", {{"sex", "male"}}, 4});
  CHECK(computed(rows, "sum(x over sex)") == std::vector<std::string>{"15084;10;computed", "15085;;missing"});
}

TEST_CASE("a sum of quotients takes the finest classes that both sides have", "[compute][parts]") {
  const auto single = single_ages("n", 15, 19, 10);
  const auto population = single_ages("p", 10, 29, 100);
  CHECK(only_value(both(single, population), rate) == Approx(0.5));
  CHECK(only_value(both(by("n", "age", {{"15-17", 30}, {"18-19", 30}}), population), rate) == Approx(0.6));
  CHECK(only_value(both(single, by("p", "age", {{"15-17", 300}, {"18-19", 100}})), rate) ==
        Approx(3 * 30.0 / 300 + 2 * 20.0 / 100));
  CHECK(only_value(both(by("n", "age", {{"15-16", 20}, {"17-19", 30}}),
                        by("p", "age", {{"15-17", 300}, {"18-19", 200}, {"15-19", 500}})),
                   rate) == Approx(0.5));
  // A narrow class that leads nowhere gives way to a wider one.
  CHECK(only_value(both(by("n", "age", {{"15", 10}, {"15-17", 30}, {"18-19", 20}}), population), rate) == Approx(0.5));
  // Open classes belong to the years at their bounds.
  CHECK(only_value(both(both(by("n", "age", {{"-15", 15}, {"19+", 20}}), single_ages("n", 16, 18, 10)), population),
                   rate) == Approx(0.65));
  CHECK(only_value(both(both(by("n", "age", {{"-15", 15}}), single_ages("n", 16, 19, 10)),
                        by("p", "age", {{"15-16", 200}, {"17-19", 300}})),
                   rate) == Approx(2 * 25.0 / 200 + 3 * 30.0 / 300));
}

TEST_CASE("a sum of quotients with a gap in the ages has a row and no value", "[compute][parts]") {
  const auto population = single_ages("p", 10, 29, 100);
  const auto gap = both(single_ages("n", 15, 16, 10), single_ages("n", 18, 19, 10));
  CHECK(computed(both(gap, population), rate) == not_there);
  CHECK(computed(both(by("n", "age", {{"15-17", 30}, {"18-25", 80}}), population), rate) == not_there);
  CHECK(computed(both(single_ages("n", 15, 19, 10), both(single_ages("p", 15, 16, 10), single_ages("p", 18, 19, 10))),
                 rate) == std::vector<std::string>{"15084;;missing"});
}

TEST_CASE("groups over districts, and districts by name", "[compute][parts]") {
  std::vector<Row> rows;
  const std::vector<std::pair<std::string, std::vector<double>>> districts = {
      {"15084", {10, 60}}, {"15085", {50, 40}}, {"15086", {90, 20}}, {"15", {150, 120}}};
  for (const auto& [code, counts] : districts) {
    rows.push_back({"x", code, "2015", {{"sex", "male"}}, counts[0]});
    rows.push_back({"x", code, "2015", {{"sex", "female"}}, counts[1]});
  }
  const ComputeOptions state{.regions = {"15"}};
  const std::vector<double> counts = {10, 60, 50, 40, 90, 20};
  CHECK(only_value(rows, "theil_h(x over region by sex)", state) == Approx(theil_h(counts, 2).value).epsilon(1e-14));
  CHECK(only_value(rows, "mutual_information(x over region by sex)", state) ==
        Approx(mutual_information(counts, 2).value).epsilon(1e-14));
  CHECK(only_value(rows, "sum(x over region=15084|15085)", state) == 160);
  CHECK(holds(message_of<UnknownName>([&] { computed(rows, "sum(x over region=15084|15099)", state); }),
              "unknown region '15099'"));
}

TEST_CASE("an axis cannot be divided by itself, nor anything by regions", "[compute][parts]") {
  for (const std::string formula : {"theil_h(x over school by school)", "theil_h(x over school by region)"}) {
    INFO(formula);
    CHECK(holds(message_of<FormulaError>([&] { parse_formula(formula); }), "position 25: found '"));
  }
}

TEST_CASE("formulas too long to walk are refused, with their beginning", "[compute][parts]") {
  std::string longest = "x", text = "x";
  for (int i = 1; i < 1000; ++i) longest += "+x";
  CHECK(only_value({{"x", "DG", "2015", {}, 3}}, longest) == 3000);
  for (int i = 0; i < 100'000; ++i) text += "+x";
  const std::string message = message_of<FormulaError>([&] { parse_formula(text); });
  CHECK(holds(message, "expected at most 6000 numbers and variables"));
  CHECK(message.size() < 500);
}

TEST_CASE("a breakdown named like a column of the result is refused by name", "[compute][parts]") {
  const auto rows = by("x", "lower", {{"a", 1}});
  CHECK(holds(message_of<InvalidArgument>([&] { computed(rows, "sum(x over lower)", {.by = {"lower"}}); }),
              "axis 'lower' in the breakdowns of compute: expected another name"));
  CHECK(only_value(rows, "sum(x over lower)") == 1);
}

TEST_CASE("a figure with another sign is computed", "[compute][parts]") {
  CHECK(computed({{"x", "DG", "2015", {}, 3}}, "-x") == std::vector<std::string>{"DG;-3;computed"});
}

TEST_CASE("a quotient with a number above or below has both sides and its interval", "[compute][parts]") {
  Indicator indicator;
  indicator.id = "own";
  for (const std::string interval : {"wilson", "exact_count"}) {
    INFO(interval);
    indicator.interval = interval;
    indicator.formula = "x / 100";
    CHECK(cells(compute(observed({{"x", "DG", "2015", {}, 4}}), {indicator}), {"value", "numerator", "denominator"}) ==
          std::vector<std::string>{"0.04;4;100"});
    indicator.formula = "100 * 1 / x";
    const Table table = compute(observed({{"x", "DG", "2015", {}, 4}}), {indicator});
    CHECK(cells(table, {"value", "numerator", "denominator"}) == std::vector<std::string>{"25;1;4"});
    CHECK(table.column("lower").valid(0));
    indicator.formula = "1 / x";
    CHECK(cells(compute(observed({{"x", "DG", "2015", {}, 4}}), {indicator}), {"numerator", "denominator"}) ==
          std::vector<std::string>{"1;4"});
  }
}

TEST_CASE("more combinations of codes than keys are refused, not mixed up", "[compute][parts]") {
  std::vector<Row> rows;
  for (int code = 0; code < 256; ++code) {
    Row row{"x", "15084", "2015", {}, static_cast<double>(code)};
    for (int axis = 0; axis < 8; ++axis)
      row.breakdown.emplace_back("axis" + std::to_string(axis), "c" + std::to_string(code * (2 * axis + 1) % 256));
    rows.push_back(row);
  }
  CHECK(holds(message_of<InvalidArgument>([&] { computed(rows, "x[axis0=c7]"); }), "'x' with 8 breakdowns"));
  for (Row& row : rows) row.breakdown.pop_back();
  CHECK(only_value(rows, "x[axis0=c7, axis1=c21, axis2=c35, axis3=c49, axis4=c63, axis5=c77, axis6=c91]") == 7);
}

TEST_CASE("a rate by ages is not computed for everybody where the figures have no ages", "[compute][parts]") {
  Indicator indicator;
  indicator.id = "own";
  indicator.formula = "100 * x / p";
  indicator.default_by = {"age"};
  const std::vector<Row> whole = {{"x", "DG", "2015", {}, 4}, {"p", "DG", "2015", {}, 100}};
  CHECK(compute(observed(whole), {indicator}).rows() == 0);
  CHECK(cells(what_is_missing(observed(whole), {indicator}), {"missing", "figure"}) ==
        std::vector<std::string>{"parts;x", "parts;p"});
  const auto parts = both(by("x", "age", {{"0-2", 3}, {"total", 5}}), by("p", "age", {{"0-2", 30}, {"total", 900}}));
  CHECK(cells(compute(observed(parts), {indicator}), {"age", "value"}) == std::vector<std::string>{"0-2;10"});
  CHECK(what_is_missing(observed(parts), {indicator}).rows() == 0);
}
