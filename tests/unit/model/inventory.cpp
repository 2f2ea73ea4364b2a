#include "werdegang/model/inventory.hpp"

#include "catch.hpp"
#include "messages.hpp"
#include "model/example.hpp"
#include "rows.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("the inventory has a row for every kind in every region, also where there is nobody") {
  const Table table = inventory(example_landscape().freeze().value);
  CHECK(table.rows() == 8);
  CHECK(cells(table, {"kind", "region", "actors", "capacity", "actors_without_capacity", "offers", "offer_capacity"}) ==
        Lines{"kita;15002;0;;0;0;", "kita;15084;1;80;0;0;", "learning_bus;15002;1;;1;1;", "learning_bus;15084;0;;0;0;",
              "library;15002;0;;0;0;", "library;15084;1;;1;1;15", "primary_school;15002;0;;0;0;",
              "primary_school;15084;1;220;0;0;"});
}

TEST_CASE("phases of life that nobody serves are visible, offers without one as well") {
  const Table table = inventory(example_landscape().freeze().value, {.by = {"life_phase"}});
  CHECK_FALSE(table.has("capacity"));
  const Lines lines = cells(table, {"life_phase", "actors", "offers", "offer_capacity"});
  CHECK(lines.size() == 11);
  CHECK(lines[0] == "early_childhood;0;0;");
  CHECK(lines[1] == "kindergarten_age;1;1;15");
  CHECK(lines[10] == ";1;1;");
}

TEST_CASE("regions are counted on the level asked for") {
  const Table table = inventory(example_landscape().freeze().value, {.by = {"region"}, .region_level = "state"});
  CHECK(cells(table, {"region", "actors", "capacity", "offers"}) == Lines{"15;4;300;2"});
}

TEST_CASE("an inventory by nothing is the total") {
  CHECK(cells(inventory(example_landscape().freeze().value, {.by = {}}), {"actors", "offers"}) == Lines{"4;2"});
}

TEST_CASE("breakdowns that do not exist are the caller's slip") {
  const Landscape land = example_landscape().freeze().value;
  CHECK(holds(message_of<UnknownName>([&] { inventory(land, {.by = {"regoin"}}); }), "did you mean 'region'"));
  CHECK(holds(message_of<InvalidArgument>([&] { inventory(land, {.by = {"kind", "kind"}}); }), "every breakdown once"));
}

TEST_CASE("nobody makes an inventory without rows") {
  const Landscape empty;
  for (const auto& by : {Lines{"kind"}, Lines{"region"}, Lines{"kind", "region"}, Lines{"kind", "life_phase"}}) {
    const Table table = inventory(empty, {.by = by});
    CHECK(table.rows() == 0);
    CHECK(table.has(by[0]));
    CHECK(table.has("actors"));
  }
  CHECK(cells(inventory(empty, {.by = {}}), {"actors", "capacity", "offers"}) == Lines{"0;;0"});
}
