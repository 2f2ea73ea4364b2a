#include "werdegang/compare/comparison.hpp"

#include <random>

#include "catch.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "werdegang/compare/ranking.hpp"
#include "werdegang/compute/compute.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

Table computed(const std::vector<Row>& rows, const std::string& unit = "percent", const std::string& formula = "x") {
  Indicator indicator;
  indicator.id = "own", indicator.formula = formula, indicator.unit = unit;
  if (formula != "x") indicator.interval = "wilson";
  return compute(observed(rows), {indicator});
}

std::vector<Row> values(const std::vector<std::pair<std::string, double>>& pairs, const std::string& period = "2015") {
  std::vector<Row> rows;
  for (const auto& [region, value] : pairs) rows.push_back({"x", region, period, {}, value});
  return rows;
}

const std::vector<std::string> place = {"region", "level", "group", "rank", "of", "rank_status"};

}  // namespace

TEST_CASE("districts stand among districts, states among states", "[compare]") {
  const Table table = computed(
      values({{"DG", 9}, {"15", 5}, {"16", 7}, {"15081", 3}, {"15082", 1}, {"15083", 1}, {"16061", 8}, {"16062", 6}}));
  CHECK(cells(compare(table), place) ==
        std::vector<std::string>{"DG;country;;;;not_applicable", "15;state;DG;1;2;computed",
                                 "15081;district;15;3;3;computed", "15082;district;15;1;3;computed",
                                 "15083;district;15;1;3;computed", "16;state;DG;2;2;computed",
                                 "16061;district;16;2;2;computed", "16062;district;16;1;2;computed"});
  CHECK(cells(compare(table, {.within = ""}), {"region", "rank", "of"}) ==
        std::vector<std::string>{"DG;;", "15;1;2", "15081;3;5", "15082;1;5", "15083;1;5", "16;2;2", "16061;5;5",
                                 "16062;4;5"});
  CHECK(cells(compare(table, {.descending = true}), {"region", "rank"}) ==
        std::vector<std::string>{"DG;", "15;2", "15081;1", "15082;2", "15083;2", "16;1", "16061;1", "16062;2"});
}

TEST_CASE("z, percentile and differences of a group by hand", "[compare]") {
  const Table table = compare(computed(values({{"DG", 8}, {"15", 4}, {"15081", 2}, {"15082", 4}, {"15083", 9}})));
  // Mean 5, median 4, population variance (9 + 1 + 16) / 3.
  const double deviation = std::sqrt(26.0 / 3);
  const auto number = [&](const std::string& column, Index row) {
    return std::get<Buffer<double>>(table.column(column).data)[row];
  };
  for (const Index row : {2, 3, 4}) {
    const double value = number("value", row);
    CHECK(number("z", row) == Approx((value - 5) / deviation));
    CHECK(number("mean", row) == 5);
    CHECK(number("median", row) == 4);
    CHECK(number("difference_mean", row) == value - 5);
    CHECK(number("difference_median", row) == value - 4);
    CHECK(number("difference_state", row) == value - 4);
    CHECK(number("difference_country", row) == value - 8);
    CHECK(number("relative_state", row) == 100 * (value - 4) / 4);
    CHECK(number("relative_country", row) == 100 * (value - 8) / 8);
  }
  CHECK(cells(table, {"percentile"}) == std::vector<std::string>{"", "", cell_text(table.column("percentile"), 2), "50",
                                                                 cell_text(table.column("percentile"), 4)});
  CHECK(number("percentile", 2) == Approx(50.0 / 3));
  CHECK(number("percentile", 4) == Approx(250.0 / 3));
  CHECK(cell_text(table.column("difference_unit"), 1) == "percentage_points");
  CHECK(cell_text(table.column("state_value"), 2) == "4");
  CHECK(cell_text(table.column("state_value"), 0).empty());
  CHECK(cell_text(table.column("rank_lowest"), 2).empty());
}

TEST_CASE("points have no relative difference, equal values no z", "[compare]") {
  const auto rows = values({{"DG", 8}, {"15081", 2}, {"15082", 2}});
  const Table points = compare(computed(rows, "percentage_points"));
  CHECK(cells(points, {"difference_unit", "relative_country", "z", "rank", "percentile"}) ==
        std::vector<std::string>{"percentage_points;;;;", "percentage_points;;;1;50", "percentage_points;;;1;50"});
  const Table negative = compare(computed(values({{"DG", -8}, {"15081", 2}, {"15082", 0}}), "persons"));
  CHECK(cells(negative, {"difference_unit", "relative_country", "relative_mean"}) ==
        std::vector<std::string>{"persons;;", "persons;;100", "persons;;-100"});
}

TEST_CASE("what has no value stands there with its reason and is nobody's rank", "[compare]") {
  auto rows = values({{"15081", 3}, {"15082", 1}, {"16061", 4}});
  rows.push_back({"x", "15083", "2015", {}, 0, Status::unknown_or_secret});
  CHECK(cells(compare(computed(rows)), place) ==
        std::vector<std::string>{"15081;district;15;2;2;computed", "15082;district;15;1;2;computed",
                                 "15083;district;15;;;unknown_or_secret", "16061;district;16;;;too_few_cases"});
}

TEST_CASE("a city state is a district among those of several states", "[compare]") {
  const Table table = computed(values({{"02", 4}, {"15", 9}, {"15081", 3}, {"15082", 5}}));
  CHECK(cells(compare(table, {.within = ""}), place) ==
        std::vector<std::string>{"02;state;;1;2;computed", "02;district;;2;3;computed", "15;state;;2;2;computed",
                                 "15081;district;;1;3;computed", "15082;district;;3;3;computed"});
  CHECK(cells(compare(table), {"region", "level", "rank"}) ==
        std::vector<std::string>{"02;state;1", "15;state;2", "15081;district;1", "15082;district;2"});
}

