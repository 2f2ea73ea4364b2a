#include "werdegang/kernels/map_projection.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

constexpr int orders = 6;
constexpr double radians = std::numbers::pi / 180;
constexpr double sphere_radius = 6378137;
using Series = std::array<double, orders>;

/// An ellipsoid as the series need it.
struct Ellipsoid {
  double n;             ///< third flattening
  double eccentricity;  ///< first
  double radius;        ///< of the sphere whose meridian is as long
  explicit Ellipsoid(const TransverseMercator& projection) {
    const double f = 1 / projection.inverse_flattening;
    n = f / (2 - f);
    eccentricity = std::sqrt(f * (2 - f));
    const double n2 = n * n;
    radius = projection.semi_major_axis / (1 + n) * (1 + n2 / 4 * (1 + n2 / 16 * (1 + n2 / 4)));
  }
};

/// Karney 2011, equation 35.
Series forward_series(double n) {
  const double n2 = n * n, n3 = n2 * n, n4 = n3 * n, n5 = n4 * n, n6 = n5 * n;
  return {n / 2 - 2 * n2 / 3 + 5 * n3 / 16 + 41 * n4 / 180 - 127 * n5 / 288 + 7891 * n6 / 37800,
          13 * n2 / 48 - 3 * n3 / 5 + 557 * n4 / 1440 + 281 * n5 / 630 - 1983433 * n6 / 1935360,
          61 * n3 / 240 - 103 * n4 / 140 + 15061 * n5 / 26880 + 167603 * n6 / 181440,
          49561 * n4 / 161280 - 179 * n5 / 168 + 6601661 * n6 / 7257600,
          34729 * n5 / 80640 - 3418889 * n6 / 1995840,
          212378941 * n6 / 319334400};
}

/// Karney 2011, equation 36.
Series backward_series(double n) {
  const double n2 = n * n, n3 = n2 * n, n4 = n3 * n, n5 = n4 * n, n6 = n5 * n;
  return {n / 2 - 2 * n2 / 3 + 37 * n3 / 96 - n4 / 360 - 81 * n5 / 512 + 96199 * n6 / 604800,
          n2 / 48 + n3 / 15 - 437 * n4 / 1440 + 46 * n5 / 105 - 1118711 * n6 / 3870720,
          17 * n3 / 480 - 37 * n4 / 840 - 209 * n5 / 4480 + 5569 * n6 / 90720,
          4397 * n4 / 161280 - 11 * n5 / 504 - 830251 * n6 / 7257600,
          4583 * n5 / 161280 - 108847 * n6 / 3991680,
          20648693 * n6 / 638668800};
}

/// Tangent of the conformal latitude (equations 7 to 9).
double conformal(double tau, double eccentricity) {
  const double root = std::hypot(1.0, tau);
  const double sigma = std::sinh(eccentricity * std::atanh(eccentricity * tau / root));
  return tau * std::hypot(1.0, sigma) - sigma * root;
}

/// The tangent whose conformal one is given, by Newton's method (equations 19 to 21).
double from_conformal(double wanted, double eccentricity) {
  constexpr int steps = 5;
  const double rest = 1 - eccentricity * eccentricity;
  double tau = wanted;
  for (int step = 0; step < steps; ++step) {
    const double reached = conformal(tau, eccentricity);
    tau += (wanted - reached) / std::hypot(1.0, reached) * (1 + rest * tau * tau) / (rest * std::hypot(1.0, tau));
  }
  return tau;
}

/// Northing of a latitude on the central meridian, on the unit sphere.
double meridian_arc(const TransverseMercator& projection, const Ellipsoid& ellipsoid) {
  const double xi = std::atan(conformal(std::tan(projection.latitude_of_origin * radians), ellipsoid.eccentricity));
  const Series series = forward_series(ellipsoid.n);
  double arc = xi;
  for (int j = 1; j <= orders; ++j) arc += series[static_cast<std::size_t>(j - 1)] * std::sin(2 * j * xi);
  return arc;
}

}  // namespace

TransverseMercator utm_zone(int zone) {
  if (zone < 1 || zone > 60)
    throw InvalidArgument("zone = " + std::to_string(zone), "utm_zone",
                          "a zone from 1 to 60; Germany lies in 32 and 33");
  return {.central_meridian = 6.0 * zone - 183};
}

Plane to_plane(const TransverseMercator& projection, const Geographic& place) {
  const Ellipsoid ellipsoid(projection);
  const double lambda = (place.longitude - projection.central_meridian) * radians;
  const double tangent = conformal(std::tan(place.latitude * radians), ellipsoid.eccentricity);
  const double xi0 = std::atan2(tangent, std::cos(lambda));
  const double eta0 = std::asinh(std::sin(lambda) / std::hypot(tangent, std::cos(lambda)));
  const Series series = forward_series(ellipsoid.n);
  double xi = xi0, eta = eta0;
  for (int j = 1; j <= orders; ++j) {
    const double factor = series[static_cast<std::size_t>(j - 1)];
    xi += factor * std::sin(2 * j * xi0) * std::cosh(2 * j * eta0);
    eta += factor * std::cos(2 * j * xi0) * std::sinh(2 * j * eta0);
  }
  const double metres = projection.scale * ellipsoid.radius;
  return {projection.false_easting + metres * eta,
          projection.false_northing + metres * (xi - meridian_arc(projection, ellipsoid))};
}

Geographic to_geographic(const TransverseMercator& projection, const Plane& place) {
  const Ellipsoid ellipsoid(projection);
  const double metres = projection.scale * ellipsoid.radius;
  const double xi = (place.y - projection.false_northing) / metres + meridian_arc(projection, ellipsoid);
  const double eta = (place.x - projection.false_easting) / metres;
  const Series series = backward_series(ellipsoid.n);
  double xi0 = xi, eta0 = eta;
  for (int j = 1; j <= orders; ++j) {
    const double factor = series[static_cast<std::size_t>(j - 1)];
    xi0 -= factor * std::sin(2 * j * xi) * std::cosh(2 * j * eta);
    eta0 -= factor * std::cos(2 * j * xi) * std::sinh(2 * j * eta);
  }
  const double tangent = std::sin(xi0) / std::hypot(std::sinh(eta0), std::cos(xi0));
  const double lambda = std::atan2(std::sinh(eta0), std::cos(xi0));
  return {projection.central_meridian + lambda / radians,
          std::atan(from_conformal(tangent, ellipsoid.eccentricity)) / radians};
}

Plane to_web_mercator(const Geographic& place) {
  return {sphere_radius * place.longitude * radians, sphere_radius * std::asinh(std::tan(place.latitude * radians))};
}

Geographic from_web_mercator(const Plane& place) {
  return {place.x / sphere_radius / radians, std::atan(std::sinh(place.y / sphere_radius)) / radians};
}

}  // namespace werdegang::inline v0
