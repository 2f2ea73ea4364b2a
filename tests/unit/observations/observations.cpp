#include "werdegang/observations/observations.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "catch.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;

namespace {

// Nordhausen 2015, table 21111-02-06-4: 678 leavers, 48 without a certificate, 184 with Abitur.
const std::vector<Row> nordhausen = {
    {"school_leavers", "16062", "2015", {{"certificate", "total"}}, 678},
    {"school_leavers", "16062", "2015", {{"certificate", "without_hsa"}}, 48},
    {"school_leavers", "16062", "2015", {{"certificate", "ahr"}}, 184, Status::reported, Flag::provisional},
    {"school_leavers", "DG", "2015", {{"certificate", "total"}}, 846423},
    {"school_leavers", "DG", "2014", {{"certificate", "total"}}, 0, Status::pending},
    {"children_in_daycare", "16062", "2016-03-01", {{"age", "0-2"}, {"provider", "total"}}, 1000},
};

}  // namespace

TEST_CASE("the builder sorts rows of one's own into one cube a variable", "[observations][builder]") {
  const auto [observations, findings] = freeze(nordhausen);
  CHECK(findings.size() == 0);
  CHECK(observations.cubes().size() == 2);
  CHECK(observations.rows() == 6);
  CHECK(observations.variables() == std::vector<std::string>{"children_in_daycare", "school_leavers"});
  CHECK(observations.regions() == std::vector<std::string>{"DG", "16062"});
  CHECK(observations.periods() == std::vector<Period>{Period::year(2014), Period::year(2015), Period::day(2016, 3, 1)});
  const Cube& leavers = observations.cubes()[1];
  CHECK(leavers.unit == "persons");
  CHECK(leavers.axis("certificate") == 2);
  CHECK(leavers.axes[2].list->exhaustive);
}

TEST_CASE("any order of the rows gives equal observations", "[observations][builder]") {
  const Observations expected = observed(nordhausen);
  auto rows = nordhausen;
  Random random(8);
  for (int trial = 0; trial < 100; ++trial) {
    for (auto i = static_cast<Index>(rows.size()) - 1; i > 0; --i)
      std::swap(rows[static_cast<std::size_t>(i)], rows[static_cast<std::size_t>(random.next_below(i + 1))]);
    if (!(observed(rows) == expected)) FAIL("trial " << trial);
  }
  SUCCEED();
}

TEST_CASE("the order in which a row names its axes does not matter", "[observations][builder]") {
  const Observations one = observed({{"births", "DG", "2015", {{"sex", "male"}, {"nationality", "german"}}, 5},
                                     {"births", "DG", "2015", {{"nationality", "german"}, {"sex", "female"}}, 6}});
  REQUIRE(one.cubes().size() == 1);
  CHECK(one.rows() == 2);
}

TEST_CASE("a row names an axis once, and neither region nor period", "[observations][builder]") {
  ObservationsBuilder builder;
  CHECK(holds(message_of<InvalidArgument>([&] {
                builder.add("births", "DG", Period::year(2015), {{"sex", "male"}, {"sex", "female"}}, 5);
              }),
              "axis 'sex' twice in row 0 of 'births'"));
  CHECK_THROWS_AS(builder.add("births", "DG", Period::year(2015), {{"region", "15"}}, 5), InvalidArgument);
  CHECK_THROWS_AS(builder.add("births", "DG", Period::year(2015), {{"value", "15"}}, 5), InvalidArgument);
}

TEST_CASE("the total may be called Insgesamt", "[observations][builder]") {
  const Observations observations = observed({{"births", "DG", "2015", {{"sex", "Insgesamt"}}, 5}});
  CHECK(observations.cubes()[0].axes[2].code(0) == "total");
}

TEST_CASE("a region code without its leading zero is a finding", "[observations][builder]") {
  const auto built = freeze(
      {{"births", "3353", "2015", {}, 5}, {"births", "3353", "2014", {}, 5}, {"births", "99999", "2015", {}, 5}});
  REQUIRE(built.findings.size() == 2);
  CHECK(built.findings.items[0].code == "leading_zero_lost");
  CHECK(built.findings.items[0].args == std::vector<std::string>{"3353"});
  CHECK(built.findings.items[1].code == "unknown_region");
  CHECK(built.value.rows() == 3);
}

TEST_CASE("a value must be finite unless a status says why there is none", "[observations][builder]") {
  ObservationsBuilder builder;
  const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  CHECK_THROWS_WITH(
      builder.add("births", "DG", Period::year(2015), {}, nan),
      "a value that is not finite in row 0 of 'births': expected a finite number, or none and a status that says why");
  CHECK_THROWS_AS(builder.add("births", "DG", Period::year(2015), {}, -infinity), InvalidArgument);
  CHECK_THROWS_AS(builder.add("", "DG", Period::year(2015), {}, 1), InvalidArgument);
  builder.add("births", "DG", Period::year(2015), {}, nan, Status::missing);
  const auto built = builder.freeze();
  CHECK(built.value.rows() == 1);
  CHECK(built.value.cubes()[0].value[0] == 0);
}

