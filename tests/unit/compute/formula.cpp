#include "werdegang/compute/formula.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "messages.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

// The tree with every operation in parentheses.
std::string shape(const Formula& formula, Index at) {
  const auto& node = formula.nodes[static_cast<std::size_t>(at)];
  const auto both = [&](const std::string& sign) {
    return "(" + shape(formula, node.left) + sign + shape(formula, node.right) + ")";
  };
  switch (node.operation) {
    case Formula::constant:
      return std::to_string(node.number).substr(0, 4);
    case Formula::variable:
      return formula.references[static_cast<std::size_t>(node.reference)].variable;
    case Formula::add:
      return both("+");
    case Formula::subtract:
      return both("-");
    case Formula::multiply:
      return both("*");
    case Formula::divide:
      return both("/");
    case Formula::power:
      return both("^");
    case Formula::call: {
      const auto& call = formula.calls[static_cast<std::size_t>(node.call)];
      std::string text;
      for (const Index argument : call.arguments) text += (text.empty() ? "" : ",") + shape(formula, argument);
      return call.function + "(" + text + ")";
    }
    case Formula::negate:
      return "(-" + shape(formula, node.left) + ")";
  }
  return "?";
}

std::string shape(const std::string& text) {
  const Formula formula = parse_formula(text);
  return shape(formula, static_cast<Index>(formula.nodes.size()) - 1);
}

struct Mistake {
  std::string formula;
  long long position;
  std::string message;
};

}  // namespace

TEST_CASE("operators bind as in school", "[compute][formula]") {
  CHECK(shape("a + b * c") == "(a+(b*c))");
  CHECK(shape("a * b + c") == "((a*b)+c)");
  CHECK(shape("a - b - c") == "((a-b)-c)");
  CHECK(shape("a / b / c") == "((a/b)/c)");
  CHECK(shape("a / b * c") == "((a/b)*c)");
  CHECK(shape("a - (b - c)") == "(a-(b-c))");
  CHECK(shape("a * b ^ c") == "(a*(b^c))");
  CHECK(shape("-a + b") == "((-a)+b)");
  CHECK(shape("a - -b") == "(a-(-b))");
  CHECK(shape("mean(a, b + c) / d") == "(mean(a,(b+c))/d)");
  CHECK(shape(" ( a )\n+\t.5 ") == "(a+0.50)");
  CHECK(shape("100*a/b") == "((100.*a)/b)");
  CHECK(shape("1e2 * a") == "(100.*a)");
}

TEST_CASE("a reference has axes, codes and a date", "[compute][formula]") {
  const Reference care =
      parse_reference("children_in_daycare[age=0-2, provider=facility|childminder]@previous_year_end");
  CHECK(care.variable == "children_in_daycare");
  CHECK(care.filters == std::vector<AxisFilter>{{"age", {"0-2"}}, {"provider", {"facility", "childminder"}}});
  CHECK(care.time == TimeRule{TimeRule::previous_year_end, 0});
  REQUIRE(care.filter("provider"));
  CHECK(care.filter("provider")->codes.size() == 2);
  CHECK(care.filter("sex") == nullptr);
  CHECK(parse_reference("population").filters.empty());
  CHECK(parse_reference(" population [ age = 65+ ] @ year_end ").filter("age")->codes.front() == "65+");
  CHECK(parse_reference("births[age=-19]").filter("age")->codes.front() == "-19");
  CHECK(parse_reference("a[grade=\"11. Jahrgangsstufe / Einführung, [neu]\"]").filter("grade")->codes.front() ==
        "11. Jahrgangsstufe / Einführung, [neu]");
  CHECK(parse_reference("a[ort=Köthen]").filter("ort")->codes.front() == "Köthen");
}

TEST_CASE("dates of a reference", "[compute][formula]") {
  CHECK(parse_reference("a@year_end").time == TimeRule{TimeRule::year_end, 0});
  CHECK(parse_reference("a@-5").time == TimeRule{TimeRule::same, -5});
  CHECK(parse_reference("a@+2").time == TimeRule{TimeRule::same, 2});
  CHECK(parse_reference("a@year_end@-4").time == TimeRule{TimeRule::year_end, -4});
  CHECK(parse_formula("a@-5 / b").references[0].time.years == -5);
  CHECK(shape("a@-5 - b") == "(a-b)");
}

TEST_CASE("references stand in the order of the text", "[compute][formula]") {
  const Formula formula = parse_formula("100 * (b + a[sex=male]) / a");
  REQUIRE(formula.references.size() == 3);
  CHECK(formula.references[0].variable == "b");
  CHECK(formula.references[1].filters.size() == 1);
  CHECK(formula.references[2].filters.empty());
  CHECK(formula.text == "100 * (b + a[sex=male]) / a");
}

