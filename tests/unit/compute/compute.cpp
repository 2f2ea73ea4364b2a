#include "werdegang/compute/compute.hpp"

#include <cmath>
#include <thread>

#include "catch.hpp"
#include "messages.hpp"
#include "own.hpp"
#include "rows.hpp"
#include "werdegang/compute/missing.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

Indicator share(const std::string& formula) {
  Indicator indicator = own(formula);
  indicator.interval = "wilson";
  return indicator;
}

// Nordhausen and Burgenlandkreis 2015, table 21111-02-06-4: total, without certificate; the two sexes of the
// Burgenlandkreis are made up.
const std::vector<Row> leavers = {
    {"school_leavers", "16062", "2015", {{"certificate", "total"}}, 678},
    {"school_leavers", "16062", "2015", {{"certificate", "without_hsa"}}, 48},
    {"school_leavers", "16062", "2015", {{"certificate", "ahr"}}, 184},
    {"school_leavers", "15084", "2015", {{"certificate", "total"}}, 1323},
    {"school_leavers", "15084", "2015", {{"certificate", "without_hsa"}}, 162},
    {"school_leavers", "DG", "2015", {{"certificate", "total"}}, 846423},
    {"school_leavers", "DG", "2015", {{"certificate", "without_hsa"}}, 47435},
    {"school_leavers", "DG", "2015", {{"certificate", "ahr"}}, 287862},
};

const std::string without = "100 * school_leavers[certificate=without_hsa] / school_leavers";

std::vector<std::string> computed(const std::vector<Row>& rows, const Indicator& indicator,
                                  const std::vector<std::string>& columns, const ComputeOptions& options = {}) {
  return cells(compute(observed(rows), {indicator}, options), columns);
}

double number(const Table& table, const std::string& column, Index row) {
  return std::get<Buffer<double>>(table.column(column).data)[row];
}

const std::vector<std::string> figure = {"region", "value", "status"};

}  // namespace

TEST_CASE("a share is its numerator over its denominator, rounded once", "[compute]") {
  const Table table = compute(observed(leavers), {share(without)});
  REQUIRE(table.rows() == 3);
  CHECK(cells(table, {"region", "period", "numerator", "denominator", "status", "unit", "method", "interval"}) ==
        std::vector<std::string>{"DG;2015;47435;846423;computed;percent;computed;wilson 95 %",
                                 "15084;2015;162;1323;computed;percent;computed;wilson 95 %",
                                 "16062;2015;48;678;computed;percent;computed;wilson 95 %"});
  CHECK(number(table, "value", 1) == 100.0 * 162 / 1323);
  CHECK(number(table, "value", 2) == 100.0 * 48 / 678);
  CHECK(number(table, "value", 1) == Approx(12.2).margin(0.05));
  CHECK(number(table, "value", 2) == Approx(7.1).margin(0.05));
}

TEST_CASE("the Wilson interval of a share by its textbook formula", "[compute]") {
  const Table table = compute(observed(leavers), {share(without)}, {.regions = {"16062"}});
  const double n = 678, p = 48 / n, z = 1.959963984540054;
  const double centre = (p + z * z / (2 * n)) / (1 + z * z / n),
               half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  CHECK(number(table, "lower", 0) == Approx(100 * (centre - half)).epsilon(1e-12));
  CHECK(number(table, "upper", 0) == Approx(100 * (centre + half)).epsilon(1e-12));
  const Table narrow = compute(observed(leavers), {share(without)}, {.regions = {"16062"}, .confidence = 0.5});
  CHECK(cell_text(narrow.column("interval"), 0) == "wilson 50 %");
  CHECK(number(narrow, "lower", 0) > number(table, "lower", 0));
  CHECK(cells(compute(observed(leavers), {own(without)}), {"lower", "interval"}).front() == ";");
}

