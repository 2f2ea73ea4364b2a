// Bodies in which actors sit together, and agreements that they have signed.
#pragma once

#include "werdegang/model/actor.hpp"

namespace werdegang::inline v0 {

/// A steering group, an advisory board, a working group.
struct Body {
  std::string id = {}, name = {}, kind = {}, region = {};
  std::string from = {}, to = {};
  Attributes more = {};
};

/// An actor's seat in a body.
struct Membership {
  std::string body = {}, actor = {}, role = {};
  std::string from = {}, to = {};
  Attributes more = {};
};

/// What several actors have agreed upon.
struct Agreement {
  std::string id = {}, name = {}, kind = {}, aims = {};
  std::string from = {}, to = {};
  std::string last_activity = {};  ///< the last day on which anything happened under it
  Attributes more = {};
};

/// An actor's signature under an agreement.
struct Signatory {
  std::string agreement = {}, actor = {};
  std::string from = {}, to = {};
  Attributes more = {};
};

}  // namespace werdegang::inline v0
