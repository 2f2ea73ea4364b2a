#include <algorithm>

#include "catch.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/model/builder.hpp"

using namespace werdegang;

namespace {

LandscapeBuilder small_town() {
  LandscapeBuilder builder;
  builder.add(Actor{.id = "kita", .name = "Kita Regenbogen", .kind = "kita", .region = "15084", .capacity = 80})
      .add(Actor{.id = "school", .name = "Grundschule Am Markt", .kind = "primary_school", .region = "15084"})
      .add(Actor{.id = "library", .name = "Stadtbibliothek", .kind = "library", .region = "15084"})
      .add(Offer{
          .id = "reading", .actor = "library", .name = "Vorlesen", .topic = "language", .age_from = 4, .age_to = 6})
      .add(Tie{.source = "kita", .target = "school", .kind = "cooperation", .confirmed = "yes"})
      .add(Tie{.source = "school", .target = "library", .kind = "referral", .strength = 2});
  return builder;
}

std::vector<std::string> codes_of(const Findings& findings) {
  std::vector<std::string> codes;
  for (const Finding& finding : findings.items) codes.push_back(finding.code);
  return codes;
}

const Finding& only(const Findings& findings, std::string_view code) {
  const auto is = [&](const Finding& finding) { return finding.code == code; };
  REQUIRE(std::count_if(findings.items.begin(), findings.items.end(), is) == 1);
  return *std::find_if(findings.items.begin(), findings.items.end(), is);
}

}  // namespace

TEST_CASE("a landscape holds actors, offers and ties, sorted and with what their kinds say", "[model]") {
  const auto built = small_town().freeze();
  CHECK(codes_of(built.findings).empty());
  const Landscape& land = built.value;
  CHECK(cells(land.actors(), {"id", "kind", "sector", "formality"}) ==
        std::vector<std::string>{"kita;kita;early_years;formal", "library;library;culture;non_formal",
                                 "school;primary_school;schools;formal"});
  CHECK(cells(land.offers(), {"id", "actor", "topic", "age_from"}) ==
        std::vector<std::string>{"reading;library;language;4"});
  CHECK(cells(land.ties(), {"source", "target", "kind", "direction", "confirmed"}) ==
        std::vector<std::string>{"kita;school;cooperation;undirected;yes", "school;library;referral;directed;"});
  CHECK(land.find_actor("library")->value == 1);
  CHECK_FALSE(land.find_actor("theatre"));
}

TEST_CASE("the order of rows makes no difference", "[model]") {
  LandscapeBuilder other;
  other.add(Tie{.source = "school", .target = "library", .kind = "referral", .strength = 2})
      .add(Tie{.source = "kita", .target = "school", .kind = "cooperation", .confirmed = "yes"})
      .add(Actor{.id = "library", .name = "Stadtbibliothek", .kind = "library", .region = "15084"})
      .add(Offer{
          .id = "reading", .actor = "library", .name = "Vorlesen", .topic = "language", .age_from = 4, .age_to = 6})
      .add(Actor{.id = "school", .name = "Grundschule Am Markt", .kind = "primary_school", .region = "15084"})
      .add(Actor{.id = "kita", .name = "Kita Regenbogen", .kind = "kita", .region = "15084", .capacity = 80});
  CHECK(other.freeze().value == small_town().freeze().value);
  other.add(Actor{.id = "museum", .name = "Museum", .kind = "museum"});
  CHECK_FALSE(other.freeze().value == small_town().freeze().value);
}

TEST_CASE("a tie to an actor that does not exist is left out and said", "[model]") {
  auto builder = small_town();
  builder.add(Tie{.source = "kita", .target = "theatre"});
  const auto built = builder.freeze();
  CHECK(built.value == small_town().freeze().value);
  const Finding& finding = only(built.findings, "unknown_reference");
  CHECK(finding.severity == Finding::error);
  CHECK(built.findings.sources[static_cast<std::size_t>(finding.source)] == "ties");
  CHECK(finding.row == 3);
  CHECK(finding.column == 2);
  CHECK(message(finding, "de") ==
        "Verbindungen: „kita – theatre“ nennt in „target“ „theatre“, was es in „actors“ nicht gibt; die Zeile wurde "
        "ausgelassen.");
}

