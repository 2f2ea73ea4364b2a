#include "catch.hpp"
#include "tables.hpp"
#include "werdegang/model/builder.hpp"

using namespace werdegang;

namespace {

/// What is said about one place that is said to lie in a region.
std::string oddity(const char* region, double longitude, double latitude, Table regions = {}) {
  LandscapeFrames frames;
  frames.actors = Table({text_column("id", {"K"}), text_column("kind", {"kita"}), text_column("region", {region}),
                         number_column("longitude", {longitude}), number_column("latitude", {latitude})});
  frames.regions = std::move(regions);
  const Findings findings = build_landscape(std::move(frames)).findings;
  std::string codes;
  for (const Finding& finding : findings.items) codes += (codes.empty() ? "" : " ") + finding.code;
  return codes;
}

Table drawn(const char* outline) { return Table({text_column("code", {"north"}), text_column("outline", {outline})}); }

}  // namespace

TEST_CASE("a place is held against the rectangle of its state", "[model]") {
  for (const auto* region : {"15", "15084", "15084355"}) {
    CHECK(oddity(region, 12.14, 51.05).empty());
    CHECK(oddity(region, 11.57, 48.14) == "outside_region");
    CHECK(oddity(region, 51.05, 12.14) == "exchanged_coordinates");
    CHECK(oddity(region, 200, 12.14) == "impossible_coordinates");
    CHECK(oddity(region, 468298, 5540000) == "map_grid_coordinates");
  }
  CHECK(oddity("DG", 11.57, 48.14).empty());
  CHECK(oddity("DG", 2.35, 48.86) == "outside_germany");
  CHECK(oddity("1001", 11.57, 48.14) == "leading_zero_lost");
}

TEST_CASE("a rectangle of the catalogue has a tenth of a degree of room", "[model]") {
  CHECK(oddity("15", 13.39, 52).empty());
  CHECK(oddity("15", 13.41, 52) == "outside_region");
}

TEST_CASE("a polygon holds what lies in it, not what lies in its holes or beside it", "[model]") {
  const auto* ring = "POLYGON((11 51,12 51,12 52,11 52,11 51),(11.4 51.4,11.6 51.4,11.6 51.6,11.4 51.6,11.4 51.4))";
  CHECK(oddity("north", 11.2, 51.5, drawn(ring)).empty());
  CHECK(oddity("north", 11.5, 51.5, drawn(ring)) == "outside_region");
  CHECK(oddity("north", 12.5, 51.5, drawn(ring)) == "outside_region");
  const auto* two = "MultiPolygon (((11 51, 12 51, 11 52, 11 51)), ((13 51, 14 51, 14 52, 13 51)))";
  CHECK(oddity("north", 11.2, 51.2, drawn(two)).empty());
  CHECK(oddity("north", 13.9, 51.5, drawn(two)).empty());
  CHECK(oddity("north", 11.8, 51.8, drawn(two)) == "outside_region");
}

TEST_CASE("an outline that is none is said and not used", "[model]") {
  for (const auto* text : {"POLYGON", "POLYGON((11 51,12 51))", "POLYGON((11 51,12 51,12 52)", "POINT(11 51)", "(",
                           "POLYGON((11 nan,12 51,12 52))", "POLYGON((4500000 51,12 51,12 52))"})
    CHECK(oddity("north", 11.5, 51.5, drawn(text)) == "unreadable_outline");
}
