#include "catch.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "werdegang/compute/compute.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

std::string refused(const std::string& formula) {
  const Observations observations = observed({{"school_leavers", "15", "2015", {{"certificate", "msa"}}, 5},
                                              {"school_leavers", "15", "2015", {{"certificate", "hsa"}}, 3},
                                              {"school_leavers", "15", "2015", {{"certificate", "total"}}, 9},
                                              {"population", "15", "2015-12-31", {{"age", "0-2"}}, 7},
                                              {"population", "15", "2015-12-31", {{"age", "3-5"}}, 8}});
  Indicator own;
  own.id = "own", own.formula = formula;
  return message_of<InvalidArgument>([&] { compute(observations, std::vector<Indicator>{own}); });
}

}  // namespace

TEST_CASE("codes that contain one another are never added", "[compute]") {
  CHECK(refused("population[age=0-2|2-5]") ==
        "'0-2' and '2-5' together in a filter of axis age: expected codes that do not contain one another");
  CHECK(refused("population[age=total|0-2]") ==
        "'total' and '0-2' together in a filter of axis age: expected codes that do not contain one another");
  CHECK(refused("school_leavers[certificate=hsa|total]") ==
        "'hsa' and 'total' together in a filter of axis certificate: expected codes that do not contain one another");
  CHECK(refused("school_leavers[certificate=msa|msa_fhr_part]") ==
        "'msa' and 'msa_fhr_part' together in a filter of axis certificate: expected codes that do not contain one "
        "another");
}

TEST_CASE("codes side by side are added", "[compute]") {
  CHECK(refused("school_leavers[certificate=hsa|msa]") == "no exception");
  CHECK(refused("population[age=0-2|3-5]") == "no exception");
}
