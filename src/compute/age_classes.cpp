#include "age_classes.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace werdegang::inline v0::detail {
namespace {

/// A printed class, cut off at the range.
struct AgeClass {
  const Member* member;
  double from, to;
};

std::vector<AgeClass> classes_of(const std::vector<Member>& members, const Member& range, bool open) {
  std::vector<AgeClass> classes;
  for (const Member& member : members) {
    const bool open_below = open && (!member.from || *member.from == 0), open_above = open && !member.to;
    const double from = member.from.value_or(-1e9), to = member.to.value_or(1e9);
    if (member.kind != Member::part || to <= *range.from || from >= *range.to) continue;
    if ((from < *range.from && !open_below) || (to > *range.to && !open_above)) continue;
    classes.push_back({&member, std::max(from, *range.from), std::min(to, *range.to)});
  }
  std::sort(classes.begin(), classes.end(),
            [](const AgeClass& a, const AgeClass& b) { return a.from != b.from ? a.from < b.from : a.to < b.to; });
  return classes;
}

/// Every age that classes laid end to end reach from `start`, with the last class on the way.
std::map<double, const AgeClass*> reached_from(double start, const std::vector<AgeClass>& classes) {
  std::map<double, const AgeClass*> reached{{start, nullptr}};
  for (const auto& [at, last] : reached)  // what is added lies ahead
    for (const AgeClass& item : classes)
      if (item.from == at) reached.try_emplace(item.to, &item);
  reached.erase(start);
  return reached;
}

std::string code_of(std::optional<double> from, std::optional<double> to) {
  if (!from && !to) return "total";
  if (!from) return "-" + std::to_string(static_cast<int>(*to) - 1);
  const std::string first = std::to_string(static_cast<int>(*from));
  if (!to) return first + "+";
  return *to == *from + 1 ? first : first + "-" + std::to_string(static_cast<int>(*to) - 1);
}

/// The code of the classes that lead from `start` to `end`, with the ends that they really have.
std::string code_between(double start, double end, const std::map<double, const AgeClass*>& reached) {
  const AgeClass* last = reached.at(end);
  const AgeClass* first = last;
  while (first->from != start) first = reached.at(first->from);
  return first == last ? last->member->code : code_of(first->member->from, last->member->to);
}

}  // namespace

std::vector<SharedAges> shared_ages(const std::vector<Member>& numerator, const std::vector<Member>& denominator,
                                    const Member& range) {
  const auto above = classes_of(numerator, range, true), below = classes_of(denominator, range, false);
  // From the upper end: the finest step after which the rest of the range can be filled.
  std::map<double, std::pair<SharedAges, double>> steps;
  for (auto at = above.rbegin(); at != above.rend(); ++at) {
    if (steps.contains(at->from)) continue;
    const auto own = reached_from(at->from, above), other = reached_from(at->from, below);
    for (const auto& [end, last] : own) {
      if (!other.contains(end) || (end != *range.to && !steps.contains(end))) continue;
      const SharedAges item{code_between(at->from, end, own), code_of(at->from, end), end - at->from};
      steps.emplace(at->from, std::pair(item, end));
      break;
    }
  }
  std::vector<SharedAges> result;
  for (double age = *range.from; age != *range.to;) {
    const auto step = steps.find(age);
    if (step == steps.end()) return {};
    result.push_back(step->second.first);
    age = step->second.second;
  }
  return result;
}

std::vector<SharedAges> ages_inside(const std::vector<Member>& members, const Member& range) {
  std::vector<SharedAges> result;
  for (const AgeClass& item : classes_of(members, range, true))
    result.push_back({item.member->code, code_of(item.from, item.to), item.to - item.from});
  return result;
}

}  // namespace werdegang::inline v0::detail
