#include "kernels/segregation_counts.hpp"

#include "kernels/checks.hpp"
#include "kernels/pairwise.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// (1 + d) ln(1 + d) - d for |d| <= 0.05, where the two parts nearly cancel: the series of d^k (-1)^k / (k (k - 1)).
double near_equal(double d) {
  double sum = 0;
  for (int k = 13; k >= 2; --k) sum = 1.0 / (k * (k - 1)) - d * sum;
  return d * d * sum;
}

/// n ln(n / e) - n + e with e = part * whole / total.
double excess(double n, double part, double whole, double total) {
  const double product = part * whole;
  if (n == 0 || product == 0) return product / total;
  const double scaled = n * total, ratio = scaled / product;
  if (!(ratio > 0.95 && ratio < 1.05)) return n * std::log(ratio) - (scaled - product) / total;
  // n * total - product with the digits that the products themselves have lost.
  const double difference = (scaled - product) + (std::fma(n, total, -scaled) - std::fma(part, whole, -product));
  return product / total * near_equal(difference / product);
}

}  // namespace

GroupCounts group_counts(std::span<const double> values, Index groups, std::string_view place) {
  if (groups < 1) throw InvalidArgument(named("groups", groups), place, "1 or more");
  GroupCounts counts{values, static_cast<std::size_t>(groups), {}, {}};
  const std::size_t width = counts.groups;
  if (values.size() % width != 0)
    throw InvalidArgument(std::to_string(values.size()) + " counts", place, "a multiple of " + named("groups", groups));
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!(values[i] >= 0) || std::isinf(values[i]))
      throw InvalidArgument(
          named("count", values[i]),
          "unit " + std::to_string(i / width) + ", group " + std::to_string(i % width) + " of " + std::string(place),
          "a finite number of persons, 0 or more; leave out units that are not known");
  counts.unit_totals.resize(values.size() / width);
  for (std::size_t unit = 0; unit < counts.units(); ++unit)
    counts.unit_totals[unit] = pairwise_sum(width, [&](std::size_t g) { return values[unit * width + g]; });
  for (std::size_t g = 0; g < width; ++g)
    counts.group_totals.push_back(
        pairwise_sum(counts.units(), [&](std::size_t unit) { return values[unit * width + g]; }));
  counts.total = pairwise_sum(width, [&](std::size_t g) { return counts.group_totals[g]; });
  return counts;
}

double divergence(std::span<const double> part, double part_total, std::span<const double> whole, double whole_total) {
  return pairwise_sum(part.size(), [&](std::size_t g) { return excess(part[g], part_total, whole[g], whole_total); });
}

double entropy_of(std::span<const double> counts, double total) {
  return pairwise_sum(counts.size(), [&](std::size_t g) {
    const double n = counts[g], rest = total - n;
    if (n == 0 || rest <= 0) return 0.0;
    return n / total * (n > rest ? -std::log1p(-rest / total) : std::log(total / n));
  });
}

}  // namespace werdegang::inline v0::detail
