#include "planner.hpp"

#include <werdegang/kernels/rounding.hpp>
#include <werdegang/kernels/share.hpp>

double published_share(double cases, double all) {
  return werdegang::round_published(werdegang::share(cases, all).value, 1);
}
