// Ways to build a landscape: from tables at once, or row by row.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "werdegang/core/execution.hpp"
#include "werdegang/core/finding.hpp"
#include "werdegang/model/body.hpp"
#include "werdegang/model/landscape.hpp"
#include "werdegang/model/offer.hpp"
#include "werdegang/model/tie.hpp"

namespace werdegang::inline v0 {

/// What a user has. Keys are texts or integers. Columns that are not named here are kept as attributes.
/// - actors: id, kind; name, sector, formality, region, longitude, latitude, capacity, from, to
/// - offers: id, actor; name, topic, life_phase, target_group, formality, age_from, age_to, region, place, longitude,
///   latitude, capacity, times, from, to
/// - ties: source, target, kind; direction, strength, confirmed, from, to
/// - bodies: id; name, kind, region, from, to; memberships: body, actor; role, from, to
/// - agreements: id; name, kind, aims, from, to, last_activity
/// - signatories: agreement, actor; role, from, to
/// - flows: origin, destination, count; period, lower, upper, status and breakdowns as in flows_from; an end is the id
///   of an actor, a stage, or a name of one's own
/// - regions: code; name, level, parent, west, south, east, north, outline, from, to
/// - kinds: code; label_de, label_en, sector, formality, stage
struct LandscapeFrames {
  Table actors, offers, ties, bodies, memberships, agreements, signatories, flows, regions, kinds;
};

/// "actors", "offers", ... in the order of LandscapeFrames.
std::span<const std::string_view> landscape_frame_names();
/// The table of a frame by its name; throws UnknownName.
Table& table_in(LandscapeFrames& frames, std::string_view name);

struct LandscapeOptions {
  Index findings_per_code = 1000;  ///< in one frame; what goes beyond is counted in one finding
};

/// Defects of the rows are findings that name frame, row and column; rows that cannot stand in a graph (without a key,
/// or tied to an actor that is not there) are left out and said so. Throws InvalidArgument for a frame that lacks a
/// column or has one of the wrong type. O(n log n); the input is given up column by column.
Built<Landscape> build_landscape(LandscapeFrames frames, const LandscapeOptions& options = {},
                                 const Execution& execution = {});

/// Collects rows, then freezes.
class LandscapeBuilder {
 public:
  LandscapeBuilder& add(Actor actor);
  LandscapeBuilder& add(Offer offer);
  LandscapeBuilder& add(Tie tie);
  LandscapeBuilder& add(Body body);
  LandscapeBuilder& add(Membership membership);
  LandscapeBuilder& add(Agreement agreement);
  LandscapeBuilder& add(Signatory signatory);
  LandscapeBuilder& add(ActorKind kind);

  Built<Landscape> freeze() const;

 private:
  std::vector<Actor> actors_;
  std::vector<Offer> offers_;
  std::vector<Tie> ties_;
  std::vector<Body> bodies_;
  std::vector<Membership> memberships_;
  std::vector<Agreement> agreements_;
  std::vector<Signatory> signatories_;
  std::vector<ActorKind> kinds_;
};

}  // namespace werdegang::inline v0
