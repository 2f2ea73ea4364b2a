#include "werdegang/model/flows.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "catch.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "tables.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

Built<Flows> read(std::vector<Column> columns, const FlowColumns& names = {}) {
  return flows_from(Table(std::move(columns)), names);
}

std::vector<std::string> codes(const Findings& findings) {
  std::vector<std::string> result;
  for (const Finding& finding : findings.items) result.push_back(finding.code);
  return result;
}

bool found(const Findings& findings, const std::string& code) {
  const auto all = codes(findings);
  return std::find(all.begin(), all.end(), code) != all.end();
}

Built<Flows> leavers() {
  return read({text_column("origin", {"hauptschule", "hauptschule", "realschule"}),
               text_column("destination", {"dual_training", "job", "dual_training"}),
               number_column("count", {60, 40, 80}), text_column("sex", {"female", "female", "male"})});
}

}  // namespace

TEST_CASE("flows keep their rows, order stages along the chain and have nothing odd", "[model][flows]") {
  const auto [flows, findings] = leavers();
  CHECK(findings.size() == 0);
  CHECK(flows.rows() == 3);
  CHECK(flows.origin.list == flows.destination.list);
  CHECK(flows.origin.list->members[0].code == "hauptschule");
  CHECK(flows.origin.list->members.back().code == "job");
  CHECK(cells(to_table(flows), {"origin", "destination", "sex", "count", "lower", "upper", "status"}) ==
        std::vector<std::string>{"hauptschule;dual_training;female;60;60;60;reported",
                                 "hauptschule;job;female;40;40;40;reported",
                                 "realschule;dual_training;male;80;80;80;reported"});
}

TEST_CASE("hidden counts are null with an interval, never zero", "[model][flows]") {
  const auto [flows, findings] =
      read({text_column("origin", {"kita", "kita", "kita", "kita"}),
            text_column("destination", {"primary", "special_school", "moved_away", "unknown"}),
            text_column("count", {"120", "*", ".", "-"}), number_column("lower", {-1, 1, -1, -1}, true),
            number_column("upper", {-1, 2, -1, -1}, true)});
  CHECK(findings.size() == 0);
  CHECK(cells(to_table(flows), {"count", "lower", "upper", "status"}) ==
        std::vector<std::string>{"120;120;120;reported", ";1;2;suppressed", ";0;;unknown_or_secret", "0;0;0;nil"});
  CHECK(std::isinf(flows.upper[2]));
}

TEST_CASE("what is odd in flows is a finding and nothing is lost", "[model][flows]") {
  SECTION("empty stages become unknown and stay in the figures") {
    const auto [flows, findings] =
        read({text_column("origin", {"realschule", "realschule"}), text_column("destination", {"", "ohne Angabe"}),
              number_column("count", {3, 4}), text_column("period", {"2014", "2015"})});
    CHECK(codes(findings) == std::vector<std::string>{"read_as_unknown", "missing_stage"});
    CHECK(message(findings.items[1], "en").substr(0, 7) == "1 row w");
    CHECK(flows.destination.code(0) == "unknown");
    CHECK(flows.count[0] + flows.count[1] == 7);
  }
  SECTION("negative and unreadable counts have no value") {
    const auto [flows, findings] =
        read({text_column("origin", {"kita", "kita"}), text_column("destination", {"primary", "unknown"}),
              text_column("count", {"-3", "drei"})});
    CHECK(codes(findings) == std::vector<std::string>{"negative_flow", "unreadable_flow"});
    CHECK(holds(message(findings.items[0], "de"), "Kindergarten (ab 3 Jahren) → Grundschule: die Zahl -3 ist negativ"));
    CHECK(flows.status[0] == Status::not_meaningful);
    CHECK(flows.status[1] == Status::not_meaningful);
  }
  SECTION("a transition twice: the first holds") {
    const auto [flows, findings] =
        read({text_column("origin", {"kita", "kita"}), text_column("destination", {"primary", "primary"}),
              number_column("count", {10, 11})});
    CHECK(codes(findings) == std::vector<std::string>{"duplicate_flow"});
    CHECK(flows.rows() == 1);
    CHECK(flows.count[0] == 10);
  }
  SECTION("own stages, a part beside its whole, repetition") {
    const auto [flows, findings] = read({text_column("origin", {"grade 9", "grade 9", "grade 9"}),
                                         text_column("destination", {"grade 9", "training", "company_training"}),
                                         number_column("count", {10, 11, 5})});
    CHECK(codes(findings) == std::vector<std::string>{"unknown_stage", "part_beside_whole", "repetition"});
    CHECK(flows.rows() == 3);
  }
}

TEST_CASE("totals are no transitions; they are compared with the sum of their parts", "[model][flows]") {
  const auto with_total = [](double total) {
    return read({text_column("origin", {"realschule", "realschule", "realschule"}),
                 text_column("destination", {"job", "unknown", "Insgesamt"}), number_column("count", {50, 25, total})});
  };
  CHECK(codes(with_total(75).findings) == std::vector<std::string>{"flow_total_left_out"});
  const auto [flows, findings] = with_total(84);
  CHECK(flows.rows() == 2);
  CHECK(codes(findings) == std::vector<std::string>{"flow_total_left_out", "flow_total_differs"});
  CHECK(message(findings.items[1], "en") ==
        "Realschule: the total 84 differs by 9 from the sum of the transitions 75. Nothing was filled in.");
}