TEST_CASE("numerator and denominator are found however the factor is written", "[compute]") {
  for (const std::string formula :
       {"100 * a / b", "a / b * 100", "a * 100 / b", "100 * (a / b)", "(a / b) * 100", "a / b"}) {
    INFO(formula);
    const std::vector<Row> rows = {{"a", "DG", "2015", {}, 3}, {"b", "DG", "2015", {}, 4}};
    CHECK(computed(rows, own(formula), {"numerator", "denominator", "value"}) ==
          std::vector<std::string>{formula == "a / b" ? "3;4;0.75" : "3;4;75"});
    Table table = compute(observed(rows), {share(formula)});
    CHECK(number(table, "lower", 0) < number(table, "value", 0));
    CHECK(number(table, "upper", 0) > number(table, "value", 0));
  }
  CHECK(computed({{"a", "DG", "2015", {}, 3}}, own("a"), {"numerator", "denominator", "value", "status"}) ==
        std::vector<std::string>{";;3;reported"});
}

TEST_CASE("nothing over nothing has an empty denominator, not a number", "[compute]") {
  const std::vector<Row> rows = {{"a", "01", "2015", {}, 0},
                                 {"b", "01", "2015", {}, 0},
                                 {"a", "02", "2015", {}, 5},
                                 {"b", "02", "2015", {}, 0, Status::nil},
                                 {"a", "03", "2015", {}, 0, Status::nil},
                                 {"b", "03", "2015", {}, 5}};
  CHECK(computed(rows, share("100 * a / b"), {"region", "value", "status", "lower", "denominator"}) ==
        std::vector<std::string>{"01;;empty_denominator;;0", "02;;empty_denominator;;0", "03;0;computed;0;5"});
}

TEST_CASE("an unknown figure makes an unknown result with the same reason", "[compute]") {
  for (const Status reason : {Status::missing, Status::unknown_or_secret, Status::not_meaningful, Status::unreliable,
                              Status::pending, Status::not_existing, Status::suppressed}) {
    INFO(to_string(reason));
    const std::string name(to_string(reason));
    CHECK(computed({{"a", "DG", "2015", {}, 9, reason}, {"b", "DG", "2015", {}, 4}}, share("100 * a / b"),
                   {"value", "status", "numerator", "denominator", "lower"}) ==
          std::vector<std::string>{";" + name + ";;4;"});
    CHECK(computed({{"a", "DG", "2015", {}, 9}, {"b", "DG", "2015", {}, 4, reason}}, share("100 * a / b"),
                   {"value", "status", "numerator", "denominator"}) == std::vector<std::string>{";" + name + ";9;"});
  }
  CHECK(computed({{"a", "DG", "2015", {}, 9}, {"b", "01", "2015", {}, 4}}, own("a / b"), figure) ==
        std::vector<std::string>{"DG;;missing"});
}

TEST_CASE("the total less the women is the men, and says so", "[compute]") {
  const std::vector<Row> rows = {{"births", "DG", "2015", {{"sex", "total"}}, 100},
                                 {"births", "DG", "2015", {{"sex", "female"}}, 48},
                                 {"births", "01", "2015", {{"sex", "total"}}, 10},
                                 {"births", "01", "2015", {{"sex", "female"}}, 0, Status::unknown_or_secret}};
  CHECK(computed(rows, own("births[sex=male]"), {"region", "value", "flags", "status"}) ==
        std::vector<std::string>{"DG;52;complement;computed", "01;;complement;unknown_or_secret"});
  CHECK(computed(rows, own("births"), {"sex", "value", "flags"}, {.by = {"sex"}, .regions = {"DG"}}) ==
        std::vector<std::string>{"total;100;", "male;52;complement", "female;48;"});
}

TEST_CASE("a cell that is hidden is not made up from the others", "[compute]") {
  const auto with_sexes = [](Status total, Status male) {
    return std::vector<Row>{{"births", "01", "2015", {{"sex", "total"}}, has_value(total) ? 30.0 : 0.0, total},
                            {"births", "01", "2015", {{"sex", "female"}}, 28},
                            {"births", "01", "2015", {{"sex", "male"}}, has_value(male) ? 2.0 : 0.0, male}};
  };
  for (const Status hidden : {Status::unknown_or_secret, Status::suppressed}) {
    const std::string expected = "01;;" + std::string(to_string(hidden));
    CHECK(computed(with_sexes(Status::reported, hidden), own("births[sex=male]"), figure) ==
          std::vector<std::string>{expected});
    CHECK(computed(with_sexes(hidden, Status::reported), own("births"), figure) == std::vector<std::string>{expected});
  }
  CHECK(computed(with_sexes(Status::reported, Status::missing), own("births[sex=male]"), figure) ==
        std::vector<std::string>{"01;2;computed"});
}

