#include "region_sums.hpp"

#include <algorithm>
#include <span>

#include "werdegang/core/region.hpp"
#include "werdegang/observations/rollup.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// Dashes beside secret cells are no figures: a row of "." and "-" says nothing about the region.
bool holds_values(std::span<const Status> cells) {
  const bool figures =
      std::any_of(cells.begin(), cells.end(), [](Status s) { return has_value(s) && s != Status::nil; });
  return figures || (!cells.empty() && std::all_of(cells.begin(), cells.end(), [](Status s) { return has_value(s); }));
}

}  // namespace

RegionSums::RegionSums(const Cube& cube) : cube_(&cube), periods_(cube.axes[1].list->members.size()) {
  for (const Member& member : cube.axes[0].list->members)
    region_.emplace(member.code, static_cast<std::int32_t>(region_.size()));
  first_.assign(region_.size() * periods_, 0);
  last_ = first_;
  for (Index row = 0; row < cube.rows(); ++row) {
    const auto at = static_cast<std::size_t>(cube.axes[0].index[row]) * periods_ +
                    static_cast<std::size_t>(cube.axes[1].index[row]);
    if (last_[at] == 0) first_[at] = row;
    last_[at] = row + 1;
  }
}

std::pair<Index, Index> RegionSums::rows(const std::string& region, std::int32_t period) const {
  const auto at = region_.find(region);
  if (at == region_.end()) return {0, 0};
  const auto cell = static_cast<std::size_t>(at->second) * periods_ + static_cast<std::size_t>(period);
  return {first_[cell], last_[cell]};
}

bool RegionSums::has_any_value(const std::string& region, std::int32_t period) const {
  const auto [first, last] = rows(region, period);
  return holds_values(
      cube_->status.view.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first)));
}

std::vector<std::string> RegionSums::parts(const std::string& parent, std::int32_t period) const {
  std::vector<std::string> codes;
  std::vector<bool> filled, valued;
  for (const auto& [code, at] : region_) {
    const bool part = parent == "DG" ? code.size() == 2 && code != "DG" : code.size() >= 5 && code.starts_with(parent);
    const auto [first, last] = rows(code, period);
    if (!part || first == last) continue;
    const auto cells =
        cube_->status.view.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first));
    codes.push_back(code);
    filled.push_back(std::any_of(cells.begin(), cells.end(), [](Status s) { return s != Status::not_existing; }));
    valued.push_back(holds_values(cells));
  }
  if (parent == "DG") {
    std::vector<std::string> states;
    for (std::size_t i = 0; i < codes.size(); ++i)
      if (filled[i]) states.push_back(codes[i]);
    return states;
  }
  return partition(codes, filled, valued,
                   parse_period(cube_->axes[1].list->members[static_cast<std::size_t>(period)].code));
}

std::map<std::vector<std::int32_t>, Estimate> RegionSums::sum(const std::vector<std::string>& parts,
                                                              std::int32_t period) const {
  std::map<std::vector<std::int32_t>, Estimate> sums;
  std::map<std::vector<std::int32_t>, std::size_t> contributors;
  for (const auto& part : parts) {
    const auto [first, last] = rows(part, period);
    for (Index row = first; row < last; ++row) {
      std::vector<std::int32_t> rest;
      for (std::size_t a = 2; a < cube_->axes.size(); ++a) rest.push_back(cube_->axes[a].index[row]);
      Estimate& sum = sums.try_emplace(rest, Estimate{0, {}, {}, {}, {}, Status::computed, Flag::none}).first->second;
      sum.value += cube_->value[row];
      sum.status = combine(sum.status, cube_->status[row]);
      sum.flags = combine(sum.flags, static_cast<Flag>(cube_->flags[row]));
      ++contributors[rest];
    }
  }
  for (auto& [rest, sum] : sums)
    if (contributors[rest] != parts.size()) sum.status = combine(sum.status, Status::missing);
  return sums;
}

}  // namespace werdegang::inline v0::detail
