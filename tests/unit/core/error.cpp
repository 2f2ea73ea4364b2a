#include "werdegang/core/error.hpp"

#include "catch.hpp"
#include "messages.hpp"

using namespace werdegang;

TEST_CASE("an unknown name asks about the nearest ones in a sentence", "[core][error]") {
  CHECK(std::string(UnknownName("axis", "sxe", {}).what()) == "unknown axis 'sxe'");
  CHECK(std::string(UnknownName("axis", "sxe", {"sex"}).what()) == "unknown axis 'sxe': did you mean 'sex'?");
  CHECK(std::string(UnknownName("axis", "x", {"a", "b"}).what()) == "unknown axis 'x': did you mean 'a' or 'b'?");
  CHECK(std::string(UnknownName("axis", "x", {"a", "b", "c"}).what()) ==
        "unknown axis 'x': did you mean 'a', 'b' or 'c'?");
  CHECK(std::string(UnknownName("axis", "x", {"a", "b", "c", "d"}).what()) ==
        "unknown axis 'x': did you mean 'a', 'b', 'c' or 'd'?");
  CHECK(UnknownName("axis", "x", {"a", "b"}).nearest() == std::vector<std::string>{"a", "b"});
}

TEST_CASE("nearest names are the most alike first, case ignored", "[core][error]") {
  const std::vector<std::string> known = {"school_leavers", "population", "schools", "births", "pupils"};
  CHECK(nearest_names("popluation", known).front() == "population");
  CHECK(nearest_names("BIRTHS", known).front() == "births");
  CHECK(nearest_names("leavers", known).front() == "school_leavers");
  CHECK(nearest_names("quite_something_else_entirely", {"a", "b"}).empty());
  CHECK(nearest_names("x", {}).empty());
  CHECK(nearest_names("school", known, 1).size() == 1);
  CHECK(nearest_names("ab", {"aa", "ac", "ad", "ae", "af"}).size() == 3);
  CHECK(nearest_names("", {"abcdef"}).empty());
}

TEST_CASE("every error says value, place and expectation", "[core][error]") {
  CHECK(std::string(InvalidArgument("n = -3", "wilson", "a number of cases, 0 or more").what()) ==
        "n = -3 in wilson: expected a number of cases, 0 or more");
  const FormatError line("table.csv", 12, "found x");
  CHECK(std::string(line.what()) == "table.csv, line 12: found x");
  CHECK(line.file() == "table.csv");
  CHECK(line.line() == 12);
  CHECK(std::string(FormatError("table.csv", 0, "found x").what()) == "table.csv: found x");
  const FormulaError formula("a +", 3, "found the end, expected a variable");
  CHECK(std::string(formula.what()) == "formula 'a +', position 3: found the end, expected a variable");
  CHECK(formula.position() == 3);
}

TEST_CASE("every error of the library can be caught as one", "[core][error]") {
  CHECK_THROWS_AS(throw UnknownName("a", "b", {}), Error);
  CHECK_THROWS_AS(throw FormatError("a", 1, "b"), Error);
  CHECK_THROWS_AS(throw FormulaError("a", 1, "b"), Error);
  CHECK_THROWS_AS(throw InvalidArgument("a"), Error);
  CHECK_THROWS_AS(throw Cancelled(), Error);
  CHECK_THROWS_AS(throw NotReleased("a"), std::runtime_error);
}
