#include "werdegang/compare/peers.hpp"

#include <algorithm>
#include <random>

#include "../../../src/table/make_column.hpp"
#include "catch.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

constexpr double none = -1e9;

// A wide table: one column of numbers for each indicator, `none` = no value.
Table wide(const std::vector<std::string>& regions,
           const std::vector<std::pair<std::string, std::vector<double>>>& columns) {
  std::vector<std::int32_t> index;
  for (std::size_t i = 0; i < regions.size(); ++i) index.push_back(static_cast<std::int32_t>(i));
  std::vector<Column> parts = {detail::code_column("region", index, detail::plain_list("region", regions))};
  for (const auto& [name, values] : columns) {
    std::vector<std::uint8_t> known;
    for (const double value : values) known.push_back(value != none);
    parts.push_back(detail::number_column(name, Role::measure, values, known));
  }
  return Table(parts);
}

double number(const Table& table, const std::string& column, Index row) {
  return std::get<Buffer<double>>(table.column(column).data)[row];
}

const std::vector<std::string> five = {"15081", "15082", "15083", "16061", "16062"};

}  // namespace

TEST_CASE("the distance is the root of the weighted mean of squared differences", "[compare]") {
  const Table table = wide(five, {{"a", {1, 2, 3, 4, 5}}, {"b", {2, 2, 8, 8, 5}}});
  const Features features = features_of(table, {.weights = {{"a", 3}}});
  CHECK(features.features[0].weight == 0.75);
  CHECK(features.features[0].centre == 3);
  CHECK(features.features[0].spread == Approx(std::sqrt(2.0)));
  CHECK(features.features[1].spread == Approx(std::sqrt(36.0 / 5)));
  const Peers found = peers(features, "15081");
  CHECK(found.candidates == 4);
  CHECK(cells(found.nearest, {"place", "region"}) ==
        std::vector<std::string>{"1;15082", "2;15083", "3;16061", "4;16062"});
  CHECK(number(found.nearest, "distance", 0) == Approx(std::sqrt(0.75 / 2)));
  CHECK(number(found.nearest, "distance", 1) == Approx(std::sqrt(0.75 * 4 / 2 + 0.25 * 36 / 7.2)));
  CHECK(number(found.nearest, "distance", 2) == Approx(std::sqrt(0.75 * 9 / 2 + 0.25 * 36 / 7.2)));
  for (Index peer = 0; peer < 4; ++peer) {
    const double sum = number(found.contributions, "contribution", 2 * peer) +
                       number(found.contributions, "contribution", 2 * peer + 1);
    CHECK(sum == Approx(std::pow(number(found.nearest, "distance", peer), 2)));
  }
}

TEST_CASE("a missing value leaves the others to speak, down to the least weight", "[compare]") {
  const Table table = wide(five, {{"a", {1, 1, 3, 4, none}}, {"b", {2, none, 8, 8, 5}}, {"c", {1, none, 2, 3, none}}});
  const Features features = features_of(table);
  const Peers found = peers(features, "15081", {.minimum_shared = 0.3});
  CHECK(cells(found.nearest, {"region", "distance"})[0] == "15082;0");
  CHECK(number(found.nearest, "shared", 0) == Approx(1.0 / 3));
  const Peers strict = peers(features, "15081", {.minimum_shared = 0.5});
  CHECK(cells(strict.left_out, {"region"}) == std::vector<std::string>{"15082", "16062"});
  CHECK(strict.nearest.rows() == 2);
  CHECK(message_of<InvalidArgument>([&] { peers(features, "15082"); }) ==
        "region 15082 with 33 % of the weights in peers: expected values for at least 50 %");
}

TEST_CASE("equal distances stand in the order of codes, whatever the order of rows", "[compare]") {
  const auto names = [](const std::vector<std::string>& regions, const std::vector<double>& values) {
    return cells(peers(features_of(wide(regions, {{"a", values}})), "15081").nearest, {"region"});
  };
  CHECK(names(five, {1, 2, 0, 2, 0}) == std::vector<std::string>{"15082", "15083", "16061", "16062"});
  CHECK(names({"16062", "16061", "15083", "15082", "15081"}, {0, 2, 0, 2, 1}) ==
        std::vector<std::string>{"15082", "15083", "16061", "16062"});
}

