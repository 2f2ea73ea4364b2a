#include "werdegang/flows/absorbing_chain.hpp"

#include <cmath>
#include <thread>

#include "catch.hpp"
#include "messages.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/random.hpp"

using namespace werdegang;

namespace {

SparseMatrix sparse(const std::vector<std::vector<double>>& rows, Index columns) {
  std::vector<MatrixEntry> entries;
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = 0; j < rows[i].size(); ++j)
      if (rows[i][j] != 0) entries.push_back({static_cast<Index>(i), static_cast<Index>(j), rows[i][j]});
  return make_sparse(static_cast<Index>(rows.size()), columns, std::move(entries));
}

std::vector<std::string> names(const char* letter, std::size_t n) {
  std::vector<std::string> result;
  for (std::size_t i = 0; i < n; ++i) result.push_back(letter + std::to_string(i));
  return result;
}

TransitionMatrix chain(const std::vector<std::vector<double>>& q, const std::vector<std::vector<double>>& r,
                       const RowSums& rows = {}) {
  const auto exits = r.empty() ? 0 : r[0].size();
  return transition_matrix(sparse(q, static_cast<Index>(q.size())), sparse(r, static_cast<Index>(exits)),
                           names("s", q.size()), names("exit", exits), rows);
}

// Grinstead and Snell, exercise 11.2.18: flunk .1, repeat .2, move on .7.
TransitionMatrix students() {
  return chain({{.2, .7, 0, 0}, {0, .2, .7, 0}, {0, 0, .2, .7}, {0, 0, 0, .2}}, {{.1, 0}, {.1, 0}, {.1, 0}, {.1, .7}});
}

std::vector<double> numbers(const Table& table, const char* column = "value") {
  const auto& values = std::get<Buffer<double>>(table.column(column).data).view;
  return {values.begin(), values.end()};
}

void same(const std::vector<double>& found, const std::vector<double>& expected, double margin = 1e-9) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    INFO(i);
    CHECK(found[i] == Approx(expected[i]).margin(margin));
  }
}

// Dense Gauss-Jordan inverse of I - Q with partial pivoting: the brute force.
std::vector<std::vector<double>> inverse(const SparseMatrix& q) {
  const auto n = static_cast<std::size_t>(q.rows);
  std::vector<std::vector<double>> a(n, std::vector<double>(2 * n));
  for (std::size_t i = 0; i < n; ++i) {
    a[i][i] = a[i][n + i] = 1;
    for (std::size_t j = 0; j < n; ++j) a[i][j] -= q.at(static_cast<Index>(i), static_cast<Index>(j));
  }
  for (std::size_t c = 0; c < n; ++c) {
    std::size_t pivot = c;
    for (std::size_t i = c; i < n; ++i)
      if (std::abs(a[i][c]) > std::abs(a[pivot][c])) pivot = i;
    std::swap(a[c], a[pivot]);
    const double scale = a[c][c];
    for (double& x : a[c]) x /= scale;
    for (std::size_t i = 0; i < n; ++i) {
      const double factor = i == c ? 0 : a[i][c];
      for (std::size_t j = 0; factor != 0 && j < 2 * n; ++j) a[i][j] -= factor * a[c][j];
    }
  }
  for (auto& row : a) row.erase(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(n));
  return a;
}

// n states in a random graph with about `links` transitions a state and two exits.
TransitionMatrix random_chain(Index n, int links, std::uint64_t seed) {
  std::uint64_t state = seed * 6364136223846793005ULL + 1442695040888963407ULL;
  const auto draw = [&] {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<double>(state >> 11) / 9007199254740992.0;
  };
  std::vector<MatrixEntry> inner, outer;
  for (Index i = 0; i < n; ++i) {
    std::vector<double> weight;
    double total = 0;
    for (int k = 0; k < links + 2; ++k) total += weight.emplace_back(0.05 + draw());
    for (int k = 0; k < links; ++k)
      inner.push_back(
          {i, static_cast<Index>(draw() * static_cast<double>(n)), weight[static_cast<std::size_t>(k)] / total});
    for (int a = 0; a < 2; ++a) outer.push_back({i, a, weight[static_cast<std::size_t>(links + a)] / total});
  }
  return transition_matrix(make_sparse(n, n, std::move(inner)), make_sparse(n, 2, std::move(outer)),
                           names("s", static_cast<std::size_t>(n)), {"out", "done"});
}

}  // namespace

