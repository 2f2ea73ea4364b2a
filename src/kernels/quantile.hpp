// Quantiles and tails of the distributions that intervals need.
#pragma once

namespace werdegang::inline v0::detail {

/// Each takes the probability of one tail, 0 < tail < 1/2, and gives the point that cuts it off.
double normal_upper(double tail);
double beta_lower(double a, double b, double tail);
double beta_upper(double a, double b, double tail);
double gamma_lower(double shape, double tail);
double gamma_upper(double shape, double tail);

/// P(N <= k) and P(N > k) of a Poisson N with a mean above 0.
double poisson_at_most(double k, double mean);
double poisson_above(double k, double mean);

}  // namespace werdegang::inline v0::detail
