#pragma once

#include "werdegang/model/builder.hpp"

// A small invented landscape with something of everything.
inline werdegang::LandscapeBuilder example_landscape() {
  using namespace werdegang;
  LandscapeBuilder builder;
  builder
      .add(Actor{.id = "kita",
                 .name = "Kita Regenbogen",
                 .kind = "kita",
                 .region = "15084",
                 .longitude = 11.81,
                 .latitude = 51.15,
                 .capacity = 80,
                 .from = "1994-08-01"})
      .add(Actor{.id = "school",
                 .name = "Grundschule Am Markt",
                 .kind = "primary_school",
                 .region = "15084",
                 .capacity = 220,
                 .more = {{"street", "Markt 1"}}})
      .add(Actor{.id = "library", .name = "Stadtbibliothek", .kind = "library", .region = "15084", .to = "2018"})
      .add(Actor{.id = "bus", .name = "Bildungsbus", .kind = "learning_bus", .region = "15002", .from = "2017"})
      .add(ActorKind{"learning_bus", "Bildungsbus", "learning bus", "culture", "informal"})
      .add(Offer{.id = "reading",
                 .actor = "library",
                 .name = "Vorlesen",
                 .topic = "language",
                 .life_phase = "kindergarten_age",
                 .age_from = 4,
                 .age_to = 6,
                 .capacity = 15})
      .add(
          Offer{.id = "tour", .actor = "bus", .name = "Tour „Wasser“", .topic = "sustainability", .from = "2017-05-01"})
      .add(Tie{.source = "kita", .target = "school", .confirmed = "yes", .from = "2001"})
      .add(Tie{
          .source = "school", .target = "library", .kind = "referral", .strength = 2.5, .confirmed = "not_answered"})
      .add(Tie{.source = "bus", .target = "kita", .kind = "shared_place", .from = "2017", .to = "2019-06-30"})
      .add(Body{.id = "board", .name = "Bildungsbeirat", .kind = "advisory_board", .region = "15084", .from = "2010"})
      .add(Membership{.body = "board", .actor = "school", .role = "Vorsitz"})
      .add(Membership{.body = "board", .actor = "library", .to = "2018"})
      .add(Agreement{.id = "pact",
                     .name = "Lesepakt",
                     .aims = "Alle Kinder lesen.",
                     .from = "2012-03-01",
                     .last_activity = "2016-11-09"})
      .add(Signatory{.agreement = "pact", .actor = "school"})
      .add(Signatory{.agreement = "pact", .actor = "library"});
  return builder;
}
