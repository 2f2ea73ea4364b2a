#include "ledger.hpp"

#include <algorithm>
#include <set>

#include "../core/parallel.hpp"
#include "axis_terms.hpp"
#include "werdegang/core/region.hpp"
#include "werdegang/observations/variable.hpp"

namespace werdegang::inline v0::detail {
namespace {

std::vector<std::vector<bool>> present_members(const Cube& cube) {
  std::vector<std::vector<bool>> present;
  for (const Codes& axis : cube.axes) {
    std::vector<std::uint8_t> marks(axis.list->members.size() + 1, 0);
    for (const auto at : axis.index.view) marks[static_cast<std::size_t>(at + 1)] = 1;
    present.emplace_back(marks.begin() + 1, marks.end());
  }
  return present;
}

/// The rates of two parts do not add up to that of both, and none follows from the other two.
bool adds_up(const Cube& cube) {
  const Variable* variable = find_variable(cube.variable);
  const std::string& unit = variable ? variable->unit : cube.unit;
  const auto rates = {"percent", "Prozent", "index", "years", "persons_per_km2"};
  return !unit.starts_with("per_") && std::find(rates.begin(), rates.end(), unit) == rates.end();
}

/// The newest extract first; what was added up here comes after what was printed.
auto priority(const Observations& observations, const Cube& cube) {
  static const Source none{};
  const Source& source = cube.source < 0 ? none : observations.sources()[static_cast<std::size_t>(cube.source)];
  return std::pair(source.method == "own aggregation", source.stand);
}

}  // namespace

Regions::Regions(const Observations& observations) {
  std::set<std::string> all;
  for (const Cube& cube : observations.cubes())
    for (const Member& member : cube.axes[0].list->members) all.insert(member.code);
  if (all.erase("DG")) codes.emplace_back("DG"), country = 0;
  codes.insert(codes.end(), all.begin(), all.end());
  for (const auto& code : codes) position_.emplace(code, static_cast<std::int32_t>(position_.size()));
  for (const auto& code : codes) state.push_back(code == "DG" ? -1 : find(code.substr(0, 2)));
}

std::int32_t Regions::find(std::string_view code) const {
  const auto at = position_.find(code);
  return at == position_.end() ? -1 : at->second;
}

std::vector<std::int32_t> Regions::inside(std::int32_t region) const {
  const std::string& outer = codes[static_cast<std::size_t>(region)];
  const std::string_view wanted = region_level(outer) == "district" ? "municipality" : "district";
  std::vector<std::int32_t> result;
  for (std::size_t i = 0; i < codes.size(); ++i)
    if (static_cast<std::int32_t>(i) != region && region_level(codes[i]) == wanted &&
        (outer == "DG" || codes[i].starts_with(outer)))
      result.push_back(static_cast<std::int32_t>(i));
  return result;
}

VariableCubes::VariableCubes(const Observations& observations, const Regions& regions, const std::string& variable) {
  std::vector<const Cube*> cubes;
  for (const Cube& cube : observations.cubes())
    if (cube.variable == variable) cubes.push_back(&cube);
  std::stable_sort(cubes.begin(), cubes.end(), [&](const Cube* a, const Cube* b) {
    const auto [own_a, stand_a] = priority(observations, *a);
    const auto [own_b, stand_b] = priority(observations, *b);
    return own_a != own_b ? own_b : stand_a > stand_b;
  });
  entries_.reserve(cubes.size());
  for (const Cube* cube : cubes) {
    Entry entry{
        Lattice(*cube),        cube->source, adds_up(*cube), std::vector<std::int32_t>(regions.codes.size(), -1), {},
        present_members(*cube)};
    entry.lattice.gather();
    std::int32_t position = 0;
    for (const Member& member : cube->axes[0].list->members)
      entry.region[static_cast<std::size_t>(regions.find(member.code))] = position++;
    for (const Member& member : cube->axes[1].list->members) entry.periods.push_back(parse_period(member.code));
    entries_.push_back(std::move(entry));
  }
}

bool VariableCubes::has_axis(std::string_view axis) const {
  return std::any_of(entries_.begin(), entries_.end(),
                     [&](const Entry& entry) { return entry.lattice.cube().axis(axis) >= 0; });
}

std::vector<Member> VariableCubes::members(const std::string& axis) const {
  std::vector<Member> result;
  std::set<std::string> seen;
  for (const Entry& entry : entries_) {
    const Index at = entry.lattice.cube().axis(axis);
    if (at < 0) continue;
    const Codelist& list = *entry.lattice.cube().axes[static_cast<std::size_t>(at)].list;
    const auto& present = entry.present[static_cast<std::size_t>(at)];
    for (std::size_t i = 0; i < list.members.size(); ++i)
      if ((present[i] || !candidates(list, present, list.members[i].code, entry.adds).empty()) &&
          seen.insert(list.members[i].code).second)
        result.push_back(list.members[i]);
  }
  return result;
}

std::vector<Member> VariableCubes::printed_members(const std::string& axis) const {
  std::vector<Member> result;
  std::set<std::string> seen;
  for (const Entry& entry : entries_) {
    const Index at = entry.lattice.cube().axis(axis);
    if (at < 0) continue;
    const auto& members = entry.lattice.cube().axes[static_cast<std::size_t>(at)].list->members;
    for (std::size_t i = 0; i < members.size(); ++i)
      if (entry.present[static_cast<std::size_t>(at)][i] && seen.insert(members[i].code).second) {
        Member member = members[i];
        // A part of a part that is there itself is counted in it already.
        for (Index up = member.parent; up >= 0; up = members[static_cast<std::size_t>(up)].parent)
          if (entry.present[static_cast<std::size_t>(at)][static_cast<std::size_t>(up)] &&
              members[static_cast<std::size_t>(up)].kind != Member::total)
            member.kind = Member::of_which;
        result.push_back(std::move(member));
      }
  }
  return result;
}

Ledger::Ledger(const Observations& observations, const std::vector<std::string>& variables, const Execution& execution)
    : regions_(observations) {
  const auto known = observations.variables();
  std::vector<std::unique_ptr<VariableCubes>*> places;
  std::vector<std::string> names;
  for (const auto& variable : variables)
    if (std::find(known.begin(), known.end(), variable) != known.end() && !cubes_.contains(variable)) {
      places.push_back(&cubes_[variable]);
      names.push_back(variable);
    }
  parallel_for(static_cast<Index>(places.size()), {execution.threads, execution.stop, {}}, [&](Index i) {
    const auto at = static_cast<std::size_t>(i);
    *places[at] = std::make_unique<VariableCubes>(observations, regions_, names[at]);
  });
}

const VariableCubes* Ledger::find(const std::string& variable) const {
  const auto at = cubes_.find(variable);
  return at == cubes_.end() ? nullptr : at->second.get();
}

}  // namespace werdegang::inline v0::detail
