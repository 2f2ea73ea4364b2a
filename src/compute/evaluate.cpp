#include "werdegang/compute/evaluate.hpp"

#include <algorithm>

#include "../kernels/checks.hpp"
#include "number.hpp"
#include "reduce.hpp"
#include "werdegang/core/codelist.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

using detail::Number;

constexpr std::string_view place = "evaluate";

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "'" : ", '") + name + "'";
  return text;
}

bool same_filters(const Reference& a, const Reference& b) {
  return a.filters.size() == b.filters.size() && std::all_of(a.filters.begin(), a.filters.end(), [&](const auto& item) {
           const AxisFilter* other = b.filter(item.axis);
           return other && *other == item;
         });
}

bool same_rules(const Reference& a, const Reference& b) { return a.time == b.time && a.place == b.place; }

/// How well a name fits a reference: 0 not at all, 3 in every respect.
int fit(const Reference& name, const Reference& reference) {
  if (name.variable != reference.variable) return 0;
  const bool filters = same_filters(name, reference), rules = same_rules(name, reference);
  const bool no_filters = name.filters.empty(), no_rules = same_rules(name, Reference{});
  if (filters && rules) return 3;
  if (filters && no_rules) return 2;
  return no_filters && (no_rules || rules) ? 1 : 0;
}

/// Which figure stands for which reference.
std::vector<std::size_t> assigned(const Formula& formula, const std::vector<std::string>& names) {
  std::vector<Reference> given;
  for (const auto& name : names) given.push_back(parse_reference(name));
  std::vector<std::size_t> result;
  std::vector<bool> used(names.size(), false);
  for (const Reference& reference : formula.references) {
    std::size_t best = names.size(), tied = names.size();
    for (std::size_t i = 0; i < names.size(); ++i) {
      const int own = fit(given[i], reference), other = best < names.size() ? fit(given[best], reference) : 0;
      if (own > other)
        best = i, tied = names.size();
      else if (own > 0 && own == other)
        tied = i;
    }
    if (best == names.size())
      throw InvalidArgument("no figure for '" + to_string(reference) + "'", place, listed(figure_names(formula)));
    if (tied < names.size())
      throw InvalidArgument("'" + names[best] + "' and '" + names[tied] + "'", place,
                            "one figure for '" + to_string(reference) + "'");
    result.push_back(best);
    used[best] = true;
  }
  for (std::size_t i = 0; i < names.size(); ++i)
    if (!used[i]) throw UnknownName("figure", names[i], figure_names(formula));
  for (std::size_t r = 0; r < result.size(); ++r)
    for (std::size_t s = 0; s < r; ++s) {
      const Reference &one = formula.references[r], &other = formula.references[s];
      if (result[r] == result[s] && !(same_filters(one, other) && same_rules(one, other)))
        throw InvalidArgument("'" + names[result[r]] + "' for two figures", place, listed(figure_names(formula)));
    }
  return result;
}

void require_formula(const Indicator& indicator) {
  if (indicator.computable != "formula")
    throw InvalidArgument(
        "indicator '" + indicator.id + "'", place,
        "one with a formula" + (indicator.function.empty() ? "" : "; " + indicator.function + " gives this one"));
}

/// Walks the tree; `at_` says which part of every enclosing `over` is meant.
class PlainWalk {
 public:
  PlainWalk(const Formula& formula, const std::vector<PlainFigure>& figures, const std::vector<std::size_t>& figure_of)
      : formula_(formula), figures_(figures), figure_of_(figure_of) {}

  Number value(Index node) {
    const auto& item = formula_.nodes[static_cast<std::size_t>(node)];
    switch (item.operation) {
      case Formula::constant:
        return {item.number};
      case Formula::variable:
        return figure(item.reference);
      case Formula::negate: {
        Number number = value(item.left);
        number.value = -number.value;
        return number;
      }
      case Formula::call:
        return call(formula_.calls[static_cast<std::size_t>(item.call)]);
      default: {
        const Number left = value(item.left);
        return detail::apply(item.operation, left, value(item.right));
      }
    }
  }

 private:
  const PlainFigure& of(Index reference) const { return figures_[figure_of_[static_cast<std::size_t>(reference)]]; }

  Number figure(Index reference) const {
    const PlainFigure& own = of(reference);
    if (!own.shape.empty() && own.shape.size() != at_.size())
      throw InvalidArgument("'" + own.name + "' with " + std::to_string(own.shape.size()) + " dimensions", place,
                            std::to_string(at_.size()) + (at_.empty() ? ", a single number" : ", or a single number"));
    std::size_t position = 0;
    for (std::size_t d = 0; d < own.shape.size(); ++d) {
      if (own.shape[d] != sizes_[d])
        throw InvalidArgument("'" + own.name + "' with " + std::to_string(own.shape[d]) + " parts", place,
                              std::to_string(sizes_[d]) + ", as the others have");
      position = position * static_cast<std::size_t>(own.shape[d]) + static_cast<std::size_t>(at_[d]);
    }
    const double number = own.values.at(position);
    const Status status = detail::status_of(number);
    return {has_value(status) ? number : 0, status};
  }

