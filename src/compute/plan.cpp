#include "plan.hpp"

#include <algorithm>
#include <set>

#include "age_classes.hpp"
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

/// The parts of an exhaustive list that neither stand among the codes nor are made up of some of them.
bool lacks_parts(const Codelist& list, const std::vector<std::string>& codes) {
  if (!list.exhaustive) return false;
  const auto holds = [&](const std::string& code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
  };
  const auto top = [&](Index at) {
    const Index up = list.members[static_cast<std::size_t>(at)].parent;
    return up < 0 || list.members[static_cast<std::size_t>(up)].kind == Member::total;
  };
  std::vector<bool> there(list.members.size(), false);
  for (std::size_t i = 0; i < list.members.size(); ++i) {
    if (!holds(list.members[i].code)) continue;
    Index at = static_cast<Index>(i);
    for (; !top(at); at = list.members[static_cast<std::size_t>(at)].parent) there[static_cast<std::size_t>(at)] = true;
    there[static_cast<std::size_t>(at)] = true;
  }
  for (std::size_t i = 0; i < list.members.size(); ++i)
    if (list.members[i].kind == Member::part && top(static_cast<Index>(i)) && !there[i]) return true;
  return false;
}

/// Of several parts no one may be counted twice; the least, the largest and the mean may overlap.
bool counts_parts(std::string_view function) { return function != "min" && function != "max" && function != "mean"; }

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
    if (over_regions_)
      add_region_arguments(call, combination);
    else if (call.over.empty())
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

/// The references below a call that have the axis and do not hold it.
std::vector<std::size_t> Plan::varying(const Formula::Call& call, const std::string& axis) const {
  std::vector<Index> references;
  for (const Index argument : call.arguments) collect_references(*context_->formula, argument, references);
  std::vector<std::size_t> result;
  for (const Index at : references)
    if (const auto item = static_cast<std::size_t>(at);
        !context_->formula->references[item].filter(axis) && context_->cubes[item]->has_axis(axis))
      result.push_back(item);
  return result;
}

/// The parts of an axis that some variable with this axis has. A part of a part that is there itself is in it already.
std::vector<std::string> Plan::part_codes(const Formula::Call& call, const std::string& axis) const {
  std::vector<Member> parts;
  std::set<std::string> seen, inner;
  for (const std::size_t at : varying(call, axis))
    for (Member& member : context_->cubes[at]->printed_members(axis)) {
      if (member.kind == Member::of_which) inner.insert(member.code);
      if (member.kind == Member::part && seen.insert(member.code).second) parts.push_back(std::move(member));
    }
  std::vector<std::string> codes;
  for (const Member& member : parts)
    if (!inner.contains(member.code)) codes.push_back(member.code);
  return codes;
}

/// A code that no variable under the call knows, or one inside another, is a slip of the pen.
void Plan::check_codes(const Formula::Call& call) const {
  std::vector<Index> references;
  for (const Index argument : call.arguments) collect_references(*context_->formula, argument, references);
  for (const Index at : references) {
    const VariableCubes& cubes = *context_->cubes[static_cast<std::size_t>(at)];
    if (!cubes.has_axis(call.over)) continue;
    check_filter(cubes, {call.over, call.codes}, call.function + " over " + call.over);
    if (counts_parts(call.function))
      for (const auto& entry : cubes.entries())
        if (const Index axis = entry.lattice.cube().axis(call.over); axis >= 0)
          check_disjoint(*entry.lattice.cube().axes[static_cast<std::size_t>(axis)].list, call.codes);
    return;
  }
}

void Plan::add_parts(const Formula::Call& call, const Combination& combination) {
  if (call.codes.empty() && call.over == "age")
    throw InvalidArgument(call.function + " over age", "formula '" + context_->formula->text + "'",
                          "the classes, such as 'over age=0-2|3-5'");
  if (!call.codes.empty()) check_codes(call);
  skips_absent_ = call.codes.empty();
  const auto units = call.codes.empty() ? part_codes(call, call.over) : call.codes;
  const auto groups = call.by.empty() ? std::vector<std::string>{""} : part_codes(call, call.by);
  const CodelistPtr list = known_codelist(call.over);
  if (call.function == "sum" && call.codes.empty() && list && list->exhaustive) {
    // A sum over all parts is the total: it never becomes smaller because a part is not there.
    skips_absent_ = false;
    incomplete_ = !units.empty() && lacks_parts(*list, units);
  }
  groups_ = groups.size();
  for (const auto& unit : units)
    for (const auto& group : groups) {
      const Combination inside = with(combination, call.over, unit);
      parts_.push_back(part(call, call.by.empty() ? inside : with(inside, call.by, group)));
    }
}

/// The arguments for every group, one group after the other.
void Plan::add_region_arguments(const Formula::Call& call, const Combination& combination) {
  for (const auto& code : call.codes)
    if (context_->regions->find(code) < 0)
      throw UnknownName("region", code, nearest_names(code, context_->regions->codes));
  const auto groups = call.by.empty() ? std::vector<std::string>{""} : part_codes(call, call.by);
  groups_ = std::max<std::size_t>(groups.size(), 1);
  for (const auto& group : groups)
    for (const Index argument : call.arguments)
      children_.emplace_back(*context_, argument, call.by.empty() ? combination : with(combination, call.by, group));
}

/// The classes that both sides have for the range of ages.
void Plan::add_age_parts(const Formula::Call& call, const Combination& combination) {
  const bool is_range = call.over == "age" && call.codes.size() == 1 && is_age_code(call.codes[0]) &&
                        age_member(call.codes[0]).from && age_member(call.codes[0]).to;
  if (!is_range)
    throw InvalidArgument("quotient_sum over " + call.over, "formula '" + context_->formula->text + "'",
                          "one closed range of ages, such as 'over age=16-24'");
  const auto members = [&](Index argument) {
    std::vector<Index> references;
    collect_references(*context_->formula, argument, references);
    return references.empty() ? std::vector<Member>{}
                              : context_->cubes[static_cast<std::size_t>(references.front())]->printed_members("age");
  };
  const Member range = age_member(call.codes[0]);
  const auto numerator = members(call.arguments[0]);
  auto ages = shared_ages(numerator, members(call.arguments[1]), range);
  // Without a common way the classes of the numerator say what the denominator lacks.
  if (ages.empty()) {
    std::vector<Member> same;
    for (const SharedAges& item : ages_inside(numerator, range)) same.push_back(age_member(item.denominator));
    ages = shared_ages(numerator, same, range);
  }
  if (ages.empty()) ages = ages_inside(numerator, range), incomplete_ = true;
  for (const SharedAges& item : ages) {
    Part part;
    part.arguments.emplace_back(*context_, call.arguments[0], with(combination, "age", item.numerator));
    part.arguments.emplace_back(*context_, call.arguments[1], with(combination, "age", item.denominator));
    part.width = item.width;
    parts_.push_back(std::move(part));
  }
}

}  // namespace werdegang::inline v0::detail
