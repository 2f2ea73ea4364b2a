// Findings that municipalities and offices have printed, recomputed from the figures printed beside them; the numbers
// are those of the published sources named in tests/conformance/compute.json.
#include "catch.hpp"
#include "werdegang/compute/evaluate.hpp"
#include "werdegang/kernels/printed.hpp"
#include "werdegang/kernels/rank_range.hpp"
#include "werdegang/kernels/rounding.hpp"
#include "werdegang/kernels/rounding_interval.hpp"

using namespace werdegang;

namespace {

struct Case {
  std::string id, formula;
  std::vector<PlainFigure> figures;
  double rounded;
  int decimals;
};

PlainFigure number(std::string name, double value) { return {std::move(name), {value}, {}}; }
PlainFigure parts(std::string name, std::vector<double> values) {
  const auto count = static_cast<Index>(values.size());
  return {std::move(name), std::move(values), {count}};
}

double value_of(const std::string& formula, const std::vector<PlainFigure>& figures) {
  Indicator indicator;
  indicator.id = "printed";
  indicator.formula = formula;
  const Quantity quantity = evaluate(indicator, figures);
  REQUIRE(quantity.has_value());
  return quantity.value;
}

const std::vector<double> city_leavers = {1998, 930, 892, 616, 477, 274, 608, 522, 384, 387};
const std::vector<double> city_abitur = {990, 547, 351, 359, 232, 144, 313, 255, 191, 189};

const std::vector<Case> cases = {
    {"R7-01 supply rate", "100 * places / children", {number("places", 1973), number("children", 2268)}, 87, 0},
    {"R7-01 entitled", "births * cohorts", {number("births", 400), number("cohorts", 6)}, 2400, 0},
    {"R7-01 required", "rate * entitled", {number("rate", 0.88), number("entitled", 2400)}, 2112, 0},
    {"R7-01 deficit", "required - places", {number("required", 2112), number("places", 1973)}, 139, 0},
    {"R7-01 required today", "rate * children", {number("rate", 0.88), number("children", 2268)}, 1996, 0},
    {"R7-02 total",
     "sum(pupils over school_type)",
     {parts("pupils", {5560, 3623, 1829, 2479, 60, 275, 209})},
     14035,
     0},
    {"R7-02 transport share",
     "100 * sum(carried over way) / pupils",
     {parts("carried", {7700, 470, 1400}), number("pupils", 14035)},
     68,
     0},
    {"R7-02 without reimbursed",
     "100 * sum(carried over way) / pupils",
     {parts("carried", {7700, 470}), number("pupils", 14035)},
     58.2,
     1},
    {"R7-04 state", "100 * abitur / leavers", {number("abitur", 8494), number("leavers", 20680)}, 41, 0},
    {"R7-04 pooled",
     "100 * sum(abitur over city) / sum(leavers over city)",
     {parts("abitur", city_abitur), parts("leavers", city_leavers)},
     50,
     0},
    {"R7-04 mean of shares",
     "mean(100 * abitur / leavers over city)",
     {parts("abitur", city_abitur), parts("leavers", city_leavers)},
     50.6,
     1},
    {"R7-04 Eisenach", "100 * without / leavers", {number("without", 49), number("leavers", 477)}, 10.3, 1},
    {"R7-04 Nordhausen", "100 * without / leavers", {number("without", 46), number("leavers", 522)}, 8.8, 1},
    {"R7-04 state without", "100 * without / leavers", {number("without", 1426), number("leavers", 20680)}, 6.9, 1},
    {"R7-06 entrants", "sum(entrants over provider)", {parts("entrants", {1426, 108, 14})}, 1548, 0},
    {"R7-06 growth",
     "100 * (entrants - entrants@-4) / entrants@-4",
     {number("entrants", 1548), number("entrants@-4", 1339)},
     15.6,
     1},
    {"R7-06 independent", "100 * part / entrants", {number("part", 108), number("entrants", 1548)}, 7.0, 1},
    {"R7-06 special", "100 * part / entrants", {number("part", 14), number("entrants", 1548)}, 0.9, 1},
    {"R7-06 points", "share - share@-2", {number("share", 10.2), number("share@-2", 12.0)}, -1.8, 1},
    {"R7-08 vocational", "100 * sector / total", {number("sector", 691165), number("total", 1913610)}, 36.1, 1},
    {"R7-08 transition", "100 * sector / total", {number("sector", 259430), number("total", 1913610)}, 13.6, 1},
    {"R7-08 split", "sum(share over kind)", {parts("share", {65.1, 34.9})}, 100, 1},
    {"R7-10 sum of shares", "sum(share over destination)", {parts("share", {34, 14, 38, 13})}, 99, 0},
    {"R7-10 count", "leavers * share / 100", {number("leavers", 441), number("share", 39)}, 172, 0},
    {"R7-11 need", "sum(need over age=0-2|3-5)", {parts("need", {496, 1128})}, 1624, 0},
    {"R7-11 net", "capacity - need", {number("capacity", 1608), number("need", 1624)}, -16, 0},
    {"R7-11 gross deficit", "sum(max(0, -balance) over age=0-2|3-5)", {parts("balance", {-21, 5})}, 21, 0},
    {"R7-12 ratio",
     "sum(down over edge) / sum(up over edge)",
     {parts("down", {758, 51}), parts("up", {175, 48})},
     3.6,
     1},
    {"R7-12 other", "all - down - up", {number("all", 1111), number("down", 809), number("up", 223)}, 79, 0},
    {"R7-12 pupils", "changes / (share / 100)", {number("changes", 1111), number("share", 1.4)}, 79357, 0},
    {"R7-15 ratio", "to / back", {number("to", 930), number("back", 324)}, 3, 0},
    {"R7-15 net", "back - to", {number("to", 930), number("back", 324)}, -606, 0},
    {"R7-15 north", "100 * part / all", {number("part", 4100), number("all", 6500)}, 63.1, 1},
    {"R7-15 south", "100 * part / all", {number("part", 2400), number("all", 6500)}, 36.9, 1},
    {"R7-16 rate", "100 * commuters / places", {number("commuters", 364400), number("places", 1573600)}, 23.2, 1},
    {"R7-18 yield", "100 * institutions / leads", {number("institutions", 283), number("leads", 695)}, 40.7, 1},
    {"R7-19 share", "100 * above / districts", {number("above", 68), number("districts", 77)}, 88.3, 1},
};

}  // namespace

