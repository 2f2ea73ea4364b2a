#include <algorithm>
#include <set>

#include "flow_tools.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

Codes renamed(const Codes& codes, const std::map<std::string, std::string>& names, const CodelistPtr& list) {
  std::vector<std::string> from;
  for (const auto& code : detail::codes_of(*codes.list)) {
    const auto at = names.find(code);
    from.push_back(at == names.end() ? code : at->second);
  }
  return {Buffer<std::int32_t>(detail::recoded(codes.index.view, from, *list)), list};
}

/// The flows under their new names, without the dimensions that are added up; rows not yet added.
Flows reduced(const Flows& flows, const FlowRollup& options) {
  std::vector<std::string> names;
  std::set<std::string> seen;
  for (const auto& code : detail::codes_of(*flows.origin.list)) {
    const auto at = options.stages.find(code);
    const std::string& name = at == options.stages.end() ? code : at->second;
    if (seen.insert(name).second) names.push_back(name);
  }
  const CodelistPtr list = detail::stage_list(names);
  Flows result = flows;
  result.origin = renamed(flows.origin, options.stages, list);
  result.destination = renamed(flows.destination, options.stages, list);
  if (!options.periods)
    result.period = {Buffer<std::int32_t>(std::vector<std::int32_t>(static_cast<std::size_t>(flows.rows()), -1)),
                     detail::plain_list("period", {})};
  if (options.groups) {
    result.groups.clear();
    for (const auto& name : *options.groups) result.groups.push_back(flows.group(name));
  }
  return result;
}

}  // namespace

Flows rollup(const Flows& flows, const FlowRollup& options) {
  const Flows parts = reduced(flows, options);
  const auto keys = detail::key_columns(parts);
  std::vector<Index> first;
  std::vector<double> count, lower, upper;
  std::vector<Status> status;
  for (const Index row : detail::sorted_rows(keys, parts.rows())) {
    if (first.empty() || !detail::same_key(keys, first.back(), row)) {
      first.push_back(row);
      count.push_back(parts.count[row]);
      lower.push_back(parts.lower[row]);
      upper.push_back(parts.upper[row]);
      status.push_back(parts.status[row]);
      continue;
    }
    count.back() += parts.count[row];
    lower.back() += parts.lower[row];
    upper.back() += parts.upper[row];
    status.back() = combine(status.back(), parts.status[row]);
  }
  for (std::size_t i = 0; i < first.size(); ++i)
    if (!has_value(status[i])) count[i] = 0;
  Flows result = detail::taken(parts, first);
  result.count = Buffer<double>(std::move(count));
  result.lower = Buffer<double>(std::move(lower));
  result.upper = Buffer<double>(std::move(upper));
  result.status = Buffer<Status>(std::move(status));
  return result;
}

std::map<std::string, std::string> stages_on_level(const Flows& flows, std::string_view level) {
  std::map<std::string, std::string> result;
  for (const auto& code : detail::codes_of(*flows.origin.list)) result[code] = stage_on_level(code, level);
  return result;
}

}  // namespace werdegang::inline v0
