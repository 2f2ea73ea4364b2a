#include "werdegang/model/actor_flows.hpp"

#include "catch.hpp"
#include "messages.hpp"
#include "model/example.hpp"
#include "rows.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/model/selection.hpp"

using namespace werdegang;

namespace {

using Lines = std::vector<std::string>;

Column words(const char* name, const std::vector<std::string>& values) {
  return {name, Role::text, Text::from(values), {}};
}

LandscapeFrames frames(const std::vector<std::string>& origin, const std::vector<std::string>& destination,
                       std::vector<double> count) {
  LandscapeFrames result;
  result.actors = Table({words("id", {"gs-1", "gs-2", "gym", "bus"}),
                         words("kind", {"primary_school", "primary_school", "gymnasium", "bus"})});
  result.kinds = Table({words("code", {"bus"})});
  const std::vector<std::string> years(count.size(), "2015");
  result.flows = Table({words("origin", origin),
                        words("destination", destination),
                        words("period", years),
                        {"count", Role::count, Buffer<double>(std::move(count)), {}}});
  return result;
}

Landscape without_flows() {
  LandscapeFrames without = frames({}, {}, {});
  without.flows = {};
  return build_landscape(std::move(without)).value;
}

Lines rows(const Flows& flows) { return cells(to_table(flows), {"origin", "destination", "count"}); }

}  // namespace

TEST_CASE("flows between actors are added up by kind and by stage") {
  const auto built =
      build_landscape(frames({"gs-1", "gs-2", "gs-2", "bus"}, {"gym", "gym", "unknown", "gym"}, {20, 30, 5, 1}));
  CHECK(built.findings.size() == 0);
  const Landscape& land = built.value;
  CHECK(flows_on_level(land, "actor") == land.flows());
  CHECK(rows(flows_on_level(land, "kind")) ==
        Lines{"bus;gymnasium;1", "primary_school;gymnasium;50", "primary_school;unknown;5"});
  CHECK(rows(flows_on_level(land, "stage")) == Lines{"primary;gymnasium;50", "primary;unknown;5", "bus;gymnasium;1"});
  CHECK(message_of<UnknownName>([&] { flows_on_level(land, "stages"); }) ==
        "unknown level of flows 'stages': did you mean 'stage', 'kind' or 'actor'?");
}

TEST_CASE("flows between stages stay as they are") {
  const Landscape land = build_landscape(frames({"primary"}, {"gymnasium"}, {50})).value;
  CHECK(rows(flows_on_level(land, "stage")) == Lines{"primary;gymnasium;50"});
  CHECK(holds(message_of<InvalidArgument>([&] { flows_on_level(land, "kind"); }),
              "expected flows whose ends are actors"));
}

TEST_CASE("a landscape without flows has empty ones that all functions take") {
  const Landscape land = without_flows();
  for (const auto* level : {"actor", "kind", "stage"}) {
    const Flows none = flows_on_level(land, level);
    CHECK(none == Flows{});
    CHECK(to_table(none).rows() == 0);
    CHECK(to_table(rollup(none, {})).rows() == 0);
    CHECK(concat({none, none}) == none);
    CHECK(filter(none, {}) == none);
    CHECK(stages_on_level(none, "sector").empty());
    CHECK_FALSE(none.has_periods());
  }
  CHECK(snapshot(land, Period::year(1990)).value.flows() == Flows{});
  CHECK(build_landscape(frames({}, {}, {})).value == land);
}

TEST_CASE("an end that is neither an actor nor a stage is said") {
  const auto findings = build_landscape(frames({"gs-9", "gs-1", "bus"}, {"gym", "gym", "gs-2"}, {3, 4, 5})).findings;
  REQUIRE(findings.size() == 1);
  CHECK(message(findings.items[0], "en") ==
        "Flows: “gs-9” is neither an actor nor a stage of the catalogue; the name stays as it is.");
}

TEST_CASE("the order of flows makes no difference, and a part of a landscape has its flows only") {
  const Landscape land = build_landscape(frames({"gs-1", "gs-2", "bus"}, {"gym", "gym", "gym"}, {20, 30, 1})).value;
  CHECK(build_landscape(frames({"bus", "gs-2", "gs-1"}, {"gym", "gym", "gym"}, {1, 30, 20})).value == land);
  CHECK(rows(filter(land, {.kinds = {"bus", "gymnasium"}}).flows()) == Lines{"bus;gym;1"});
  CHECK(snapshot(land, Period::year(2015)).value == land);
  CHECK(snapshot(land, Period::year(2016)).value.flows().rows() == 0);
  const Landscape less = build_landscape(frames({"gs-1", "bus"}, {"gym", "gym"}, {20, 2})).value;
  CHECK(cells(difference(land, less), {"entity", "change", "key", "column", "before", "after"}) ==
        Lines{"flow;changed;bus – gym, 2015;count;1;2", "flow;changed;bus – gym, 2015;lower;1;2",
              "flow;changed;bus – gym, 2015;upper;1;2", "flow;removed;gs-2 – gym, 2015;;;"});
}
