// Sums of quotients, as several kernels need them.
#pragma once

#include <span>

#include "kernels/checks.hpp"
#include "werdegang/kernels/share.hpp"

namespace werdegang::inline v0::detail {

/// scale * sum of width * top / bottom, in order; without `width` every class has width 1. The status is the
/// weightiest.
inline Quantity sum_of_shares(std::span<const double> top, std::span<const double> bottom,
                              std::span<const double> width, double scale) {
  double sum = 0;
  Status status = Status::computed;
  for (std::size_t row = 0; row < top.size(); ++row) {
    const Quantity part = share(top[row], bottom[row], scale * (width.empty() ? 1.0 : width[row]));
    status = combine(status, part.status);
    sum += part.value;
  }
  return has_value(status) ? quantity(sum) : Quantity{0, status};
}

}  // namespace werdegang::inline v0::detail
