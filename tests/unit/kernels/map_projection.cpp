#include "werdegang/kernels/map_projection.hpp"

#include <cmath>
#include <vector>

#include "catch.hpp"
#include "messages.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;

namespace {

// Distance on a map in metres.
double apart(const Plane& a, const Plane& b) { return std::hypot(a.x - b.x, a.y - b.y); }

// Distance on the globe in metres, for points that lie together.
double apart(const Geographic& a, const Geographic& b) {
  const double degree = 111320;
  return degree *
         std::hypot((a.longitude - b.longitude) * std::cos(a.latitude * 0.017453292519943295), a.latitude - b.latitude);
}

struct Pair {
  Geographic globe;
  Plane map;
};

}  // namespace

TEST_CASE("the worked example of the British grid comes out", "[kernels][map]") {
  // IOGP Guidance Note 7-2, method 9807: OSGB 1936, Airy 1830; printed to the centimetre.
  const TransverseMercator british{-2, 49, 0.9996012717, 400000, -100000, 6377563.396, 299.3249646};
  const Geographic globe{0.5, 50.5};
  CHECK(apart(to_plane(british, globe), Plane{577274.99, 69740.50}) < 0.01);
  CHECK(apart(to_geographic(british, Plane{577274.99, 69740.50}), globe) < 0.01);
}

TEST_CASE("the worked example of Web Mercator comes out", "[kernels][map]") {
  // IOGP Guidance Note 7-2, method 1024: 24°22'54.433"N, 100°20'00.000"W.
  const Geographic globe{-(100 + 20.0 / 60), 24 + 22.0 / 60 + 54.433 / 3600};
  CHECK(apart(to_web_mercator(globe), Plane{-11169055.58, 2800000.00}) < 0.01);
  CHECK(apart(from_web_mercator(Plane{-11169055.58, 2800000.00}), globe) < 0.01);
}

TEST_CASE("UTM agrees with PROJ to the micrometre", "[kernels][map]") {
  // PROJ 9.5.1, EPSG:4258 to EPSG:25832 and EPSG:25833.
  const std::vector<Pair> zone32 = {{{13.377704, 52.516275}, {796987.274251, 5827473.089737}},
                                    {{6.957, 50.941}, {356468.012423, 5645251.308290}},
                                    {{15.03, 51.15}, {921590.500324, 5683811.645661}},
                                    {{8.4, 54.9}, {461523.721198, 6083828.440918}},
                                    {{9, 48}, {500000, 5316300.224329}},
                                    {{-20, 70}, {-570187.049429, 8027242.795561}},
                                    {{44.4, 33.33}, {3871501.586007, 4308420.836235}}};
  const std::vector<Pair> zone33 = {{{13.377704, 52.516275}, {389918.041549, 5819699.132314}},
                                    {{10, 53.55}, {168851.565239, 5945091.457783}},
                                    {{15.03, 51.15}, {502098.293129, 5666506.097846}},
                                    {{12, 47.7}, {274928.731232, 5287317.420575}}};
  for (const Pair& pair : zone32) {
    CHECK(apart(to_plane(utm_zone(32), pair.globe), pair.map) < 2e-6);
    CHECK(apart(to_geographic(utm_zone(32), pair.map), pair.globe) < 2e-6);
  }
  for (const Pair& pair : zone33) {
    CHECK(apart(to_plane(utm_zone(33), pair.globe), pair.map) < 2e-6);
    CHECK(apart(to_geographic(utm_zone(33), pair.map), pair.globe) < 2e-6);
  }
}

TEST_CASE("there and back is where it began", "[kernels][map]") {
  Random random(7);
  for (Index i = 0; i < 1000; ++i) {
    const Geographic globe{5 + 11 * random.next_unit(), 46 + 10 * random.next_unit()};
    for (const int zone : {32, 33})
      CHECK(apart(to_geographic(utm_zone(zone), to_plane(utm_zone(zone), globe)), globe) < 1e-8);
    CHECK(apart(from_web_mercator(to_web_mercator(globe)), globe) < 1e-8);
  }
}

TEST_CASE("a zone that does not exist is refused", "[kernels][map]") {
  CHECK(message_of<InvalidArgument>([] { utm_zone(0); }) ==
        "zone = 0 in utm_zone: expected a zone from 1 to 60; Germany lies in 32 and 33");
  CHECK_THROWS_AS(utm_zone(61), InvalidArgument);
  CHECK(utm_zone(33).central_meridian == 15);
}