TEST_CASE("mistakes of the caller name the place", "[model][flows]") {
  CHECK(holds(message_of<UnknownName>([] {
                read({text_column("von", {"a"}), text_column("nach", {"b"})});
              }),
              "origin"));
  CHECK(holds(message_of<InvalidArgument>([] {
                read({text_column("origin", {"a"}), text_column("destination", {"b"}), number_column("count", {1}),
                      number_column("share", {0.5})});
              }),
              "'share'"));
  CHECK(holds(message_of<InvalidArgument>([] {
                read({text_column("origin", {"a"}), text_column("destination", {"b"}), number_column("count", {1}),
                      text_column("status", {"suppressed"})});
              }),
              "row 0"));
  CHECK(holds(message_of<InvalidArgument>([] {
                read({text_column("origin", {"a"}), text_column("destination", {"b"}),
                      number_column("count", {-1}, true), number_column("lower", {5}), number_column("upper", {2})});
              }),
              "5 to 2"));
}

TEST_CASE("rolled up flows add counts and bounds; a sum with a hidden part is hidden", "[model][flows]") {
  const auto flows = read({text_column("origin", {"realschule", "realschule", "hauptschule"}),
                           text_column("destination", {"company_training", "vocational_school", "company_training"}),
                           text_column("count", {"10", "*", "7"}), number_column("lower", {-1, 1, -1}, true),
                           number_column("upper", {-1, 2, -1}, true), text_column("period", {"2014", "2014", "2015"})})
                         .value;
  const auto rolled = rollup(flows, {.stages = stages_on_level(flows, "stage")});
  CHECK(cells(to_table(rolled), {"origin", "destination", "period", "count", "lower", "upper", "status"}) ==
        std::vector<std::string>{"lower_secondary;training;2014;;11;12;suppressed",
                                 "lower_secondary;training;2015;7;7;7;reported"});
  const auto all = rollup(flows, {.stages = stages_on_level(flows, "sector"), .periods = false});
  CHECK(cells(to_table(all), {"origin", "destination", "lower", "upper"}) ==
        std::vector<std::string>{"school;training;18;19"});
}

TEST_CASE("flows of several sources stand side by side; the same transition twice is refused", "[model][flows]") {
  const auto first = leavers().value;
  const auto second = read({text_column("origin", {"gymnasium"}), text_column("destination", {"university"}),
                            number_column("count", {5}), text_column("source", {"survey"})})
                          .value;
  const auto both = concat({first, second});
  CHECK(both.rows() == 4);
  CHECK(both.group("source").code(0).empty());
  CHECK(both.group("source").code(3) == "survey");
  CHECK(both.group("sex").code(3).empty());
  CHECK(concat({first}) == first);
  CHECK(holds(message_of<InvalidArgument>([&] { concat({first, first}); }), "hauptschule to dual_training"));
  const std::vector<std::uint8_t> keep{0, 1, 0};
  CHECK(filter(first, keep).count[0] == 40);
}

TEST_CASE("stocks and flows balance or the stage is named", "[model][flows]") {
  const auto flows = read({text_column("origin", {"1", "1", "1"}), text_column("destination", {"1", "2", "moved_away"}),
                           number_column("count", {5, 90, 3}), text_column("period", {"2014", "2014", "2014"})})
                         .value;
  const auto stocks = [](double second) {
    return Table({text_column("stage", {"1", "1", "2", "2"}), text_column("period", {"2014", "2015", "2014", "2015"}),
                  number_column("count", {100, 7, 0, second})});
  };
  const auto balanced = check_balance(flows, stocks(90));
  CHECK(balanced.findings.size() == 0);
  CHECK(cells(balanced.value, {"stage", "start", "inflow", "outflow", "end", "difference"}) ==
        std::vector<std::string>{"1;100;0;93;7;0", "2;0;90;0;90;0"});
  const auto off = check_balance(flows, stocks(95));
  REQUIRE(found(off.findings, "unbalanced_stage"));
  CHECK(holds(message(off.findings.items[0], "en"), "difference -5"));
}

TEST_CASE("stocks are read by period, once, and not compared where no flow is known", "[model][flows]") {
  const auto flows = read({text_column("origin", {"1"}), text_column("destination", {"2"}),
                           number_column("count", {90}), text_column("period", {"2014/15"})})
                         .value;
  const auto stocks = [](const std::vector<std::string>& periods, double last) {
    return Table(
        {text_column("stage", {"2", "2", "2"}), text_column("period", periods), number_column("count", {0, 90, last})});
  };
  const auto balanced = check_balance(flows, stocks({"2014-08-01..2015-07-31", "2015/16", "2016/17"}, 40));
  CHECK(balanced.findings.size() == 0);
  CHECK(cells(balanced.value, {"period", "inflow", "difference", "status"}) ==
        std::vector<std::string>{"2014/15;90;0;computed", "2015/16;;;missing"});
  CHECK(message_of<InvalidArgument>([&] {
          check_balance(flows, stocks({"2014/15", "2015/16", "2015-08-01..2016-07-31"}, 40));
        }) == "2 in 2015/16 twice in row 2 of the stocks: expected each stage once in a period");
  CHECK(message_of<InvalidArgument>([&] {
          check_balance(flows, stocks({"2014/15", "2015/16", "2016/17"}, -40));
        }) == "count -40 in row 2 of the stocks: expected 0 or more");
}

TEST_CASE("an infinite count is named, a missing one is not", "[model][flows]") {
  const auto flows = read({text_column("origin", {"a", "a"}), text_column("destination", {"b", "c"}),
                           number_column("count", {std::numeric_limits<double>::infinity(), std::nan("")})});
  REQUIRE(found(flows.findings, "unreadable_flow"));
  CHECK(cells(to_table(flows.value), {"destination", "count", "status"}) ==
        std::vector<std::string>{"b;;not_meaningful", "c;;missing"});
}
