#include "werdegang/kernels/segregation_decomposition.hpp"

#include <algorithm>

#include "kernels/checks.hpp"
#include "kernels/pairwise.hpp"
#include "kernels/segregation_counts.hpp"

namespace werdegang::inline v0 {
namespace {

/// The units of every parent one after the other: those of p are order[start[p] .. start[p + 1]).
struct Grouping {
  std::vector<std::size_t> start, order;
  std::size_t parents() const { return start.size() - 1; }
};

Grouping group(std::span<const Index> parents) {
  const Index most = std::max<Index>(1'000'000, 16 * std::ssize(parents));
  Index last = -1;
  for (std::size_t unit = 0; unit < parents.size(); ++unit) {
    if (parents[unit] < 0 || parents[unit] > most)
      throw InvalidArgument(detail::named("parent", parents[unit]),
                            "unit " + std::to_string(unit) + " of segregation_decomposition",
                            "numbers of parents, counted from 0");
    last = std::max(last, parents[unit]);
  }
  Grouping grouping{std::vector<std::size_t>(static_cast<std::size_t>(last) + 2), {}};
  for (const Index parent : parents) ++grouping.start[static_cast<std::size_t>(parent) + 1];
  for (std::size_t p = 0; p < grouping.parents(); ++p) grouping.start[p + 1] += grouping.start[p];
  std::vector<std::size_t> next(grouping.start.begin(), grouping.start.end() - 1);
  grouping.order.resize(parents.size());
  for (std::size_t unit = 0; unit < parents.size(); ++unit)
    grouping.order[next[static_cast<std::size_t>(parents[unit])]++] = unit;
  return grouping;
}

/// Parents x groups.
std::vector<double> merged(const detail::GroupCounts& units, const Grouping& grouping) {
  std::vector<double> counts;
  counts.reserve(grouping.parents() * units.groups);
  for (std::size_t p = 0; p < grouping.parents(); ++p)
    for (std::size_t g = 0; g < units.groups; ++g)
      counts.push_back(detail::pairwise_sum(grouping.start[p], grouping.start[p + 1], [&](std::size_t at) {
        return units.values[grouping.order[at] * units.groups + g];
      }));
  return counts;
}

/// M, and M over a diversity.
SegregationTerm term(double mutual_information, double diversity) {
  return {detail::quantity(mutual_information),
          diversity > 0 ? detail::quantity(mutual_information / diversity) : Quantity{0, Status::empty_denominator}};
}

}  // namespace

SegregationDecomposition segregation_decomposition(std::span<const double> counts, Index groups,
                                                   std::span<const Index> parents) {
  const auto units = detail::group_counts(counts, groups, "segregation_decomposition");
  detail::expect_length("parents", parents.size(), "segregation_decomposition", units.units());
  const Grouping grouping = group(parents);
  const Quantity none{0, std::isinf(units.total) ? Status::not_meaningful : Status::empty_denominator};
  SegregationDecomposition result;
  result.parents.resize(grouping.parents(), {0, none, none, {none, none}});
  if (units.total == 0 || std::isinf(units.total)) {
    result.total = result.between = result.within = {none, none};
    return result;
  }
  const std::vector<double> sums = merged(units, grouping);
  const auto whole = detail::group_counts(sums, groups, "segregation_decomposition");
  const double diversity = detail::entropy_of(units.group_totals, units.total);
  const auto average = [&](const detail::GroupCounts& rows) {
    return detail::pairwise_sum(rows.units(),
                                [&](std::size_t i) {
                                  return detail::divergence(rows.unit(i), rows.unit_totals[i], units.group_totals,
                                                            units.total);
                                }) /
           units.total;
  };
  result.total = term(average(units), diversity);
  result.between = term(average(whole), diversity);
  std::vector<double> contributions(grouping.parents());
  for (std::size_t p = 0; p < grouping.parents(); ++p) {
    const double persons = whole.unit_totals[p];
    if (persons == 0) continue;
    const double sum = detail::pairwise_sum(grouping.start[p], grouping.start[p + 1], [&](std::size_t at) {
      const std::size_t unit = grouping.order[at];
      return detail::divergence(units.unit(unit), units.unit_totals[unit], whole.unit(p), persons);
    });
    contributions[p] = sum / units.total;
    const SegregationTerm own = term(sum / persons, detail::entropy_of(whole.unit(p), persons));
    result.parents[p] = {persons / units.total, own.mutual_information, own.theil_h, term(contributions[p], diversity)};
  }
  result.within =
      term(detail::pairwise_sum(contributions.size(), [&](std::size_t p) { return contributions[p]; }), diversity);
  return result;
}

}  // namespace werdegang::inline v0
