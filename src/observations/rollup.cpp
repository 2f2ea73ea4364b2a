#include "werdegang/observations/rollup.hpp"

#include <algorithm>
#include <map>

#include "coverage.hpp"
#include "region_sums.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/region.hpp"
#include "werdegang/observations/variable.hpp"

namespace werdegang::inline v0 {
namespace {

/// Adds the cells of several regions, one by one over the other axes.
class Summing {
 public:
  Summing(const Cube& cube, std::vector<std::string> targets) : sums_(cube) {
    rows_.lists.push_back(region_codelist(std::move(targets)));
    for (std::size_t a = 1; a < cube.axes.size(); ++a) rows_.lists.push_back(cube.axes[a].list);
    rows_.axes.resize(rows_.lists.size());
  }

  const detail::RegionSums& sums() const { return sums_; }

  /// Every cell of `target` at a period: the sum over the parts; `at_best` is the status of a complete one.
  bool add(const std::string& target, std::int32_t period, const std::vector<std::string>& parts,
           Status at_best = Status::computed) {
    bool any = false;
    for (const auto& [rest, sum] : sums_.sum(parts, period)) {
      rows_.axes[0].push_back(static_cast<std::int32_t>(rows_.lists[0]->find(target)));
      rows_.axes[1].push_back(period);
      for (std::size_t a = 0; a < rest.size(); ++a) rows_.axes[a + 2].push_back(rest[a]);
      const Status status = combine(sum.status, at_best);
      rows_.value.push_back(has_value(status) ? sum.value : 0.0);
      rows_.status.push_back(status);
      rows_.flags.push_back(static_cast<std::uint16_t>(sum.flags));
      any = true;
    }
    return any;
  }

  Cube freeze(const Cube& cube, Index source, Findings& findings) && {
    return make_cube(cube.variable, cube.unit, source, std::move(rows_), findings);
  }
  bool empty() const { return rows_.value.empty(); }

 private:
  detail::RegionSums sums_;
  CubeRows rows_;
};

Source aggregation_of(const Observations& observations, const Cube& cube, std::string title) {
  Source source = cube.source >= 0 ? observations.sources()[static_cast<std::size_t>(cube.source)] : Source{};
  source.kind = source.kind == Source::own ? Source::own : Source::aggregation;
  source.method = "own aggregation";
  source.title = std::move(title);
  return source;
}

bool is_count(const Cube& cube) {
  const Variable* variable = find_variable(cube.variable);
  return variable ? variable->kind == Variable::count : cube.unit != "percent" && cube.unit != "Prozent";
}

std::vector<std::string> parents(const Cube& cube, std::string_view level) {
  std::vector<std::string> codes;
  for (const Member& member : cube.axes[0].list->members) {
    const bool part = level == "country" ? member.code.size() == 2 && member.code != "DG" : member.code.size() >= 5;
    if (part) codes.push_back(level == "country" ? "DG" : member.code.substr(0, 2));
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

std::string joined(const std::vector<std::string>& codes) {
  std::string text;
  for (const auto& code : codes) text += (text.empty() ? "" : " + ") + code;
  return text;
}

/// All periods of a state or Germany. Where a part is not among the figures there is no sum, never a smaller one.
void add_target(const Cube& cube, const std::string& target, Summing& summing, Findings& findings) {
  std::map<std::vector<std::string>, std::vector<Period>> gaps;
  for (std::int32_t at = 0; at < static_cast<std::int32_t>(cube.axes[1].list->members.size()); ++at) {
    const auto parts = summing.sums().parts(target, at);
    if (parts.empty()) continue;
    const Period period = parse_period(cube.axes[1].list->members[static_cast<std::size_t>(at)].code);
    const auto missing = detail::missing_parts(target, parts, period);
    if (!missing.empty()) gaps[missing].push_back(period);
    summing.add(target, at, parts, missing.empty() ? Status::computed : Status::missing);
  }
  for (const auto& [missing, periods] : gaps)
    findings.add("parts_missing", {cube.variable, target, year_ranges(periods), joined(missing)});
}

/// The parts of the one reform that made this region, if it was made of whole regions alone.
std::vector<std::string> predecessors(const std::string& region) {
  for (const Reform& reform : known_reforms())
    if (reform.new_codes == std::vector<std::string>{region}) return reform.old_codes;
  return {};
}

}  // namespace

Built<Observations> rollup(const Observations& observations, std::string_view level) {
  if (level != "state" && level != "country")
    throw InvalidArgument("'" + std::string(level) + "'", "rollup", "'state' or 'country'");
  std::vector<Cube> cubes;
  std::vector<Source> sources;
  Findings findings;
  for (const Cube& cube : observations.cubes()) {
    if (!is_count(cube)) continue;
    const auto targets = parents(cube, level);
    Summing summing(cube, targets);
    for (const auto& target : targets) add_target(cube, target, summing, findings);
    if (summing.empty()) continue;
    cubes.push_back(std::move(summing).freeze(cube, static_cast<Index>(sources.size()), findings));
    sources.push_back(aggregation_of(observations, cube, "rollup to " + std::string(level)));
  }
  return {Observations(std::move(cubes), std::move(sources)), std::move(findings)};
}

Built<Observations> with_predecessors(const Observations& observations, const std::vector<std::string>& regions) {
  std::vector<Cube> cubes = observations.cubes();
  std::vector<Source> sources = observations.sources();
  Findings findings;
  for (const auto& region : regions) {
    const auto parts = predecessors(region);
    if (parts.empty())
      throw InvalidArgument("region " + region, "with_predecessors",
                            "a region that a reform in the catalogue made of whole regions");
    for (const Cube& cube : observations.cubes()) {
      if (!is_count(cube)) continue;
      Summing summing(cube, {region});
      for (std::int32_t period = 0; period < static_cast<std::int32_t>(cube.axes[1].list->members.size()); ++period) {
        if (summing.sums().has_any_value(region, period) || !summing.sums().has_any_value(parts.front(), period))
          continue;
        if (summing.add(region, period, parts))
          findings.add("own_aggregation",
                       {region, cube.axes[1].list->members[static_cast<std::size_t>(period)].code, joined(parts)});
      }
      if (summing.empty()) continue;
      cubes.push_back(std::move(summing).freeze(cube, static_cast<Index>(sources.size()), findings));
      sources.push_back(aggregation_of(observations, cube, joined(parts)));
    }
  }
  return {Observations(std::move(cubes), std::move(sources)), std::move(findings)};
}

}  // namespace werdegang::inline v0
