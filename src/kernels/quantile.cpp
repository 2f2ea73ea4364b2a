#include "kernels/quantile.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <cmath>

namespace werdegang::inline v0::detail {
namespace {

// Double throughout, so that a platform with a longer long double gives the same bits.
using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

}  // namespace

double normal_upper(double tail) { return std::sqrt(2.0) * boost::math::erfc_inv(2 * tail, Policy()); }

double beta_lower(double a, double b, double tail) { return boost::math::ibeta_inv(a, b, tail, Policy()); }
double beta_upper(double a, double b, double tail) { return boost::math::ibetac_inv(a, b, tail, Policy()); }

double gamma_lower(double shape, double tail) { return boost::math::gamma_p_inv(shape, tail, Policy()); }
double gamma_upper(double shape, double tail) { return boost::math::gamma_q_inv(shape, tail, Policy()); }

double poisson_at_most(double k, double mean) { return boost::math::gamma_q(k + 1, mean, Policy()); }
double poisson_above(double k, double mean) { return boost::math::gamma_p(k + 1, mean, Policy()); }

}  // namespace werdegang::inline v0::detail
