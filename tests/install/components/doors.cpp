#include <boost/graph/breadth_first_search.hpp>
#include <vector>
#include <werdegang/bgl.hpp>
#include <werdegang/eigen.hpp>

// A ring of three seen by Boost and by Eigen.
int main() {
  const auto ring = werdegang::make_sparse(3, 3, {{0, 1, 1}, {1, 2, 2}, {2, 0, 3}});
  std::vector<werdegang::Index> distance(3);
  const auto visitor = boost::make_bfs_visitor(boost::record_distances(distance.data(), boost::on_tree_edge()));
  boost::breadth_first_search(werdegang::BglGraph<>(ring), werdegang::Index{0}, boost::visitor(visitor));
  const double sum = (werdegang::as_eigen(ring) * Eigen::VectorXd::Ones(3)).sum();
  return distance[2] == 2 && sum == 6 ? 0 : 1;
}
