#include "werdegang/compare/groups.hpp"

#include <cmath>
#include <limits>
#include <random>
#include <set>

#include "../../../src/table/make_column.hpp"
#include "catch.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

std::vector<double> random_rows(unsigned seed, Index points, Index columns) {
  std::mt19937 random(seed);
  std::normal_distribution<> normal;
  std::vector<double> rows;
  for (Index i = 0; i < points * columns; ++i) rows.push_back(normal(random));
  return rows;
}

// Sum of squared distances of the points from their centre.
double within(const std::vector<double>& rows, Index columns, const std::set<Index>& points) {
  double sum = 0;
  for (Index c = 0; c < columns; ++c) {
    double centre = 0;
    for (const Index p : points) centre += rows[static_cast<std::size_t>(p * columns + c)];
    centre /= static_cast<double>(points.size());
    for (const Index p : points) sum += std::pow(rows[static_cast<std::size_t>(p * columns + c)] - centre, 2);
  }
  return sum;
}

// Ward as it is defined: in every step the union that adds the least to the squares within.
std::vector<double> greedy_heights(const std::vector<double>& rows, Index columns, std::vector<std::set<Index>> parts) {
  std::vector<double> heights;
  while (parts.size() > 1) {
    double least = std::numeric_limits<double>::infinity();
    std::size_t first = 0, second = 0;
    for (std::size_t a = 0; a < parts.size(); ++a)
      for (std::size_t b = a + 1; b < parts.size(); ++b) {
        auto both = parts[a];
        both.insert(parts[b].begin(), parts[b].end());
        const double more =
            within(rows, columns, both) - within(rows, columns, parts[a]) - within(rows, columns, parts[b]);
        if (more < least) least = more, first = a, second = b;
      }
    parts[first].insert(parts[second].begin(), parts[second].end());
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(second));
    heights.push_back(std::sqrt(2 * least));
  }
  return heights;
}

}  // namespace

TEST_CASE("Ward merges what adds least to the squares within", "[compare]") {
  for (const Index points : {2, 3, 8, 15}) {
    const auto rows = random_rows(static_cast<unsigned>(points), points, 3);
    std::vector<std::set<Index>> parts;
    for (Index p = 0; p < points; ++p) parts.push_back({p});
    const auto heights = greedy_heights(rows, 3, parts);
    const auto merges = ward(rows, 3);
    REQUIRE(merges.size() == heights.size());
    for (std::size_t i = 0; i < heights.size(); ++i) CHECK(merges[i].height == Approx(heights[i]));
    CHECK(merges.back().size == points);
  }
}

TEST_CASE("two clear clouds are two groups", "[compare]") {
  const std::vector<double> rows = {0, 0.1, 10, 0.2, 10.1, 10.3, 0.3};
  const auto merges = ward(rows, 1);
  const auto group = cut_tree(merges, 2);
  CHECK(group == std::vector<Index>{0, 0, 1, 0, 1, 1, 0});
  for (const double width : silhouettes(rows, 1, group)) CHECK(width > 0.9);
  CHECK(cut_tree(merges, 1) == std::vector<Index>(7, 0));
  CHECK(cut_tree(merges, 7) == std::vector<Index>{0, 1, 2, 3, 4, 5, 6});
}

TEST_CASE("cuts are nested", "[compare]") {
  const auto rows = random_rows(11, 30, 2);
  const auto merges = ward(rows, 2);
  for (Index groups = 2; groups <= 30; ++groups) {
    const auto fine = cut_tree(merges, groups), coarse = cut_tree(merges, groups - 1);
    CHECK(std::set<Index>(fine.begin(), fine.end()).size() == static_cast<std::size_t>(groups));
    for (std::size_t a = 0; a < 30; ++a)
      for (std::size_t b = 0; b < 30; ++b)
        if (fine[a] == fine[b]) CHECK(coarse[a] == coarse[b]);
  }
}

TEST_CASE("a silhouette by hand", "[compare]") {
  // Point 0: 1 from its own, (4 + 6) / 2 = 5 from the others; a point alone has none.
  const auto width = silhouettes(std::vector<double>{0, 1, 4, 6, 20}, 1, std::vector<Index>{0, 0, 1, 1, 2});
  CHECK(width[0] == Approx(0.8));
  CHECK(width[1] == Approx((4.0 - 1) / 4));
  CHECK(width[2] == Approx((3.5 - 2) / 3.5));
  CHECK(width[4] == 0);
}

TEST_CASE("groups of districts: numbered by size, with a typical one and what sets them apart", "[compare]") {
  const std::vector<std::string> regions = {"15081", "15082", "15083", "16061", "16062", "16063"};
  std::vector<Column> columns = {
      detail::code_column("region", {0, 1, 2, 3, 4, 5}, detail::plain_list("region", regions)),
      detail::number_column("a", Role::measure, {9, 1, 1.2, 1.4, 9.2, 0}, {1, 1, 1, 1, 1, 0}),
      detail::number_column("b", Role::measure, {1, 2, 1, 2, 1, 2})};
  const SimilarGroups found = similar_groups(features_of(Table(columns)), {.groups = 2});
  CHECK(cells(found.members, {"region", "group", "medoid"}) ==
        std::vector<std::string>{"15082;1;1", "15083;1;0", "16061;1;0", "15081;2;1", "16062;2;0"});
  CHECK(cells(found.groups, {"group", "size", "medoid"}) == std::vector<std::string>{"1;3;15082", "2;2;15081"});
  CHECK(cells(found.left_out, {"region", "missing"}) == std::vector<std::string>{"16063;a"});
  CHECK(cells(found.profiles, {"group", "feature", "order"}) ==
        std::vector<std::string>{"1;a;1", "1;b;2", "2;a;1", "2;b;2"});
  CHECK(std::get<Buffer<double>>(found.profiles.column("mean").data)[0] == Approx(1.2));
  const SimilarGroups chosen = similar_groups(features_of(Table(columns)));
  CHECK(chosen.choices.rows() == 3);
  CHECK(chosen == similar_groups(features_of(Table(columns).take(std::vector<Index>{5, 3, 1, 0, 4, 2}))));
}

TEST_CASE("groups that cannot be made are refused", "[compare]") {
  CHECK_THROWS_AS(ward(std::vector<double>{1, 2, 3}, 2), InvalidArgument);
  CHECK_THROWS_AS(ward(std::vector<double>{1, NAN}, 1), InvalidArgument);
  CHECK(ward(std::vector<double>{1}, 1).empty());
  CHECK_THROWS_AS(cut_tree(ward(std::vector<double>{1, 2}, 1), 3), InvalidArgument);
  CHECK_THROWS_AS(silhouettes(std::vector<double>{1, 2}, 1, std::vector<Index>{0}), InvalidArgument);
  const Table two({detail::code_column("region", {0, 1}, detail::plain_list("region", {"15081", "15082"})),
                   detail::number_column("a", Role::measure, {1, 2})});
  CHECK(message_of<InvalidArgument>([&] { similar_groups(features_of(two)); }) ==
        "2 regions that have all 1 indicators in similar_groups: expected 3 or more; leave out the indicators that "
        "many lack");
}
