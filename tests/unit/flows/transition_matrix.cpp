#include "werdegang/flows/transition_matrix.hpp"

#include <type_traits>

#include "../model/tables.hpp"
#include "catch.hpp"
#include "messages.hpp"
#include "rows.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/flows/absorbing_chain.hpp"
#include "werdegang/flows/ratio_matrix.hpp"

using namespace werdegang;

template <class T>
concept has_chain = requires(const T& matrix) { absorption_probabilities(matrix); };
static_assert(has_chain<TransitionMatrix>);
static_assert(!has_chain<RatioMatrix>, "net ratios have no absorbing chain");

namespace {

Flows flows(const std::vector<std::string>& origin, const std::vector<std::string>& destination,
            const std::vector<std::string>& count) {
  return flows_from(Table({text_column("origin", origin), text_column("destination", destination),
                           text_column("count", count)}))
      .value;
}

TransitionMatrix merced(const RowSums& rows) {
  const auto q =
      make_sparse(4, 4, {{0, 0, .2}, {0, 1, .7}, {1, 1, .05}, {1, 2, .89}, {2, 2, .03}, {2, 3, .94}, {3, 3, .24}});
  const auto r = make_sparse(4, 2, {{0, 0, .1}, {1, 0, .06}, {2, 0, .03}, {3, 0, .01}, {3, 1, .76}});
  return transition_matrix(q, r, {"Freshman", "Sophomore", "Junior", "Senior"}, {"Dropped", "Graduated"}, rows);
}

}  // namespace

TEST_CASE("a published matrix whose row sums to 1.01 is refused, or computed on request", "[flows][matrix]") {
  const auto text = message_of<InvalidArgument>([] { merced({}); });
  CHECK(holds(text, "1.01"));
  CHECK(holds(text, "'Senior'"));
  CHECK(holds(text, "normalise=True"));
  const auto as_given = absorption_probabilities(merced({.rule = RowSums::as_given}));
  const auto& value = std::get<Buffer<double>>(as_given.column("value").data);
  const double published[] = {22, 79, 10, 91, 4, 97, 1, 100};
  for (Index i = 0; i < 8; ++i) CHECK(100 * value[i] == Approx(published[i]).margin(.5));
  const auto normalised = absorption_probabilities(merced({.rule = RowSums::normalise}));
  const auto& p = std::get<Buffer<double>>(normalised.column("value").data);
  for (Index i = 0; i < 8; i += 2) CHECK(p[i] + p[i + 1] == Approx(1));
}

TEST_CASE("what a row lacks needs a name", "[flows][matrix]") {
  const auto q = make_sparse(1, 1, {{0, 0, .2}}), r = make_sparse(1, 1, {{0, 0, .7}});
  CHECK(holds(message_of<InvalidArgument>([&] { transition_matrix(q, r, {"a"}, {"b"}); }), "rest="));
  const auto named = transition_matrix(q, r, {"a"}, {"b"}, {.rest = "unknown"});
  CHECK(named.exit.at(0, named.exit_position("unknown")) == Approx(.1));
  CHECK(named.method == "given, the rest of every row to unknown");
  const auto into_known = transition_matrix(q, r, {"a"}, {"b"}, {.rest = "b"});
  CHECK(into_known.exit.at(0, 0) == Approx(.8));
}

TEST_CASE("probabilities and names are checked", "[flows][matrix]") {
  const auto none = make_sparse(1, 0, {});
  CHECK(holds(message_of<InvalidArgument>([&] {
                transition_matrix(make_sparse(1, 1, {{0, 0, -1}}), none, {"a"}, {});
              }),
              "-1"));
  CHECK(holds(message_of<InvalidArgument>([&] {
                transition_matrix(make_sparse(2, 2, {}), none, {"a", "a"}, {});
              }),
              "1 x 0"));
  CHECK(holds(message_of<InvalidArgument>([&] {
                transition_matrix(make_sparse(2, 2, {}), make_sparse(2, 0, {}), {"a", "a"}, {});
              }),
              "each once"));
  const auto q = make_sparse(1, 1, {{0, 0, 1}});
  CHECK(holds(message_of<UnknownName>([&] { transition_matrix(q, none, {"a"}, {}).state("b"); }), "'b'"));
}

TEST_CASE("estimated from flows: exits are found, unknown stays or follows the known", "[flows][matrix]") {
  const auto f =
      flows({"realschule", "realschule", "realschule", "training", "training", "unknown"},
            {"training", "realschule", "unknown", "job", "unknown", "training"}, {"60", "20", "20", "90", "10", "7"});
  const auto m = transition_matrix(f);
  CHECK(m.states->find("realschule") == 0);
  CHECK(m.exits->find("unknown") >= 0);
  CHECK(m.exits->find("job") >= 0);
  CHECK(m.transient.at(0, m.state("training")) == Approx(.6));
  CHECK(m.exit.at(m.state("training"), m.exit_position("unknown")) == Approx(.1));
  const auto shared = transition_matrix(f, {.unknown = TransitionOptions::distribute});
  CHECK(shared.exits->find("unknown") < 0);
  CHECK(shared.transient.at(0, shared.state("training")) == Approx(.75));
  CHECK(holds(shared.method, "distributed"));
  const auto earlier = transition_matrix(f, {.absorbing = {"training"}});
  CHECK(earlier.size() == 1);
  CHECK(holds(message_of<UnknownName>([&] { transition_matrix(f, {.absorbing = {"trainning"}}); }), "training"));
}

