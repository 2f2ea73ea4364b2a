#include "axis_terms.hpp"

#include <algorithm>
#include <limits>
#include <set>

namespace werdegang::inline v0::detail {
namespace {

constexpr double open_end = std::numeric_limits<double>::infinity();

double lower(const Member& member) { return member.from.value_or(-open_end); }
double upper(const Member& member) { return member.to.value_or(open_end); }

/// Present age classes that fill [from, to) without gap or overlap; the widest class first at every step.
/// A wide class may lead into a gap: the ages from which no way leads on are remembered.
class Tiling {
 public:
  Tiling(const Codelist& list, const std::vector<bool>& present, double to) : list_(list), present_(present), to_(to) {}

  bool fill(double from, std::vector<Term>& terms) {
    if (from == to_) return true;
    if (dead_ends_.contains(from)) return false;
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < list_.members.size(); ++i) {
      const Member& member = list_.members[i];
      if (present_[i] && member.kind == Member::part && lower(member) == from && upper(member) <= to_ &&
          upper(member) > from)
        starts.push_back(i);
    }
    std::sort(starts.begin(), starts.end(),
              [&](std::size_t a, std::size_t b) { return upper(list_.members[a]) > upper(list_.members[b]); });
    for (const std::size_t start : starts) {
      terms.push_back({static_cast<std::int32_t>(start)});
      if (fill(upper(list_.members[start]), terms)) return true;
      terms.pop_back();
    }
    dead_ends_.insert(from);
    return false;
  }

 private:
  const Codelist& list_;
  const std::vector<bool>& present_;
  double to_;
  std::set<double> dead_ends_;
};

/// The top-level parts of an exhaustive list, when every one of them occurs.
std::vector<Term> all_parts(const Codelist& list, const std::vector<bool>& present) {
  std::vector<Term> terms;
  if (!list.exhaustive) return terms;
  for (std::size_t i = 0; i < list.members.size(); ++i) {
    const Member& member = list.members[i];
    const bool below_total =
        member.parent < 0 || list.members[static_cast<std::size_t>(member.parent)].kind == Member::total;
    if (member.kind != Member::part || !below_total) continue;
    if (!present[i]) return {};
    terms.push_back({static_cast<std::int32_t>(i)});
  }
  return terms;
}

void add_age_candidates(const Codelist& list, const std::vector<bool>& present, std::string_view code,
                        std::vector<Candidate>& result) {
  if (!is_age_code(code)) return;
  const Member wanted = age_member(code);
  const bool total = wanted.kind == Member::total;
  const double to = total ? open_end : upper(wanted);
  for (const double from : total ? std::vector<double>{0, -open_end} : std::vector<double>{lower(wanted)}) {
    Candidate candidate;
    if (Tiling(list, present, to).fill(from, candidate.terms) && candidate.terms.size() > 1)
      result.push_back(std::move(candidate));
  }
}

}  // namespace

std::vector<Candidate> candidates(const Codelist& list, const std::vector<bool>& present, std::string_view code,
                                  bool adds) {
  std::vector<Candidate> result;
  const Index member = list.find(code);
  if (member >= 0 && present[static_cast<std::size_t>(member)])
    result.push_back({{{static_cast<std::int32_t>(member)}}, false});
  if (!adds) return result;
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
