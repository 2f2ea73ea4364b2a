// What a number is: whether there is a value, and if not, why.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace werdegang::inline v0 {

/// The first four carry a value; the rest say why there is none.
/// `nil` is an exact zero printed as "-", `below_half` a zero that stands for less than half a unit.
enum class Status : std::uint8_t {
  reported,
  nil,
  below_half,
  computed,
  missing,
  unknown_or_secret,
  not_meaningful,
  unreliable,
  pending,
  not_existing,
  suppressed,
  empty_denominator,
  too_few_cases,
  not_applicable
};
inline constexpr int status_count = 14;

/// A set of marks that a value may carry beside its status; they combine.
enum class Flag : std::uint16_t {
  none = 0,
  provisional = 1,
  revised = 2,
  estimated = 4,
  limited = 8,
  rounded = 16,
  series_break = 32,
  out_of_range = 64,
  conflicting = 128,
  complement = 256
};
inline constexpr int flag_count = 9;

constexpr Flag operator|(Flag a, Flag b) {
  return static_cast<Flag>(static_cast<std::uint16_t>(a) | static_cast<std::uint16_t>(b));
}
constexpr Flag operator&(Flag a, Flag b) {
  return static_cast<Flag>(static_cast<std::uint16_t>(a) & static_cast<std::uint16_t>(b));
}
constexpr bool contains(Flag set, Flag flag) { return (set & flag) == flag; }

/// True for reported, nil, below_half and computed.
constexpr bool has_value(Status status) { return status <= Status::computed; }

/// Status of a result of arithmetic on two operands. Two values give `computed`; otherwise the
/// weightier reason wins: not_applicable, not_existing, suppressed, unknown_or_secret, pending,
/// missing, unreliable, not_meaningful, too_few_cases, empty_denominator. Commutative, associative.
Status combine(Status numerator, Status denominator);

/// Flags of a result: the union. `complement` and `out_of_range` describe one cell and are not inherited.
constexpr Flag combine(Flag a, Flag b) {
  constexpr auto own = static_cast<std::uint16_t>(Flag::complement | Flag::out_of_range);
  return static_cast<Flag>(static_cast<std::uint16_t>(a | b) & static_cast<std::uint16_t>(~own));
}

std::string_view to_string(Status status);
Status parse_status(std::string_view text);

/// Names in the order of the bits, joined by "|"; empty for none.
std::string to_string(Flag flags);
Flag parse_flags(std::string_view text);

/// SDMX code list CL_OBS_STATUS 2.2 and CL_CONF_STATUS: "A" normal, "O" missing, "M" cannot exist, "Q" secret, "B"
/// break ...
std::string_view sdmx_observation_status(Status status, Flag flags);
std::string_view sdmx_confidentiality(Status status);

}  // namespace werdegang::inline v0
