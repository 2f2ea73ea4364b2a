#include "kernels/segregation_counts.hpp"

#include "kernels/checks.hpp"
#include "kernels/pairwise.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// (1 + d) ln(1 + d) - d for small d, where the two parts nearly cancel.
double near_equal(double d) {
  double power = d * d, sum = power / 2;
  for (int k = 3; k < 40; ++k) {
    power *= -d;
    const double term = power / (k * (k - 1));
    sum += term;
    if (std::abs(term) < 1e-18 * sum) break;
  }
  return sum;
}

/// n ln(n / e) - n + e with e = part * whole / total.
double excess(double n, double part, double whole, double total) {
  const double product = part * whole, expected = product / total;
  if (n == 0 || product == 0) return expected;
  // n * total - product with the digits that the products themselves have lost.
  const double scaled = n * total;
  const double difference = (scaled - product) + (std::fma(n, total, -scaled) - std::fma(part, whole, -product));
  const double relative = difference / product;
  if (std::abs(relative) < 0.1) return expected * near_equal(relative);
  return n * std::log(scaled / product) - difference / total;
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
