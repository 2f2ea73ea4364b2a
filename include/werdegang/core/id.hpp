// Index and strongly typed identifiers.
#pragma once

#include <compare>
#include <cstdint>

namespace werdegang::inline v0 {

/// Sizes, positions and row numbers; signed, 64 bits everywhere. -1 means "none".
using Index = std::int64_t;

/// A position that cannot be mixed up with one of another kind: `Id<struct ActorTag>`.
template <class Tag>
struct Id {
  Index value = -1;
  auto operator<=>(const Id&) const = default;
};

}  // namespace werdegang::inline v0
