#include <algorithm>
#include <map>
#include <set>

#include "check_tools.hpp"
#include "lattice.hpp"
#include "werdegang/observations/checks.hpp"

namespace werdegang::inline v0 {
namespace {

/// Positions of one cube's axes and codes in another; -1 where the other has none.
class Translation {
 public:
  Translation(const Cube& from, const Cube& to) : from_(from), to_(to) {
    for (const Codes& target : to.axes) {
      const Index axis = from.axis(target.list->name);
      axes_.push_back(axis);
      codes_.emplace_back();
      if (axis < 0) continue;
      std::map<std::string_view, std::int32_t> at;
      for (const Member& member : target.list->members) at.emplace(member.code, static_cast<std::int32_t>(at.size()));
      for (const Member& member : from.axes[static_cast<std::size_t>(axis)].list->members) {
        const auto found = at.find(member.code);
        codes_.back().push_back(found == at.end() ? -1 : found->second);
      }
    }
    for (const Codes& source : from.axes)
      if (to.axis(source.list->name) < 0) narrower_.push_back(&source);
  }

  /// False when the row has no counterpart: an axis the other lacks is not at its total.
  bool positions(Index row, std::vector<std::int32_t>& at) const {
    for (const Codes* axis : narrower_)
      if (axis->index[row] != axis->list->total()) return false;
    at.clear();
    for (std::size_t a = 0; a < axes_.size(); ++a) {
      const auto& list = *to_.axes[a].list;
      at.push_back(
          axes_[a] < 0
              ? static_cast<std::int32_t>(list.total())
              : codes_[a][static_cast<std::size_t>(from_.axes[static_cast<std::size_t>(axes_[a])].index[row])]);
      if (at.back() < 0) return false;
    }
    return true;
  }

 private:
  const Cube &from_, &to_;
  std::vector<Index> axes_;
  std::vector<std::vector<std::int32_t>> codes_;
  std::vector<const Codes*> narrower_;
};

void compare(const Observations& observations, const Cube& kept, const Cube& other, Findings& findings) {
  const Translation translation(other, kept);
  const detail::Lattice lattice(kept);
  std::set<std::int32_t> said;
  std::vector<std::int32_t> at;
  for (Index row = 0; row < other.rows(); ++row) {
    if (!has_value(other.status[row]) || !translation.positions(row, at) || said.contains(at[1])) continue;
    const Index match = lattice.row(at);
    if (match < 0 || !has_value(kept.status[match]) || kept.value[match] == other.value[row]) continue;
    said.insert(at[1]);
    const Variable* variable = find_variable(kept.variable);
    findings.add("conflicting_sources", {variable ? detail::variable_argument(*variable) : kept.variable,
                                         detail::code_at(kept, 0, at[0]), detail::code_at(kept, 1, at[1]),
                                         detail::number_text(kept.value[match]), detail::number_text(other.value[row]),
                                         observations.sources()[static_cast<std::size_t>(other.source)].file});
  }
}

bool share_period(const Cube& a, const Cube& b) {
  return std::any_of(a.axes[1].list->members.begin(), a.axes[1].list->members.end(),
                     [&](const Member& member) { return b.axes[1].list->find(member.code) >= 0; });
}

}  // namespace

Findings check_sources(const Observations& observations) {
  Findings findings;
  const auto& cubes = observations.cubes();
  for (std::size_t i = 0; i < cubes.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      if (cubes[i].variable != cubes[j].variable || cubes[i].unit != cubes[j].unit || cubes[i].source < 0 ||
          cubes[j].source < 0 || !share_period(cubes[i], cubes[j]))
        continue;
      const auto stand = [&](const Cube& cube) {
        return observations.sources()[static_cast<std::size_t>(cube.source)].stand;
      };
      const bool newer = stand(cubes[i]) > stand(cubes[j]);
      compare(observations, newer ? cubes[i] : cubes[j], newer ? cubes[j] : cubes[i], findings);
    }
  return findings;
}

}  // namespace werdegang::inline v0
