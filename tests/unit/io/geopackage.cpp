#include "werdegang/io/geopackage.hpp"

#include <filesystem>

#include "catch.hpp"
#include "io/files.hpp"
#include "io/sqlite.hpp"
#include "messages.hpp"
#include "model/example.hpp"
#include "rows.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

using Lines = std::vector<std::string>;

Built<Landscape> example() {
  auto builder = example_landscape();
  builder.add(Tie{.source = "kita", .target = "nobody"});
  builder.add(Actor{.id = "far", .name = "Weit weg", .kind = "museum", .longitude = 706123, .latitude = 5676234});
  return builder.freeze();
}

// Changes a file the way a geographic information system would.
void edit(const std::filesystem::path& path, const std::string& sql) {
  detail::Database(path, detail::Database::Mode::create, path.string()).run(sql);
}

Lines query(const std::filesystem::path& path, const std::string& sql) {
  detail::Database db(path, detail::Database::Mode::read, path.string());
  detail::Statement rows(db, sql);
  Lines result;
  while (rows.step()) result.emplace_back(rows.text(0));
  return result;
}

std::string refusal(const std::filesystem::path& path) {
  return message_of<FormatError>([&] { load_geopackage(path); });
}

}  // namespace

TEST_CASE("a landscape is loaded as it was saved, with its findings") {
  const Folder folder;
  const auto path = folder.path() / "kreis.gpkg";
  const auto land = example();
  REQUIRE(land.findings.size() > 2);
  save_geopackage(land, path);
  CHECK(load_geopackage(path) == land);
  save_geopackage(load_geopackage(path), path);
  CHECK(load_geopackage(path) == land);
}

TEST_CASE("keys that are numbers and columns of every type come back") {
  const Folder folder;
  const auto path = folder.path() / "numbers.gpkg";
  auto list = std::make_shared<Codelist>();
  list->name = "colour";
  list->members = {{"blue", "blau", "blue", -1, Member::part, 3.0, {}},
                   {"red", "rot", "red", -1, Member::of_which, {}, {}}};
  LandscapeFrames frames;
  frames.actors = Table({{"id", Role::dimension, Buffer<Index>({7, -2, 40}), {}},
                         {"kind", Role::text, Text::from({"kita", "school", "kita"}), {}},
                         {"Kind", Role::text, Text::from({"a", "", "c"}), Buffer<std::uint8_t>({1, 1, 0})},
                         {"fid", Role::count, Buffer<Index>({1, 2, 3}), Buffer<std::uint8_t>({0, 1, 1})},
                         {"share \"x\"", Role::measure, Buffer<double>({0.1, -1e300, 3}), {}},
                         {"mark", Role::quality, Buffer<std::uint8_t>({1, 0, 2}), {}},
                         {"colour", Role::dimension, Codes{Buffer<std::int32_t>({1, -1, 0}), list}, {}}});
  frames.ties = Table({{"source", Role::dimension, Buffer<Index>({7}), {}},
                       {"target", Role::dimension, Buffer<Index>({40}), {}},
                       {"kind", Role::text, Text::from({"contract"}), {}}});
  frames.flows = Table({{"origin", Role::text, Text::from({"7", "primary", "40"}), {}},
                        {"destination", Role::text, Text::from({"40", "gymnasium", "unknown"}), {}},
                        {"sex", Role::text, Text::from({"male", "female", "male"}), {}},
                        {"count", Role::text, Text::from({"12", ".", "-"}), {}}});
  const auto land = build_landscape(frames);
  save_geopackage(land, path);
  CHECK(load_geopackage(path) == land);
}

TEST_CASE("an empty landscape comes back") {
  const Folder folder;
  save_geopackage({}, folder.path() / "empty.gpkg");
  CHECK(load_geopackage(folder.path() / "empty.gpkg") == Built<Landscape>{});
}