TEST_CASE("several codes are added, and an unknown one is not zero", "[compute]") {
  std::vector<Row> rows = leavers;
  CHECK(computed(rows, own("school_leavers[certificate=without_hsa|ahr]"), figure, {.regions = {"16062", "DG"}}) ==
        std::vector<std::string>{"DG;335297;computed", "16062;232;computed"});
  rows[2].status = Status::unknown_or_secret;
  CHECK(computed(rows, own("school_leavers[certificate=without_hsa|ahr]"), figure, {.regions = {"16062"}}) ==
        std::vector<std::string>{"16062;;unknown_or_secret"});
}

TEST_CASE("odd values are kept and flagged, never cut", "[compute]") {
  Indicator indicator = own("100 * a / b");
  indicator.lowest = 0, indicator.highest = 100;
  CHECK(computed({{"a", "01", "2015", {}, 233},
                  {"b", "01", "2015", {}, 100},
                  {"a", "02", "2015", {}, -13},
                  {"b", "02", "2015", {}, 100},
                  {"a", "03", "2015", {}, 100},
                  {"b", "03", "2015", {}, 100}},
                 indicator, {"value", "flags", "status"}) ==
        std::vector<std::string>{"233;out_of_range;computed", "-13;out_of_range;computed", "100;;computed"});
}

TEST_CASE("a breakdown names its codes; one the first variable lacks is not applicable", "[compute]") {
  std::vector<Row> rows = leavers;
  rows.push_back({"population", "16062", "2015-12-31", {{"sex", "male"}}, 40000});
  const Table table = compute(observed(rows), {own("100 * school_leavers / school_leavers[certificate=total]")},
                              {.by = {"certificate", "sex"}, .regions = {"16062"}});
  CHECK(cells(table, {"certificate", "sex", "numerator", "denominator"}) ==
        std::vector<std::string>{"total;;678;678", "without_hsa;;48;678", "ahr;;184;678"});
  CHECK_FALSE(table.has("age"));
}

TEST_CASE("an indicator that is always broken down needs no asking", "[compute]") {
  Indicator indicator = own("100 * school_leavers / school_leavers[certificate=total]");
  indicator.default_by = {"certificate"};
  CHECK(computed(leavers, indicator, {"certificate", "numerator"}, {.regions = {"15084"}}) ==
        std::vector<std::string>{"total;1323", "without_hsa;162"});
  indicator.formula = without;
  CHECK(computed(leavers, indicator, {"certificate", "numerator"}, {.regions = {"15084"}}) ==
        std::vector<std::string>{";162"});
}

TEST_CASE("additive numerators of a breakdown add up to the total", "[compute]") {
  std::vector<Row> rows;
  const std::vector<std::string> sexes = {"male", "female"}, nations = {"german", "foreign"};
  for (int r = 1; r <= 16; ++r)
    for (int year = 2010; year < 2014; ++year)
      for (std::size_t s = 0; s < 2; ++s)
        for (std::size_t n = 0; n < 2; ++n)
          rows.push_back({"births",
                          (r < 10 ? "0" : "") + std::to_string(r),
                          std::to_string(year),
                          {{"sex", sexes[s]}, {"nationality", nations[n]}},
                          1.0 * ((r * 37 + year * 11 + static_cast<int>(s) * 5 + static_cast<int>(n)) % 97)});
  const Observations observations = observed(rows);
  const Table total = compute(observations, {own("births")}),
              by = compute(observations, {own("births")}, {.by = {"sex", "nationality"}});
  REQUIRE(total.rows() == 64);
  REQUIRE(by.rows() == 64 * 9);
  for (Index row = 0; row < total.rows(); ++row) {
    double sum = 0;
    for (Index part = row * 9; part < row * 9 + 9; ++part) {
      CHECK(cell_text(by.column("region"), part) == cell_text(total.column("region"), row));
      if (cell_text(by.column("sex"), part) != "total" && cell_text(by.column("nationality"), part) != "total")
        sum += number(by, "value", part);
    }
    CHECK(sum == number(total, "value", row));
  }
}