TEST_CASE("a source that was not added is refused", "[observations][builder]") {
  ObservationsBuilder builder;
  builder.add("births", "DG", Period::year(2015), {}, 1, Status::reported, Flag::none, 3);
  CHECK(holds(message_of<InvalidArgument>([&] { builder.freeze(); }), "source 3 in the cube of 'births'"));
}

TEST_CASE("an unknown code makes a list of exactly the codes used", "[observations][builder]") {
  const Observations observations = observed(
      {{"clubs", "15084", "2015", {{"kind", "total"}}, 9}, {"clubs", "15084", "2015", {{"kind", "music"}}, 4}});
  const Codelist& list = *observations.cubes()[0].axes[2].list;
  CHECK(list.members.size() == 2);
  CHECK(list.total() >= 0);
  CHECK_FALSE(list.exhaustive);
}

TEST_CASE("filter keeps what was asked for and names what is not there", "[observations][filter]") {
  const Observations all = observed(nordhausen);
  CHECK(filter(all, {}) == all);
  CHECK(filter(all, {{"school_leavers"}, {}, {}}).rows() == 5);
  CHECK(filter(all, {{}, {"DG"}, {}}).rows() == 2);
  CHECK(filter(all, {{}, {"DG", "16062"}, {Period::year(2015)}}).rows() == 4);
  CHECK(filter(all, {{"children_in_daycare"}, {"DG"}, {}}).cubes().empty());
  CHECK_THROWS_WITH(filter(all, {{}, {}, {Period::year(1900)}}), "unknown period '1900'");
  CHECK_THROWS_WITH(filter(all, {{"school_leaver"}, {}, {}}),
                    "unknown variable 'school_leaver': did you mean 'school_leavers'?");
  CHECK_THROWS_WITH(filter(all, {{}, {"16063"}, {}}), "unknown region '16063': did you mean '16062'?");
}

TEST_CASE("filtered observations know only the regions and periods left", "[observations][filter]") {
  const Observations few = filter(observed(nordhausen), {{}, {"DG"}, {Period::year(2014)}});
  CHECK(few.regions() == std::vector<std::string>{"DG"});
  CHECK(few.periods() == std::vector<Period>{Period::year(2014)});
}

TEST_CASE("concat keeps every cube with its own source", "[observations][concat]") {
  Source a, b;
  a.file = "a.csv", b.file = "b.csv";
  const std::vector<Observations> parts = {observed({{"births", "DG", "2015", {}, 1}}, a),
                                           observed({{"births", "DG", "2015", {}, 2}}),
                                           observed({{"births", "DG", "2014", {}, 3}}, b)};
  const Observations all = concat(parts);
  REQUIRE(all.cubes().size() == 3);
  REQUIRE(all.sources().size() == 2);
  CHECK(all.sources()[static_cast<std::size_t>(all.cubes()[0].source)].file == "a.csv");
  CHECK(all.cubes()[1].source == -1);
  CHECK(all.sources()[static_cast<std::size_t>(all.cubes()[2].source)].file == "b.csv");
  CHECK(concat({}).rows() == 0);
  CHECK(cells(all.table(), {"source", "value"}) == std::vector<std::string>{"a.csv;1", ";2", "b.csv;3"});
}

TEST_CASE("the long table says of every cell what it is", "[observations][table]") {
  const Table table = observed(nordhausen).table();
  std::vector<std::string> names;
  for (const Column& column : table.columns()) names.push_back(column.name);
  CHECK(names == std::vector<std::string>{"variable", "region", "period", "age", "provider", "certificate", "value",
                                          "status", "flags", "unit", "source"});
  CHECK(cells(table, {"variable", "region", "period", "age", "certificate", "value", "status", "flags", "unit"}) ==
        std::vector<std::string>{"children_in_daycare;16062;2016-03-01;0-2;;1000;reported;;persons",
                                 "school_leavers;DG;2014;;total;;pending;;persons",
                                 "school_leavers;DG;2015;;total;846423;reported;;persons",
                                 "school_leavers;16062;2015;;total;678;reported;;persons",
                                 "school_leavers;16062;2015;;without_hsa;48;reported;;persons",
                                 "school_leavers;16062;2015;;ahr;184;reported;provisional;persons"});
  CHECK(Observations().table().rows() == 0);
}

TEST_CASE("two lists of one axis become one column", "[observations][table]") {
  const std::vector<Observations> parts = {
      observed({{"a", "DG", "2015", {{"age", "3-5"}}, 1}}),
      observed({{"b", "DG", "2015", {{"age", "0-2"}}, 2}, {"b", "DG", "2015", {{"age", "total"}}, 3}})};
  const Table table = concat(parts).table();
  CHECK(cells(table, {"age", "value"}) == std::vector<std::string>{"3-5;1", "total;3", "0-2;2"});
  std::vector<std::string> order;
  for (const Member& member : std::get<Codes>(table.column("age").data).list->members) order.push_back(member.code);
  CHECK(order == std::vector<std::string>{"total", "0-2", "3-5"});
}
