// Eight threads use the same values at once: every function on them, copies, destruction. Each compares what it gets
// with what one thread gets alone.
#include <atomic>
#include <barrier>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "model/example.hpp"
#include "werdegang/compute/compute.hpp"
#include "werdegang/compute/indicator.hpp"
#include "werdegang/io/official.hpp"
#include "werdegang/model/flows.hpp"
#include "werdegang/model/inventory.hpp"
#include "werdegang/model/selection.hpp"
#include "werdegang/model/tie_graph.hpp"
#include "werdegang/observations/checks.hpp"
#include "werdegang/observations/rollup.hpp"
#include "werdegang/table/arrow.hpp"

using namespace werdegang;

namespace {

constexpr int thread_count = 8;
constexpr int rounds = 6;

std::atomic<int> failures{0};

void expect(bool holds, const std::string& what) {
  if (holds) return;
  std::fprintf(stderr, "differs: %s\n", what.c_str());
  ++failures;
}

/// One thing to do with a shared value; true when the result is as it was alone.
struct Work {
  std::string name;
  std::function<bool()> same;
};

/// `result()` is computed once alone, when the threads are not yet there.
template <class Result>
Work work(std::string name, Result result) {
  const auto alone = std::make_shared<const decltype(result())>(result());
  return {std::move(name), [alone, result] { return result() == *alone; }};
}

/// Threads begin together and at different places of the list.
void hammer(const std::vector<Work>& all) {
  std::barrier start(thread_count);
  std::vector<std::jthread> threads;
  for (int t = 0; t < thread_count; ++t)
    threads.emplace_back([&, t] {
      start.arrive_and_wait();
      for (int round = 0; round < rounds; ++round)
        for (std::size_t i = 0; i < all.size(); ++i) {
          const Work& item = all[(i + static_cast<std::size_t>(t * 3)) % all.size()];
          expect(item.same(), item.name);
        }
    });
}

Table through_arrow(const Table& table) {
  ArrowArrayStream stream{};
  export_stream(table, &stream);
  return import_stream(&stream);
}

/// Sentences come from a registry that is read when it is first used.
std::vector<std::string> sentences(const Findings& findings) {
  std::vector<std::string> result;
  for (const Finding& finding : findings.items)
    for (const char* language : {"de", "en"}) result.push_back(message(finding, language));
  return result;
}

std::vector<Work> work_on(const Landscape& landscape) {
  const Landscape earlier = snapshot(landscape, Period::year(2015)).value;
  return {
      work("build", [] { return example_landscape().freeze().value; }),
      work("copy", [&] { return Landscape(landscape); }),
      work("inventory", [&] { return inventory(landscape); }),
      work("inventory of offers",
           [&] {
             return inventory(landscape, {{"life_phase", "topic"}, {}});
           }),
      work("filter",
           [&] {
             return filter(landscape, {{"kita", "primary_school"}, {}, {}, {}});
           }),
      work("snapshot", [&] { return snapshot(landscape, Period::year(2017)).value; }),
      work("findings", [&] { return sentences(snapshot(landscape, Period::year(2017)).findings); }),
      work("difference", [&, earlier] { return difference(earlier, landscape); }),
      work("tables",
           [&] {
             return std::vector{landscape.actors(), landscape.offers(),      landscape.ties(),       landscape.bodies(),
                                landscape.kinds(),  landscape.memberships(), landscape.signatories()};
           }),
      work("ties as a graph", [&] { return tie_graph(landscape); }),
      work("an actor", [&] { return landscape.find_actor("library"); }),
      work("Arrow", [&] { return through_arrow(landscape.actors()); }),
  };
}

std::vector<Work> work_on(const Observations& observations) {
  const std::vector<std::string> ids = {"A.youth_ratio", "D.leaver_share_by_qualification"};
  return {
      work("copy", [&] { return Observations(observations); }),
      work("long table", [&] { return observations.table(); }),
      work("filter",
           [&] {
             return filter(observations, {{}, {"15084"}, {}});
           }),
      work("rollup", [&] { return rollup(observations, "state").value; }),
      work("checks", [&] { return sentences(check(observations)); }),
      work("compute", [&, ids] { return compute(observations, ids); }),
      work("Arrow", [&] { return through_arrow(observations.table()); }),
  };
}

/// The last copy of a value may be given back in any thread.
void destroy_in_turns() {
  for (int round = 0; round < 20; ++round) {
    auto shared = std::make_unique<const Landscape>(example_landscape().freeze().value);
    std::vector<Landscape> copies(thread_count, *shared);
    shared.reset();
    std::vector<std::jthread> threads;
    for (Landscape& copy : copies)
      threads.emplace_back([mine = std::move(copy)]() mutable {
        expect(mine.actor_count() == 4, "number of actors");
        mine = Landscape();
      });
    copies.clear();
  }
}

}  // namespace

int main() {
  // The catalogue is read by eight threads at once, when nobody has used it before.
  {
    std::barrier start(thread_count);
    std::vector<std::jthread> threads;
    for (int t = 0; t < thread_count; ++t)
      threads.emplace_back([&start, t] {
        start.arrive_and_wait();
        expect(t % 2 == 0 ? known_indicators().size() > 10 : known_tables().size() > 5, "the catalogue");
      });
  }
  const Landscape landscape = example_landscape().freeze().value;
  hammer(work_on(landscape));
  const std::filesystem::path fixtures = std::filesystem::path(WERDEGANG_SOURCE_DIR) / "tests/fixtures";
  const Observations observations = read_official({fixtures / "official", fixtures / "districts"}).value;
  hammer(work_on(observations));
  destroy_in_turns();
  std::printf("%d failures\n", failures.load());
  return failures == 0 ? 0 : 1;
}
