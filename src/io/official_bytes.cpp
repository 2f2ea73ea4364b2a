#include "dialect.hpp"
#include "werdegang/io/official.hpp"
#include "werdegang/observations/checks.hpp"

namespace werdegang::inline v0 {

Built<Observations> read_official_from(const std::string& name, std::string bytes, const OfficialOptions& options) {
  std::vector<Cube> cubes;
  std::vector<Source> sources;
  Findings findings;
  for (detail::Loaded& part : detail::read_bytes({name, std::move(bytes)}, options)) {
    findings.append(part.findings);
    if (!part.source) continue;
    for (Cube& cube : part.cubes) {
      cube.source = static_cast<Index>(sources.size());
      cubes.push_back(std::move(cube));
    }
    sources.push_back(std::move(*part.source));
  }
  Observations observations(std::move(cubes), std::move(sources));
  if (options.check) findings.append(check(observations));
  return {std::move(observations), std::move(findings)};
}

}  // namespace werdegang::inline v0
