#include "reduce.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "werdegang/core/error.hpp"
#include "werdegang/kernels/segregation.hpp"

namespace werdegang::inline v0::detail {
namespace {

using Spans = std::vector<std::vector<double>>;

Number joined_state(const std::vector<Number>& numbers) {
  Number state{0, numbers.front().status, numbers.front().flags};
  if (numbers.size() == 1) return state;
  for (std::size_t i = 1; i < numbers.size(); ++i) {
    state.status = combine(state.status, numbers[i].status);
    state.flags = combine(state.flags, numbers[i].flags);
  }
  return state;
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double fold(std::string_view name, const std::vector<double>& values) {
  if (name == "min") return *std::min_element(values.begin(), values.end());
  if (name == "max") return *std::max_element(values.begin(), values.end());
  if (name == "mean") return mean(values);
  if (name == "product") return std::accumulate(values.begin(), values.end(), 1.0, std::multiplies<>());
  return std::accumulate(values.begin(), values.end(), 0.0);
}

Quantity quotients(const Spans& spans, const std::vector<double>& widths) {
  double sum = 0;
  for (std::size_t k = 0; k < widths.size(); ++k) {
    if (spans[1][k] == 0) return {0, Status::empty_denominator};
    sum += widths[k] * spans[0][k] / spans[1][k];
  }
  return {sum, Status::computed};
}

Quantity segregation(std::string_view name, const Spans& spans, Index groups) {
  if (name == "dissimilarity") return dissimilarity(spans[0], spans[1]);
  if (name == "isolation") return isolation(spans[0], spans[1]);
  if (name == "exposure") return exposure(spans[0], spans[1], spans[2]);
  if (name == "eta2") return eta2(spans[0], spans[1]);
  if (name == "gini_segregation") return gini_segregation(spans[0], spans[1]);
  if (name == "atkinson_segregation") return atkinson_segregation(spans[0], spans[1]);
  if (name == "entropy") return entropy(spans[0]);
  if (name == "mutual_information") return mutual_information(spans[0], groups);
  return theil_h(spans[0], groups);
}

bool is_fold(std::string_view name) {
  return name == "sum" || name == "product" || name == "mean" || name == "min" || name == "max";
}

/// Counts that contradict each other, such as a group larger than its unit, have no index.
Quantity value_of(std::string_view name, const Spans& spans, const PartNumbers& parts) {
  if (is_fold(name)) return {fold(name, spans[0]), Status::computed};
  if (name == "quotient_sum") return quotients(spans, parts.widths);
  try {
    return segregation(name, spans, static_cast<Index>(parts.groups));
  } catch (const InvalidArgument&) {
    return {0, Status::not_meaningful};
  }
}

}  // namespace

Number call_function(std::string_view name, const std::vector<Number>& arguments) {
  const Number state = joined_state(arguments);
  if (!has_value(state.status)) return state;
  const double first = arguments.front().value;
  const Status status = Status::computed;
  if (name == "abs") return {std::abs(first), status, state.flags};
  if (name == "ln" && first <= 0) return {0, Status::not_meaningful, state.flags};
  if (name == "ln") return finite(std::log(first), status, state.flags);
  if (name == "sqrt" && first < 0) return {0, Status::not_meaningful, state.flags};
  if (name == "sqrt") return {std::sqrt(first), status, state.flags};
  std::vector<double> values;
  for (const Number& argument : arguments) values.push_back(argument.value);
  return finite(fold(name, values), status, state.flags);
}

Number reduce_parts(std::string_view name, const PartNumbers& parts) {
  if (parts.arguments.front().empty()) return {0, Status::missing, Flag::none};
  Number state{0, Status::computed, Flag::none};
  Spans spans;
  for (const auto& argument : parts.arguments) {
    spans.emplace_back();
    for (const Number& number : argument) {
      state.status = combine(state.status, number.status);
      state.flags = combine(state.flags, number.flags);
      spans.back().push_back(number.value);
    }
  }
  if (!has_value(state.status)) return state;
  const Quantity quantity = value_of(name, spans, parts);
  return quantity.has_value() ? finite(quantity.value, Status::computed, state.flags)
                              : Number{0, quantity.status, state.flags};
}

}  // namespace werdegang::inline v0::detail
