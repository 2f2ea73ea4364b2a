#include "werdegang/flows/integerise.hpp"

#include <algorithm>
#include <cmath>

#include "flows/texts.hpp"
#include "kernels/checks.hpp"

namespace werdegang::inline v0 {
namespace {

constexpr double largest_total = 0x1p53;

double checked_sum(std::span<const double> values) {
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!(values[i] >= 0) || std::isinf(values[i]))
      throw InvalidArgument(detail::named("value", values[i]), "position " + std::to_string(i) + " of integerise",
                            "a finite number, 0 or more");
    sum += values[i];
  }
  if (std::isinf(sum))
    throw InvalidArgument("a sum beyond the largest number", "integerise", "values that can be added");
  return sum;
}

Index whole_total(double sum, std::optional<Index> total) {
  if (!total) {
    if (std::abs(sum - std::round(sum)) > 1e-9 * std::max(1.0, sum))
      throw InvalidArgument("the values add to " + detail::number(sum), "integerise",
                            "a whole number, or a total to scale them to");
    if (sum > largest_total)
      throw InvalidArgument("the values add to " + detail::number(sum), "integerise", "at most 2^53");
    return static_cast<Index>(std::llround(sum));
  }
  if (*total < 0 || static_cast<double>(*total) > largest_total)
    throw InvalidArgument(detail::named("total", *total), "integerise", "0 to 2^53");
  if (*total > 0 && sum == 0)
    throw InvalidArgument(detail::named("total", *total), "integerise", "0, for all values are 0");
  return *total;
}

struct Fraction {
  Index whole = 0;
  Index billionths = 0;  ///< of the remainder
};

Fraction split(double value) {
  const double near = std::round(value);
  if (std::abs(value - near) <= 1e-9 * std::max(1.0, near / 1e3)) return {static_cast<Index>(near), 0};
  const double floor = std::floor(value);
  return {static_cast<Index>(floor), std::llround((value - floor) * 1e9)};
}

/// One more for the largest remainders; rounding errors of huge totals go the other way.
void share_out(std::vector<Index>& values, const std::vector<Fraction>& fractions, std::span<const double> scaled,
               Index left) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < scaled.size(); ++i)
    if (scaled[i] > 0) order.push_back(i);
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return fractions[a].billionths > fractions[b].billionths; });
  while (left > 0)
    for (std::size_t k = 0; k < order.size() && left > 0; ++k, --left) ++values[order[k]];
  while (left < 0)
    for (std::size_t k = order.size(); k-- > 0 && left < 0;)
      if (values[order[k]] > 0) {
        --values[order[k]];
        ++left;
      }
}

}  // namespace

Integerised integerise(std::span<const double> values, std::optional<Index> total) {
  const double sum = checked_sum(values);
  const Index whole = whole_total(sum, total);
  Integerised result;
  std::vector<Fraction> fractions;
  std::vector<double> scaled;
  Index left = whole;
  for (const double value : values) {
    scaled.push_back(whole == 0 ? 0 : value / sum * static_cast<double>(whole));
    fractions.push_back(split(scaled.back()));
    result.values.push_back(fractions.back().whole);
    left -= fractions.back().whole;
  }
  share_out(result.values, fractions, scaled, left);
  double squares = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double difference = static_cast<double>(result.values[i]) - scaled[i];
    squares += difference * difference;
  }
  result.rmse = values.empty() ? 0 : std::sqrt(squares / static_cast<double>(values.size()));
  return result;
}

}  // namespace werdegang::inline v0
