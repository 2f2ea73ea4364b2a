// A small language for ratios of filtered sums.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "werdegang/core/id.hpp"

namespace werdegang::inline v0 {

/// One axis held at some codes, which are added: `sex=female`, `certificate=hsa|msa`, `age=0-2`.
struct AxisFilter {
  std::string axis;
  std::vector<std::string> codes;
  bool operator==(const AxisFilter&) const = default;
};

/// Which date of a variable belongs to the anchor's period: the same one, 31 December of that year or of the year
/// before, in each case `years` later (negative: earlier).
struct TimeRule {
  enum Kind : std::uint8_t { same, year_end, previous_year_end };
  Kind kind = same;
  int years = 0;
  bool operator==(const TimeRule&) const = default;
};

/// `population[age=0-2, sex=female]@previous_year_end`
struct Reference {
  std::string variable;
  std::vector<AxisFilter> filters;
  TimeRule time;
  bool operator==(const Reference&) const = default;

  /// nullptr when the axis is not held.
  const AxisFilter* filter(std::string_view axis) const;
};

/// A formula as a tree in a flat list; children come before their parents, the last node is the root.
struct Formula {
  enum Operation : std::uint8_t { constant, variable, add, subtract, multiply, divide, power, negate, mean };
  struct Node {
    Operation operation = constant;
    double number = 0;     ///< of a constant
    Index reference = -1;  ///< of a variable, position in `references`
    Index left = -1, right = -1;
    bool operator==(const Node&) const = default;
  };
  std::string text;
  std::vector<Node> nodes;
  std::vector<Reference> references;  ///< in the order of the text; the first one is the anchor
  bool operator==(const Formula&) const = default;
};

/// Throws FormulaError with the position of the mistake. Grammar:
///   sum := product (("+"|"-") product)*;  product := power (("*"|"/") power)*;  power := atom ("^" atom)?
///   atom := number | "-" atom | "(" sum ")" | "mean" "(" sum "," sum ")" | reference
///   reference := name ["[" axis "=" code ("|" code)* ("," ...)* "]"] ["@" rule],  rule := year_end | previous_year_end
///   | -5
/// A code with blanks or signs stands in double quotes.
Formula parse_formula(std::string_view text);

/// One reference alone, as table descriptors use it for a cell.
Reference parse_reference(std::string_view text);

}  // namespace werdegang::inline v0
