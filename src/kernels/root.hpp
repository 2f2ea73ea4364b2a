// Where a function passes 0.
#pragma once

#include <boost/math/tools/toms748_solve.hpp>

#include <cstdint>

namespace werdegang::inline v0::detail {

/// The x at which f passes 0; its signs at both ends differ.
template <class F>
double root(F&& f, double low, double high) {
  std::uintmax_t steps = 200;
  const auto [left, right] =
      boost::math::tools::toms748_solve(f, low, high, boost::math::tools::eps_tolerance<double>(52), steps);
  return left + (right - left) / 2;
}

}  // namespace werdegang::inline v0::detail
