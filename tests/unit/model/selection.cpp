#include "werdegang/model/selection.hpp"

#include "catch.hpp"
#include "messages.hpp"
#include "model/example.hpp"
#include "rows.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

using Lines = std::vector<std::string>;

Lines ids(const Table& table) { return table.columns().empty() ? Lines{} : cells(table, {table.columns()[0].name}); }

}  // namespace

TEST_CASE("a filter keeps the actors, their offers, the ties between them and what they belong to") {
  const Landscape land = example_landscape().freeze().value;
  const Landscape district = filter(land, {.regions = {"15084"}});
  CHECK(ids(district.actors()) == Lines{"kita", "library", "school"});
  CHECK(ids(district.offers()) == Lines{"reading"});
  CHECK(district.tie_count() == 2);
  CHECK(district.memberships().rows() == 2);
  const Landscape libraries = filter(land, {.kinds = {"library"}});
  CHECK(libraries.tie_count() == 0);
  CHECK(libraries.ties().columns().empty());
  CHECK(ids(libraries.bodies()) == Lines{"board"});
  CHECK(ids(filter(land, {.kinds = {"kita"}}).bodies()).empty());
  CHECK(filter(land, {}) == land);
}

TEST_CASE("a state stands for its districts, an own region for its parts") {
  const Landscape land = example_landscape().freeze().value;
  CHECK(filter(land, {.regions = {"15"}}).actor_count() == 4);
  CHECK(filter(land, {.regions = {"DG"}}).actor_count() == 4);
  CHECK(filter(land, {.regions = {"16"}}).actor_count() == 0);
  CHECK(message_of<UnknownName>([&] { filter(land, {.regions = {"15085x"}}); }) ==
        "unknown region '15085x': did you mean '15084' or '15002'?");
  CHECK(holds(message_of<UnknownName>([&] { filter(land, {.kinds = {"libary"}}); }), "did you mean 'library'"));
}

TEST_CASE("what is filtered equals what is built from those rows") {
  LandscapeBuilder builder;
  builder.add(Actor{.id = "bus", .name = "Bildungsbus", .kind = "learning_bus", .region = "15002", .from = "2017"})
      .add(ActorKind{"learning_bus", "Bildungsbus", "learning bus", "culture", "informal"})
      .add(Offer{
          .id = "tour", .actor = "bus", .name = "Tour „Wasser“", .topic = "sustainability", .from = "2017-05-01"});
  const Landscape bus = filter(example_landscape().freeze().value, {.kinds = {"learning_bus"}});
  // The attribute of another actor stays as an empty column: it was given.
  CHECK(difference(bus, builder.freeze().value).rows() == 0);
}

TEST_CASE("a snapshot holds what existed on a day, and says what that rests on") {
  const Landscape land = example_landscape().freeze().value;
  const auto at = [&](const char* date) { return snapshot(land, parse_period(date)); };
  CHECK(ids(at("2015-01-01").value.actors()) == Lines{"kita", "library", "school"});
  CHECK(at("2015-01-01").value.tie_count() == 2);
  CHECK(ids(at("2020-01-01").value.actors()) == Lines{"bus", "kita", "school"});
  CHECK(at("2020-01-01").value.tie_count() == 1);
  CHECK(ids(at("2020-01-01").value.offers()) == Lines{"tour"});
  CHECK(at("2020-01-01").value.signatories().rows() == 1);
  CHECK(at("2019-06-30").value.tie_count() == 2);
  CHECK(at("2019-07-01").value.tie_count() == 1);
  const auto some = at("2017-03-01");
  REQUIRE(some.findings.size() > 2);
  CHECK(message(some.findings.items[0], "en") ==
        "actors on 2017-03-01: Of 2 no begin is known; they count as having been there already.");
  CHECK(message(some.findings.items[2], "de") ==
        "Akteure am Stichtag 2017-03-01: Bei 1 ist Beginn oder Ende nur auf einen Zeitraum genau bekannt, in den der "
        "Stichtag fällt; sie gelten als vorhanden.");
  CHECK(snapshot(land, {INT32_MIN, INT32_MAX}).value == land);
}

TEST_CASE("a difference names what came, what went and what changed") {
  const Landscape before = example_landscape().freeze().value;
  auto builder = example_landscape();
  builder.add(Actor{.id = "museum", .name = "Museum", .kind = "museum"});
  builder.add(Tie{.source = "museum", .target = "kita", .from = "2020"});
  CHECK(difference(before, before).rows() == 0);
  CHECK(cells(difference(before, builder.freeze().value), {"entity", "change", "key", "column", "before", "after"}) ==
        Lines{"actor;added;museum;;;", "tie;added;museum – kita, cooperation, undirected, 2020;;;"});
  CHECK(cells(difference(builder.freeze().value, before), {"change", "key"})[0] == "removed;museum");
}

TEST_CASE("a difference has a line for each changed column") {
  LandscapeBuilder before, after;
  before.add(Actor{.id = "a", .name = "A", .kind = "kita", .capacity = 60});
  after.add(Actor{.id = "a", .name = "A", .kind = "school", .capacity = 80, .to = "2020"});
  CHECK(
      cells(difference(before.freeze().value, after.freeze().value), {"change", "key", "column", "before", "after"}) ==
      Lines{"changed;a;kind;kita;school", "changed;a;sector;early_years;schools", "changed;a;capacity;60;80",
            "changed;a;to;;2020"});
}
