#include "operand.hpp"

#include <algorithm>
#include <set>

#include "../observations/nearest.hpp"
#include "axis_terms.hpp"
#include "werdegang/compute/evaluate.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {
namespace {

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

/// Every way to make up the sum of several codes is the combination of one way for each.
std::vector<Candidate> joined_candidates(const Codelist& list, const std::vector<bool>& present,
                                         const std::vector<std::string>& codes, bool adds) {
  check_disjoint(list, codes);
  if (!adds && codes.size() > 1) return {};
  std::vector<Candidate> result{{}};
  for (const auto& code : codes) {
    std::vector<Candidate> next;
    for (const Candidate& candidate : candidates(list, present, code, adds))
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

/// Whether an age class lies within another, bounds included.
bool lies_inside(const Member& inner, const Member& outer) {
  return inner.from.value_or(-1e9) >= outer.from.value_or(-1e9) && inner.to.value_or(1e9) <= outer.to.value_or(1e9);
}

/// Present parts of a code that cannot be made up as a whole: they show that the figure is incomplete, not absent.
std::vector<Term> some_parts(const Codelist& list, const std::vector<bool>& present,
                             const std::vector<std::string>& codes) {
  std::vector<Term> terms;
  for (const auto& code : codes) {
    const bool age = list.name == "age" && is_age_code(code);
    const Index wanted = list.find(code);
    for (std::size_t i = 0; i < list.members.size(); ++i) {
      const Member& member = list.members[i];
      if (!present[i] || member.kind != Member::part) continue;
      const bool inside = age ? lies_inside(member, age_member(code))
                              : wanted >= 0 && (static_cast<Index>(i) == wanted || member.parent == wanted ||
                                                (list.exhaustive && member.parent < 0 && wanted == list.total()));
      if (inside) terms.push_back({static_cast<std::int32_t>(i)});
    }
  }
  return terms;
}

}  // namespace

void check_filter(const VariableCubes& cubes, const AxisFilter& filter, const std::string& place) {
  std::vector<std::string> axes, codes;
  for (const auto& entry : cubes.entries())
    for (const Codes& axis : entry.lattice.cube().axes) {
      axes.push_back(axis.list->name);
      if (axis.list->name != filter.axis) continue;
      for (const Member& member : axis.list->members) codes.push_back(member.code);
    }
  const CodelistPtr known = known_codelist(filter.axis);
  if (!known && filter.axis != "age" && std::find(axes.begin(), axes.end(), filter.axis) == axes.end())
    throw UnknownName("axis", filter.axis + "' in '" + place, nearest_axes(filter.axis, axes));
  if (known)
    for (const Member& member : known->members) codes.push_back(member.code);
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  for (const auto& code : filter.codes) {
    const bool age = filter.axis == "age" && is_age_code(code);
    if (!age && code != "total" && !codes.empty() && !std::binary_search(codes.begin(), codes.end(), code))
      throw UnknownName("code of axis " + filter.axis, code + "' in '" + place, near_or_all(code, codes));
  }
}

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

Operand::Operand(const VariableCubes& cubes, const Regions& regions, const ReferenceTimes& times,
                 const Reference& reference, const Combination& combination)
    : cubes_(&cubes), regions_(&regions), times_(&times), reference_(reference) {
  resolve(combination);
  if (outside_ || of_total_) return;
  for (const AxisFilter& filter : reference_.filters) check_filter(cubes, filter, to_string(reference_));
  for (std::size_t c = 0; c < cubes.entries().size(); ++c)
    if (auto ways = ways_of(cubes.entries()[c], combination); !ways.empty())
      origins_.push_back({&cubes.entries()[c], &times.of_cube(c), std::move(ways)});
}

/// `grade=next` becomes the code after the row's own.
void Operand::resolve(const Combination& combination) {
  for (AxisFilter& filter : reference_.filters) {
    if (!filter.relative()) continue;
    const auto own = std::find_if(combination.begin(), combination.end(),
                                  [&](const auto& item) { return item.first == filter.axis; });
    if (own == combination.end())
      throw InvalidArgument("[" + filter.axis + "=" + filter.codes[0] + "]",
                            "a formula without breakdown by " + filter.axis,
                            "by=\"" + filter.axis + "\", or a place inside 'over " + filter.axis + "'");
    std::vector<std::string> parts;
    const CodelistPtr list = known_codelist(filter.axis);
    for (const Member& member : list ? list->members : cubes_->members(filter.axis))
      if (member.kind == Member::part) parts.push_back(member.code);
    const auto at = std::find(parts.begin(), parts.end(), own->second);
    of_total_ = at == parts.end();
    outside_ = of_total_ || (filter.codes[0] == "next" ? at + 1 == parts.end() : at == parts.begin());
    if (outside_) return;
    filter.codes[0] = filter.codes[0] == "next" ? *(at + 1) : *(at - 1);
  }
}

std::vector<Operand::Way> Operand::ways_of(const VariableCubes::Entry& entry, const Combination& combination) const {
  const Cube& cube = entry.lattice.cube();
  std::vector<Way> ways{{{{0, 1.0}}, false, false}};
  for (const AxisFilter& filter : reference_.filters)
    if (cube.axis(filter.axis) < 0 && filter.codes != std::vector<std::string>{"total"}) ways.clear();
  for (std::size_t a = 2; a < cube.axes.size() && !ways.empty(); ++a) {
    const Codelist& list = *cube.axes[a].list;
    const auto wanted = wanted_codes(reference_, combination, list.name);
    auto choices = joined_candidates(list, entry.present[a], wanted, entry.adds);
    const bool partial = choices.empty();
    if (partial)
      if (auto terms = some_parts(list, entry.present[a], wanted); !terms.empty())
        choices.push_back({std::move(terms)});
    std::vector<Way> next;
    for (const Candidate& choice : choices)
      for (const Way& way : ways) {
        Way longer{{}, way.complement || choice.complement, way.partial || partial};
        for (const Cell& cell : way.cells)
          for (const Term& term : choice.terms)
            longer.cells.push_back({cell.offset + static_cast<std::uint64_t>(term.member) * entry.lattice.stride(a),
                                    cell.sign * term.sign});
        next.push_back(std::move(longer));
      }
    ways = std::move(next);
  }
  for (const auto& [axis, code] : combination)
    if (!reference_.filter(axis) && cube.axis(axis) < 0 && code != "total" && cubes_->has_axis(axis)) ways.clear();
  return ways;
}

}  // namespace werdegang::inline v0::detail
