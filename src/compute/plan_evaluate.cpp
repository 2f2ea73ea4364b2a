#include "plan.hpp"
#include "reduce.hpp"
#include "werdegang/observations/rollup.hpp"

namespace werdegang::inline v0::detail {
namespace {

void merge(Trace& trace, const Trace& other, SourceSets& sets) {
  for (std::size_t row = 0; row < trace.any.size(); ++row) {
    trace.anchor[row] |= other.anchor[row];
    trace.any[row] |= other.any[row];
    trace.sources[row] = sets.joined(trace.sources[row], other.sources[row]);
  }
}

}  // namespace

Numbers Plan::evaluate(const Block& block, SourceSets& sets, Trace& trace,
                       const std::function<void(Index, const Numbers&)>& keep) const {
  const auto& node = context_->formula->nodes[static_cast<std::size_t>(node_)];
  Numbers result;
  switch (node.operation) {
    case Formula::constant:
      result = Numbers(block.rows(), {node.number, Status::computed, Flag::none});
      break;
    case Formula::variable:
      result = evaluate_operand(block, sets, trace);
      break;
    case Formula::call:
      result = over_regions_ ? evaluate_regions(block, sets, trace) : evaluate_call(block, sets, trace);
      break;
    case Formula::negate:
      result = children_[0].evaluate(block, sets, trace, keep);
      for (std::size_t row = 0; row < result.size(); ++row)
        result.set(row, {-result.value[row], combine(result.status[row], Status::computed), result.flags[row]});
      break;
    default:
      result = evaluate_both(block, sets, trace, keep);
  }
  if (keep) keep(node_, result);
  return result;
}

/// Two operands, of which one may be the same number in every row.
Numbers Plan::evaluate_both(const Block& block, SourceSets& sets, Trace& trace,
                            const std::function<void(Index, const Numbers&)>& keep) const {
  const auto& nodes = context_->formula->nodes;
  const auto operation = nodes[static_cast<std::size_t>(node_)].operation;
  const auto number = [&](const Plan& child) -> const Formula::Node* {
    const auto& node = nodes[static_cast<std::size_t>(child.node_)];
    return node.operation == Formula::constant ? &node : nullptr;
  };
  const auto *left = number(children_[0]), *right = number(children_[1]);
  // The numerator and the denominator of a quotient are shown, whatever they are.
  if (const auto* shown = left ? left : right; shown && keep && operation == Formula::divide)
    keep(children_[left ? 0 : 1].node_, Numbers(block.rows(), {shown->number}));
  Numbers result = children_[left ? 1 : 0].evaluate(block, sets, trace, keep);
  if (left) {
    for (std::size_t row = 0; row < result.size(); ++row)
      result.set(row, apply(operation, {left->number}, result[row]));
  } else if (right) {
    for (std::size_t row = 0; row < result.size(); ++row)
      result.set(row, apply(operation, result[row], {right->number}));
  } else {
    const Numbers other = children_[1].evaluate(block, sets, trace, keep);
    for (std::size_t row = 0; row < result.size(); ++row) result.set(row, apply(operation, result[row], other[row]));
  }
  return result;
}

Numbers Plan::evaluate_operand(const Block& block, SourceSets& sets, Trace& trace) const {
  const auto& node = context_->formula->nodes[static_cast<std::size_t>(node_)];
  const bool met = node.reference == static_cast<Index>(context_->anchor) && block.anchor.found.size() == block.rows();
  Figures figures = met ? block.anchor : operand_.front().look_up(block);
  for (std::size_t row = 0; row < block.rows(); ++row) {
    trace.any[row] |= figures.found[row];
    if (node.reference == static_cast<Index>(context_->anchor)) trace.anchor[row] |= figures.found[row];
    trace.sources[row] = sets.with(trace.sources[row], figures.source[row]);
  }
  return std::move(figures.numbers);
}

Numbers Plan::evaluate_call(const Block& block, SourceSets& sets, Trace& trace) const {
  const auto& formula = *context_->formula;
  const auto& call = formula.calls[static_cast<std::size_t>(formula.nodes[static_cast<std::size_t>(node_)].call)];
  Numbers result(block.rows(), {});
  if (call.over.empty()) {
    std::vector<Numbers> arguments;
    for (const Plan& child : children_) arguments.push_back(child.evaluate(block, sets, trace));
    std::vector<Number> row_arguments(arguments.size());
    for (std::size_t row = 0; row < block.rows(); ++row) {
      for (std::size_t a = 0; a < arguments.size(); ++a) row_arguments[a] = arguments[a][row];
      result.set(row, call_function(call.function, row_arguments));
    }
    return result;
  }
  std::vector<std::vector<Numbers>> arguments(call.arguments.size());  // by argument and part
  std::vector<std::vector<std::uint8_t>> there;
  for (const Part& part : parts_) {
    Trace own(block.rows());
    for (std::size_t a = 0; a < part.arguments.size(); ++a)
      arguments[a].push_back(part.arguments[a].evaluate(block, sets, own));
    there.push_back(own.any);
    merge(trace, own, sets);
  }
  if (parts_.empty() || incomplete_) return Numbers(block.rows(), {0, Status::not_existing, Flag::none});
  for (std::size_t row = 0; row < block.rows(); ++row) {
    PartNumbers parts{std::vector<std::vector<Number>>(arguments.size()), {}, groups_};
    for (std::size_t unit = 0; unit < parts_.size(); unit += groups_) {
      // A unit of another region is none of this row's.
      bool absent = skips_absent_;
      for (std::size_t k = unit; k < unit + groups_; ++k) absent = absent && !there[k][row];
      if (absent) continue;
      for (std::size_t k = unit; k < unit + groups_; ++k) {
        for (std::size_t a = 0; a < arguments.size(); ++a) parts.arguments[a].push_back(arguments[a][k][row]);
        parts.widths.push_back(parts_[k].width);
      }
    }
    result.set(row, reduce_parts(call.function, parts));
  }
  return result;
}

/// The districts of a region, or those of them that are named.
std::vector<std::int32_t> Plan::districts_inside(std::int32_t region, const std::vector<std::string>& named) const {
  auto inside = context_->regions->inside(region);
  if (!named.empty())
    std::erase_if(inside, [&](std::int32_t at) {
      return std::find(named.begin(), named.end(), context_->regions->codes[static_cast<std::size_t>(at)]) ==
             named.end();
    });
  return inside;
}

/// Over the districts of every region: those of one partition of the territory at each period.
Numbers Plan::evaluate_regions(const Block& block, SourceSets& sets, Trace& trace) const {
  const auto& formula = *context_->formula;
  const auto& call = formula.calls[static_cast<std::size_t>(formula.nodes[static_cast<std::size_t>(node_)].call)];
  Block inside;
  std::vector<std::size_t> first{0};
  std::map<std::int32_t, std::vector<std::int32_t>> districts;
  for (std::size_t row = 0; row < block.rows(); ++row) {
    const auto [at, added] = districts.try_emplace(block.region[row]);
    if (added) at->second = districts_inside(block.region[row], call.codes);
    for (const std::int32_t district : at->second) inside.add(district, block.period[row]);
    first.push_back(inside.rows());
  }
  Trace seen(inside.rows());
  std::vector<Numbers> arguments;  // of every group
  for (const Plan& child : children_) arguments.push_back(child.evaluate(inside, sets, seen));
  Numbers result(block.rows(), {0, Status::not_existing, Flag::none});
  if (arguments.empty()) return result;
  for (std::size_t row = 0; row < block.rows(); ++row) {
    std::vector<std::string> codes;
    std::vector<bool> filled, valued;
    for (std::size_t at = first[row]; at < first[row + 1]; ++at) {
      codes.push_back(context_->regions->codes[static_cast<std::size_t>(inside.region[at])]);
      filled.push_back(seen.any[at] != 0);
      valued.push_back(has_value(arguments.front().status[at]));
    }
    const auto chosen =
        partition(codes, filled, valued, context_->periods[static_cast<std::size_t>(block.period[row])]);
    PartNumbers parts{std::vector<std::vector<Number>>(call.arguments.size()), {}, groups_};
    for (std::size_t at = first[row]; at < first[row + 1]; ++at) {
      if (std::find(chosen.begin(), chosen.end(), codes[at - first[row]]) == chosen.end()) continue;
      for (std::size_t a = 0; a < arguments.size(); ++a)
        parts.arguments[a % call.arguments.size()].push_back(arguments[a][at]);
      parts.widths.push_back(1);
      trace.anchor[row] |= seen.anchor[at];
      trace.any[row] |= seen.any[at];
      trace.sources[row] = sets.joined(trace.sources[row], seen.sources[at]);
    }
    result.set(row, reduce_parts(call.function, parts));
  }
  return result;
}

}  // namespace werdegang::inline v0::detail