TEST_CASE("offers without an actor stay and are said", "[model]") {
  auto builder = small_town();
  builder.add(Offer{.id = "lost", .name = "Töpfern"}).add(Offer{.id = "odd", .actor = "theatre", .name = "Spielen"});
  const auto built = builder.freeze();
  CHECK(built.value.offer_count() == 3);
  CHECK(only(built.findings, "offer_without_actor").row == 2);
  CHECK(only(built.findings, "offer_of_unknown_actor").row == 3);
  CHECK(cells(built.value.offers(), {"id", "actor"}) == std::vector<std::string>{"lost;", "odd;", "reading;library"});
}

TEST_CASE("a key that is there twice counts once", "[model]") {
  auto builder = small_town();
  builder.add(Actor{.id = "kita", .name = "Kita Regenbogen", .kind = "kita", .region = "15084", .capacity = 80});
  CHECK(codes_of(builder.freeze().findings) == std::vector<std::string>{"repeated_row"});
  builder.add(Actor{.id = "kita", .name = "Kita Sonnenschein", .kind = "kita", .region = "15084", .capacity = 70});
  const auto built = builder.freeze();
  CHECK(built.value == small_town().freeze().value);
  CHECK(only(built.findings, "conflicting_row").args.back() == "name, capacity");
  CHECK(only(built.findings, "conflicting_row").row == 5);
}

TEST_CASE("an undirected tie given from both sides counts once, a directed one twice", "[model]") {
  auto builder = small_town();
  builder.add(Tie{.source = "school", .target = "kita", .kind = "cooperation", .confirmed = "yes"});
  const auto built = builder.freeze();
  CHECK(built.value == small_town().freeze().value);
  CHECK(codes_of(built.findings) == std::vector<std::string>{"repeated_row"});
  builder.add(Tie{.source = "library", .target = "school", .kind = "referral", .strength = 2});
  CHECK(builder.freeze().value.tie_count() == 3);
}

TEST_CASE("the same tie in another time is another tie", "[model]") {
  LandscapeBuilder builder;
  builder.add(Actor{.id = "a", .kind = "kita"}).add(Actor{.id = "b", .kind = "kita"});
  builder.add(Tie{.source = "a", .target = "b", .from = "2016-03-01", .to = "2017"});
  builder.add(Tie{.source = "a", .target = "b", .from = "2019"});
  const auto built = builder.freeze();
  CHECK(codes_of(built.findings).empty());
  CHECK(cells(built.value.ties(), {"from", "to"}) == std::vector<std::string>{"2016-03-01;2017", "2019;"});
}

TEST_CASE("oddities of a row are said, and the row is kept as it is", "[model]") {
  const auto said = [](const Actor& actor) {
    LandscapeBuilder builder;
    builder.add(actor);
    return codes_of(builder.freeze().findings);
  };
  using Codes = std::vector<std::string>;
  const Actor good{.id = "a", .name = "A", .kind = "school", .region = "15084", .longitude = 11.97, .latitude = 51.2};
  const auto with = [&](auto change) {
    Actor actor = good;
    change(actor);
    return said(actor);
  };
  CHECK(said(good).empty());
  CHECK(with([](Actor& a) { a.name = " "; }) == Codes{"empty_name"});
  CHECK(with([](Actor& a) { std::swap(a.longitude, a.latitude); }) == Codes{"exchanged_coordinates"});
  CHECK(with([](Actor& a) { a.longitude = 706123, a.latitude = 5676234; }) == Codes{"map_grid_coordinates"});
  CHECK(with([](Actor& a) { a.longitude = 0, a.latitude = 0; }) == Codes{"outside_germany"});
  CHECK(with([](Actor& a) { a.latitude.reset(); }) == Codes{"half_a_place"});
  CHECK(with([](Actor& a) { a.capacity = -1; }) == Codes{"negative_number"});
  CHECK(with([](Actor& a) { a.from = "2020", a.to = "2019-12-31"; }) == Codes{"end_before_start"});
  CHECK(with([](Actor& a) { a.from = "2020", a.to = "2020-05-01"; }).empty());
  CHECK(with([](Actor& a) { a.from = "damals"; }) == Codes{"unreadable_date"});
  CHECK(with([](Actor& a) { a.kind = "shcool"; }) == Codes{"undeclared_code"});
  CHECK(with([](Actor& a) { a.kind = "Schule"; }) == Codes{"read_as_code"});
  CHECK(with([](Actor& a) { a.region = "99999"; }) == Codes{"unknown_place"});
  CHECK(with([](Actor& a) { a.region = "1001"; }) == Codes{"leading_zero_lost"});
  CHECK(with([](Actor& a) { a.region = "15084590"; }).empty());
}

