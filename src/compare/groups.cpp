#include "werdegang/compare/groups.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "columns.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/region.hpp"

namespace werdegang::inline v0 {
namespace {

/// The regions without gaps, as weighted points.
struct Points {
  std::vector<Index> rows;  ///< of the features
  std::vector<double> values;
  Table left_out;
};

Points points_of(const Features& features) {
  Points points;
  detail::WordColumn region, missing;
  for (Index row = 0; row < features.rows(); ++row) {
    std::string gaps;
    for (Index f = 0; f < features.columns(); ++f)
      if (const auto& feature = features.features[static_cast<std::size_t>(f)];
          !features.z_at(row, f) && feature.weight > 0)
        gaps += (gaps.empty() ? "" : ", ") + feature.name;
    if (!gaps.empty()) {
      region.add(features.regions[static_cast<std::size_t>(row)]), missing.add(gaps);
      continue;
    }
    points.rows.push_back(row);
    for (Index f = 0; f < features.columns(); ++f)
      points.values.push_back(std::sqrt(features.features[static_cast<std::size_t>(f)].weight) *
                              features.z_at(row, f).value_or(0));
  }
  points.left_out = Table({std::move(region).column("region"), std::move(missing).column("missing", Role::text)});
  return points;
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// The number of groups whose points are most clearly inside, with all that were tried.
Index chosen_number(const Points& points, Index columns, const std::vector<Merge>& merges, const GroupOptions& options,
                    Table& choices, const Execution& execution) {
  detail::WholeColumn number;
  detail::NumberColumn silhouette;
  Index best = options.groups;
  double most = -2;
  const auto size = std::ssize(points.rows);
  const Index first = options.groups > 0 ? options.groups : 2;
  const Index last = options.groups > 0 ? options.groups : std::min(options.most, size - 1);
  for (Index groups = first; groups <= last; ++groups) {
    execution.check_stop();
    const double width = mean(silhouettes(points.values, columns, cut_tree(merges, groups)));
    number.add(groups), silhouette.add(width);
    if (options.groups == 0 && width > most) most = width, best = groups;
  }
  choices = Table({std::move(number).column("groups", Role::dimension), std::move(silhouette).column("silhouette")});
  return best;
}

double distance(const Points& points, Index columns, Index a, Index b) {
  double sum = 0;
  for (Index c = 0; c < columns; ++c) {
    const double difference = points.values[static_cast<std::size_t>(a * columns + c)] -
                              points.values[static_cast<std::size_t>(b * columns + c)];
    sum += difference * difference;
  }
  return std::sqrt(sum);
}

/// The points of every group, the largest group first, and in each the one that is nearest to all others.
struct Grouped {
  std::vector<std::vector<Index>> members;
  std::vector<Index> medoids;
};

Grouped grouped(const Points& points, Index columns, const std::vector<Index>& group) {
  Grouped result;
  result.members.resize(static_cast<std::size_t>(1 + *std::max_element(group.begin(), group.end())));
  for (Index point = 0; point < std::ssize(group); ++point)
    result.members[static_cast<std::size_t>(group[static_cast<std::size_t>(point)])].push_back(point);
  // Groups are numbered by their first region, so that equal ones stay in the order of codes.
  std::stable_sort(result.members.begin(), result.members.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  for (const auto& members : result.members) {
    std::vector<double> sums;
    for (const Index a : members) {
      sums.push_back(0);
      for (const Index b : members) sums.back() += distance(points, columns, a, b);
    }
    result.medoids.push_back(
        members[static_cast<std::size_t>(std::min_element(sums.begin(), sums.end()) - sums.begin())]);
  }
  return result;
}

std::string name_of(const std::string& code) {
  const Region* known = find_region(code);
  return known ? known->name : code;
}

void add_members(const Features& features, const Points& points, const Grouped& groups,
                 const std::vector<double>& silhouette, SimilarGroups& result) {
  detail::WholeColumn number, size, group, is_medoid;
  detail::WordColumn medoid, medoid_name, region, name;
  detail::NumberColumn width, away, own_width;
  const auto code = [&](Index point) {
    return features.regions[static_cast<std::size_t>(points.rows[static_cast<std::size_t>(point)])];
  };
  for (std::size_t g = 0; g < groups.members.size(); ++g) {
    std::vector<double> widths;
    for (const Index point : groups.members[g]) {
      widths.push_back(silhouette[static_cast<std::size_t>(point)]);
      region.add(code(point)), name.add(name_of(code(point))), group.add(static_cast<Index>(g) + 1);
      is_medoid.add(point == groups.medoids[g]), own_width.add(widths.back());
      away.add(distance(points, features.columns(), point, groups.medoids[g]));
    }
    number.add(static_cast<Index>(g) + 1), size.add(std::ssize(widths)), width.add(mean(widths));
    medoid.add(code(groups.medoids[g])), medoid_name.add(name_of(code(groups.medoids[g])));
  }
  result.groups =
      Table({std::move(number).column("group", Role::dimension), std::move(size).column("size"),
             std::move(medoid).column("medoid", Role::text), std::move(medoid_name).column("name", Role::text),
             std::move(width).column("silhouette", Role::quality)});
  result.members =
      Table({std::move(region).column("region"), std::move(name).column("name", Role::text),
             std::move(group).column("group", Role::dimension), std::move(is_medoid).column("medoid"),
             std::move(away).column("distance"), std::move(own_width).column("silhouette", Role::quality)});
}

void add_profiles(const Features& features, const Points& points, const Grouped& groups, SimilarGroups& result) {
  detail::WholeColumn group, order;
  detail::WordColumn name, indicator, period, unit;
  detail::NumberColumn means, mean_zs;
  for (std::size_t g = 0; g < groups.members.size(); ++g) {
    std::vector<double> z;
    for (Index f = 0; f < features.columns(); ++f) {
      std::vector<double> values, own_z;
      for (const Index point : groups.members[g]) {
        const Index row = points.rows[static_cast<std::size_t>(point)];
        if (const auto& value = features.value_at(row, f)) values.push_back(*value);
        if (const auto& item = features.z_at(row, f)) own_z.push_back(*item);
      }
      const Feature& feature = features.features[static_cast<std::size_t>(f)];
      group.add(static_cast<Index>(g) + 1), name.add(feature.name, feature.label_de, feature.label_en),
          indicator.add(feature.indicator);
      period.add(feature.period), unit.add(feature.unit);
      means.add(values.empty() ? std::nullopt : std::optional(mean(values)));
      mean_zs.add(own_z.empty() ? std::nullopt : std::optional(mean(own_z)));
      z.push_back(own_z.empty() ? 0 : std::abs(mean(own_z)));
    }
    for (std::size_t f = 0; f < z.size(); ++f) {
      Index before = 0;
      for (std::size_t other = 0; other < z.size(); ++other)
        before += z[other] > z[f] || (z[other] == z[f] && other < f);
      order.add(before + 1);
    }
  }
  result.profiles = Table({std::move(group).column("group", Role::dimension), std::move(name).column("feature"),
                           std::move(indicator).column("indicator"), std::move(period).column("period"),
                           std::move(unit).column("unit", Role::text), std::move(means).column("mean"),
                           std::move(mean_zs).column("mean_z"), std::move(order).column("order", Role::quality)});
}

}  // namespace

SimilarGroups similar_groups(const Features& features, const GroupOptions& options, const Execution& execution) {
  Points points = points_of(features);
  const auto size = std::ssize(points.rows);
  if (size < 3)
    throw InvalidArgument(
        std::to_string(size) + " regions that have all " + std::to_string(features.columns()) + " indicators",
        "similar_groups", "3 or more; leave out the indicators that many lack");
  if (options.groups < 0 || options.groups > size)
    throw InvalidArgument(std::to_string(options.groups) + " groups", "similar_groups",
                          "1 to " + std::to_string(size) + ", or 0 to choose");
  if (options.groups == 0 && options.most < 2)
    throw InvalidArgument("at most " + std::to_string(options.most) + " groups", "similar_groups", "2 or more");
  SimilarGroups result;
  result.merges = ward(points.values, features.columns(), execution);
  const Index number = chosen_number(points, features.columns(), result.merges, options, result.choices, execution);
  const auto group = cut_tree(result.merges, number);
  const Grouped groups = grouped(points, features.columns(), group);
  add_members(features, points, groups, silhouettes(points.values, features.columns(), group), result);
  add_profiles(features, points, groups, result);
  result.left_out = std::move(points.left_out);
  return result;
}

}  // namespace werdegang::inline v0
