// What must not be seen.
#pragma once

#include <string>

#include "werdegang/core/id.hpp"

namespace werdegang::inline v0 {

/// Rules for figures of one's own. `min_count`: a number of persons from 1 to min_count - 1 is hidden, and with it
/// every figure that would give it away. Zeros are shown.
struct DisclosurePolicy {
  Index min_count = 3;
  bool operator==(const DisclosurePolicy&) const = default;
};

/// "min_count=3"
std::string to_string(const DisclosurePolicy& policy);

}  // namespace werdegang::inline v0
