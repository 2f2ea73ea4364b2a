// Actors of a landscape: who offers education or has a say in it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "werdegang/core/id.hpp"

namespace werdegang::inline v0 {

/// Position of an actor in its landscape.
using ActorId = Id<struct ActorTag>;

/// What an actor is. Sector and formality are defaults that an actor may override.
struct ActorKind {
  std::string code, label_de, label_en;
  std::string sector;      ///< a code of the list "sector"
  std::string formality;   ///< formal (recognised certificates), non_formal (planned, without them) or informal
  std::string stage = {};  ///< where a person is who goes there, a stage of the catalogue; empty for none
  bool operator==(const ActorKind&) const = default;
};

/// The kinds of the catalogue, in its order.
const std::vector<ActorKind>& known_actor_kinds();
/// nullptr when the catalogue has no such kind.
const ActorKind* find_actor_kind(std::string_view code);

/// Further columns of one row: name and text, an empty text for "not given".
using Attributes = std::vector<std::pair<std::string, std::string>>;

/// One actor on its way into a landscape; what is empty is not given.
struct Actor {
  std::string id = {}, name = {}, kind = {};
  std::string sector = {}, formality = {};              ///< empty: those of the kind
  std::string region = {};                              ///< a region code, "15084"
  std::optional<double> longitude = {}, latitude = {};  ///< degrees, WGS 84
  std::optional<double> capacity = {};                  ///< places
  std::string from = {}, to = {};                       ///< days or years of existence; an empty `to` is open
  Attributes more = {};
};

}  // namespace werdegang::inline v0
