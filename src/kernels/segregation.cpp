#include "werdegang/kernels/segregation.hpp"

#include <algorithm>
#include <initializer_list>
#include <tuple>

#include "kernels/checks.hpp"
#include "kernels/pairwise.hpp"

namespace werdegang::inline v0 {
namespace {

/// Sums of fractions may differ in the last digits from the parts that made them.
constexpr double rounding = 1e-12;

void expect_persons(std::string_view name, double value, std::size_t unit, std::string_view place) {
  if (!(value >= 0) || std::isinf(value))
    throw InvalidArgument(detail::named(name, value), "unit " + std::to_string(unit) + " of " + std::string(place),
                          "a finite number of persons, 0 or more; leave out units that are not known");
}

double sum_of(std::string_view name, std::span<const double> persons, std::string_view place) {
  for (std::size_t i = 0; i < persons.size(); ++i) expect_persons(name, persons[i], i, place);
  return detail::pairwise_sum(persons.size(), [&](std::size_t i) { return persons[i]; });
}

/// The sum of a group that is a part of `total`.
double sum_of_part(std::string_view name, std::span<const double> part, std::span<const double> total,
                   std::string_view place) {
  detail::expect_length("total", total.size(), place, part.size());
  const double sum = sum_of(name, part, place);
  for (std::size_t i = 0; i < part.size(); ++i)
    if (part[i] > total[i] * (1 + rounding))
      throw InvalidArgument(detail::named(name, part[i]), "unit " + std::to_string(i) + " of " + std::string(place),
                            "at most " + detail::named("total", total[i]));
  return sum;
}

/// Whether one can divide by these sums of persons.
Status status_of(std::initializer_list<double> sums) {
  if (std::ranges::any_of(sums, [](double sum) { return std::isinf(sum); })) return Status::not_meaningful;
  return std::ranges::count(sums, 0.0) > 0 ? Status::empty_denominator : Status::computed;
}

double others(double a, double total) { return std::max(0.0, total - a); }

/// A group, everybody and the rest, in sums.
struct Sums {
  double a = 0, total = 0, rest = 0;
  Status status() const { return status_of({a, total, rest}); }
};

Sums sums_of(std::span<const double> a, std::span<const double> total, std::string_view place) {
  const double everybody = sum_of("total", total, place);
  return {sum_of_part("a", a, total, place), everybody,
          detail::pairwise_sum(a.size(), [&](std::size_t i) { return others(a[i], total[i]); })};
}

/// An index between 0 and 1; only rounding steps over its ends.
Quantity index(double value) {
  const Quantity result = detail::quantity(value);
  return {std::clamp(result.value, 0.0, 1.0), result.status};
}

/// sum of a_i b_i / t_i over the sum of a.
Quantity contact(std::span<const double> a, std::span<const double> b, std::span<const double> total, double sum) {
  if (const Status status = status_of({sum}); !has_value(status)) return {0, status};
  return index(detail::pairwise_sum(
      a.size(), [&](std::size_t i) { return a[i] == 0 ? 0.0 : a[i] / sum * std::min(1.0, b[i] / total[i]); }));
}

struct Unit {
  double share, a, rest;
};

std::vector<Unit> by_share(std::span<const double> a, std::span<const double> total) {
  std::vector<Unit> units;
  units.reserve(a.size());
  for (std::size_t i = 0; i < a.size(); ++i)
    if (total[i] > 0) units.push_back({a[i] / total[i], a[i], others(a[i], total[i])});
  std::sort(units.begin(), units.end(), [](const Unit& left, const Unit& right) {
    return std::tie(left.share, left.a) < std::tie(right.share, right.a);
  });
  return units;
}

}  // namespace

Quantity dissimilarity(std::span<const double> a, std::span<const double> b) {
  detail::expect_length("b", b.size(), "dissimilarity", a.size());
  const double of_a = sum_of("a", a, "dissimilarity"), of_b = sum_of("b", b, "dissimilarity");
  if (const Status status = status_of({of_a, of_b}); !has_value(status)) return {0, status};
  return index(0.5 *
               detail::pairwise_sum(a.size(), [&](std::size_t i) { return std::abs(a[i] / of_a - b[i] / of_b); }));
}

Quantity isolation(std::span<const double> a, std::span<const double> total) {
  sum_of("total", total, "isolation");
  return contact(a, a, total, sum_of_part("a", a, total, "isolation"));
}

Quantity exposure(std::span<const double> a, std::span<const double> b, std::span<const double> total) {
  detail::expect_length("b", b.size(), "exposure", a.size());
  sum_of("total", total, "exposure");
  sum_of_part("b", b, total, "exposure");
  return contact(a, b, total, sum_of_part("a", a, total, "exposure"));
}

Quantity eta2(std::span<const double> a, std::span<const double> total) {
  const Sums sums = sums_of(a, total, "eta2");
  if (!has_value(sums.status())) return {0, sums.status()};
  // (xPx - P) / (1 - P) = sum t_i (p_i - P)^2 / (T P (1 - P)), without a difference of nearly equal numbers.
  return index(detail::pairwise_sum(a.size(), [&](std::size_t i) {
    if (total[i] == 0) return 0.0;
    const double distance = a[i] * sums.total - total[i] * sums.a;
    return distance / total[i] / sums.a * (distance / sums.total / sums.rest);
  }));
}

Quantity gini_segregation(std::span<const double> a, std::span<const double> total) {
  const Sums sums = sums_of(a, total, "gini_segregation");
  if (!has_value(sums.status())) return {0, sums.status()};
  // In the order of shares t_i t_j |p_i - p_j| = a_j b_i - a_i b_j for i before j, b being the others.
  std::vector<Unit> units = by_share(a, total);
  double a_before = 0, rest_before = 0;
  for (Unit& unit : units) {
    const double area = unit.a * rest_before - unit.rest * a_before;
    a_before += unit.a;
    rest_before += unit.rest;
    unit.share = area;
  }
  return index(detail::pairwise_sum(units.size(), [&](std::size_t i) { return units[i].share; }) /
               (sums.a * sums.rest));
}

Quantity atkinson_segregation(std::span<const double> a, std::span<const double> total, double shape) {
  if (!(shape > 0 && shape < 1))
    throw InvalidArgument(detail::named("shape", shape), "atkinson_segregation", "a number between 0 and 1");
  const Sums sums = sums_of(a, total, "atkinson_segregation");
  if (!has_value(sums.status())) return {0, sums.status()};
  // The formula of Massey and Denton in shares of both groups: 1 - (sum x_i^b y_i^(1-b))^(1/(1-b)).
  const double evenness = detail::pairwise_sum(a.size(), [&](std::size_t i) {
    const double x = a[i] / sums.a, y = others(a[i], total[i]) / sums.rest;
    return shape == 0.5 ? std::sqrt(x * y) : std::pow(x, shape) * std::pow(y, 1 - shape);
  });
  return index(1 - std::pow(evenness, 1 / (1 - shape)));
}

std::vector<Quantity> location_quotient(std::span<const double> a, std::span<const double> total) {
  const Sums sums = sums_of(a, total, "location_quotient");
  std::vector<Quantity> result(a.size(), {0, Status::empty_denominator});
  if (sums.a == 0) return result;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (total[i] > 0) result[i] = detail::quantity(a[i] / total[i] / (sums.a / sums.total));
  return result;
}

}  // namespace werdegang::inline v0