TEST_CASE("the file is a GeoPackage with points in WGS 84") {
  const Folder folder;
  const auto path = folder.path() / "kreis.gpkg";
  save_geopackage(example(), path);
  const std::string bytes = bytes_of(path);
  CHECK(bytes.substr(0, 15) == "SQLite format 3");
  CHECK(bytes.substr(68, 4) == "GPKG");
  CHECK(query(path, "PRAGMA integrity_check") == Lines{"ok"});
  CHECK(query(path, "PRAGMA foreign_key_check").empty());
  CHECK(
      query(path, "SELECT table_name || ':' || data_type FROM gpkg_contents WHERE table_name NOT LIKE 'werdegang%'") ==
      Lines{"actors:features", "offers:attributes", "ties:attributes", "bodies:attributes", "memberships:attributes",
            "agreements:attributes", "signatories:attributes", "kinds:attributes"});
  CHECK(query(path,
              "SELECT min_x || ' ' || min_y || ' ' || max_x || ' ' || srs_id FROM gpkg_contents WHERE table_name = "
              "'actors'") == Lines{"11.81 51.15 11.81 4326"});
  // Little endian throughout: header, point 1, longitude, latitude.
  CHECK(query(path, "SELECT hex(geom) FROM actors WHERE id = 'kita'") == Lines{"47500001E61000000101000000"
                                                                               "1F85EB51B89E2740"
                                                                               "3333333333934940"});
  CHECK(query(path, "SELECT id FROM actors WHERE geom IS NULL ORDER BY id") ==
        Lines{"bus", "far", "library", "school"});
  CHECK(query(path, "SELECT source FROM ties") == Lines{"bus", "kita", "school"});
}

TEST_CASE("what was changed in the file since is checked") {
  const Folder folder;
  const auto path = folder.path() / "kreis.gpkg";
  const auto land = example();
  save_geopackage(land, path);
  edit(path,
       "UPDATE actors SET capacity = -5 WHERE id = 'kita'; ALTER TABLE actors ADD COLUMN note TEXT; UPDATE actors SET "
       "note "
       "= 'neu' WHERE id = 'bus'; DELETE FROM offers");
  const auto changed = load_geopackage(path);
  CHECK(changed.value.offer_count() == 0);
  CHECK(cells(changed.value.actors(), {"id", "note"})[0] == "bus;neu");
  REQUIRE(changed.findings.size() == land.findings.size() + 1);
  CHECK(changed.findings.items.back().code == "negative_number");
  edit(path, "UPDATE actors SET capacity = 'viele' WHERE id = 'kita'");
  CHECK(holds(refusal(path), "table actors, row 3, column 'capacity': 'viele' where a number is expected"));
}

TEST_CASE("files that are none of ours are refused in a sentence") {
  const Folder folder;
  CHECK(holds(refusal(folder.path() / "none.gpkg"), "none.gpkg: there is no such file"));
  CHECK(holds(refusal(folder.write("text.gpkg", std::string(5000, 'x'))), "text.gpkg: is no GeoPackage"));
  CHECK(holds(refusal(folder.write("empty.gpkg", "")), "is no GeoPackage"));
  const auto path = folder.path() / "kreis.gpkg";
  save_geopackage(example(), path);
  const std::string bytes = bytes_of(path);
  CHECK(holds(refusal(folder.write("cut.gpkg", bytes.substr(0, bytes.size() / 2))), "damaged"));
  edit(path, "UPDATE werdegang_format SET value = '9' WHERE name = 'format'");
  CHECK(holds(refusal(path), "was saved in format 9 by a newer werdegang"));
  edit(path, "DROP TABLE werdegang_format");
  CHECK(holds(refusal(path), "holds no landscape"));
}

TEST_CASE("a file that cannot be written leaves nothing behind, and an old one as it was") {
  const Folder folder;
  const auto land = example();
  CHECK(holds(message_of<FormatError>([&] { save_geopackage(land, folder.path() / "no" / "x.gpkg"); }),
              "there is no folder"));
  CHECK(holds(message_of<FormatError>([&] { save_geopackage(land, folder.path()); }), "is a folder"));
  const auto path = folder.write("old.gpkg", "old");
  std::stop_source stop;
  stop.request_stop();
  CHECK_THROWS_AS(save_geopackage(land, path, {1, stop.get_token(), {}}), Cancelled);
  CHECK(bytes_of(path) == "old");
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
  save_geopackage(land, path);
  CHECK(load_geopackage(path) == land);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}
