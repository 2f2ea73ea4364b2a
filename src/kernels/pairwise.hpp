// Sums whose rounding error does not grow with the number of terms.
#pragma once

#include <cstddef>

namespace werdegang::inline v0::detail {

/// term(first) + ... + term(last - 1), added pairwise in a fixed order.
template <class Term>
double pairwise_sum(std::size_t first, std::size_t last, const Term& term) {
  constexpr std::size_t block = 64;
  if (last - first > block) {
    const std::size_t middle = first + (last - first) / 2;
    return pairwise_sum(first, middle, term) + pairwise_sum(middle, last, term);
  }
  double sum = 0;
  for (std::size_t i = first; i < last; ++i) sum += term(i);
  return sum;
}

template <class Term>
double pairwise_sum(std::size_t terms, const Term& term) {
  return pairwise_sum(0, terms, term);
}

}  // namespace werdegang::inline v0::detail