TEST_CASE("peers of the same state only, with the z of all", "[compare]") {
  const Table table = wide(five, {{"a", {1, 2, 3, 1, 5}}});
  const Peers own = peers(features_of(table), "15081", {.count = 1, .within = "state"});
  CHECK(cells(own.nearest, {"region"}) == std::vector<std::string>{"15082"});
  CHECK(own.candidates == 2);
  CHECK(cells(peers(features_of(table), "15081", {.count = 1}).nearest, {"region"}) ==
        std::vector<std::string>{"16061"});
}

TEST_CASE("the robust spread ignores one wild district", "[compare]") {
  const Table table = wide(five, {{"a", {1, 2, 3, 4, 1000}}});
  const Features features = features_of(table, {.robust = true});
  CHECK(features.features[0].centre == 3);
  CHECK(features.features[0].spread == Approx(1.4826));
}

TEST_CASE("a result of compute gives one feature for each breakdown, which share the weight", "[compare]") {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < five.size(); ++i)
    for (const auto& [sex, factor] : {std::pair{"male", 1.0}, {"female", -1.0}}) {
      const double value = factor * static_cast<double>(i);
      rows.push_back({"x", five[i], "2015", {{"sex", sex}}, value});
      rows.push_back({"x", five[i], "2014", {{"sex", sex}}, 2 * value});
      if (i < 2) rows.push_back({"x", five[i], "2016", {{"sex", sex}}, value});
    }
  rows.push_back({"x", "15", "2015", {{"sex", "male"}}, 7});
  const Table table = observed(rows).table();
  const Features features = features_of(table);
  CHECK(features.regions == five);
  REQUIRE(features.columns() == 2);
  CHECK(features.features[0].period == "2015");
  CHECK(features.features[0].weight == 0.5);
  CHECK(features_of(table, {.period = "2014"}).value_at(1, 0) == 2 * *features.value_at(1, 0));
  CHECK_THROWS_AS(features_of(table, {.level = "state"}), InvalidArgument);
}

TEST_CASE("old districts are neither peers nor a reason to look at old years", "[compare]") {
  // Burgenlandkreis 15084 took the place of 15256 and 15268 on 1 July 2007.
  std::vector<Row> rows;
  double value = 0;
  for (const std::string region : {"15001", "15256", "15268", "16061"})
    rows.push_back({"x", region, "2006", {}, ++value});
  for (const std::string region : {"15001", "15084", "16061"}) rows.push_back({"x", region, "2015", {}, ++value});
  const Features features = features_of(observed(rows).table());
  CHECK(features.regions == std::vector<std::string>{"15001", "15084", "16061"});
  CHECK(features.features[0].period == "2015");
  CHECK(features_of(observed(rows).table(), {.period = "2006"}).regions ==
        std::vector<std::string>{"15001", "15256", "15268", "16061"});
}

TEST_CASE("peers that cannot be found are refused", "[compare]") {
  const Table table = wide(five, {{"a", {1, 2, 3, 4, 5}}, {"same", {1, 1, 1, 1, 1}}});
  const Features features = features_of(table);
  CHECK(features.constant == std::vector<std::string>{"same"});
  CHECK(holds(message_of<UnknownName>([&] { peers(features, "15080"); }), "unknown region in peers '15080': did you"));
  CHECK(holds(message_of<UnknownName>([&] {
                features_of(table, {.weights = {{"A", 1}}});
              }),
              "unknown indicator in the weights 'A': did you mean 'a'"));
  CHECK_THROWS_AS(features_of(table, {.weights = {{"a", -1}}}), InvalidArgument);
  CHECK_THROWS_AS(features_of(table, {.weights = {{"a", 0}}}), InvalidArgument);
  CHECK_THROWS_AS(peers(features, "15081", {.count = 0}), InvalidArgument);
  CHECK_THROWS_AS(peers(features, "15081", {.within = "kreis"}), InvalidArgument);
  CHECK_THROWS_AS(peers(features, "15081", {.minimum_shared = 0}), InvalidArgument);
  CHECK(holds(message_of<InvalidArgument>([&] {
                features_of(wide(five, {{"same", {1, 1, 1, 1, 1}}}));
              }),
              "5 regions and 1 indicators in the table: expected two or more regions of one level that differ"));
  CHECK(holds(message_of<InvalidArgument>([&] {
                features_of(wide({"15081", "15081"}, {{"a", {1, 2}}}));
              }),
              "region 15081 twice"));
}