TEST_CASE("published chains: the drunkard's walk, students, the maze", "[flows][chain]") {
  const auto walk = chain({{0, .5, 0}, {.5, 0, .5}, {0, .5, 0}}, {{.5, 0}, {0, 0}, {0, .5}});
  same(fundamental_matrix(walk).values, {1.5, 1, .5, 1, 2, 1, .5, 1, 1.5});
  same(numbers(expected_time(walk)), {3, 4, 3});
  same(numbers(time_variance(walk)), {8, 8, 8});
  same(numbers(absorption_probabilities(walk)), {.75, .25, .5, .5, .25, .75});

  const auto m = students();
  same(numbers(expected_time(m)), {4.1381835938, 3.30078125, 2.34375, 1.25});
  same(numbers(time_variance(m)), {2.8827607632, 1.5755462646, 0.7568359375, 0.3125});
  same(numbers(absorption_probabilities(m)),
       {.4138183594, .5861816406, .330078125, .669921875, .234375, .765625, .125, .875});
  same(numbers(visits(m, {"s3"}), "ever"), {.669921875, .765625, .875, .2});
  same(numbers(visits(m, {"s3"}), "variance"), {.5548608303, .5196380615, .4443359375, .3125});
}

TEST_CASE("published chains: an upper triangle and a maze", "[flows][chain]") {
  const double third = 1.0 / 3;
  const auto triangle =
      chain({{0, .25, .25, .25}, {0, 0, third, third}, {0, 0, 0, .5}, {0, 0, 0, 0}}, {{.25}, {third}, {.5}, {1}});
  same(numbers(expected_time(triangle)), {2.0833333333, 1.8333333333, 1.5, 1});
  same(numbers(time_variance(triangle)), {.6597222222, .4722222222, .25, 0});
  same(numbers(absorption_probabilities(triangle)), {1, 1, 1, 1});
  same(fundamental_matrix(triangle).values, {1, .25, .3333333333, .5, 0, 1, .3333333333, .5, 0, 0, 1, .5, 0, 0, 0, 1});
  // Rooms 5 and 6 are the ways out (vknight.org/gtb/main-16).
  const auto maze = chain({{0, .5, .5, 0}, {.5, 0, 0, .5}, {third, 0, 0, third}, {0, third, third, 0}},
                          {{0, 0}, {0, 0}, {third, 0}, {0, third}});
  same(numbers(expected_time(maze)), {7, 7, 5, 5});
  same(numbers(absorption_probabilities(maze)),
       {6.0 / 11, 5.0 / 11, 5.0 / 11, 6.0 / 11, 7.0 / 11, 4.0 / 11, 4.0 / 11, 7.0 / 11});
}

TEST_CASE("conditional on an exit: times are those of the conditional chain", "[flows][chain]") {
  const auto m = students();
  const auto graduates = conditional(m, "exit1");
  // Whoever graduates passes four grades, each for 1 / (1 - .2) years.
  same(numbers(expected_time(m, {.given = "exit1", .within = {}})), {5, 3.75, 2.5, 1.25});
  same(numbers(expected_time(graduates)), {5, 3.75, 2.5, 1.25});
  same(numbers(time_variance(m, "exit1")), numbers(time_variance(graduates)));
  same(numbers(absorption_probabilities(graduates)), {1, 1, 1, 1});
  same(numbers(expected_time(m, {.given = {}, .within = {"s1", "s2"}})),
       {1.09375 + .95703125, 1.25 + 1.09375, 1.25, 0});
  const auto one_way = chain({{0, .5}, {0, 0}}, {{.5, 0}, {0, 1}});
  const auto table = expected_time(one_way, {.given = "exit0", .within = {}});
  CHECK(cell_text(table.column("status"), 1) == "not_applicable");
  CHECK_FALSE(table.column("value").valid(1));
}

