#include "werdegang/io/places.hpp"

#include <cmath>

#include "catch.hpp"
#include "files.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/kernels/map_projection.hpp"

using namespace werdegang;

namespace {

Built<Table> places(const std::string& bytes, const PlacesOptions& options = {}) {
  return read_places_from("list", bytes, options);
}

PlacesOptions with_columns(std::map<std::string, std::string> columns) { return {"", 0, std::move(columns)}; }
PlacesOptions with_crs(int crs) { return {"", crs, {}}; }
PlacesOptions with_kind(const std::string& kind) { return {kind, 0, {}}; }

bool says(const Findings& findings, std::string_view code, std::string_view piece = "") {
  for (const Finding& finding : findings.items)
    if (finding.code == code && holds(message(finding, "en"), piece)) return true;
  return false;
}

double number(const Table& table, std::string_view column, Index row) {
  return std::get<Buffer<double>>(table.column(column).data)[row];
}

std::string feature(const std::string& geometry, const std::string& properties = "{}") {
  return R"({"type": "Feature", "geometry": )" + geometry + R"(, "properties": )" + properties + "}";
}

std::string collection(const std::vector<std::string>& features, const std::string& crs = "") {
  std::string text;
  for (const auto& each : features) text += (text.empty() ? "" : ",\n") + each;
  return R"({"type": "FeatureCollection", )" + crs + "\"features\": [" + text + "]}";
}

std::string point(double x, double y) {
  return R"({"type": "Point", "coordinates": [)" + std::to_string(x) + ", " + std::to_string(y) + "]}";
}

std::string named(const std::string& name) { return R"({"id": ")" + name + R"(", "name": ")" + name + R"("})"; }

std::string error_of(const std::string& bytes, const PlacesOptions& options = {}) {
  return message_of<FormatError>([&] { places(bytes, options); });
}

}  // namespace

TEST_CASE("German names of coordinates, and of places beside coordinates", "[io][places]") {
  for (const char* names : {"Länge;Breite", "laenge;breite", "Längengrad;Breitengrad", "Geogr. Länge;Geogr. Breite"}) {
    const auto found = places(std::string("Name;") + names + "\nSonne;11,81;51,15\n").value;
    CHECK(number(found, "longitude", 0) == 11.81);
    CHECK(number(found, "latitude", 0) == 51.15);
  }
  CHECK(cells(places("alat,alon,all\n52.5,13.5,100\n").value, {"places"}) == std::vector<std::string>{"100"});
}

TEST_CASE("a GeoJSON list of points becomes a table of actors", "[io][places]") {
  const auto [table, findings] =
      read_places(fixture("fixtures/places/kitas.geojson"), with_columns({{"id", "Kita-Nr."}}));
  CHECK(cells(table, {"id", "name", "kind", "longitude", "latitude", "places", "träger", "angebote"}) ==
        std::vector<std::string>{
            R"(K01;Kita Sonnenblume;Kindertagesstätte;11.8021;51.1534;84;Stadt;["Krippe","Kindergarten"])",
            R"(K02;Kita Am Bach;Kindertagesstätte;11.8134;51.1497;120;AWO;["Kindergarten"])",
            "K03;Waldgruppe;Waldkindergarten;;;;Verein;[]"});
  CHECK(says(findings, "columns_understood", "kind = art, places = plätze"));
  CHECK(says(findings, "place_without_coordinates", "coordinates: 1 (Waldgruppe)"));
  CHECK(findings.count(Finding::error) + findings.count(Finding::warning) == 0);
}

TEST_CASE("a csv list has titles, a second header line, cells of two lines and a sum", "[io][places]") {
  const auto [table, findings] = read_places(fixture("fixtures/places/schools.csv"));
  CHECK(cells(table, {"id", "name", "kind", "address", "PLZ", "Schüler 2024"}) ==
        std::vector<std::string>{"0101;Grundschule Nord;Grundschule;Nordring 1, 06618 Naumburg;06618;212",
                                 "0102;Grundschule\nSüd;Grundschule;Südring 2, 06618 Naumburg;06618;",
                                 "0201;Gymnasium;Gymnasium;Markt 3, 06712 Zeitz;06712;1.045"});
  CHECK(says(findings, "header_lines", "1, 3"));
  CHECK(says(findings, "sum_line", "Schüler 2024 = 1.257"));
  CHECK(says(findings, "written_nan", "empty: 1 (columns Schüler 2024)"));
  CHECK(says(findings, "list_without_coordinates"));
}

