#include <algorithm>

#include "kernels/checks.hpp"
#include "kernels/pairwise.hpp"
#include "kernels/segregation_counts.hpp"
#include "werdegang/kernels/segregation.hpp"

namespace werdegang::inline v0 {
namespace {

double unit_of_logarithm(double base, std::string_view place) {
  if (!(base > 1) || std::isinf(base))
    throw InvalidArgument(detail::named("base", base), place, "a number above 1, such as 2 for bits");
  return std::log(base);
}

double divergence(const detail::GroupCounts& counts, std::size_t unit) {
  return detail::divergence(counts.unit(unit), counts.unit_totals[unit], counts.group_totals, counts.total);
}

double mutual_information_in_nats(const detail::GroupCounts& counts) {
  return detail::pairwise_sum(counts.units(), [&](std::size_t unit) { return divergence(counts, unit); }) /
         counts.total;
}

}  // namespace

Quantity entropy(std::span<const double> counts, double base) {
  const double unit = unit_of_logarithm(base, "entropy");
  if (counts.empty()) return {0, Status::empty_denominator};
  const auto groups = detail::group_counts(counts, std::ssize(counts), "entropy");
  if (groups.total == 0) return {0, Status::empty_denominator};
  return detail::quantity(detail::entropy_of(counts, groups.total) / unit);
}

Quantity mutual_information(std::span<const double> counts, Index groups, double base) {
  const double unit = unit_of_logarithm(base, "mutual_information");
  const auto given = detail::group_counts(counts, groups, "mutual_information");
  if (given.total == 0) return {0, Status::empty_denominator};
  return detail::quantity(mutual_information_in_nats(given) / unit);
}

Quantity theil_h(std::span<const double> counts, Index groups) {
  const auto given = detail::group_counts(counts, groups, "theil_h");
  const double diversity = given.total == 0 ? 0 : detail::entropy_of(given.group_totals, given.total);
  if (diversity == 0) return {0, Status::empty_denominator};
  const Quantity result = detail::quantity(mutual_information_in_nats(given) / diversity);
  return {std::min(result.value, 1.0), result.status};  // only rounding steps over 1
}

std::vector<Quantity> local_segregation(std::span<const double> counts, Index groups, double base) {
  const double unit = unit_of_logarithm(base, "local_segregation");
  const auto given = detail::group_counts(counts, groups, "local_segregation");
  std::vector<Quantity> result(given.units(), {0, Status::empty_denominator});
  for (std::size_t i = 0; i < given.units(); ++i)
    if (given.unit_totals[i] > 0) result[i] = detail::quantity(divergence(given, i) / given.unit_totals[i] / unit);
  return result;
}

}  // namespace werdegang::inline v0
