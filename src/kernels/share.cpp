#include "werdegang/kernels/share.hpp"

#include "kernels/checks.hpp"

namespace werdegang::inline v0 {

Quantity share(double numerator, double denominator, double scale) {
  if (!std::isfinite(scale))
    throw InvalidArgument(detail::named("scale", scale), "share", "a finite number such as 100");
  const Status given = combine(detail::status_of(numerator), detail::status_of(denominator));
  if (!has_value(given)) return {0, given};
  if (denominator == 0) return {0, Status::empty_denominator};
  return detail::quantity(scale * numerator / denominator);
}

void shares(std::span<const double> numerator, std::span<const double> denominator, double scale,
            std::span<double> value, std::span<Status> status) {
  detail::expect_length("denominator", denominator.size(), "shares", numerator.size());
  detail::expect_length("value", value.size(), "shares", numerator.size());
  detail::expect_length("status", status.size(), "shares", numerator.size());
  for (std::size_t row = 0; row < numerator.size(); ++row) {
    const Quantity result = share(numerator[row], denominator[row], scale);
    value[row] = result.value;
    status[row] = result.status;
  }
}

}  // namespace werdegang::inline v0
