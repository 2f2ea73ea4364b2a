#include "werdegang/flows/destination_rate.hpp"

#include "../model/tables.hpp"
#include "catch.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

Flows followed(const std::string& hidden) {
  return flows_from(
             Table({text_column("origin", {"realschule", "realschule", "realschule", "hauptschule"}),
                    text_column("destination", {"company_training", "job", "unknown", "vocational_school"}),
                    text_column("count", {"40", hidden, "10", "5"}), number_column("lower", {-1, 1, -1, -1}, true),
                    number_column("upper", {-1, 2, -1, -1}, true)}))
      .value;
}

}  // namespace

TEST_CASE("the unknown stay in the denominator and their share stands beside the rate", "[flows][rate]") {
  const auto table = destination_rate(followed("50"), {.destinations = {"training"}, .by = {"origin"}});
  CHECK(cells(table, {"origin", "value", "unknown_share", "numerator", "denominator", "unknown", "status"}) ==
        std::vector<std::string>{"hauptschule;100;0;5;5;0;computed", "realschule;40;10;40;100;10;computed"});
  CHECK(cells(destination_rate(followed("50"), {.destinations = {"company_training", "job"}}),
              {"numerator", "denominator"}) == std::vector<std::string>{"90;105"});
}

TEST_CASE("a hidden count leaves a range and no value", "[flows][rate]") {
  const auto table = destination_rate(followed("*"), {.by = {"origin"}});
  CHECK(cell_text(table.column("value"), 1).empty());
  CHECK(cell_text(table.column("status"), 1) == "suppressed");
  CHECK(std::get<Buffer<double>>(table.column("lower").data)[1] == Approx(100.0 * 40 / 52));
  CHECK(std::get<Buffer<double>>(table.column("upper").data)[1] == Approx(100.0 * 40 / 51));
}

TEST_CASE("destinations and breakdowns are checked", "[flows][rate]") {
  CHECK(holds(message_of<UnknownName>([] { destination_rate(followed("1"), {.destinations = {"trainning"}}); }),
              "trainning"));
  CHECK(holds(message_of<UnknownName>([] { destination_rate(followed("1"), {.by = {"sex"}}); }), "sex"));
  const auto survey =
      flows_from(
          Table({text_column("origin", {"a"}), text_column("destination", {"job"}), text_column("count", {"1"})}),
          {.source = "survey"})
          .value;
  const auto office =
      flows_from(
          Table({text_column("origin", {"a"}), text_column("destination", {"job"}), text_column("count", {"1"})}),
          {.source = "office"})
          .value;
  CHECK(holds(message_of<InvalidArgument>([&] { destination_rate(concat({survey, office})); }), "2 sources"));
  CHECK(destination_rate(concat({survey, office}), {.by = {"source"}}).rows() == 2);
}
