#include "werdegang/kernels/rounding.hpp"

#include <array>
#include <bit>
#include <limits>
#include <optional>

#include "kernels/checks.hpp"

namespace werdegang::inline v0 {
namespace {

using Magnitude = std::uint64_t;

constexpr Magnitude exact_limit = Magnitude{1} << 53;  // every whole number up to here is a double

constexpr Magnitude magnitude(Index value) {
  return value < 0 ? 0 - static_cast<Magnitude>(value) : static_cast<Magnitude>(value);
}

constexpr Magnitude power_of_ten(int exponent) {
  Magnitude result = 1;
  for (int i = 0; i < exponent; ++i) result *= 10;
  return result;
}

/// units * 10^-digits; both operands of the one operation are exact, so that its result is the nearest double.
double decimal(Magnitude units, int digits, bool negative) {
  const auto power = static_cast<double>(power_of_ten(std::abs(digits)));
  const auto exact = static_cast<double>(units);
  const double value = digits >= 0 ? exact / power : exact * power;
  return negative && units != 0 ? -value : value;
}

struct Division {
  Magnitude quotient, remainder;
};

/// a * b / c without ever holding the product, for c < 2^63; nothing when the quotient exceeds `limit` < 2^62.
/// One step for each bit of b.
std::optional<Division> multiply_divide(Magnitude a, Magnitude b, Magnitude c, Magnitude limit) {
  const Division once{a / c, a % c};
  Division result{0, 0};
  const auto add = [&result, c](Division term) {
    const Magnitude remainder = result.remainder + term.remainder;
    const bool carry = remainder >= c;
    result = {result.quotient + term.quotient + carry, carry ? remainder - c : remainder};
  };
  for (int bit = std::bit_width(b) - 1; bit >= 0; --bit) {
    add(result);
    if ((b >> bit & 1) != 0) {
      if (once.quotient > limit) return std::nullopt;
      add(once);
    }
    if (result.quotient > limit) return std::nullopt;
  }
  return result;
}

/// A positive decimal number: digits * 10^exponent.
struct Decimal {
  Magnitude digits;
  int exponent;
};

/// The shortest decimal that reads back as x, at most 17 digits.
Decimal shortest(double x) {
  std::array<char, 40> text;
  const char* end = std::to_chars(text.data(), text.data() + text.size(), x, std::chars_format::scientific).ptr;
  Decimal result{0, 0};
  const char* at = text.data();
  bool fraction = false;
  for (; *at != 'e'; ++at) {
    if (*at == '.') {
      fraction = true;
      continue;
    }
    result.digits = result.digits * 10 + static_cast<Magnitude>(*at - '0');
    result.exponent -= fraction;
  }
  int exponent = 0;
  std::from_chars(at + (at[1] == '+' ? 2 : 1), end, exponent);
  result.exponent += exponent;
  return result;
}

}  // namespace

Quantity round_half_up(Index numerator, Index denominator, Index scale, int digits) {
  if (digits < 0 || digits > 9)
    throw InvalidArgument(detail::named("digits", Index{digits}), "round_half_up", "0 to 9 decimals");
  if (scale < 1 || scale > 1'000'000'000)
    throw InvalidArgument(detail::named("scale", scale), "round_half_up", "1 to 1000000000, such as 100");
  if (denominator == 0) return {0, Status::empty_denominator};
  const Magnitude divisor = magnitude(denominator);
  const Magnitude factor = static_cast<Magnitude>(scale) * power_of_ten(digits);
  const auto result =
      divisor >> 63 != 0 ? std::nullopt : multiply_divide(magnitude(numerator), factor, divisor, power_of_ten(15) - 1);
  if (!result)
    throw InvalidArgument(detail::named("numerator", numerator) + ", " + detail::named("denominator", denominator),
                          "round_half_up", "a result of at most 15 digits");
  const bool up = result->remainder >= divisor - result->remainder;
  return {decimal(result->quotient + up, digits, (numerator < 0) != (denominator < 0)), Status::computed};
}

double round_published(double x, int digits) {
  if (!std::isfinite(x)) throw InvalidArgument(detail::named("x", x), "round_published", "a finite number");
  if (digits < -15 || digits > 15)
    throw InvalidArgument(detail::named("digits", Index{digits}), "round_published", "-15 to 15 decimals");
  if (x == 0) return 0;
  const Decimal number = shortest(std::abs(x));
  const int drop = -digits - number.exponent;
  if (drop <= 0) return x;
  if (drop > 18) return 0;
  const Magnitude unit = power_of_ten(drop);
  const Magnitude units = number.digits / unit + (number.digits % unit >= unit / 2);
  // Doubles lie further apart here than the wanted decimals.
  return units > exact_limit ? x : decimal(units, digits, x < 0);
}

Index round_to_base(Index value, Index base) {
  if (base < 1) throw InvalidArgument(detail::named("base", base), "round_to_base", "1 or more, such as 3");
  const Magnitude size = magnitude(value), step = static_cast<Magnitude>(base);
  const Magnitude rest = size % step;
  const Magnitude rounded = size - rest + (rest >= step - rest && rest != 0 ? step : 0);
  constexpr auto largest = static_cast<Magnitude>(std::numeric_limits<Index>::max());
  if (rounded > largest + (value < 0))
    throw InvalidArgument(detail::named("value", value), "round_to_base", "a value whose multiple fits into 64 bits");
  return static_cast<Index>(value < 0 ? 0 - rounded : rounded);
}

}  // namespace werdegang::inline v0
