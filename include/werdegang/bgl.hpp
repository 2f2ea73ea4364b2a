// Opt-in: any SparseMatrix as a graph of the Boost Graph Library, without copying. Needs Boost.Graph.
#pragma once

#if !__has_include(<boost/graph/graph_traits.hpp>)
#error \
    "werdegang/bgl.hpp needs Boost.Graph (Debian: libboost-graph-dev); in CMake: COMPONENTS bgl, and link werdegang::bgl"
#endif

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>
#include <utility>

#include "werdegang/core/matrix.hpp"

namespace werdegang::inline v0 {

/// A view of a square matrix as a graph: rows are vertices, entries are edges, values are weights. The matrix must
/// outlive the view. Models VertexListGraph, IncidenceGraph and AdjacencyGraph, with the property maps vertex_index and
/// edge_weight. `Direction` is boost::directed_tag, or boost::undirected_tag for a matrix that holds every edge in both
/// directions, as that of undirected ties does.
template <class Direction = boost::directed_tag>
class BglGraph {
 public:
  explicit BglGraph(const SparseMatrix& matrix) : matrix_(&matrix) {}
  const SparseMatrix& matrix() const { return *matrix_; }

 private:
  const SparseMatrix* matrix_;
};

/// An entry of the matrix: its row and its position in `target` and `value`.
struct BglEdge {
  Index source = -1, position = -1;
  bool operator==(const BglEdge&) const = default;
};

class BglEdgeIterator
    : public boost::iterator_facade<BglEdgeIterator, BglEdge, boost::random_access_traversal_tag, BglEdge, Index> {
 public:
  BglEdgeIterator() = default;
  explicit BglEdgeIterator(BglEdge edge) : edge_(edge) {}

 private:
  friend class boost::iterator_core_access;
  BglEdge dereference() const { return edge_; }
  bool equal(const BglEdgeIterator& other) const { return edge_.position == other.edge_.position; }
  void increment() { ++edge_.position; }
  void decrement() { --edge_.position; }
  void advance(Index count) { edge_.position += count; }
  Index distance_to(const BglEdgeIterator& other) const { return other.edge_.position - edge_.position; }

  BglEdge edge_;
};

/// The weight of an edge: the value of its entry.
template <class Direction>
struct BglWeight {
  using key_type = BglEdge;
  using value_type = double;
  using reference = double;
  using category = boost::readable_property_map_tag;
  const SparseMatrix* matrix;

  friend double get(const BglWeight& map, BglEdge edge) {
    return map.matrix->value[static_cast<std::size_t>(edge.position)];
  }
};

template <class D>
std::pair<boost::counting_iterator<Index>, boost::counting_iterator<Index>> vertices(const BglGraph<D>& graph) {
  using Vertex = boost::counting_iterator<Index>;
  return {Vertex(0), Vertex(graph.matrix().rows)};
}
template <class D>
Index num_vertices(const BglGraph<D>& graph) {
  return graph.matrix().rows;
}
template <class D>
std::pair<BglEdgeIterator, BglEdgeIterator> out_edges(Index vertex, const BglGraph<D>& graph) {
  const auto& start = graph.matrix().start;
  const auto row = static_cast<std::size_t>(vertex);
  return {BglEdgeIterator({vertex, start[row]}), BglEdgeIterator({vertex, start[row + 1]})};
}
template <class D>
Index out_degree(Index vertex, const BglGraph<D>& graph) {
  const auto& start = graph.matrix().start;
  return start[static_cast<std::size_t>(vertex) + 1] - start[static_cast<std::size_t>(vertex)];
}
template <class D>
Index source(BglEdge edge, const BglGraph<D>&) {
  return edge.source;
}
template <class D>
Index target(BglEdge edge, const BglGraph<D>& graph) {
  return graph.matrix().target[static_cast<std::size_t>(edge.position)];
}
template <class D>
std::pair<const Index*, const Index*> adjacent_vertices(Index vertex, const BglGraph<D>& graph) {
  const auto& matrix = graph.matrix();
  const auto row = static_cast<std::size_t>(vertex);
  return {matrix.target.data() + matrix.start[row], matrix.target.data() + matrix.start[row + 1]};
}
template <class D>
boost::typed_identity_property_map<Index> get(boost::vertex_index_t, const BglGraph<D>&) {
  return {};
}
template <class D>
Index get(boost::vertex_index_t, const BglGraph<D>&, Index vertex) {
  return vertex;
}
template <class D>
BglWeight<D> get(boost::edge_weight_t, const BglGraph<D>& graph) {
  return {&graph.matrix()};
}
template <class D>
double get(boost::edge_weight_t, const BglGraph<D>& graph, BglEdge edge) {
  return graph.matrix().value[static_cast<std::size_t>(edge.position)];
}

}  // namespace werdegang::inline v0

namespace boost {

template <class Direction>
struct graph_traits<werdegang::BglGraph<Direction>> {
  struct traversal_category : vertex_list_graph_tag, incidence_graph_tag, adjacency_graph_tag {};
  using vertex_descriptor = werdegang::Index;
  using edge_descriptor = werdegang::BglEdge;
  using directed_category = Direction;
  using edge_parallel_category = disallow_parallel_edge_tag;
  using vertex_iterator = counting_iterator<werdegang::Index>;
  using out_edge_iterator = werdegang::BglEdgeIterator;
  using adjacency_iterator = const werdegang::Index*;
  using vertices_size_type = werdegang::Index;
  using edges_size_type = werdegang::Index;
  using degree_size_type = werdegang::Index;
  static vertex_descriptor null_vertex() { return -1; }
};

template <class Direction>
struct property_map<werdegang::BglGraph<Direction>, vertex_index_t> {
  using type = typed_identity_property_map<werdegang::Index>;
  using const_type = type;
};

template <class Direction>
struct property_map<werdegang::BglGraph<Direction>, edge_weight_t> {
  using type = werdegang::BglWeight<Direction>;
  using const_type = type;
};

}  // namespace boost
