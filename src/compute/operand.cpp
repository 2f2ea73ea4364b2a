#include "operand.hpp"

#include <algorithm>
#include <set>

#include "werdegang/core/error.hpp"
#include "werdegang/observations/cube.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// A reference day may lie this long before the end of the anchor's period.
constexpr Day longest_lag = 365;

std::vector<std::vector<bool>> present_members(const Cube& cube) {
  std::vector<std::vector<bool>> present;
  for (const Codes& axis : cube.axes) {
    present.emplace_back(axis.list->members.size(), false);
    for (const auto at : axis.index.view)
      if (at >= 0) present.back()[static_cast<std::size_t>(at)] = true;
  }
  return present;
}

/// The newest extract first; what was added up here comes after what was printed.
auto priority(const Observations& observations, const Cube& cube) {
  static const Source none{};
  const Source& source = cube.source < 0 ? none : observations.sources()[static_cast<std::size_t>(cube.source)];
  return std::pair(source.method == "own aggregation", source.stand);
}

std::vector<std::string> wanted_codes(const Reference& reference, const Combination& combination,
                                      const std::string& axis) {
  if (const AxisFilter* filter = reference.filter(axis)) return filter->codes;
  for (const auto& [name, code] : combination)
    if (name == axis) return {code};
  return {"total"};
}

bool overlap(const Member& a, const Member& b, const Codelist& list) {
  if (a.kind == Member::total || b.kind == Member::total) return true;
  if (a.from || a.to || b.from || b.to)
    return a.from.value_or(0) < b.to.value_or(1e9) && b.from.value_or(0) < a.to.value_or(1e9);
  const auto inside = [&](const Member& inner, const Member& outer) {
    return inner.parent >= 0 && list.members[static_cast<std::size_t>(inner.parent)].code == outer.code;
  };
  return inside(a, b) || inside(b, a);
}

/// Codes to be added may not contain one another: the same cases would be counted twice.
void check_disjoint(const Codelist& list, const std::vector<std::string>& codes) {
  for (std::size_t i = 0; i < codes.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const auto member = [&](const std::string& code) {
        const Index at = list.find(code);
        return at >= 0                                   ? list.members[static_cast<std::size_t>(at)]
               : list.name == "age" && is_age_code(code) ? age_member(code)
                                                         : Member{code, "", "", -1, Member::part, {}, {}};
      };
      if (overlap(member(codes[j]), member(codes[i]), list))
        throw InvalidArgument("'" + codes[j] + "' and '" + codes[i] + "' together", "a filter of axis " + list.name,
                              "codes that do not contain one another");
    }
}

/// Every way to make up the sum of several codes is the combination of one way for each.
std::vector<Candidate> joined_candidates(const Codelist& list, const std::vector<bool>& present,
                                         const std::vector<std::string>& codes) {
  check_disjoint(list, codes);
  std::vector<Candidate> result{{}};
  for (const auto& code : codes) {
    std::vector<Candidate> next;
    for (const Candidate& candidate : candidates(list, present, code))
      for (const Candidate& before : result) {
        Candidate joined = before;
        joined.terms.insert(joined.terms.end(), candidate.terms.begin(), candidate.terms.end());
        joined.complement = joined.complement || candidate.complement;
        next.push_back(std::move(joined));
      }
    result = std::move(next);
  }
  return result;
}

/// The codes most like the one given; a short list as a whole when none is.
std::vector<std::string> near_or_all(const std::string& code, const std::vector<std::string>& codes) {
  constexpr std::size_t few = 12;
  auto near = nearest_names(code, codes);
  return near.empty() && codes.size() <= few ? codes : near;
}

/// A code that neither the figures nor the catalogue know is a slip of the pen; one that only the figures lack is
/// missing.
void check_filter(const VariableCubes& cubes, const AxisFilter& filter) {
  std::vector<std::string> axes, codes;
  for (const auto& entry : cubes.entries())
    for (const Codes& axis : entry.lattice.cube().axes) {
      axes.push_back(axis.list->name);
      if (axis.list->name != filter.axis) continue;
      for (const Member& member : axis.list->members) codes.push_back(member.code);
    }
  const CodelistPtr known = known_codelist(filter.axis);
  if (!known && filter.axis != "age" && std::find(axes.begin(), axes.end(), filter.axis) == axes.end())
    throw UnknownName("axis", filter.axis, nearest_names(filter.axis, axes));
  if (known)
    for (const Member& member : known->members) codes.push_back(member.code);
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  for (const auto& code : filter.codes) {
    const bool age = filter.axis == "age" && is_age_code(code);
    if (!age && code != "total" && !codes.empty() && !std::binary_search(codes.begin(), codes.end(), code))
      throw UnknownName("code of axis " + filter.axis, code, near_or_all(code, codes));
  }
}

/// A cell that an office shows as secret: what follows from other cells may not stand in for it.
bool is_hidden(const Figure& figure) {
  return figure.found && !figure.derived &&
         (figure.status == Status::unknown_or_secret || figure.status == Status::suppressed);
}

}  // namespace