TEST_CASE("sensitivities agree with the published case and with finite differences", "[flows][chain]") {
  const auto m = students();
  const auto table = sensitivities(m, {.start = "s0", .target = {}, .compensating = "exit0", .all = true});
  same(numbers(table),
       {5.1727294922, 4.1259765625, 2.9296875, 1.5625, 4.5261383057, 3.6102294922, 2.5634765625, 1.3671875,
        3.9603710175, 3.1589508057, 2.2430419922, 1.1962890625, 3.4653246403, 2.764081955, 1.9626617432, 1.0467529297},
       1e-8);
  const double step = 1e-6;
  const auto shifted = [&](double by) {
    return chain({{.2, .7 + by, 0, 0}, {0, .2, .7, 0}, {0, 0, .2, .7}, {0, 0, 0, .2}},
                 {{.1 - by, 0}, {.1, 0}, {.1, 0}, {.1, .7}});
  };
  const auto target = sensitivities(m, {.start = "s0", .target = "exit0", .compensating = "exit0"});
  const double difference =
      (numbers(absorption_probabilities(shifted(step)))[0] - numbers(absorption_probabilities(shifted(-step)))[0]) /
      (2 * step);
  CHECK(cell_text(target.column("destination"), 1) == "s1");
  CHECK(numbers(target)[1] == Approx(difference).epsilon(1e-6));
}

TEST_CASE("random chains, large components and small ones, agree with a dense inverse", "[flows][chain]") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Index n = seed % 4 == 0 ? 90 : static_cast<Index>(1 + seed);
    const auto m = random_chain(n, 1 + static_cast<int>(seed % 3), seed);
    const auto dense = inverse(m.transient);
    const auto t = numbers(expected_time(m)), b = numbers(absorption_probabilities(m));
    for (std::size_t i = 0; i < dense.size(); ++i) {
      double time = 0, out = 0;
      for (std::size_t j = 0; j < dense.size(); ++j) {
        time += dense[i][j];
        out += dense[i][j] * m.exit.at(static_cast<Index>(j), 0);
      }
      REQUIRE(t[i] == Approx(time).epsilon(1e-10));
      REQUIRE(b[2 * i] == Approx(out).epsilon(1e-10));
      REQUIRE(b[2 * i] + b[2 * i + 1] == Approx(1).epsilon(1e-10));
    }
    const auto row = sensitivities(m, {.start = "s0", .target = "done", .compensating = "out"});
    REQUIRE(numbers(row)[0] ==
            Approx(dense[0][0] * b[2 * static_cast<std::size_t>(m.transient.target[0]) + 1]).epsilon(1e-9));
  }
}

TEST_CASE("a large random graph is solved to the same accuracy as a small one", "[flows][chain]") {
  const auto m = random_chain(1500, 3, 9);
  const auto t = numbers(expected_time(m)), b = numbers(absorption_probabilities(m));
  for (Index i = 0; i < m.size(); ++i) {
    double time = 1;
    for (Index k = m.transient.start[static_cast<std::size_t>(i)];
         k < m.transient.start[static_cast<std::size_t>(i) + 1]; ++k)
      time += m.transient.value[static_cast<std::size_t>(k)] *
              t[static_cast<std::size_t>(m.transient.target[static_cast<std::size_t>(k)])];
    REQUIRE(t[static_cast<std::size_t>(i)] == Approx(time).epsilon(1e-12));
    REQUIRE(b[2 * static_cast<std::size_t>(i)] + b[2 * static_cast<std::size_t>(i) + 1] == Approx(1).epsilon(1e-12));
  }
}

TEST_CASE("one thread or eight give the same bits", "[flows][chain]") {
  const auto m = random_chain(70, 3, 5);
  CHECK(absorption_probabilities(m, {.threads = 1}) == absorption_probabilities(m, {.threads = 8}));
  CHECK(visits(m, {}, {.threads = 1}) == visits(m, {}, {.threads = 8}));
  CHECK(fundamental_matrix(m, {.threads = 1}) == fundamental_matrix(m, {.threads = 8}));
}

TEST_CASE("closed classes are found and named", "[flows][chain]") {
  const auto m = chain({{0, .5, .5}, {0, 0, 1}, {0, 1, 0}}, {{0}, {0}, {0}});
  CHECK(closed_classes(m) == std::vector<std::vector<std::string>>{{"s1", "s2"}});
  const auto text = message_of<InvalidArgument>([&] { expected_time(m); });
  CHECK(holds(text, "the states 's1', 's2'"));
  CHECK(holds(text, "absorbing=[...]"));
  CHECK(closed_classes(students()).empty());
  CHECK(holds(message_of<InvalidArgument>([] { absorption_probabilities(chain({{1}}, {{0}})); }), "the state 's0'"));
}

TEST_CASE("a stop is heeded", "[flows][chain]") {
  std::stop_source stop;
  stop.request_stop();
  CHECK_THROWS_AS(visits(random_chain(70, 3, 5), {}, {.threads = 1, .stop = stop.get_token(), .progress = {}}),
                  Cancelled);
}