TEST_CASE("old and new districts side by side are one partition", "[compare]") {
  // Burgenlandkreis 15084 took the place of 15256 and 15268 on 1 July 2007.
  const auto pairs =
      std::vector<std::pair<std::string, double>>{{"15081", 1}, {"15084", 2}, {"15256", 3}, {"15268", 4}};
  CHECK(cells(compare(computed(values(pairs, "2010"))), {"region", "rank", "rank_status"}) ==
        std::vector<std::string>{"15081;1;computed", "15084;2;computed", "15256;;not_existing", "15268;;not_existing"});
}

TEST_CASE("ranges are those of rank_share", "[compare]") {
  std::vector<Row> rows;
  std::vector<double> events, trials;
  std::mt19937 random(7);
  for (int i = 1; i <= 14; ++i) {
    const std::string region = "150" + std::to_string(80 + i);
    trials.push_back(200 + static_cast<double>(random() % 1500));
    events.push_back(static_cast<double>(random() % 150));
    rows.push_back({"n", region, "2015", {}, trials.back()});
    rows.push_back({"k", region, "2015", {}, events.back()});
  }
  const Table table = computed(rows, "percent", "100 * k / n");
  const Table posterior = compare(table, {.within = ""}), overlap = compare(table, {.within = "", .range = "overlap"});
  const Table none = compare(table, {.within = "", .range = "none"});
  const auto whole = [](const Table& from, const std::string& column, Index row) {
    return std::get<Buffer<Index>>(from.column(column).data)[row];
  };
  for (Index unit = 0; unit < 14; ++unit) {
    const Rank rank = rank_share(events, trials, unit);
    CHECK(whole(posterior, "rank", unit) == rank.place);
    CHECK(whole(posterior, "rank_lowest", unit) == rank.lowest);
    CHECK(whole(posterior, "rank_highest", unit) == rank.highest);
    CHECK(whole(overlap, "rank_lowest", unit) <= rank.lowest);
    CHECK(whole(overlap, "rank_highest", unit) >= rank.highest);
    CHECK(cell_text(none.column("rank_lowest"), unit).empty());
  }
  CHECK(compare(table, {.within = ""}, {1, {}, {}}) == compare(table, {.within = ""}, {8, {}, {}}));
}

TEST_CASE("more than all stands above every share, for sure", "[compare]") {
  std::vector<Row> rows;
  const std::vector<std::pair<double, double>> counts = {{104, 100}, {95, 100}, {97, 100}, {90, 100}};
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const std::string region = "1508" + std::to_string(i + 1);
    rows.push_back({"k", region, "2015", {}, counts[i].first});
    rows.push_back({"n", region, "2015", {}, counts[i].second});
  }
  const Table table = computed(rows, "percent", "100 * k / n");
  const Table result = compare(table);
  const std::vector<double> events = {95, 97, 90}, trials = {100, 100, 100};
  CHECK(cells(result, {"rank", "rank_lowest", "rank_highest", "of"})[0] == "4;4;4;4");
  for (Index unit = 1; unit < 4; ++unit) {
    const Rank among = rank_share(events, trials, unit - 1);
    CHECK(std::get<Buffer<Index>>(result.column("rank_lowest").data)[unit] == among.lowest);
    CHECK(std::get<Buffer<Index>>(result.column("rank_highest").data)[unit] == among.highest);
  }
  CHECK(rank(table, "15081").rank == Rank{4, 4, 4, 4});
  CHECK(rank(table, "15083").rank.lowest == rank_share(events, trials, 1).lowest);
}

TEST_CASE("a period is all, one or the latest", "[compare]") {
  auto rows = values({{"15081", 3}, {"15082", 1}}, "2014");
  for (const Row& row : values({{"15081", 1}, {"15082", 2}})) rows.push_back(row);
  const Table table = computed(rows);
  CHECK(compare(table).rows() == 4);
  CHECK(cells(compare(table, {.period = "2014"}), {"region", "period", "rank"}) ==
        std::vector<std::string>{"15081;2014;2", "15082;2014;1"});
  CHECK(cells(compare(table, {.period = "latest"}), {"region", "period", "rank"}) ==
        std::vector<std::string>{"15081;2015;1", "15082;2015;2"});
  CHECK(holds(message_of<UnknownName>([&] { compare(table, {.period = "2051"}); }),
              "unknown period '2051': did you mean"));
}

TEST_CASE("comparisons that cannot be made are refused", "[compare]") {
  const Table table = computed(values({{"15081", 3}, {"15082", 1}}));
  CHECK(message_of<InvalidArgument>([&] { compare(table, {.within = "country"}); }) ==
        "within='country' over 1 states in compare: expected figures of the districts of all states");
  CHECK(
      holds(message_of<InvalidArgument>([&] { compare(table, {.within = "county"}); }), "within='county' in compare"));
  CHECK(holds(message_of<InvalidArgument>([&] { compare(table, {.range = "bayes"}); }), "range='bayes' in compare"));
  CHECK_THROWS_AS(compare(table, {.confidence = 1}), InvalidArgument);
  CHECK_THROWS_AS(compare(Table{}), UnknownName);
  const Table twice = table.take(std::vector<Index>{0, 1, 0});
  CHECK(message_of<InvalidArgument>([&] { compare(twice); }) ==
        "region 15081 twice in 2015 in compare: expected one row for each indicator, region, period and breakdown");
}
