// A formula at one combination of codes, ready to be evaluated for blocks of rows.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "operand.hpp"
#include "werdegang/compute/formula.hpp"

namespace werdegang::inline v0::detail {

/// What was seen on the way to a row's number.
class Trace {
 public:
  explicit Trace(std::size_t rows) : anchor(rows, 0), any(rows, 0), sources(rows, 0) {}
  std::vector<std::uint8_t> anchor;   ///< the formula's anchor was found
  std::vector<std::uint8_t> any;      ///< some reference was found
  std::vector<std::int32_t> sources;  ///< number of a set of sources; 0 is the empty one
};

/// Sets of sources by number, each in the order in which its members were met.
class SourceSets {
 public:
  std::int32_t with(std::int32_t set, std::int32_t source);
  std::int32_t joined(std::int32_t set, std::int32_t other);
  const std::vector<std::vector<std::int32_t>>& sets() const { return sets_; }

 private:
  std::vector<std::vector<std::int32_t>> sets_{{}};
  std::map<std::pair<std::int32_t, std::int32_t>, std::int32_t> grown_;
  std::int32_t last_set_ = -1, last_source_ = -1, last_ = -1;
};

/// What every plan of a formula shares.
struct PlanContext {
  const Formula* formula;
  const Regions* regions;
  std::vector<const VariableCubes*> cubes;  ///< by reference
  std::vector<ReferenceTimes> times;        ///< by reference
  std::vector<Period> periods;
  std::size_t anchor;  ///< the reference whose rows are computed

  PlanContext(const Formula& formula, const Ledger& ledger, std::vector<Period> periods);
};

/// The tree of a formula with its operands; a call over an axis holds the trees of every part.
class Plan {
 public:
  Plan(const PlanContext& context, Index node, const Combination& combination);

  /// A number for every row of the block. `keep(node, numbers)` sees the numbers of the nodes outside of calls.
  Numbers evaluate(const Block& block, SourceSets& sets, Trace& trace,
                   const std::function<void(Index, const Numbers&)>& keep = {}) const;
  /// How many numbers a row needs at once.
  std::size_t breadth() const;
  /// The operand of the formula's anchor; nullptr where it stands inside a call over parts.
  const Operand* anchor() const;

 private:
  struct Part {
    std::vector<Plan> arguments;
    double width = 1;
  };
  void check_codes(const Formula::Call& call) const;
  void add_parts(const Formula::Call& call, const Combination& combination);
  void add_age_parts(const Formula::Call& call, const Combination& combination);
  void add_region_arguments(const Formula::Call& call, const Combination& combination);
  Part part(const Formula::Call& call, const Combination& combination) const;
  std::vector<std::size_t> varying(const Formula::Call& call, const std::string& axis) const;
  std::vector<std::string> part_codes(const Formula::Call& call, const std::string& axis) const;
  Numbers evaluate_both(const Block& block, SourceSets& sets, Trace& trace,
                        const std::function<void(Index, const Numbers&)>& keep) const;
  std::vector<std::int32_t> districts_inside(std::int32_t region, const std::vector<std::string>& named) const;
  Numbers evaluate_operand(const Block& block, SourceSets& sets, Trace& trace) const;
  Numbers evaluate_call(const Block& block, SourceSets& sets, Trace& trace) const;
  Numbers evaluate_regions(const Block& block, SourceSets& sets, Trace& trace) const;

  const PlanContext* context_;
  Index node_;
  std::vector<Plan> children_;
  std::vector<Operand> operand_;  ///< none or one
  std::vector<Part> parts_;       ///< of a call over an axis, row by row of a unit where it is `by` groups
  std::size_t groups_ = 1;
  bool over_regions_ = false, skips_absent_ = false;
  bool incomplete_ = false;  ///< the parts do not make up the whole
};

}  // namespace werdegang::inline v0::detail
