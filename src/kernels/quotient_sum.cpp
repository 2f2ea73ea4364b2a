#include "werdegang/kernels/quotient_sum.hpp"

#include "kernels/checks.hpp"
#include "werdegang/kernels/share.hpp"

namespace werdegang::inline v0 {

Quantity quotient_sum(std::span<const double> numerator, std::span<const double> denominator,
                      std::span<const double> width, double scale) {
  if (numerator.empty()) throw InvalidArgument("no class", "quotient_sum", "one class or more");
  detail::expect_length("denominator", denominator.size(), "quotient_sum", numerator.size());
  if (!width.empty()) detail::expect_length("width", width.size(), "quotient_sum", numerator.size());
  double sum = 0;
  Status status = Status::computed;
  for (std::size_t row = 0; row < numerator.size(); ++row) {
    const double years = width.empty() ? 1.0 : width[row];
    if (!(years > 0) || std::isinf(years))
      throw InvalidArgument(detail::named("width", years), "class " + std::to_string(row) + " of quotient_sum",
                            "a width above 0");
    const Quantity rate = share(numerator[row], denominator[row], scale * years);
    status = combine(status, rate.status);
    sum += rate.value;
  }
  return has_value(status) ? detail::quantity(sum) : Quantity{0, status};
}

}  // namespace werdegang::inline v0
