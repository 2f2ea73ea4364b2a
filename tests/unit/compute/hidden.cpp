#include "catch.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "werdegang/compute/compute.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

Source edition(const std::string& stand) {
  Source source;
  source.table = "21111", source.stand = stand, source.kind = Source::official;
  return source;
}

std::vector<std::string> males(const Observations& observations) {
  Indicator own;
  own.id = "own", own.formula = "births[sex=male]";
  return cells(compute(observations, std::vector<Indicator>{own}), {"region", "period", "value", "status", "flags"});
}

}  // namespace

TEST_CASE("a cell hidden in the newest edition does not follow from an older one", "[compute]") {
  const Observations newer =
      observed({{"births", "15084", "2015", {{"sex", "male"}}, 0, Status::unknown_or_secret}}, edition("2018-01-01"));
  const Observations older = observed(
      {{"births", "15084", "2015", {{"sex", "total"}}, 30}, {"births", "15084", "2015", {{"sex", "female"}}, 28}},
      edition("2017-01-01"));
  const std::vector<Observations> both = {newer, older};
  CHECK(males(older) == std::vector<std::string>{"15084;2015;2;computed;complement"});
  CHECK(males(concat(both)) == std::vector<std::string>{"15084;2015;;unknown_or_secret;"});
}

TEST_CASE("a rate does not follow from other rates", "[compute]") {
  const auto of = [](const std::string& variable, const std::string& formula) {
    const Observations observations = observed({{variable, "15084", "2015", {{"nationality", "total"}}, 7},
                                                {variable, "15084", "2015", {{"nationality", "foreign"}}, 12}});
    Indicator own;
    own.id = "own", own.formula = formula;
    return cells(compute(observations, std::vector<Indicator>{own}, {.by = {"nationality"}}), {"nationality", "value"});
  };
  CHECK(of("unemployment_rate", "unemployment_rate") == std::vector<std::string>{"total;7", "foreign;12"});
  CHECK(of("unemployment_rate", "unemployment_rate[nationality=german]").empty());
  CHECK(of("unemployed", "unemployed[nationality=german]") == std::vector<std::string>{";-5"});
}

TEST_CASE("a year takes the days in it", "[compute]") {
  const Observations observations = observed({{"births", "15", "2014-12-31", {}, 4},
                                              {"births", "15", "2015-12-31", {}, 5},
                                              {"births", "15", "2016-03-01", {}, 6}});
  Indicator own;
  own.id = "own", own.formula = "births";
  const auto of = [&](std::vector<Period> periods) {
    return cells(compute(observations, std::vector<Indicator>{own}, {.periods = std::move(periods)}),
                 {"period", "value"});
  };
  CHECK(of({Period::year(2015)}) == std::vector<std::string>{"2015-12-31;5"});
  CHECK(of({Period::day(2016, 3, 1)}) == std::vector<std::string>{"2016-03-01;6"});
  CHECK(filter(observations, {{}, {}, {Period::year(2016)}}).rows() == 1);
  CHECK(message_of<UnknownName>([&] { of({Period::year(1999)}); }) == "unknown period '1999'");
}

TEST_CASE("cubes that do not fit together are refused", "[observations]") {
  const Cube sound = observed({{"births", "15", "2015", {}, 4}}).cubes().front();
  Cube short_status = sound, outside = sound, bare = sound;
  short_status.status = Buffer<Status>(std::vector<Status>{});
  outside.axes[0].index = Buffer<std::int32_t>(std::vector<std::int32_t>{-1});
  bare.axes.clear();
  for (const Cube& cube : {short_status, outside, bare})
    CHECK(holds(message_of<InvalidArgument>([&] { Observations({cube}, {}); }),
                "in the cube of 'births': expected a region and a period axis"));
}
