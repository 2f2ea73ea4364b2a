#include "axis_terms.hpp"

#include <algorithm>
#include <limits>

namespace werdegang::inline v0::detail {
namespace {

constexpr double open_end = std::numeric_limits<double>::infinity();

double lower(const Member& member) { return member.from.value_or(-open_end); }
double upper(const Member& member) { return member.to.value_or(open_end); }

/// Present age classes that fill [from, to) without gap or overlap; the widest class first at every step.
/// Backtracks, since a wide class may lead into a gap.
bool tile(const Codelist& list, const std::vector<bool>& present, double from, double to, std::vector<Term>& terms) {
  if (from == to) return true;
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < list.members.size(); ++i) {
    const Member& member = list.members[i];
    if (present[i] && member.kind != Member::total && lower(member) == from && upper(member) <= to && upper(member) > from) starts.push_back(i);
  }
  std::sort(starts.begin(), starts.end(), [&](std::size_t a, std::size_t b) { return upper(list.members[a]) > upper(list.members[b]); });
  for (const std::size_t start : starts) {
    terms.push_back({static_cast<std::int32_t>(start)});
    if (tile(list, present, upper(list.members[start]), to, terms)) return true;
    terms.pop_back();
  }
  return false;
}

/// The top-level parts of an exhaustive list, when every one of them occurs.
std::vector<Term> all_parts(const Codelist& list, const std::vector<bool>& present) {
  std::vector<Term> terms;
  if (!list.exhaustive) return terms;
  for (std::size_t i = 0; i < list.members.size(); ++i) {
    const Member& member = list.members[i];
    const bool below_total = member.parent < 0 || list.members[static_cast<std::size_t>(member.parent)].kind == Member::total;
    if (member.kind != Member::part || !below_total) continue;
    if (!present[i]) return {};
    terms.push_back({static_cast<std::int32_t>(i)});
  }
  return terms;
}

void add_age_candidates(const Codelist& list, const std::vector<bool>& present, std::string_view code, std::vector<Candidate>& result) {
  if (!is_age_code(code)) return;
  const Member wanted = age_member(code);
  const double from = wanted.kind == Member::total ? 0 : lower(wanted), to = wanted.kind == Member::total ? open_end : upper(wanted);
  Candidate candidate;
  if (tile(list, present, from, to, candidate.terms) && candidate.terms.size() > 1) result.push_back(std::move(candidate));
}

}  // namespace

std::vector<Candidate> candidates(const Codelist& list, const std::vector<bool>& present, std::string_view code) {
  std::vector<Candidate> result;
  const Index member = list.find(code);
  if (member >= 0 && present[static_cast<std::size_t>(member)]) result.push_back({{{static_cast<std::int32_t>(member)}}, false});
  if (list.name == "age") {
    add_age_candidates(list, present, code, result);
    return result;
  }
  if (member >= 0 && list.members[static_cast<std::size_t>(member)].kind == Member::total)
    if (auto terms = all_parts(list, present); !terms.empty()) result.push_back({std::move(terms), false});
  const Index other = complement_of(list, member), total = list.total();
  if (other >= 0 && total >= 0 && present[static_cast<std::size_t>(other)] && present[static_cast<std::size_t>(total)])
    result.push_back({{{static_cast<std::int32_t>(total)}, {static_cast<std::int32_t>(other), -1}}, true});
  return result;
}

}  // namespace werdegang::inline v0::detail