TEST_CASE("every mistake is named with its position and what was expected", "[compute][formula]") {
  const std::vector<Mistake> mistakes = {
      {"", 0, "found the end, expected a number, a variable or '('"},
      {"a +", 3, "found the end, expected a number, a variable or '('"},
      {"a + * b", 4, "found '* b', expected a number, a variable or '('"},
      {"a b", 2, "found 'b', expected an operator or the end"},
      {"(a + b", 6, "found the end, expected ')'"},
      {"a + b)", 5, "found ')', expected an operator or the end"},
      {"5 * 3", 0, "found '5 * 3', expected a variable"},
      {"a[", 2, "found the end, expected an axis"},
      {"a[]", 2, "found ']', expected an axis"},
      {"a[sex]", 5, "found ']', expected '='"},
      {"a[sex=]", 6, "found ']', expected a code"},
      {"a[sex=male", 10, "found the end, expected ']'"},
      {"a[sex=male|]", 11, "found ']', expected a code"},
      {"a[sex=male,]", 11, "found ']', expected an axis"},
      {"a[x=\"open]", 10, "found the end, expected a closing '\"'"},
      {"a[x=\"\"]", 4, "found '\"\"]', expected a code"},
      {"a[sex=male, sex=female]", 12, "found 'sex=female]', expected every axis once, not 'sex' twice"},
      {"a[sex=male|male]", 11, "found 'male]', expected every code once, not 'male' twice"},
      {"a@", 2, "found the end, expected year_end, previous_year_end, state, country or a number of years such as -5"},
      {"a@)", 2, "found ')', expected a number of years such as -5"},
      {"a@never", 2,
       "found 'never', expected year_end, previous_year_end, state, country or a number of years such as -5"},
      {"a@-500", 2, "found '-500', expected a number of years such as -5"},
      {"mean(a)", 6, "found ')', expected ','"},
      {"mean a", 5, "found 'a', expected an operator or the end"},
      {"a $ b", 2, "found '$ b', expected an operator or the end"},
      {"1e999 * a", 0, "found '1e999 * a', expected a number"},
      {". * a", 0, "found '. * a', expected a number"},
  };
  for (const Mistake& mistake : mistakes) {
    INFO(mistake.formula);
    try {
      parse_formula(mistake.formula);
      FAIL("was read");
    } catch (const FormulaError& error) {
      CHECK(error.position() == mistake.position);
      CHECK(std::string(error.what()) ==
            "formula '" + mistake.formula + "', position " + std::to_string(mistake.position) + ": " + mistake.message);
    }
  }
}

TEST_CASE("messages about signs beyond ASCII stay readable text", "[compute][formula]") {
  for (const std::string formula :
       {"€", "a + €€€€€€€€€€€€", "a + xäöüxäöüxäöü §", "a §§§§§§§§§§§§", "a[sex=ß] x", "a[€=1]", "12345678901ä"}) {
    const std::string text = message_of<FormulaError>([&] { parse_formula(formula); });
    INFO(text);
    CHECK(holds(text, "expected"));
    CHECK(valid_utf8(text));
  }
}

TEST_CASE("deep nesting is refused, long sums are not", "[compute][formula]") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '(') + "a" + std::string(depth, ')'); };
  CHECK_NOTHROW(parse_formula(nested(100)));
  CHECK(holds(message_of<FormulaError>([&] { parse_formula(nested(101)); }), "expected fewer nested parentheses"));
  CHECK_THROWS_AS(parse_formula(nested(1'000'000)), FormulaError);
  CHECK(holds(message_of<FormulaError>([&] { parse_formula(std::string(1'000'000, '-') + "a"); }),
              "expected fewer nested signs"));
  std::string sum = "a";
  for (int i = 0; i < 5000; ++i) sum += "+a";
  CHECK(parse_formula(sum).references.size() == 5001);
}

TEST_CASE("one reference alone is no formula", "[compute][formula]") {
  CHECK_THROWS_AS(parse_reference("a + b"), FormulaError);
  CHECK_THROWS_AS(parse_reference("100 * a"), FormulaError);
  CHECK_THROWS_AS(parse_reference(""), FormulaError);
  CHECK(parse_formula("a") == parse_formula("a"));
  CHECK_FALSE(parse_formula("a") == parse_formula("b"));
}

TEST_CASE("names may have letters beyond ASCII, but no other signs", "[compute][formula]") {
  const auto formula = parse_formula("100 * Plätze / Schüler_öffentlich");
  REQUIRE(formula.references.size() == 2);
  CHECK(formula.references[0].variable == "Plätze");
  CHECK(formula.references[1].variable == "Schüler_öffentlich");
  CHECK_THROWS_AS(parse_formula("a−b"), FormulaError);
  CHECK_THROWS_AS(parse_formula("a\u00a0b"), FormulaError);
}
