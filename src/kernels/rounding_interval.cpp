#include "werdegang/kernels/rounding_interval.hpp"

#include <algorithm>

#include "kernels/checks.hpp"

namespace werdegang::inline v0 {
namespace {

void expect_base(Index base, std::string_view place) {
  if (base < 1) throw InvalidArgument(detail::named("base", base), place, "1 or more, such as 3");
}

Interval counts_behind(std::string_view name, double value, Index base, std::string_view place) {
  expect_base(base, place);
  if (!(value >= 0 && value <= 0x1p53) || std::fmod(value, static_cast<double>(base)) != 0)
    throw InvalidArgument(
        detail::named(name, value), place,
        base == 1 ? "a whole number, 0 to 2^53" : "a multiple of " + std::to_string(base) + ", 0 to 2^53");
  const Index below = base / 2, above = (base - 1) / 2;
  return {value == 0 ? 0 : value - static_cast<double>(below), value + static_cast<double>(above)};
}

}  // namespace

Interval rounding_interval(double value, Index base) {
  return counts_behind("value", value, base, "rounding_interval");
}

Interval rounded_share_interval(double numerator, double denominator, const RoundedShareOptions& options) {
  constexpr std::string_view place = "rounded_share_interval";
  const Interval parts = counts_behind("numerator", numerator, options.numerator_base, place);
  Interval whole = counts_behind("denominator", denominator, options.denominator_base, place);
  if (!(options.scale > 0) || std::isinf(options.scale))
    throw InvalidArgument(detail::named("scale", options.scale), place, "a finite number above 0, such as 100");
  if (whole.upper == 0) throw InvalidArgument(detail::named("denominator", denominator), place, "somebody");
  if (options.part && parts.lower > whole.upper)
    throw InvalidArgument(
        detail::named("numerator", numerator), place,
        "at most " + detail::named("denominator", denominator) + ", but for rounding; a ratio is no part");
  whole.lower = std::max(1.0, whole.lower);
  const double upper = options.part && parts.upper >= whole.lower ? 1 : parts.upper / whole.lower;
  return {options.scale * parts.lower / whole.upper, options.scale * upper};
}

double sum_tolerance(Index parts, Index base) {
  expect_base(base, "sum_tolerance");
  if (parts < 1) throw InvalidArgument(detail::named("parts", parts), "sum_tolerance", "one part or more");
  return base == 1 ? 0 : static_cast<double>(parts) * static_cast<double>(base) / 2;
}

}  // namespace werdegang::inline v0
