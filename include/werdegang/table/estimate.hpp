// One computed figure with everything that makes it readable later.
#pragma once

#include <optional>

#include "werdegang/core/status.hpp"

namespace werdegang::inline v0 {

/// A value with numerator and denominator, and an interval where the method gives one.
struct Estimate {
  double value = 0;  ///< meaningful only when has_value(status)
  std::optional<double> numerator, denominator;
  std::optional<double> lower, upper;
  Status status = Status::missing;
  Flag flags = Flag::none;
  bool operator==(const Estimate&) const = default;
};

}  // namespace werdegang::inline v0