TEST_CASE("a point in thousands or decimals is not guessed", "[io][places]") {
  const auto built = places("id;name;pupils\na;A;253.611\nb;B;1.045\n");
  CHECK(cells(built.value, {"pupils"}) == std::vector<std::string>{"253.611", "1.045"});
  CHECK(says(built.findings, "ambiguous_numbers", "253.611"));
  CHECK(cells(places("id;name;share\na;A;27,5\nb;B;3\n").value, {"share"}) == std::vector<std::string>{"27.5", "3"});
  CHECK(cells(places("id;name;share\na;A;27.51\nb;B;3\n").value, {"share"}) == std::vector<std::string>{"27.51", "3"});
}

TEST_CASE("keys keep their zeros, coordinates take a comma", "[io][places]") {
  const auto built = places("Nr;Name;PLZ;Längengrad;Breitengrad\n007;A;06618;11,8;51,15\n");
  CHECK(cells(built.value, {"id", "PLZ", "longitude", "latitude"}) == std::vector<std::string>{"007;06618;11.8;51.15"});
}

TEST_CASE("coordinates in metres are converted as the file says", "[io][places]") {
  const Geographic berlin{13.377704, 52.516275};
  const Plane utm = to_plane(utm_zone(33), berlin), web = to_web_mercator(berlin);
  const auto crs = [](const std::string& name) {
    return R"("crs": {"type": "name", "properties": {"name": ")" + name + R"("}}, )";
  };
  for (const auto& [name, at] : {std::pair{"urn:ogc:def:crs:EPSG::25833", utm},
                                 {"EPSG:32633", utm},
                                 {"urn:ogc:def:crs:EPSG:6.9:3857", web},
                                 {"urn:ogc:def:crs:EPSG::5650", Plane{utm.x + 33e6, utm.y}}}) {
    const auto built = places(collection({feature(point(at.x, at.y), named("a"))}, crs(name)));
    CHECK(std::abs(number(built.value, "longitude", 0) - berlin.longitude) < 1e-7);
    CHECK(std::abs(number(built.value, "latitude", 0) - berlin.latitude) < 1e-7);
    CHECK(says(built.findings, "converted_coordinates"));
  }
  const auto plain = places(collection({feature(point(13.4, 52.5), named("a"))}, crs("urn:ogc:def:crs:OGC:1.3:CRS84")));
  CHECK(number(plain.value, "longitude", 0) == 13.4);
  CHECK_FALSE(says(plain.findings, "converted_coordinates"));
  CHECK(says(places(collection({feature(point(1, 2), named("a"))}, crs("EPSG:31468"))).findings,
             "unsupported_coordinates"));
}

TEST_CASE("coordinates in metres without a system are read in the only one that fits", "[io][places]") {
  const Plane web = to_web_mercator({13.4, 52.5});
  const auto built = places(collection({feature(point(web.x, web.y), named("a"))}));
  CHECK(std::abs(number(built.value, "latitude", 0) - 52.5) < 1e-6);
  CHECK(says(built.findings, "coordinate_system_assumed", "Web Mercator (EPSG:3857)"));
}

TEST_CASE("two zones that fit are told apart by the names in the file, or not at all", "[io][places]") {
  const Plane at = to_plane(utm_zone(33), {13.2, 52.54});
  const std::string bare = feature(point(at.x, at.y), R"({"id": "1"})");
  const std::string spandau = feature(point(at.x, at.y), R"({"id": "1", "bezirk": "Spandau"})");
  const auto unknown = places(collection({bare}));
  CHECK(says(unknown.findings, "ambiguous_coordinates", "UTM 32 (EPSG:25832), UTM 33 (EPSG:25833)"));
  CHECK_FALSE(unknown.value.column("longitude").valid(0));
  CHECK(number(unknown.value, "x", 0) == Approx(at.x));
  const auto known = places(collection({spandau}));
  CHECK(says(known.findings, "coordinate_system_assumed", "the column bezirk names (such as Spandau)"));
  CHECK(std::abs(number(known.value, "longitude", 0) - 13.2) < 1e-6);
  const auto told = places(collection({bare}), with_crs(25833));
  CHECK(std::abs(number(told.value, "longitude", 0) - 13.2) < 1e-6);
  CHECK(says(places(collection({feature(point(4468298, 5333000))})).findings, "unknown_coordinates",
             "4468298 / 5333000"));
}

