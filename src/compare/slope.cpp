#include <algorithm>
#include <string>

#include "werdegang/compare/trend.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

void expect_pairs(std::span<const double> x, std::span<const double> y, std::string_view place) {
  if (x.size() != y.size())
    throw InvalidArgument(std::to_string(y.size()) + " values of y", place,
                          std::to_string(x.size()) + ", one for each x");
}

}  // namespace

std::optional<double> theil_sen_slope(std::span<const double> x, std::span<const double> y) {
  expect_pairs(x, y, "theil_sen_slope");
  std::vector<double> slopes;
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::size_t j = i + 1; j < x.size(); ++j)
      if (x[i] != x[j]) slopes.push_back((y[j] - y[i]) / (x[j] - x[i]));
  if (slopes.empty()) return {};
  std::sort(slopes.begin(), slopes.end());
  const std::size_t half = slopes.size() / 2;
  return slopes.size() % 2 ? slopes[half] : (slopes[half - 1] + slopes[half]) / 2;
}

std::optional<double> least_squares_slope(std::span<const double> x, std::span<const double> y) {
  expect_pairs(x, y, "least_squares_slope");
  double mean_x = 0, mean_y = 0, products = 0, squares = 0;
  for (std::size_t i = 0; i < x.size(); ++i) mean_x += x[i], mean_y += y[i];
  mean_x /= static_cast<double>(std::max<std::size_t>(1, x.size()));
  mean_y /= static_cast<double>(std::max<std::size_t>(1, x.size()));
  for (std::size_t i = 0; i < x.size(); ++i) {
    products += (x[i] - mean_x) * (y[i] - mean_y);
    squares += (x[i] - mean_x) * (x[i] - mean_x);
  }
  if (!(squares > 0)) return {};
  return products / squares;
}

}  // namespace werdegang::inline v0