TEST_CASE("regions and periods are cut down to those asked for", "[compute]") {
  std::vector<Row> rows = leavers;
  rows.push_back({"school_leavers", "DG", "2014", {{"certificate", "total"}}, 850000});
  const auto columns = std::vector<std::string>{"region", "period"};
  CHECK(computed(rows, own("school_leavers"), columns) ==
        std::vector<std::string>{"DG;2014", "DG;2015", "15084;2015", "16062;2015"});
  CHECK(computed(rows, own("school_leavers"), columns, {.periods = {Period::year(2014)}}) ==
        std::vector<std::string>{"DG;2014"});
  CHECK_THROWS_WITH(computed(rows, own("school_leavers"), columns, {.periods = {Period::year(1900)}}),
                    "unknown period '1900'");
  CHECK(computed(rows, own("school_leavers"), columns,
                 {.regions = {"16062", "DG", "16062"}, .periods = {Period::year(2015)}}) ==
        std::vector<std::string>{"DG;2015", "16062;2015"});
}

TEST_CASE("the caller's mistakes are named", "[compute]") {
  const Observations observations = observed(leavers);
  CHECK_THROWS_WITH(compute(observations, {own("school_leavers")}, {.regions = {"16061"}}),
                    "unknown region '16061': did you mean '16062'?");
  CHECK(holds(message_of<UnknownName>([&] { compute(observations, {own("school_leavers")}, {.by = {"certificat"}}); }),
              "unknown axis 'certificat': did you mean 'certificate'?"));
  CHECK(holds(message_of<UnknownName>([&] { compute(observations, {own("school_leaver / population")}); }),
              "unknown variable 'school_leaver' at position 0 of indicator 'own': did you mean 'school_leavers'?"));
  CHECK(holds(message_of<UnknownName>([&] { compute(observations, std::vector<std::string>{"C.care_rate_u4"}); }),
              "did you mean 'C.care_rate_u3'"));
  CHECK_THROWS_AS(compute(observations, {own("school_leavers /")}), FormulaError);
  for (const double confidence : {0.0, 1.0, -0.5, 95.0, std::nan("")})
    CHECK_THROWS_AS(compute(observations, {own("school_leavers")}, {.confidence = confidence}), InvalidArgument);
}

TEST_CASE("indicators that cannot be computed may be passed over", "[compute]") {
  const Observations observations = observed(leavers);
  const std::vector<Indicator> both = {own("population"), own("school_leavers")};
  CHECK_THROWS_AS(compute(observations, both), UnknownName);
  CHECK(compute(observations, both, {.skip_uncomputable = true}).rows() == 3);
  CHECK(missing_variables(observations, own("births / population + births + school_leavers")) ==
        std::vector<std::string>{"births", "population"});
  CHECK(compute(observations, std::vector<Indicator>{}).rows() == 0);
}

TEST_CASE("an axis value that the first variable never has gives no rows", "[compute]") {
  CHECK(computed(leavers, own("school_leavers[certificate=fhr]"), figure).empty());
  CHECK(computed(leavers, own("school_leavers[sex=male]"), figure).empty());
}

TEST_CASE("progress is reported and a stop is obeyed", "[compute]") {
  const Observations observations = observed(leavers);
  std::vector<double> seen;
  compute(observations, {own("school_leavers"), own(without)}, {},
          {.threads = 1, .stop = {}, .progress = [&](double done) { seen.push_back(done); }});
  CHECK(seen == std::vector<double>{0.5, 1});
  std::stop_source source;
  source.request_stop();
  CHECK_THROWS_AS(
      compute(observations, {own("school_leavers")}, {}, {.threads = 1, .stop = source.get_token(), .progress = {}}),
      Cancelled);
}

TEST_CASE("any number of threads gives the same bits", "[compute][threads]") {
  const Observations observations = observed(leavers);
  const Table one = compute(observations, {share(without)}, {}, {.threads = 1, .stop = {}, .progress = {}});
  CHECK(compute(observations, {share(without)}, {}, {.threads = 8, .stop = {}, .progress = {}}) == one);
  std::vector<Table> tables(8);
  std::vector<std::thread> threads;
  for (auto& table : tables) threads.emplace_back([&] { table = compute(observations, {share(without)}); });
  for (auto& thread : threads) thread.join();
  for (const Table& table : tables) CHECK(table == one);
}
