#include "werdegang/model/tie_graph.hpp"

#include "catch.hpp"
#include "messages.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/model/builder.hpp"

using namespace werdegang;

namespace {

LandscapeBuilder three() {
  LandscapeBuilder builder;
  for (const auto* id : {"a", "b", "c"}) builder.add(Actor{.id = id, .kind = "association"});
  return builder;
}

}  // namespace

TEST_CASE("an undirected tie is two entries, a directed one is one") {
  auto builder = three();
  builder.add(Tie{.source = "a", .target = "b", .strength = 2})
      .add(Tie{.source = "b", .target = "c", .kind = "referral"});
  const Landscape land = builder.freeze().value;
  const Matrix all = to_dense(tie_graph(land));
  CHECK(all.values == std::vector<double>{0, 2, 0, 2, 0, 1, 0, 0, 0});
  CHECK(tie_graph(land, "referral").nonzeros() == 1);
  CHECK(tie_graph(land, "contract").nonzeros() == 0);
}

TEST_CASE("ties between the same two are added, ties to oneself do not count") {
  auto builder = three();
  builder.add(Tie{.source = "a", .target = "b", .strength = 2, .to = "2015"})
      .add(Tie{.source = "b", .target = "a", .strength = 3, .from = "2017"})
      .add(Tie{.source = "c", .target = "c", .strength = 3});
  const SparseMatrix matrix = tie_graph(builder.freeze().value);
  CHECK(matrix.nonzeros() == 2);
  CHECK(matrix.at(0, 1) == 5);
  CHECK(matrix.at(1, 0) == 5);
}

TEST_CASE("a kind of tie that nobody knows is the caller's slip") {
  auto builder = three();
  CHECK(holds(message_of<UnknownName>([&] { tie_graph(builder.freeze().value, "coperation"); }), "cooperation"));
  CHECK(tie_graph(builder.freeze().value).rows == 3);
}
