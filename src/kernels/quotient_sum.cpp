#include "werdegang/kernels/quotient_sum.hpp"

#include "kernels/checks.hpp"
#include "kernels/sum_of_shares.hpp"

namespace werdegang::inline v0 {

Quantity quotient_sum(std::span<const double> numerator, std::span<const double> denominator,
                      std::span<const double> width, double scale) {
  if (numerator.empty()) throw InvalidArgument("no class", "quotient_sum", "one class or more");
  detail::expect_length("denominator", denominator.size(), "quotient_sum", numerator.size());
  if (!width.empty()) detail::expect_length("width", width.size(), "quotient_sum", numerator.size());
  for (std::size_t row = 0; row < width.size(); ++row)
    if (!(width[row] > 0) || std::isinf(width[row]))
      throw InvalidArgument(detail::named("width", width[row]), "class " + std::to_string(row) + " of quotient_sum",
                            "a width above 0");
  return detail::sum_of_shares(numerator, denominator, width, scale);
}

Quantity strata_sum(std::span<const double> part, std::span<const double> base, double scale) {
  if (part.empty()) throw InvalidArgument("no stratum", "strata_sum", "one stratum or more");
  detail::expect_length("base", base.size(), "strata_sum", part.size());
  return detail::sum_of_shares(part, base, {}, scale);
}

}  // namespace werdegang::inline v0
