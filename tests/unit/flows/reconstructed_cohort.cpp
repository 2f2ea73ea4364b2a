#include "werdegang/flows/reconstructed_cohort.hpp"

#include "../model/tables.hpp"
#include "catch.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "werdegang/core/error.hpp"

using namespace werdegang;

namespace {

Table four_grades(double graduates = 572) {
  return Table({text_column("grade", {"1", "2", "3", "4", "1", "2", "3", "4"}),
                text_column("period", {"2014", "2014", "2014", "2014", "2015", "2015", "2015", "2015"}),
                number_column("enrolment", {1000, 800, 700, 650, 1010, 905, 745, 655}),
                number_column("repeaters", {-1, -1, -1, -1, 100, 80, 56, 39}, true),
                number_column("graduates", {-1, -1, -1, graduates, -1, -1, -1, -1}, true)});
}

double at(const Table& table, const char* column, Index row) {
  return std::get<Buffer<double>>(table.column(column).data)[row];
}

}  // namespace

TEST_CASE("flow rates of two years as UIS defines them", "[flows][cohort]") {
  const auto rates = flow_rates(four_grades());
  REQUIRE(rates.rows() == 4);
  CHECK(at(rates, "promotion", 0) == Approx(.825));
  CHECK(at(rates, "repetition", 3) == Approx(.06));
  CHECK(at(rates, "dropout", 1) == Approx(.03875));
  CHECK(at(rates, "effective_promotion", 0) == Approx(825.0 / 900));
  CHECK(at(rates, "repetition_same_year", 0) == Approx(100.0 / 1010));
}

TEST_CASE("reconstructed cohort with unlimited, two and no repeats", "[flows][cohort]") {
  const auto rates = grade_rates(flow_rates(four_grades()));
  const auto free = reconstructed_cohort(rates);
  CHECK(free.graduates == Approx(785.502964).epsilon(1e-8));
  CHECK(free.pupil_years == Approx(3975.723888).epsilon(1e-8));
  CHECK(free.efficiency == Approx(.79029931).epsilon(1e-7));
  CHECK(free.years_per_graduate == Approx(5.0613735).epsilon(1e-7));
  CHECK(at(free.grades, "survival", 3) == Approx(.83905998).epsilon(1e-7));
  CHECK(free.graduates + free.dropouts == Approx(1000));
  const auto two = reconstructed_cohort(rates, {.max_repeats = 2});
  CHECK(two.graduates == Approx(777.372573).epsilon(1e-8));
  CHECK(two.dropouts == Approx(222.627427).epsilon(1e-8));
  CHECK(two.years_per_graduate == Approx(5.08744442).epsilon(1e-8));
  CHECK(two.efficiency == Approx(.78624938).epsilon(1e-7));
  const auto none = reconstructed_cohort(rates, {.max_repeats = 0});
  CHECK(none.graduates == Approx(550.2354).epsilon(1e-8));
  CHECK(none.efficiency == Approx(.6963245).epsilon(1e-7));
  CHECK(none.years_per_graduate == Approx(5.74444819).epsilon(1e-8));
  CHECK(reconstructed_cohort(rates, {.max_repeats = 200}).graduates == Approx(free.graduates).epsilon(1e-12));
}

TEST_CASE("the students of Grinstead and Snell as a cohort", "[flows][cohort]") {
  const auto cohort =
      reconstructed_cohort({{"1", "2", "3", "4"}, {.7, .7, .7, .7}, {.2, .2, .2, .2}, {.1, .1, .1, .1}});
  CHECK(cohort.graduates == Approx(586.181640625));
  CHECK(cohort.years_per_graduate == Approx(7.059559).epsilon(1e-6));
  CHECK(cohort.efficiency == Approx(.566608).epsilon(1e-5));
  CHECK(at(cohort.grades, "survival", 3) == Approx(.669921875));
}

TEST_CASE("a negative dropout is kept and flagged, missing graduates have no rate", "[flows][cohort]") {
  const auto rates = flow_rates(four_grades(640));
  CHECK(at(rates, "dropout", 3) < 0);
  CHECK(cell_text(rates.column("flags"), 3) == "out_of_range");
  CHECK(cell_text(rates.column("flags"), 0).empty());
  const auto cohort = reconstructed_cohort(grade_rates(rates));
  CHECK(cohort.flags == Flag::out_of_range);
  CHECK(cohort.dropouts + cohort.graduates == Approx(1000));
  const auto unknown = flow_rates(four_grades(-1));
  CHECK(cell_text(unknown.column("status"), 3) == "missing");
  CHECK(holds(message_of<InvalidArgument>([&] { grade_rates(unknown); }), "grade 4"));
}

TEST_CASE("rates that cannot be used name grade and value", "[flows][cohort]") {
  CHECK(holds(message_of<InvalidArgument>([] {
                reconstructed_cohort({{"1"}, {.5}, {1.0}});
              }),
              "repetition = 1 in grade 1"));
  CHECK(holds(message_of<InvalidArgument>([] { reconstructed_cohort({{"1"}, {-.5}, {.2}}); }), "-0.5"));
  CHECK(holds(message_of<InvalidArgument>([] { reconstructed_cohort({{"1"}, {.5}, {.2}, {.2}}); }), "add up to 1"));
  CHECK(reconstructed_cohort({{"1"}, {0}, {.2}}).status == Status::empty_denominator);
  CHECK(reconstructed_cohort({{"1"}, {0}, {1.0}}, {.max_repeats = 3}).pupil_years == Approx(4000));
}

TEST_CASE("a limit of repeats beyond all schools and pupils beyond all numbers are refused", "[flows][cohort]") {
  CHECK_THROWS_AS(reconstructed_cohort({{"1"}, {.9}, {.05}}, {.max_repeats = Index{1} << 60}), InvalidArgument);
  CHECK_THROWS_AS(reconstructed_cohort({{"1"}, {0}, {2.0}}, {.max_repeats = 5000}), InvalidArgument);
}
