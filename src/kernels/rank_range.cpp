#include "werdegang/kernels/rank_range.hpp"

#include <algorithm>

#include "kernels/checks.hpp"

namespace werdegang::inline v0 {
namespace {

void expect_intervals(std::span<const double> lower, std::span<const double> upper, std::span<const double> value) {
  detail::expect_length("lower", lower.size(), "rank_range", value.size());
  detail::expect_length("upper", upper.size(), "rank_range", value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto place = [i] { return "unit " + std::to_string(i) + " of rank_range"; };
    if (std::isnan(value[i]))
      throw InvalidArgument("value = nan", place(), "a number; leave out units without a value");
    if (!(lower[i] <= upper[i]))
      throw InvalidArgument(detail::named("lower", lower[i]), place(), "at most " + detail::named("upper", upper[i]));
  }
}

std::vector<double> sorted(std::span<const double> values) {
  std::vector<double> result(values.begin(), values.end());
  std::sort(result.begin(), result.end());
  return result;
}

Index below(const std::vector<double>& ordered, double bound) {
  return std::lower_bound(ordered.begin(), ordered.end(), bound) - ordered.begin();
}

Index up_to(const std::vector<double>& ordered, double bound) {
  return std::upper_bound(ordered.begin(), ordered.end(), bound) - ordered.begin();
}

}  // namespace

RankRange rank_range(std::span<const double> lower, std::span<const double> upper, std::span<const double> value,
                     Index i) {
  expect_intervals(lower, upper, value);
  if (i < 0 || i >= std::ssize(value))
    throw InvalidArgument(detail::named("i", i), "rank_range", "0 to " + std::to_string(std::ssize(value) - 1));
  const auto unit = static_cast<std::size_t>(i);
  RankRange result{1, 1, 0};
  for (std::size_t other = 0; other < value.size(); ++other) {
    result.rank += value[other] < value[unit];
    result.lowest += upper[other] < lower[unit];
    result.highest += lower[other] <= upper[unit];
  }
  return result;
}

std::vector<RankRange> rank_ranges(std::span<const double> lower, std::span<const double> upper,
                                   std::span<const double> value) {
  expect_intervals(lower, upper, value);
  const auto values = sorted(value), lowers = sorted(lower), uppers = sorted(upper);
  std::vector<RankRange> result;
  result.reserve(value.size());
  for (std::size_t i = 0; i < value.size(); ++i)
    result.push_back({1 + below(values, value[i]), 1 + below(uppers, lower[i]), up_to(lowers, upper[i])});
  return result;
}

}  // namespace werdegang::inline v0