TEST_CASE("age ranges upside down and ages of nobody are said", "[model]") {
  auto builder = small_town();
  builder.add(Offer{.id = "x", .actor = "library", .name = "X", .age_from = 12, .age_to = 6});
  builder.add(Offer{.id = "y", .actor = "library", .name = "Y", .age_from = -3, .age_to = 6});
  const auto findings = builder.freeze().findings;
  CHECK(only(findings, "reversed_age_range").args == std::vector<std::string>{"x", "12", "6"});
  CHECK(only(findings, "implausible_age").args == std::vector<std::string>{"y", "-3"});
}

TEST_CASE("ties to oneself are said", "[model]") {
  auto builder = small_town();
  builder.add(Tie{.source = "kita", .target = "kita"});
  CHECK(codes_of(builder.freeze().findings) == std::vector<std::string>{"self_tie"});
}

TEST_CASE("an actor that nothing refers to is said when there is something that could", "[model]") {
  LandscapeBuilder alone;
  alone.add(Actor{.id = "a", .kind = "museum"});
  CHECK(alone.freeze().findings.size() == 0);
  auto builder = small_town();
  builder.add(Actor{.id = "museum", .name = "Museum", .kind = "museum"});
  CHECK(codes_of(builder.freeze().findings) == std::vector<std::string>{"orphan_actor"});
  builder.add(Body{.id = "b", .name = "Beirat"}).add(Membership{.body = "b", .actor = "museum"});
  CHECK(builder.freeze().findings.size() == 0);
}

TEST_CASE("a declared kind of one's own loads without a finding", "[model]") {
  LandscapeBuilder builder;
  builder.add(Actor{.id = "a", .name = "Bildungsbus", .kind = "learning_bus"});
  CHECK(codes_of(builder.freeze().findings) == std::vector<std::string>{"undeclared_code"});
  builder.add(ActorKind{"learning_bus", "Bildungsbus", "learning bus", "culture", "informal"});
  const auto built = builder.freeze();
  CHECK(built.findings.size() == 0);
  CHECK(cells(built.value.actors(), {"sector", "formality"}) == std::vector<std::string>{"culture;informal"});
}

TEST_CASE("missing columns and columns of the wrong type throw", "[model]") {
  LandscapeFrames frames;
  CHECK(holds(message_of<InvalidArgument>([&] { build_landscape(frames); }), "no table of actors"));
  frames.actors = Table({{"id", Role::text, Text::from({"a"}), {}}, {"kindd", Role::text, Text::from({"kita"}), {}}});
  CHECK(message_of<InvalidArgument>([&] { build_landscape(frames); }) ==
        "no column 'kind' in actors: expected id, kind (and if known name, sector, formality, region, longitude, "
        "latitude, capacity, from, to), found id, kindd; is it 'kindd'?");
  frames.actors = Table({{"id", Role::text, Text::from({"a"}), {}},
                         {"kind", Role::text, Text::from({"kita"}), {}},
                         {"capacity", Role::text, Text::from({"viele"}), {}}});
  CHECK(message_of<InvalidArgument>([&] { build_landscape(frames); }) ==
        "'viele' in row 1 in column 'capacity' of actors: expected numbers");
  frames.actors = Table({{"id", Role::text, Text::from({"a"}), {}}, {"kind", Role::text, Text::from({"kita"}), {}}});
  frames.ties = Table({{"source", Role::count, Buffer<Index>({1}), {}},
                       {"target", Role::count, Buffer<Index>({1}), {}},
                       {"kind", Role::text, Text::from({"cooperation"}), {}}});
  CHECK(message_of<InvalidArgument>([&] { build_landscape(frames); }) ==
        "numbers in column 'source' of ties: expected texts as in the key of actors");
}
