// A small language for ratios of filtered sums.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "werdegang/core/id.hpp"

namespace werdegang::inline v0 {

/// One axis held at some codes, which are added: `sex=female`, `certificate=hsa|msa`, `age=0-2`. `grade=next` and
/// `grade=previous` are the parts beside the row's own.
struct AxisFilter {
  std::string axis;
  std::vector<std::string> codes;
  /// `next` or `previous`
  bool relative() const { return codes.size() == 1 && (codes[0] == "next" || codes[0] == "previous"); }
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

/// `population[age=0-2, sex=female]@previous_year_end`, `births@country`
struct Reference {
  enum Place : std::uint8_t { own, state, country };  ///< the row's region, the state it lies in, Germany
  std::string variable;
  std::vector<AxisFilter> filters;
  TimeRule time;
  Place place = own;
  Index position = 0;  ///< where it stands in the text
  bool operator==(const Reference&) const = default;

  /// nullptr when the axis is not held.
  const AxisFilter* filter(std::string_view axis) const;
  /// Neither another year or date, nor another place, nor the part beside the row's own.
  bool plain() const;
};

/// A formula as a tree in a flat list; children come before their parents, the last node is the root.
struct Formula {
  enum Operation : std::uint8_t { constant, variable, add, subtract, multiply, divide, power, negate, call };
  struct Node {
    Operation operation = constant;
    double number = 0;     ///< of a constant
    Index reference = -1;  ///< of a variable, position in `references`
    Index left = -1, right = -1;
    Index call = -1;  ///< of a call, position in `calls`
    bool operator==(const Node&) const = default;
  };
  /// `max(a, b)`; `sum(a over age=0-2|3-5)`; `theil_h(pupils over school by nationality)`.
  struct Call {
    std::string function;
    std::vector<Index> arguments;    ///< nodes
    std::string over, by;            ///< axes, empty when none
    std::vector<std::string> codes;  ///< of `over`; empty = every part
    bool operator==(const Call&) const = default;
  };
  std::string text;
  std::vector<Node> nodes;
  std::vector<Reference> references;  ///< in the order of the text
  std::vector<Call> calls;
  /// The reference whose rows are computed: the first plain one, else the first.
  std::size_t anchor() const;
  /// Some function goes over the parts of an axis.
  bool reduces() const;
  bool operator==(const Formula&) const = default;
};

/// Throws FormulaError with the position of the mistake and the nearest known names. Grammar:
///   sum := product (("+"|"-") product)*;  product := power (("*"|"/") power)*;  power := atom ("^" atom)?
///   atom := number | "-" atom | "(" sum ")" | function "(" sum ("," sum)* [over] ")" | reference
///   over := "over" axis ["=" code ("|" code)*] ["by" axis]
///   reference := name ["[" axis "=" code ("|" code)* ("," ...)* "]"] ("@" rule)*
///   rule := year_end | previous_year_end | state | country | -5
/// A code with blanks or signs stands in double quotes. Functions: abs, ln, sqrt, mean, min, max; over the parts of an
/// axis sum, product, mean, min, max, quotient_sum, dissimilarity, isolation, exposure, eta2, gini_segregation,
/// atkinson_segregation, entropy, mutual_information, theil_h.
Formula parse_formula(std::string_view text);

/// One reference alone, as table descriptors use it for a cell.
Reference parse_reference(std::string_view text);

}  // namespace werdegang::inline v0
