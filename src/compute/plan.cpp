#include "plan.hpp"

#include <algorithm>

#include "reduce.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/observations/rollup.hpp"

namespace werdegang::inline v0::detail {
namespace {

Combination with(Combination combination, const std::string& axis, const std::string& code) {
  for (auto& [name, own] : combination)
    if (name == axis) {
      own = code;
      return combination;
    }
  combination.emplace_back(axis, code);
  return combination;
}

/// The references below a node.
void collect_references(const Formula& formula, Index at, std::vector<Index>& found) {
  const auto& node = formula.nodes[static_cast<std::size_t>(at)];
  if (node.reference >= 0) found.push_back(node.reference);
  if (node.left >= 0) collect_references(formula, node.left, found);
  if (node.right >= 0) collect_references(formula, node.right, found);
  if (node.call >= 0)
    for (const Index argument : formula.calls[static_cast<std::size_t>(node.call)].arguments)
      collect_references(formula, argument, found);
}

/// One class of age with its own width inside a range; open ends are cut off at the range.
struct AgeClass {
  std::string code;  ///< of the numerator
  double from, to;
};

std::vector<AgeClass> age_classes(const VariableCubes& cubes, const Member& range) {
  std::vector<AgeClass> classes;
  for (const Member& member : cubes.printed_members("age")) {
    const bool open_below = !member.from || *member.from == 0, open_above = !member.to;
    const double from = member.from.value_or(-1e9), to = member.to.value_or(1e9);
    if (member.kind != Member::part || to <= *range.from || from >= *range.to) continue;
    if ((from < *range.from && !open_below) || (to > *range.to && !open_above)) continue;
    classes.push_back({member.code, std::max(from, *range.from), std::min(to, *range.to)});
  }
  std::sort(classes.begin(), classes.end(),
            [](const AgeClass& a, const AgeClass& b) { return a.from != b.from ? a.from < b.from : a.to < b.to; });
  // The narrowest classes that fill the range.
  std::vector<AgeClass> tiling;
  double reached = *range.from;
  for (const AgeClass& item : classes)
    if (item.from == reached) tiling.push_back(item), reached = item.to;
  return reached == *range.to ? tiling : std::vector<AgeClass>{};
}

std::string age_code(double from, double to) {
  const int first = static_cast<int>(from), last = static_cast<int>(to) - 1;
  return first == last ? std::to_string(first) : std::to_string(first) + "-" + std::to_string(last);
}

}  // namespace

std::int32_t SourceSets::with(std::int32_t set, std::int32_t source) {
  if (source < 0) return set;
  if (set == last_set_ && source == last_source_) return last_;
  const auto [at, added] = grown_.try_emplace({set, source}, static_cast<std::int32_t>(sets_.size()));
  if (added) {
    std::vector<std::int32_t> members = sets_[static_cast<std::size_t>(set)];
    if (std::find(members.begin(), members.end(), source) != members.end()) {
      at->second = set;
    } else {
      members.push_back(source);
      sets_.push_back(std::move(members));
    }
  }
  last_set_ = set, last_source_ = source, last_ = at->second;
  return last_;
}

std::int32_t SourceSets::joined(std::int32_t set, std::int32_t other) {
  const std::vector<std::int32_t> members = sets_[static_cast<std::size_t>(other)];
  for (const std::int32_t source : members) set = with(set, source);
  return set;
}

PlanContext::PlanContext(const Formula& given, const Ledger& ledger, std::vector<Period> frame)
    : formula(&given), regions(&ledger.regions()), periods(std::move(frame)), anchor(given.anchor()) {
  for (const Reference& reference : given.references) {
    cubes.push_back(ledger.find(reference.variable));
    times.emplace_back(*cubes.back(), reference.time, periods);
  }
}

Plan::Plan(const PlanContext& context, Index node, const Combination& combination) : context_(&context), node_(node) {
  const Formula& formula = *context.formula;
  const auto& item = formula.nodes[static_cast<std::size_t>(node)];
  if (item.operation == Formula::variable) {
    const auto reference = static_cast<std::size_t>(item.reference);
    operand_.emplace_back(*context.cubes[reference], *context.regions, context.times[reference],
                          formula.references[reference], combination);
  }
  for (const Index child : {item.left, item.right})
    if (child >= 0) children_.emplace_back(context, child, combination);
  if (item.operation == Formula::call) {
    const auto& call = formula.calls[static_cast<std::size_t>(item.call)];
    over_regions_ = call.over == "region";
    if (call.over.empty() || over_regions_)
      for (const Index argument : call.arguments) children_.emplace_back(context, argument, combination);
    else if (call.function == "quotient_sum")
      add_age_parts(call, combination);
    else
      add_parts(call, combination);
  }
}

std::size_t Plan::breadth() const {
  std::size_t breadth = 1;
  for (const Plan& child : children_) breadth = std::max(breadth, child.breadth());
  for (const Part& part : parts_)
    for (const Plan& argument : part.arguments) breadth = std::max(breadth, argument.breadth());
  return breadth * std::max<std::size_t>(over_regions_ ? context_->regions->codes.size() : parts_.size(), 1);
}

const Operand* Plan::anchor() const {
  const auto& node = context_->formula->nodes[static_cast<std::size_t>(node_)];
  if (node.reference == static_cast<Index>(context_->anchor)) return &operand_.front();
  if (over_regions_) return nullptr;
  for (const Plan& child : children_)
    if (const Operand* found = child.anchor()) return found;
  return nullptr;
}

Plan::Part Plan::part(const Formula::Call& call, const Combination& combination) const {
  Part result;
  for (const Index argument : call.arguments) result.arguments.emplace_back(*context_, argument, combination);
  return result;
}

/// The parts of an axis that the first variable with this axis has.
std::vector<std::string> Plan::part_codes(const Formula::Call& call, const std::string& axis) const {
  std::vector<Index> references;
  for (const Index argument : call.arguments) collect_references(*context_->formula, argument, references);
  for (const Index at : references) {
    const auto& reference = context_->formula->references[static_cast<std::size_t>(at)];
    const VariableCubes& cubes = *context_->cubes[static_cast<std::size_t>(at)];
    if (reference.filter(axis) || !cubes.has_axis(axis)) continue;
    std::vector<std::string> codes;
    for (const Member& member : cubes.printed_members(axis))
      if (member.kind == Member::part) codes.push_back(member.code);
    return codes;
  }
  return {};
}

/// A code that no variable under the call knows is a slip of the pen.
void Plan::check_codes(const Formula::Call& call) const {
  std::vector<Index> references;
  for (const Index argument : call.arguments) collect_references(*context_->formula, argument, references);
  for (const Index at : references)
    if (context_->cubes[static_cast<std::size_t>(at)]->has_axis(call.over))
      return check_filter(*context_->cubes[static_cast<std::size_t>(at)], {call.over, call.codes},
                          call.function + " over " + call.over);
}

void Plan::add_parts(const Formula::Call& call, const Combination& combination) {
  if (call.codes.empty() && call.over == "age")
    throw InvalidArgument(call.function + " over age", "formula '" + context_->formula->text + "'",
                          "the classes, such as 'over age=0-2|3-5'");
  if (!call.codes.empty()) check_codes(call);
  skips_absent_ = call.codes.empty();
  const auto units = call.codes.empty() ? part_codes(call, call.over) : call.codes;
  const auto groups = call.by.empty() ? std::vector<std::string>{""} : part_codes(call, call.by);
  groups_ = groups.size();
  for (const auto& unit : units)
    for (const auto& group : groups) {
      const Combination inside = with(combination, call.over, unit);
      parts_.push_back(part(call, call.by.empty() ? inside : with(inside, call.by, group)));
    }
}

/// The classes of the numerator that fill the range of ages, each with the denominator of the same ages.
void Plan::add_age_parts(const Formula::Call& call, const Combination& combination) {
  const bool is_range = call.over == "age" && call.codes.size() == 1 && is_age_code(call.codes[0]) &&
                        age_member(call.codes[0]).from && age_member(call.codes[0]).to;
  if (!is_range)
    throw InvalidArgument("quotient_sum over " + call.over, "formula '" + context_->formula->text + "'",
                          "one closed range of ages, such as 'over age=16-24'");
  std::vector<Index> references;
  collect_references(*context_->formula, call.arguments[0], references);
  if (references.empty()) return;
  const auto& cubes = *context_->cubes[static_cast<std::size_t>(references.front())];
  for (const AgeClass& item : age_classes(cubes, age_member(call.codes[0]))) {
    Part part;
    part.arguments.emplace_back(*context_, call.arguments[0], with(combination, "age", item.code));
    part.arguments.emplace_back(*context_, call.arguments[1], with(combination, "age", age_code(item.from, item.to)));
    part.width = item.to - item.from;
    parts_.push_back(std::move(part));
  }
}

}  // namespace werdegang::inline v0::detail
