#include "werdegang/bgl.hpp"

#include <boost/graph/connected_components.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <vector>

#include "catch.hpp"
#include "werdegang/model/builder.hpp"
#include "werdegang/model/tie_graph.hpp"

using namespace werdegang;

BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<BglGraph<>>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<BglGraph<>>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<BglGraph<boost::undirected_tag>>));

namespace {

// kita - school - gymnasium - chamber, the short way kita - gymnasium costs more; a museum and a library apart.
Landscape town() {
  LandscapeBuilder builder;
  for (const auto* id : {"chamber", "gymnasium", "kita", "library", "museum", "school"})
    builder.add(Actor{.id = id, .kind = "association"});
  const auto tie = [&](const char* source, const char* target, double strength) {
    builder.add(Tie{.source = source, .target = target, .strength = strength});
  };
  tie("kita", "school", 1);
  tie("school", "gymnasium", 2);
  tie("gymnasium", "chamber", 4);
  tie("kita", "gymnasium", 5);
  tie("museum", "library", 1);
  return builder.freeze().value;
}

}  // namespace

TEST_CASE("Boost.Graph finds the components of a landscape") {
  const SparseMatrix ties = tie_graph(town());
  std::vector<int> component(6);
  CHECK(boost::connected_components(BglGraph<boost::undirected_tag>(ties), component.data()) == 2);
  CHECK(component == std::vector<int>{0, 0, 0, 1, 1, 0});
}

TEST_CASE("Boost.Graph finds the shortest ways in a landscape") {
  const Landscape land = town();
  const SparseMatrix ties = tie_graph(land, "cooperation");
  std::vector<double> distance(6);
  std::vector<Index> before(6);
  const Index kita = land.find_actor("kita")->value;
  boost::dijkstra_shortest_paths(BglGraph<>(ties), kita,
                                 boost::distance_map(distance.data()).predecessor_map(before.data()));
  constexpr double nowhere = std::numeric_limits<double>::max();
  CHECK(distance == std::vector<double>{7, 3, 0, nowhere, nowhere, 1});
  CHECK(before[0] == land.find_actor("gymnasium")->value);
  CHECK(before[1] == land.find_actor("school")->value);
}
