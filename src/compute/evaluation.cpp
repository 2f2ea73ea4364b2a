#include "evaluation.hpp"

#include <algorithm>
#include <cmath>

#include "werdegang/kernels/interval.hpp"

namespace werdegang::inline v0::detail {
namespace {

struct Number {
  double value = 0;
  Status status = Status::computed;
  Flag flags = Flag::none;
};

Number failed(Status status, Flag flags) { return {0, status, flags}; }

Number apply(Formula::Operation operation, const Number& a, const Number& b) {
  const Status status = combine(a.status, b.status);
  const Flag flags = combine(a.flags, b.flags);
  if (!has_value(status)) return failed(status, flags);
  double value = 0;
  switch (operation) {
    case Formula::add:
      value = a.value + b.value;
      break;
    case Formula::subtract:
      value = a.value - b.value;
      break;
    case Formula::multiply:
      value = a.value * b.value;
      break;
    case Formula::mean:
      value = (a.value + b.value) / 2;
      break;
    case Formula::divide:
      if (b.value == 0) return failed(Status::empty_denominator, flags);
      value = a.value / b.value;
      break;
    case Formula::power:
      value = std::pow(a.value, b.value);
      break;
    default:
      break;
  }
  if (!std::isfinite(value)) return failed(Status::not_meaningful, flags);
  return {value, status, flags};
}

std::vector<Number> evaluate_nodes(const Formula& formula, const std::vector<Figure>& figures) {
  std::vector<Number> numbers;
  numbers.reserve(formula.nodes.size());
  for (const Formula::Node& node : formula.nodes) {
    const auto at = [&](Index i) -> const Number& { return numbers[static_cast<std::size_t>(i)]; };
    if (node.operation == Formula::constant) {
      numbers.push_back({node.number, Status::computed, Flag::none});
    } else if (node.operation == Formula::variable) {
      const Figure& figure = figures[static_cast<std::size_t>(node.reference)];
      numbers.push_back({figure.value, figure.status, figure.flags});
    } else if (node.operation == Formula::negate) {
      Number number = at(node.left);
      number.value = -number.value;
      numbers.push_back(number);
    } else {
      numbers.push_back(apply(node.operation, at(node.left), at(node.right)));
    }
  }
  return numbers;
}

void add_interval(const Indicator& indicator, double scale, double confidence, Estimate& estimate) {
  if (indicator.interval != "wilson" || !has_value(estimate.status)) return;
  const double n = *estimate.denominator, x = *estimate.numerator;
  if (n <= 0 || x < 0 || x > n) return;
  const Interval interval = wilson(x, n, confidence);
  estimate.lower = scale * interval.lower;
  estimate.upper = scale * interval.upper;
}

}  // namespace

Quotient find_quotient(const Formula& formula) {
  const auto& nodes = formula.nodes;
  const auto at = [&](Index i) -> const Formula::Node& { return nodes[static_cast<std::size_t>(i)]; };
  Quotient quotient;
  const auto without_scale = [&](Index product) {
    const auto& node = at(product);
    if (node.operation != Formula::multiply) return product;
    const bool front = at(node.left).operation == Formula::constant;
    if (!front && at(node.right).operation != Formula::constant) return product;
    quotient.scale *= at(front ? node.left : node.right).number;
    return front ? node.right : node.left;
  };
  const Index root = without_scale(static_cast<Index>(nodes.size()) - 1);
  if (at(root).operation != Formula::divide) return {};
  quotient.numerator = without_scale(at(root).left);
  quotient.denominator = at(root).right;
  return quotient;
}

Result evaluate(const Indicator& indicator, const Formula& formula, const Quotient& quotient,
                const std::vector<Figure>& figures, double confidence) {
  const auto numbers = evaluate_nodes(formula, figures);
  const Number& root = numbers.back();
  Result result;
  Estimate& estimate = result.estimate;
  estimate.value = has_value(root.status) ? root.value : 0;
  estimate.status = root.status;
  estimate.flags = root.flags;
  if (quotient.numerator >= 0) {
    const Number& top = numbers[static_cast<std::size_t>(quotient.numerator)];
    const Number& bottom = numbers[static_cast<std::size_t>(quotient.denominator)];
    if (has_value(top.status)) estimate.numerator = top.value;
    if (has_value(bottom.status)) estimate.denominator = bottom.value;
    add_interval(indicator, quotient.scale, confidence, estimate);
  }
  const bool outside = (indicator.lowest && estimate.value < *indicator.lowest) ||
                       (indicator.highest && estimate.value > *indicator.highest);
  if (has_value(estimate.status) && outside) estimate.flags = estimate.flags | Flag::out_of_range;
  for (const Figure& figure : figures)
    if (figure.source >= 0 &&
        std::find(result.sources.begin(), result.sources.end(), figure.source) == result.sources.end())
      result.sources.push_back(figure.source);
  return result;
}

}  // namespace werdegang::inline v0::detail
