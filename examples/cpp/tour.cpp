#include <iostream>
#include <werdegang/werdegang.hpp>

namespace wg = werdegang;

int main(int, char** arguments) {
  const auto [observations, findings] = wg::read_official({arguments[1]});
  std::cout << observations.rows() << " figures, " << findings.size() << " findings\n";

  const wg::ComputeOptions options{.regions = {"15084"}, .periods = {wg::Period::year(2015)}};
  const auto shares = wg::compute(observations, {"D.leaver_share_by_qualification"}, options);
  std::cout << to_text(shares, {.columns = {"certificate", "numerator", "value", "lower", "upper"}});

  wg::LandscapeBuilder builder;
  builder.add(wg::Actor{.id = "S", .kind = "secondary_school"}).add(wg::Actor{.id = "B", .kind = "company"});
  const auto [landscape, defects] = builder.add(wg::Tie{.source = "S", .target = "B"}).freeze();
  std::cout << to_text(inventory(landscape, {.by = {"kind"}}), {.columns = {"kind", "actors", "offers"}});

  const auto onwards = wg::make_sparse(2, 2, {{0, 1, 0.6}});
  const auto out = wg::make_sparse(2, 2, {{0, 0, 0.1}, {0, 1, 0.3}, {1, 0, 0.9}, {1, 1, 0.1}});
  const auto chain = wg::transition_matrix(onwards, out, {"school", "training"}, {"skilled", "unskilled"});
  std::cout << to_text(absorption_probabilities(chain));
}
