#include <tuple>

#include "catch.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "werdegang/compare/ranking.hpp"
#include "werdegang/compute/compute.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

struct District {
  std::string code;
  double leavers, without;
  Index place, lowest, highest;
};

// Leavers and leavers without certificate 2015, table 21111-02-06-4, (c) Statistische Aemter des Bundes und der
// Laender, dl-de/by-2-0; ranks and their 95 % ranges from a simulation of 14 Jeffreys posteriors
// (tests/oracle/golden_ranks.csv).
const std::vector<District> sachsen_anhalt = {
    {"15001", 569, 65, 11, 4, 13},   {"15002", 1723, 190, 9, 5, 12}, {"15003", 1642, 182, 10, 5, 13},
    {"15081", 751, 95, 13, 8, 13},   {"15082", 1090, 104, 5, 1, 10}, {"15083", 1331, 111, 1, 1, 6},
    {"15084", 1323, 162, 12, 8, 13}, {"15085", 1719, 148, 2, 1, 7},  {"15086", 651, 70, 8, 3, 13},
    {"15087", 988, 171, 14, 14, 14}, {"15088", 1190, 103, 3, 1, 7},  {"15089", 1471, 153, 7, 4, 12},
    {"15090", 996, 97, 6, 1, 11},    {"15091", 952, 84, 4, 1, 8}};

Table shares(const std::vector<Row>& more = {}) {
  std::vector<Row> rows = more;
  for (const District& district : sachsen_anhalt) {
    rows.push_back({"leavers", district.code, "2015", {{"certificate", "total"}}, district.leavers});
    rows.push_back({"leavers", district.code, "2015", {{"certificate", "without_hsa"}}, district.without});
  }
  Indicator indicator;
  indicator.id = "own", indicator.formula = "100 * leavers[certificate=without_hsa] / leavers",
  indicator.interval = "wilson";
  return compute(observed(rows), {indicator});
}

std::vector<Row> pair(const std::string& region, const std::string& period, double leavers, double without) {
  return {{"leavers", region, period, {{"certificate", "total"}}, leavers},
          {"leavers", region, period, {{"certificate", "without_hsa"}}, without}};
}

}  // namespace

TEST_CASE("the districts of Sachsen-Anhalt stand where the oracle puts them", "[compare]") {
  const Table table = shares();
  for (const District& district : sachsen_anhalt) {
    INFO(district.code);
    const Standing standing = rank(table, district.code);
    CHECK(standing.rank == Rank{district.place, 14, district.lowest, district.highest});
    CHECK(standing.group == "15");
    CHECK(standing.value == 100.0 * district.without / district.leavers);
    CHECK_FALSE((standing.state || standing.country));
    CHECK_FALSE((standing.state_difference() || standing.country_difference()));
  }
}

TEST_CASE("beside the rank stand the state and Germany, which are ranked nowhere", "[compare]") {
  std::vector<Row> more = pair("15", "2015", 16696, 1735);
  for (const Row& row : pair("DG", "2015", 846423, 47435)) more.push_back(row);
  const Standing standing = rank(shares(more), "15084");
  CHECK(standing.rank.size == 14);
  CHECK(standing.state == 100.0 * 1735 / 16696);
  CHECK(standing.country == 100.0 * 47435 / 846423);
  CHECK(standing.state_difference() == standing.value - 100.0 * 1735 / 16696);
  CHECK(standing.country_difference() == standing.value - 100.0 * 47435 / 846423);
}

TEST_CASE("the latest period with a value is ranked unless another is named", "[compare]") {
  std::vector<Row> more;
  for (const auto& [region, without] :
       std::vector<std::pair<std::string, double>>{{"15083", 30}, {"15084", 20}, {"15085", 10}})
    for (const Row& row : pair(region, "2014", 100, without)) more.push_back(row);
  const Table table = shares(more);
  CHECK(rank(table, "15084").rank.size == 14);
  const Standing before = rank(table, "15084", {.period = "2014"});
  CHECK(before.rank.size == 3);
  CHECK(before.rank.place == 2);
  CHECK(before.value == 20);
  CHECK(holds(message_of<InvalidArgument>([&] { rank(table, "15001", {.period = "2014"}); }),
              "region 15001 in rank: expected a value in period 2014"));
}

TEST_CASE("a state that is a district itself counts as one in Germany", "[compare]") {
  std::vector<Row> everywhere = pair("11", "2015", 30000, 9000);
  for (const std::string state : {"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "12", "13", "14", "16"})
    for (const Row& row : pair(state + "001", "2015", 1000, 50)) everywhere.push_back(row);
  const Table table = shares(everywhere);
  const Standing berlin = rank(table, "11", {.within = "country"});
  CHECK(berlin.rank.size == 29);
  CHECK(berlin.rank.place == 29);
  CHECK(berlin.group == "DG");
  CHECK(rank(table, "15084", {.within = "country"}).rank.size == 29);
  CHECK(rank(table, "15084").nationwide.size == 29);
}

TEST_CASE("some states are not Germany", "[compare]") {
  const Table table = shares(pair("11", "2015", 30000, 9000));
  CHECK(message_of<InvalidArgument>([&] { rank(table, "11", {.within = "country"}); }) ==
        "within='country' over 2 states in rank: expected figures of the districts of all states");
  CHECK(rank(table, "15084").nationwide.size == 0);
}

TEST_CASE("ranks of what cannot be ranked are refused", "[compare]") {
  const Table table = shares(pair("15", "2015", 16696, 1735));
  CHECK(holds(message_of<UnknownName>([&] { rank(table, "15092"); }), "unknown region '15092': did you mean"));
  CHECK_THROWS_AS(rank(table, "15"), InvalidArgument);
  CHECK(holds(message_of<InvalidArgument>([&] { rank(table, "15084", {.within = "county"}); }),
              "within='county' in rank: expected 'state' or 'country'"));
  std::vector<Index> twice;
  for (Index row = 0; row < table.rows(); ++row) twice.insert(twice.end(), {row, row});
  CHECK(holds(message_of<InvalidArgument>([&] { rank(table.take(twice), "15084"); }), "twice in 2015"));
}