TEST_CASE("printed findings come out at their printed decimals", "[compute][conformance]") {
  for (const Case& item : cases) {
    INFO(item.id);
    CHECK(round_published(value_of(item.formula, item.figures), item.decimals) == item.rounded);
  }
}

TEST_CASE("R7-09: the way into training by district, and of the city", "[compute][conformance]") {
  struct District {
    std::vector<double> components;
    double leavers, rate;
  };
  const std::vector<District> districts = {{{6, 216, 47, 77}, 988, 35.02}, {{4, 112, 3, 38}, 457, 34.35},
                                           {{1, 153, 14, 39}, 447, 46.31}, {{2, 149, 17, 80}, 609, 40.72},
                                           {{1, 218, 19, 99}, 862, 39.1},  {{1, 139, 9, 44}, 430, 44.88},
                                           {{2, 144, 9, 36}, 463, 41.25}};
  const std::string formula = "100 * sum(trained over way) / leavers";
  std::vector<double> trained, leavers;
  for (const District& item : districts) {
    CHECK(round_published(value_of(formula, {parts("trained", item.components), number("leavers", item.leavers)}), 2) ==
          item.rate);
    trained.push_back(value_of("sum(trained over way)", {parts("trained", item.components)}));
    leavers.push_back(item.leavers);
  }
  CHECK(round_published(value_of("100 * sum(trained over district) / sum(leavers over district)",
                                 {parts("trained", trained), parts("leavers", leavers)}),
                        2) == 39.45);
}

TEST_CASE("R7-10: the count behind a rounded share", "[compute][conformance]") {
  const auto whole = printed_interval(39, 0);
  CHECK(round_published(441 * whole.lower / 100, 1) == 169.8);
  CHECK(round_published(441 * whole.upper / 100, 1) == 174.2);
  const auto counts = share_to_count_interval(39, 441, 0);
  REQUIRE(counts);
  CHECK(counts->lower == 170);
  CHECK(counts->upper == 174);
}

TEST_CASE("R7-15: a printed share that the rounding of its inputs explains; R7-16: one that it does not",
          "[compute][conformance]") {
  const auto north = rounded_share_interval(4100, 6500, {.numerator_base = 100, .denominator_base = 100});
  CHECK(north.lower <= 62.8);
  CHECK(62.8 <= north.upper);
  const auto commuters = rounded_share_interval(364400, 1573600, {.numerator_base = 100, .denominator_base = 100});
  CHECK(commuters.lower > 22.2);
}

TEST_CASE("R7-19: the first place among the care rates", "[compute][conformance]") {
  std::vector<double> rates = {62.4, 62.3, 62.2, 46.6, 46.1, 44.2};
  for (double& rate : rates) rate = -rate;
  CHECK(rank_range(rates, rates, rates, 0).rank == 1);
}
