// Ties between actors: kind, direction, strength, whether they are confirmed, and since when.
#pragma once

#include "werdegang/model/actor.hpp"

namespace werdegang::inline v0 {

/// Position of a tie in its landscape.
using TieId = Id<struct TieTag>;

/// What ties actors, and whether such a tie has a direction unless it says otherwise.
struct TieKind {
  std::string code, label_de, label_en;
  bool directed = false;
  bool operator==(const TieKind&) const = default;
};

/// The kinds of the catalogue, in its order.
const std::vector<TieKind>& known_tie_kinds();
/// nullptr when the catalogue has no such kind.
const TieKind* find_tie_kind(std::string_view code);

/// One tie on its way into a landscape; what is empty is not given.
struct Tie {
  std::string source = {}, target = {}, kind = "cooperation";
  std::string direction = {};           ///< undirected or directed; empty: that of the kind
  std::optional<double> strength = {};  ///< any scale, 0 or more
  std::string confirmed = {};           ///< yes, one_sided, no, not_answered; silence is no denial
  std::string from = {}, to = {};       ///< days or years; an empty `to` is open
  Attributes more = {};
};

}  // namespace werdegang::inline v0