TEST_CASE("hidden counts are refused or take a named value", "[flows][matrix]") {
  const auto f =
      flows_from(Table({text_column("origin", {"kita", "kita"}), text_column("destination", {"primary", "moved_away"}),
                        text_column("count", {"98", "*"}), number_column("lower", {-1, 1}, true),
                        number_column("upper", {-1, 3}, true)}))
          .value;
  CHECK(holds(message_of<InvalidArgument>([&] { transition_matrix(f); }), "kita to moved_away: suppressed"));
  const auto m = transition_matrix(f, {.hidden = TransitionOptions::middle});
  CHECK(m.exit.at(0, m.exit_position("moved_away")) == Approx(.02));
  CHECK(holds(m.method, "middles"));
  const auto open = flows({"kita", "kita"}, {"primary", "moved_away"}, {"98", "."});
  CHECK(holds(message_of<InvalidArgument>([&] { transition_matrix(open, {.hidden = TransitionOptions::upper}); }),
              "upper bound"));
  CHECK(transition_matrix(open, {.hidden = TransitionOptions::lower}).exit.at(0, 0) == 1);
}

TEST_CASE("a stage with rows but nobody in them is an error that names it", "[flows][matrix]") {
  const auto f = flows({"kita", "primary"}, {"primary", "moved_away"}, {"5", "0"});
  CHECK(holds(message_of<InvalidArgument>([&] { transition_matrix(f); }), "'primary'"));
  CHECK(transition_matrix(f, {.absorbing = {"primary"}}).size() == 1);
  CHECK(
      holds(message_of<InvalidArgument>([] { transition_matrix(flows({"job"}, {"job"}, {"5"})); }), "anybody leaves"));
}

TEST_CASE("the table of an estimate has both standard errors, each by its name", "[flows][matrix]") {
  const auto f = flows({"a", "a", "a", "b", "b", "b", "c", "c", "c"}, {"a", "b", "c", "a", "b", "c", "a", "b", "c"},
                       {"682", "33", "25", "154", "64", "47", "19", "19", "43"});
  const auto table = to_table(transition_matrix(f));
  const auto at = [&](const char* name, Index row) { return std::get<Buffer<double>>(table.column(name).data)[row]; };
  CHECK(at("value", 0) == Approx(.92162162));
  CHECK(at("standard_error_poisson", 0) == Approx(.03529072).epsilon(1e-6));
  CHECK(at("standard_error_binomial", 0) == Approx(.00988004).epsilon(1e-6));
  CHECK(at("jeffreys_mean", 8) == Approx(.52727273));
  CHECK((at("lower", 8) < at("value", 8) && at("value", 8) < at("upper", 8)));
  CHECK(transition_matrix(f) == transition_matrix(f));
  CHECK(to_dense(square(transition_matrix(f)))(0, 1) == Approx(.04459459));
}

TEST_CASE("rain on Alofi as the vignette of markovchain prints it", "[flows][matrix]") {
  const auto f = flows({"0", "0", "0", "1-5", "1-5", "1-5", "6+", "6+", "6+"},
                       {"0", "1-5", "6+", "0", "1-5", "6+", "0", "1-5", "6+"},
                       {"362", "126", "60", "136", "90", "68", "50", "79", "124"});
  const auto m = transition_matrix(f);
  const double expected[] = {.66058394, .22992701, .10948905, .46258503, .30612245,
                             .23129252, .19762846, .31225296, .49011858};
  REQUIRE(m.transient.value.size() == 9);
  for (std::size_t i = 0; i < 9; ++i) CHECK(m.transient.value[i] == Approx(expected[i]).margin(1e-7));
  const auto error = std::get<Buffer<double>>(to_table(m).column("standard_error_poisson").data);
  CHECK(error[8] == Approx(.04401395).margin(1e-7));
}

TEST_CASE("net ratios may exceed 1 and skip years that are missing", "[flows][ratio]") {
  const Table stocks({text_column("stage", {"1", "1", "1", "2", "2", "2"}),
                      text_column("period", {"2018", "2019", "2021", "2018", "2019", "2021"}),
                      number_column("count", {100, 80, 70, 90, 107, 95})});
  const auto m = ratio_matrix(stocks);
  CHECK(m.ratio.at(0, 1) == Approx(1.07));
  CHECK(cells(to_table(m), {"origin", "destination", "numerator", "denominator", "pairs", "flags", "method"}) ==
        std::vector<std::string>{"1;2;107;100;1;out_of_range;pooled ratio"});
  CHECK(holds(message_of<UnknownName>([&] { ratio_matrix(stocks, {.steps = {{"2", "3"}}}); }), "'3'"));
  const Table apart(
      {text_column("stage", {"1", "2"}), text_column("period", {"2018", "2020"}), number_column("count", {100, 80})});
  CHECK(
      holds(message_of<InvalidArgument>([&] { ratio_matrix(apart); }), "no pair of successive periods for '1' to '2'"));
}

TEST_CASE("counts whose sum no number can hold are refused", "[flows][matrix]") {
  CHECK(message_of<InvalidArgument>([] {
          const std::string most = "17" + std::string(307, '0');
          transition_matrix(flows({"a", "a"}, {"b", "c"}, {most, most}));
        }) == "counts beyond the largest number from 'a' in transition_matrix: expected counts that can be added");
}