VariableCubes::VariableCubes(const Observations& observations, const std::string& variable) {
  std::vector<const Cube*> cubes;
  for (const Cube& cube : observations.cubes())
    if (cube.variable == variable) cubes.push_back(&cube);
  if (cubes.empty()) throw UnknownName("variable", variable, nearest_names(variable, observations.variables()));
  std::stable_sort(cubes.begin(), cubes.end(), [&](const Cube* a, const Cube* b) {
    const auto [own_a, stand_a] = priority(observations, *a);
    const auto [own_b, stand_b] = priority(observations, *b);
    return own_a != own_b ? own_b : stand_a > stand_b;
  });
  entries_.reserve(cubes.size());
  for (const Cube* cube : cubes) {
    Entry entry{Lattice(*cube), cube->source, {}, {}, present_members(*cube)};
    for (const Member& member : cube->axes[0].list->members)
      entry.region.emplace(member.code, static_cast<std::int32_t>(entry.region.size()));
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
    for (const Member& member : list.members)
      if (!candidates(list, entry.present[static_cast<std::size_t>(at)], member.code).empty() &&
          seen.insert(member.code).second)
        result.push_back(member);
  }
  return result;
}

Operand::Operand(const VariableCubes& cubes, const Reference& reference, const Combination& combination)
    : cubes_(&cubes), reference_(&reference) {
  for (const AxisFilter& filter : reference.filters) check_filter(cubes, filter);
  for (const auto& entry : cubes.entries()) add_ways(entry, combination);
}

void Operand::add_ways(const VariableCubes::Entry& entry, const Combination& combination) {
  const Cube& cube = entry.lattice.cube();
  std::vector<Way> ways{{{{std::vector<std::int32_t>(cube.axes.size(), 0), 1.0}}, false}};
  for (const AxisFilter& filter : reference_->filters)
    if (cube.axis(filter.axis) < 0 && filter.codes != std::vector<std::string>{"total"}) ways.clear();
  for (std::size_t a = 2; a < cube.axes.size() && !ways.empty(); ++a) {
    const Codelist& list = *cube.axes[a].list;
    std::vector<Way> next;
    for (const Candidate& candidate :
         joined_candidates(list, entry.present[a], wanted_codes(*reference_, combination, list.name)))
      for (const Way& way : ways) {
        Way longer{{}, way.complement || candidate.complement};
        for (const auto& [positions, sign] : way.cells)
          for (const Term& term : candidate.terms) {
            longer.cells.emplace_back(positions, sign * term.sign);
            longer.cells.back().first[a] = term.member;
          }
        next.push_back(std::move(longer));
      }
    ways = std::move(next);
  }
  for (const auto& [axis, code] : combination)
    if (!reference_->filter(axis) && cube.axis(axis) < 0 && code != "total" && cubes_->has_axis(axis)) ways.clear();
  ways_.push_back(std::move(ways));
}

std::int32_t Operand::period_position(const VariableCubes::Entry& entry, Period anchor, bool lagging) const {
  const TimeRule& rule = reference_->time;
  const Period moved = rule.years == 0 ? anchor : anchor.shifted(rule.years);
  const int year = moved.last_year() - (rule.kind == TimeRule::previous_year_end ? 1 : 0);
  std::int32_t newest = -1;
  for (std::size_t p = 0; p < entry.periods.size(); ++p) {
    const Period period = entry.periods[p];
    const bool lags =
        period.is_day() && period.last_day <= moved.last_day && period.last_day > moved.last_day - longest_lag;
    const bool exact = rule.kind == TimeRule::same
                           ? period == moved
                           : period == Period::day(year, 12, 31) || period == Period::year(year);
    if (lagging ? lags : exact) newest = static_cast<std::int32_t>(p);
  }
  return newest;
}

/// The first way with a value; a cell that the office hides is never made up from the others.
Figure Operand::from_cube(std::size_t cube, std::int32_t region, std::int32_t period) const {
  const auto& entry = cubes_->entries()[cube];
  const Cube& data = entry.lattice.cube();
  Figure best;
  for (const Way& way : ways_[cube]) {
    Figure sum{0, Status::reported, Flag::none, entry.source, true, way.cells.size() > 1};
    bool first = true, complete = true;
    for (auto [positions, sign] : way.cells) {
      positions[0] = region;
      positions[1] = period;
      const Index row = entry.lattice.row(positions);
      complete = complete && row >= 0;
      if (row < 0) break;
      sum.value += sign * data.value[row];
      sum.status = first ? data.status[row] : combine(sum.status, data.status[row]);
      sum.flags = first ? static_cast<Flag>(data.flags[row]) : combine(sum.flags, static_cast<Flag>(data.flags[row]));
      first = false;
    }
    if (!complete) continue;
    if (way.complement) sum.flags = sum.flags | Flag::complement;
    if (has_value(sum.status) || is_hidden(sum)) return sum;
    if (!best.found) best = sum;
  }
  return best;
}

Figure Operand::newest(const std::string& region, Period anchor, bool lagging) const {
  Figure best;
  for (std::size_t c = 0; c < cubes_->entries().size(); ++c) {
    const auto& entry = cubes_->entries()[c];
    if (ways_[c].empty()) continue;
    const auto at = entry.region.find(region);
    const std::int32_t period = at == entry.region.end() ? -1 : period_position(entry, anchor, lagging);
    if (period < 0) continue;
    const Figure figure = from_cube(c, at->second, period);
    if (is_hidden(best) && figure.derived) continue;
    if (has_value(best.status)) {
      if (has_value(figure.status) && figure.value != best.value) best.flags = best.flags | Flag::conflicting;
    } else if (has_value(figure.status) || (figure.found && best.status == Status::missing)) {
      best = figure;
    }
  }
  return best;
}

Figure Operand::look_up(const std::string& region, Period anchor) const {
  const Figure exact = newest(region, anchor, false);
  if (exact.found || reference_->time.kind != TimeRule::same || reference_->time.years != 0) return exact;
  return newest(region, anchor, true);
}

}  // namespace werdegang::inline v0::detail
