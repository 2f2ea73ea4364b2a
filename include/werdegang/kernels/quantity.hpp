// The result of a formula: a number, or the reason why there is none.
#pragma once

#include "werdegang/core/status.hpp"

namespace werdegang::inline v0 {

/// `value` counts only when `has_value()`; otherwise it is 0 and `status` says why. Never NaN or infinite.
struct Quantity {
  double value = 0;
  Status status = Status::missing;

  bool has_value() const { return werdegang::has_value(status); }
  bool operator==(const Quantity&) const = default;
};

}  // namespace werdegang::inline v0
