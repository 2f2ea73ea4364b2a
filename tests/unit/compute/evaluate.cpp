#include "werdegang/compute/evaluate.hpp"

#include <cmath>
#include <limits>

#include "catch.hpp"
#include "messages.hpp"
#include "own.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("an indicator of the catalogue on plain numbers", "[compute][evaluate]") {
  const Quantity rate = evaluate(known_indicator("C.care_rate_u3"),
                                 {{"children_in_daycare[age=0-2]", {818500}}, {"population[age=0-2]", {2380000}}});
  CHECK(rate.value == 100.0 * 818500 / 2380000);
  CHECK(evaluate(own("a / b"), {{"a", {1}}, {"b", {0}}}).status == Status::empty_denominator);
  CHECK(evaluate(own("a / b"), {{"a", {unknown}}, {"b", {2}}}).status == Status::missing);
}

TEST_CASE("names of figures may leave out what is clear", "[compute][evaluate]") {
  const Indicator change = own("100 * (a[sex=male] - a[sex=male]@-4) / a[sex=male]@-4");
  CHECK(evaluate(change, {{"a[sex=male]", {110}}, {"a[sex=male]@-4", {100}}}).value == Approx(10));
  CHECK(figure_names(parse_formula(change.formula)) == std::vector<std::string>{"a[sex=male]", "a[sex=male]@-4"});
  CHECK(evaluate(own("a[x=1] / b@year_end"), {{"a", {3}}, {"b", {4}}}).value == 0.75);
  CHECK(evaluate(own("a[x=1]@-5 / a@-5 / a"), {{"a", {2}}, {"a@-5", {4}}, {"a[x=1]@-5", {24}}}).value == 3);
  CHECK(to_string(parse_reference("a[x=\"1 b\"|2]@previous_year_end@+1@country")) ==
        "a[x=\"1 b\"|2]@previous_year_end@+1@country");
}

TEST_CASE("what does not fit is named", "[compute][evaluate]") {
  const auto message = [](const std::string& formula, const std::vector<PlainFigure>& figures) {
    try {
      evaluate(own(formula), figures);
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string("nothing");
  };
  CHECK(message("a / b", {{"a", {1}}}) == "no figure for 'b' in evaluate: expected 'a', 'b'");
  CHECK(message("a / b", {{"a", {1}}, {"b", {1}}, {"c", {1}}}) == "unknown figure 'c': did you mean 'a' or 'b'?");
  CHECK(message("a / a@-1", {{"a", {1}}}) == "'a' for two figures in evaluate: expected 'a', 'a@-1'");
  CHECK(message("a / b", {{"a", {1, 2}, {2}}, {"b", {1}}}) ==
        "'a' with 1 dimensions in evaluate: expected 0, a single number");
  CHECK(message("sum(a over x)", {{"a", {1}}}) ==
        "a single number for every figure of sum over x in evaluate: expected a list, one number for every part");
  CHECK(holds(message("sum(a / b over x)", {{"a", {1, 2}, {2}}, {"b", {1, 2, 3}, {3}}}), "with 3 parts"));
}

TEST_CASE("parts of an axis are lists, of two axes tables", "[compute][evaluate]") {
  CHECK(evaluate(own("sum(a / b over x)"), {{"a", {1, 2}, {2}}, {"b", {4}}}).value == 0.75);
  CHECK(evaluate(own("100 * quotient_sum(n, p over age=16-18)"), {{"n", {30, 40, 20}, {3}}, {"p", {100, 200, 50}, {3}}})
            .value == Approx(90).epsilon(1e-14));
  CHECK(evaluate(own("quotient_sum(n, p over age=15-29)"), {{"n", {5, 40, 60}, {3}}, {"p", {500, 400, 600}, {3}}})
            .value == Approx(1.05).epsilon(1e-14));
  CHECK(evaluate(own("entropy(a over group)"), {{"a", {10, 30}, {2}}}).value ==
        Approx(0.5623351446188083).epsilon(1e-12));
  CHECK(evaluate(own("mutual_information(a over unit by group)"), {{"a", {1, 1, 1, 1}, {2, 2}}}).value == 0);
  CHECK(evaluate(own("sum(sum(min(v, u) over o) over r)"), {{"v", {1, 5, 2, 2}, {2, 2}}, {"u", {3, 3, 1, 9}, {2, 2}}})
            .value == 1 + 3 + 1 + 2);
}

TEST_CASE("rows are evaluated one by one", "[compute][evaluate]") {
  const std::vector<double> a = {1, 2, unknown}, b = {2, 0, 1};
  const std::vector<std::span<const double>> columns = {a, b};
  const auto rows = evaluate_rows(own("a / b"), {"a", "b"}, columns);
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].value == 0.5);
  CHECK(rows[1].status == Status::empty_denominator);
  CHECK(rows[2].status == Status::missing);
}