TEST_CASE("areas stand for their centre and keep their outline", "[io][places]") {
  const std::string square =
      R"({"type": "Polygon", "coordinates": [[[10,50],[12,50],[12,52],[10,52],[10,50]],[[10,50],[11,50],[11,51],[10,51],[10,50]]]})";
  const std::string two =
      R"({"coordinates": [[[[10,50],[11,50],[11,51],[10,51],[10,50]]],[[[12,50],[13,50],[13,51],[12,51],[12,50]]]], "type": "MultiPolygon"})";
  const auto built = places(collection({feature(square, named("a")), feature(two, named("b"))}));
  // The square without its lower left quarter: (4 * 11 - 1 * 10.5) / 3.
  CHECK(number(built.value, "longitude", 0) == Approx(33.5 / 3));
  CHECK(number(built.value, "latitude", 0) == Approx(153.5 / 3));
  CHECK(number(built.value, "longitude", 1) == Approx(11.5));
  const auto outline = cells(built.value, {"outline"});
  CHECK(outline[0].starts_with("POLYGON ((10.0000000 50.0000000, 12.0000000 50.0000000,"));
  CHECK(holds(outline[0], "), (10.0000000 50.0000000, 11.0000000"));
  CHECK(holds(outline[1], ")), ((12.0000000"));
  CHECK(outline[1].starts_with("MULTIPOLYGON (((10.0"));
  CHECK(says(built.findings, "area_as_centre", "2"));
}

TEST_CASE("what is odd about positions is said and not repaired", "[io][places]") {
  const auto built =
      places(collection({feature(point(13.4, 52.5), named("a")), feature(point(52.5, 13.4), named("swapped")),
                         feature(point(0, 0), named("zero")), feature(point(200, 52), named("outside")),
                         feature(R"({"type": "LineString", "coordinates": [[1,2],[3,4]]})", named("line")),
                         feature("null", named("nowhere"))}));
  CHECK(says(built.findings, "swapped_positions", "swapped"));
  CHECK(number(built.value, "longitude", 1) == 52.5);
  CHECK(says(built.findings, "coordinates_zero", "zero"));
  CHECK(says(built.findings, "coordinates_out_of_range", "outside"));
  CHECK(says(built.findings, "geometry_not_a_place", "LineString"));
  CHECK(says(built.findings, "place_without_coordinates", "coordinates: 2 (line, nowhere)"));
  CHECK(cells(built.value, {"longitude"}) == std::vector<std::string>{"13.4", "52.5", "", "", "", ""});
  const auto fine =
      places(collection({feature(point(13.4, 52.5), named("a")), feature(point(8.54, 47.38), named("Zürich"))}));
  CHECK(fine.findings.size() == 0);
}

TEST_CASE("keys that are missing, repeated or made are said", "[io][places]") {
  const auto built = places("id;name\n1;A\n1;B\n;C\n");
  CHECK(says(built.findings, "repeated_place_id", "1 (1)"));
  CHECK(says(built.findings, "missing_place_id", "key: 1 (C)"));
  CHECK(built.value.rows() == 3);
  const auto made = places("name;adresse\nA;x 1\nB;y 2\n");
  CHECK(cells(made.value, {"id"}) == std::vector<std::string>{"1", "2"});
  CHECK(says(made.findings, "made_place_ids"));
}

TEST_CASE("an unreadable coordinate is an error finding with its line", "[io][places]") {
  const auto built = places("id;name;lon;lat\na;A;13,4;52,5\nb;B;östlich;52,5\nc;C;NaN;NaN\n");
  CHECK(says(built.findings, "unreadable_coordinate", "“östlich” is no coordinate; B"));
  CHECK(built.findings.items.size() >= 2);
  CHECK(cells(built.value, {"longitude"}) == std::vector<std::string>{"13.4", "", ""});
}

