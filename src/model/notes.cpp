#include "notes.hpp"

#include <algorithm>

namespace werdegang::inline v0::detail {

Index Notes::frame(std::string_view name) {
  auto& sources = findings_.sources;
  const auto at = std::find(sources.begin(), sources.end(), name);
  if (at != sources.end()) return at - sources.begin();
  sources.emplace_back(name);
  return static_cast<Index>(sources.size()) - 1;
}

void Notes::append(const Findings& findings, Index frame) {
  for (Finding finding : findings.items) {
    finding.source = frame;
    findings_.items.push_back(std::move(finding));
  }
}

Findings Notes::take() {
  for (const auto& [key, count] : counts_)
    if (count > limit_) findings_.add("further_findings", {key.first, std::to_string(count - limit_)}, key.second);
  return std::move(findings_);
}

}  // namespace werdegang::inline v0::detail