  /// Length of one dimension, from the first figure that has it.
  Index parts(Index node, std::size_t dimension) const {
    const auto& item = formula_.nodes[static_cast<std::size_t>(node)];
    if (item.reference >= 0) {
      const auto& shape = of(item.reference).shape;
      return dimension < shape.size() ? shape[dimension] : 0;
    }
    std::vector<Index> below{item.left, item.right};
    if (item.call >= 0) below = formula_.calls[static_cast<std::size_t>(item.call)].arguments;
    for (const Index child : below)
      if (const Index found = child >= 0 ? parts(child, dimension) : 0; found > 0) return found;
    return 0;
  }

  Number call(const Formula::Call& call) {
    if (call.over.empty()) {
      std::vector<Number> arguments;
      for (const Index argument : call.arguments) arguments.push_back(value(argument));
      return detail::call_function(call.function, arguments);
    }
    const Index units = dimension(call, 0), groups = call.by.empty() ? 1 : dimension(call, 1);
    detail::PartNumbers numbers{std::vector<std::vector<Number>>(call.arguments.size()),
                                std::vector<double>(static_cast<std::size_t>(units), width(call, units)),
                                static_cast<std::size_t>(groups)};
    const std::size_t depth = at_.size();
    at_.resize(depth + (call.by.empty() ? 1 : 2));
    sizes_.resize(at_.size());
    sizes_[depth] = units;
    if (!call.by.empty()) sizes_[depth + 1] = groups;
    for (Index unit = 0; unit < units; ++unit)
      for (Index group = 0; group < groups; ++group) {
        at_[depth] = unit;
        if (!call.by.empty()) at_[depth + 1] = group;
        for (std::size_t a = 0; a < call.arguments.size(); ++a)
          numbers.arguments[a].push_back(value(call.arguments[a]));
      }
    at_.resize(depth);
    sizes_.resize(depth);
    return detail::reduce_parts(call.function, numbers);
  }

  Index dimension(const Formula::Call& call, std::size_t offset) const {
    for (const Index argument : call.arguments)
      if (const Index found = parts(argument, at_.size() + offset); found > 0) return found;
    throw InvalidArgument("a single number for every figure of " + call.function + " over " + call.over, place,
                          "a list, one number for every part");
  }

  static double width(const Formula::Call& call, Index units) {
    if (call.function != "quotient_sum" || call.codes.size() != 1 || !is_age_code(call.codes[0])) return 1;
    const Member range = age_member(call.codes[0]);
    return range.from && range.to ? (*range.to - *range.from) / static_cast<double>(units) : 1;
  }

  const Formula& formula_;
  const std::vector<PlainFigure>& figures_;
  const std::vector<std::size_t>& figure_of_;
  std::vector<Index> at_, sizes_;
};

Quantity quantity_of(const Number& number) {
  return has_value(number.status) ? Quantity{number.value, Status::computed} : Quantity{0, number.status};
}

}  // namespace

std::string to_string(const Reference& reference) {
  std::string text = reference.variable, filters;
  for (const AxisFilter& filter : reference.filters) {
    std::string codes;
    for (const auto& code : filter.codes) {
      const bool plain = std::none_of(code.begin(), code.end(), [](char c) {
        return !std::isalnum(static_cast<unsigned char>(c)) &&
               std::string_view("_-+./").find(c) == std::string_view::npos && !(static_cast<unsigned char>(c) & 0x80);
      });
      codes += (codes.empty() ? "" : "|") + (plain ? code : '"' + code + '"');
    }
    filters += (filters.empty() ? "" : ", ") + filter.axis + "=" + codes;
  }
  if (!filters.empty()) text += "[" + filters + "]";
  if (reference.time.kind != TimeRule::same)
    text += reference.time.kind == TimeRule::year_end ? "@year_end" : "@previous_year_end";
  if (reference.time.years != 0) text += (reference.time.years > 0 ? "@+" : "@") + std::to_string(reference.time.years);
  if (reference.place != Reference::own) text += reference.place == Reference::state ? "@state" : "@country";
  return text;
}

std::vector<std::string> figure_names(const Formula& formula) {
  std::vector<std::string> names;
  for (const Reference& reference : formula.references)
    if (auto name = to_string(reference); std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  return names;
}

Quantity evaluate(const Indicator& indicator, const std::vector<PlainFigure>& figures) {
  require_formula(indicator);
  const Formula formula = parse_formula(indicator.formula);
  std::vector<std::string> names;
  for (const PlainFigure& figure : figures) names.push_back(figure.name);
  const auto figure_of = assigned(formula, names);
  return quantity_of(PlainWalk(formula, figures, figure_of).value(static_cast<Index>(formula.nodes.size()) - 1));
}

std::vector<Quantity> evaluate_rows(const Indicator& indicator, const std::vector<std::string>& names,
                                    std::span<const std::span<const double>> columns) {
  require_formula(indicator);
  const Formula formula = parse_formula(indicator.formula);
  const auto figure_of = assigned(formula, names);
  std::vector<PlainFigure> figures;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (columns[i].size() != columns[0].size())
      throw InvalidArgument("'" + names[i] + "' of length " + std::to_string(columns[i].size()), place,
                            "length " + std::to_string(columns[0].size()));
    figures.push_back({names[i], {0}, {}});
  }
  std::vector<Quantity> result;
  for (std::size_t row = 0; row < columns[0].size(); ++row) {
    for (std::size_t i = 0; i < names.size(); ++i) figures[i].values[0] = columns[i][row];
    result.push_back(
        quantity_of(PlainWalk(formula, figures, figure_of).value(static_cast<Index>(formula.nodes.size()) - 1)));
  }
  return result;
}

}  // namespace werdegang::inline v0
