#include "werdegang/kernels/parity.hpp"

#include "kernels/checks.hpp"
#include "werdegang/kernels/share.hpp"

namespace werdegang::inline v0 {
namespace {

/// Whether two values of an indicator can be divided by each other.
Status status_of(double top, double bottom) {
  const Status given = combine(detail::status_of(top), detail::status_of(bottom));
  return has_value(given) && (top < 0 || bottom < 0) ? Status::not_meaningful : given;
}

Quantity ratio(double top, double bottom) {
  const Status given = status_of(top, bottom);
  return has_value(given) ? share(top, bottom, 1) : Quantity{0, given};
}

void expect_share(std::string_view name, double value) {
  if (value < 0 || value > 1)
    throw InvalidArgument(detail::named(name, value), "odds_ratio",
                          "a share from 0 to 1; divide one in per cent by 100");
}

}  // namespace

Quantity gpi(double female, double male) { return ratio(female, male); }

Quantity gpia(double female, double male) {
  if (!(female > male)) return ratio(female, male);
  const Quantity above = ratio(male, female);
  return above.has_value() ? Quantity{2 - above.value, above.status} : above;
}

Quantity odds_ratio(double q_a, double q_b) {
  expect_share("q_a", q_a);
  expect_share("q_b", q_b);
  return share(q_a * (1 - q_b), (1 - q_a) * q_b, 1);
}

Quantity relative_risk(double q_a, double q_b) { return ratio(q_a, q_b); }

}  // namespace werdegang::inline v0
