#include <iostream>
#include <werdegang/compute/compute.hpp>
#include <werdegang/io/official.hpp>

int main(int, char** arguments) {
  const auto [observations, findings] = werdegang::read_official({arguments[1]});
  const auto table =
      werdegang::compute(observations, {"D.leaver_share_by_qualification"}, {.by = {"sex"}, .regions = {"15084"}});
  for (werdegang::Index row = 0; row < table.rows(); ++row) {
    for (const auto& column : table.columns()) std::cout << cell_text(column, row) << ';';
    std::cout << '\n';
  }
}
