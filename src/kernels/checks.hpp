// What every kernel asks of its numbers.
#pragma once

#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

#include "werdegang/core/error.hpp"
#include "werdegang/core/id.hpp"
#include "werdegang/kernels/quantity.hpp"

namespace werdegang::inline v0::detail {

/// "n = 12.5", in the fewest digits that read back as the same number.
inline std::string named(std::string_view name, double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value).ptr;
  return std::string(name) + " = " + std::string(text, end);
}

inline std::string named(std::string_view name, Index value) {
  return std::string(name) + " = " + std::to_string(value);
}

/// Whether a number that came in can be computed with.
inline Status status_of(double value) {
  if (std::isnan(value)) return Status::missing;
  return std::isinf(value) ? Status::not_meaningful : Status::computed;
}

/// The same for a number of cases, which is not negative.
inline Status status_of_count(double value) { return value < 0 ? Status::not_meaningful : status_of(value); }

/// What came out; a quotient too large for a double is no figure.
inline Quantity quantity(double value) {
  return std::isfinite(value) ? Quantity{value, Status::computed} : Quantity{0, Status::not_meaningful};
}

/// The probability that each end of an interval leaves outside.
inline double tail_of(double confidence, std::string_view place) {
  if (!(confidence > 0 && confidence < 1))
    throw InvalidArgument(named("confidence", confidence), place, "a number between 0 and 1, such as 0.95");
  return (1 - confidence) / 2;
}

inline void expect_length(std::string_view name, std::size_t length, std::string_view place, std::size_t expected) {
  if (length != expected)
    throw InvalidArgument(std::string(name) + " of length " + std::to_string(length), place,
                          "length " + std::to_string(expected));
}

}  // namespace werdegang::inline v0::detail
