#include <cmath>
#include <memory>

#include "catch.hpp"
#include "rows.hpp"
#include "werdegang/compute/compute.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;

namespace {

// A tree of its own that prints itself with no more parentheses than the grammar needs, and knows its value.
struct Tree {
  std::string text;
  double value = 0;
  int strength = 0;  // 1 sum, 2 product, 3 power, 4 atom
  bool empty = false, infinite = false;
};

constexpr double values[] = {3, 7, 0.5, 12};

std::string inside(const Tree& tree, int needed) { return tree.strength >= needed ? tree.text : "(" + tree.text + ")"; }

Tree join(const Tree& a, const Tree& b, const std::string& sign, int strength, double value) {
  const int right = strength == 3 ? 4 : strength + 1, left = strength == 3 ? 4 : strength;
  return {inside(a, left) + sign + inside(b, right), value, strength, a.empty || b.empty,
          a.infinite || b.infinite || !std::isfinite(value)};
}

Tree grow(Random& random, int depth) {
  const Index kind = depth == 0 ? random.next_below(2) : random.next_below(9);
  if (kind == 0) {
    const Index which = random.next_below(4);
    return {std::string(1, "wxyz"[which]), values[which], 4};
  }
  if (kind == 1) {
    const auto number = static_cast<double>(random.next_below(40)) / 4;
    std::string text = std::to_string(number);
    return {text, number, 4};
  }
  const Tree a = grow(random, depth - 1), b = grow(random, depth - 1);
  if (kind == 2) return join(a, b, " + ", 1, a.value + b.value);
  if (kind == 3) return join(a, b, "-", 1, a.value - b.value);
  if (kind == 4) return join(a, b, " * ", 2, a.value * b.value);
  if (kind == 5) {
    Tree tree = join(a, b, "/", 2, a.value / b.value);
    if (b.value == 0) tree.empty = true;
    return tree;
  }
  if (kind == 6)
    return {"mean(" + a.text + ", " + b.text + ")", (a.value + b.value) / 2, 4, a.empty || b.empty,
            a.infinite || b.infinite};
  if (kind == 7) return {"-" + inside(a, 4), -a.value, 4, a.empty, a.infinite};
  return join(a, {"2", 2, 4}, "^", 3, a.value * a.value);
}

}  // namespace

TEST_CASE("random formulas, printed and read back, have the value of their tree", "[compute][property]") {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < 4; ++i) rows.push_back({std::string(1, "wxyz"[i]), "DG", "2015", {}, values[i]});
  const Observations observations = observed(rows);
  Random random(20);
  int finite = 0, empty = 0;
  for (int trial = 0; trial < 1500; ++trial) {
    const Tree tree = grow(random, 1 + trial % 6);
    if (tree.text.find_first_of("wxyz") == std::string::npos || tree.infinite != tree.empty) continue;
    Indicator indicator;
    indicator.formula = tree.text;
    const Table table = compute(observations, {indicator});
    INFO(tree.text);
    REQUIRE(table.rows() == 1);
    const bool valid = table.column("value").valid(0);
    if (tree.empty) {
      ++empty;
      CHECK_FALSE(valid);
      CHECK(cell_text(table.column("status"), 0) == "empty_denominator");
    } else {
      ++finite;
      REQUIRE(valid);
      const double value = std::get<Buffer<double>>(table.column("value").data)[0];
      CHECK(value == Approx(tree.value).epsilon(1e-12));
    }
  }
  CHECK(finite > 500);
  CHECK(empty > 5);
}
