#include "werdegang/kernels/printed.hpp"

#include <algorithm>

#include "kernels/checks.hpp"
#include "werdegang/kernels/rounding.hpp"

namespace werdegang::inline v0 {
namespace {

void expect_decimals(std::string_view name, double value, int decimals, std::string_view place) {
  if (!std::isfinite(value) || round_published(value, decimals) != value)
    throw InvalidArgument(detail::named(name, value), place,
                          "a number as it is printed with " + detail::named("decimals", Index{decimals}));
}

}  // namespace

Interval printed_interval(double value, int decimals) {
  constexpr std::string_view place = "printed_interval";
  if (decimals < -15 || decimals > 14)
    throw InvalidArgument(detail::named("decimals", Index{decimals}), place, "-15 to 14 decimals");
  expect_decimals("value", value, decimals, place);
  const double half = 0.5 * std::pow(10.0, -decimals);
  return {round_published(value - half, decimals + 1), round_published(value + half, decimals + 1)};
}

std::optional<Interval> share_to_count_interval(double share, Index total, int decimals, Index scale) {
  constexpr std::string_view place = "share_to_count_interval";
  if (total < 1 || total > 1'000'000'000'000)
    throw InvalidArgument(detail::named("total", total), place, "a whole number, 1 to 10^12");
  if (decimals < 0 || decimals > 6)
    throw InvalidArgument(detail::named("decimals", Index{decimals}), place, "0 to 6 decimals");
  if (scale < 1 || scale > 1'000'000)
    throw InvalidArgument(detail::named("scale", scale), place, "1 to 10^6, such as 100");
  expect_decimals("share", share, decimals, place);
  if (share < 0 || share > 1e6) throw InvalidArgument(detail::named("share", share), place, "a share, 0 to 10^6");
  const auto printed = [&](Index count) { return round_half_up(count, total, scale, decimals).value; };
  // The double nearest to the end is off by a few counts at most.
  const auto near = [&](double percent) {
    return std::max<Index>(
        0, static_cast<Index>(std::floor(percent * static_cast<double>(total) / static_cast<double>(scale))));
  };
  const Interval ends = printed_interval(share, decimals);
  Index first = near(ends.lower), last = near(ends.upper) + 1;
  while (first > 0 && printed(first - 1) >= share) --first;
  while (printed(first) < share) ++first;
  while (last >= 0 && printed(last) > share) --last;
  while (printed(last + 1) <= share) ++last;
  if (first > last) return std::nullopt;
  return Interval{static_cast<double>(first), static_cast<double>(last)};
}

}  // namespace werdegang::inline v0