TEST_CASE("a kind is given to places that have none", "[io][places]") {
  CHECK(cells(places("id;name;art\na;A;Hort\nb;B;\n", with_kind("kita")).value, {"kind"}) ==
        std::vector<std::string>{"Hort", "kita"});
  // Codes of a list that is elsewhere are no kinds.
  CHECK(cells(places("id;name;type\na;A;0\nb;B;3\n", with_kind("kita")).value, {"kind", "type"}) ==
        std::vector<std::string>{"kita;0", "kita;3"});
}

TEST_CASE("empty lists and lists without a name are told apart", "[io][places]") {
  const auto empty = places(collection({}));
  CHECK(empty.value.rows() == 0);
  CHECK(says(empty.findings, "no_places"));
  CHECK(says(places("[]").findings, "no_places"));
}

TEST_CASE("what is no list is refused with what to do", "[io][places]") {
  CHECK(holds(error_of("@prefix geo: <http://x> .\n"), "RDF Turtle, which is not read; expected csv, JSON or GeoJSON"));
  CHECK(holds(error_of("<kml></kml>"), "XML, KML or HTML"));
  CHECK(holds(error_of("GENESIS-Tabelle: 1\n"), "read it with read_official"));
  CHECK(holds(error_of(R"({"a": [1], "b": 2})"), "one object with the names a, b, such as a code list"));
  CHECK(holds(error_of(R"({"type": "Topology", "objects": {}})"), "TopoJSON"));
  CHECK(holds(error_of("year;value\n2015;3\n2016;4\n"), "the columns are year, value; expected a list of places"));
  CHECK(holds(error_of("id;name\n1;A;x\n"), "line 2: found 3 fields, expected 2"));
  CHECK(holds(error_of("id;name\n1;\"A\n"), "line 2: the quote that opens"));
  CHECK(holds(error_of("[1, 2]"), "line 1: column 2: found '1' in the list, expected an object"));
  CHECK(holds(error_of("{\"type\": \"FeatureCollection\",\n \"features\": [{]}"), "line 2: column 16"));
  CHECK(holds(error_of(collection({feature(R"({"type": "Point", "coordinates": [NaN, 1]})")})), "JSON has no NaN"));
  CHECK(holds(error_of(collection({feature(R"({"type": "Point", "coordinates": ["13.4", 1]})")})),
              "in coordinates, expected a number"));
  CHECK_THROWS_AS(places("id;name\n1;A\n", with_columns({{"places", "Plaetze"}})), UnknownName);
  CHECK_THROWS_AS(places("id;name\n1;A\n", with_columns({{"capacity", "name"}})), UnknownName);
  CHECK(message_of<InvalidArgument>([] { places("id;name\n1;A\n", with_crs(31468)); }) ==
        "crs = 31468 in read_places: expected one of the EPSG codes 4326, 4258, 3857, 25832, 25833, 32632, 32633, "
        "4647, 5650, or 0 to find out");
}

TEST_CASE("a JSON sheet keeps its printed header out of the places", "[io][places]") {
  std::string text = R"([{"BSN": "Nr.", "title": "Name", "seats": "Plätze", "pupils": "SuS"})";
  for (int i = 1; i < 8; ++i)
    text += R"(, {"BSN": "G)" + std::to_string(i) + R"(", "title": "S", "seats": "432", "pupils": "40)" +
            std::to_string(i) + R"("})";
  const auto built = places(text + "]");
  CHECK(built.value.rows() == 7);
  CHECK(says(built.findings, "header_lines", "1"));
  CHECK(std::get<Buffer<Index>>(built.value.column("pupils").data)[6] == 407);
}

TEST_CASE("own columns of the file never hide ours", "[io][places]") {
  const auto built =
      places(collection({feature(point(13.4, 52.5), R"({"id": "a", "name": "A", "lon": 1, "lat": 2, "x": 5})")}));
  CHECK(number(built.value, "longitude", 0) == 13.4);
  CHECK(cells(built.value, {"lon", "lat", "x"}) == std::vector<std::string>{"1;2;5"});
}
