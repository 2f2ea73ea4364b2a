// An education landscape: who exists, what they offer, who is tied to whom.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "werdegang/model/actor.hpp"
#include "werdegang/model/flows.hpp"
#include "werdegang/table/table.hpp"

namespace werdegang::inline v0 {

/// Positions of rows in another table, -1 = none.
using Positions = Buffer<std::int32_t>;

/// What a landscape is made of. Tables with an `id` are sorted by it; the others by the rows that they refer to, then
/// by kind and date. References are positions, and no column of a table. A table that was not given has no columns.
struct LandscapeParts {
  Table actors;
  Table offers;
  Positions offer_actor;
  Table ties;
  Positions tie_source, tie_target;
  Table bodies;
  Table memberships;
  Positions membership_body, membership_actor;
  Table agreements;
  Table signatories;
  Positions signatory_agreement, signatory_actor;
  Flows flows;    ///< ends are ids of actors, stages, or names of one's own
  Table regions;  ///< own regions, beside those of the catalogue
  Table kinds;    ///< own kinds of actors
  bool operator==(const LandscapeParts&) const = default;
};

/// Immutable; copies share their memory. Equal when all parts are, whatever the order of the rows was on the way in.
class Landscape {
 public:
  Landscape();
  /// Throws InvalidArgument when the parts do not fit together.
  explicit Landscape(LandscapeParts parts);

  const LandscapeParts& parts() const { return *parts_; }
  Index actor_count() const { return parts_->actors.rows(); }
  Index offer_count() const { return parts_->offers.rows(); }
  Index tie_count() const { return parts_->tie_source.size(); }

  /// Tables with the keys of what they refer to. O(rows) where there are references, else O(1).
  Table actors() const { return parts_->actors; }
  Table offers() const;
  Table ties() const;
  Table bodies() const { return parts_->bodies; }
  Table memberships() const;
  Table agreements() const { return parts_->agreements; }
  Table signatories() const;
  /// As they were given; flows_on_level adds them up.
  const Flows& flows() const { return parts_->flows; }
  Table regions() const { return parts_->regions; }
  Table kinds() const { return parts_->kinds; }

  /// The actor of a key; integer keys are given as text as well. O(log actors).
  std::optional<ActorId> find_actor(std::string_view key) const;
  bool operator==(const Landscape& other) const { return parts_ == other.parts_ || *parts_ == *other.parts_; }

 private:
  std::shared_ptr<const LandscapeParts> parts_;
};

}  // namespace werdegang::inline v0
