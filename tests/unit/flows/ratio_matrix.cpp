#include "werdegang/flows/ratio_matrix.hpp"

#include "../model/tables.hpp"
#include "catch.hpp"
#include "messages.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

Table stocks() {
  return Table({text_column("stage", {"1", "2", "1", "2", "1", "2"}),
                text_column("period", {"2014", "2014", "2015", "2015", "2016", "2016"}),
                number_column("count", {100, 90, 80, 110, 50, 60})});
}

}  // namespace

TEST_CASE("a step that is asked for twice rests on its pairs once", "[flows][ratio_matrix]") {
  const auto once = ratio_matrix(stocks(), {.steps = {{"1", "2"}}});
  CHECK(once.ratio.at(0, 1) == Approx((110. + 60) / (100 + 80)));
  CHECK(once.pairs.at(0, 1) == 2);
  CHECK(ratio_matrix(stocks(), {.steps = {{"1", "2"}, {"1", "2"}}}) == once);
}

TEST_CASE("ratios of flows do not add sources that count the same persons", "[flows][ratio_matrix]") {
  const auto flows = [](const std::vector<std::string>& source) {
    return flows_from(Table({text_column("origin", {"1", "1"}), text_column("destination", {"2", "2"}),
                             number_column("count", {50, 60}), text_column("period", {"2014", "2014"}),
                             text_column("source", source)}))
        .value;
  };
  CHECK(message_of<InvalidArgument>([&] {
          ratio_matrix(flows({"register", "survey"}), stocks());
        }).starts_with("2 sources in ratio_matrix: expected one source"));
}
