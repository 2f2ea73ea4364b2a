#include "frame_rules.hpp"
#include "subset.hpp"
#include "werdegang/model/selection.hpp"

namespace werdegang::inline v0 {
namespace {

using namespace detail;

/// Begin or end of every row: the days that it may stand for, or none.
class Dates {
 public:
  Dates(const Table& table, std::string_view column) {
    const auto* codes = table.has(column) ? std::get_if<Codes>(&table.column(column).data) : nullptr;
    if (!codes) return;
    index_ = codes->index;
    for (const Member& member : codes->list->members) periods_.push_back(parse_period(member.code));
  }
  const Period* at(Index row) const {
    return index_.size() == 0 || index_[row] < 0 ? nullptr : &periods_[static_cast<std::size_t>(index_[row])];
  }

 private:
  Buffer<std::int32_t> index_;
  std::vector<Period> periods_;
};

/// A year of which nobody knows whether the day asked for lies before or behind.
bool straddles(const Period* date, Period asked) {
  return date && !date->is_day() && asked.is_day() && date->first_day <= asked.first_day &&
         asked.last_day <= date->last_day;
}

/// Which rows existed, with a note on those of which it is not certain.
Marks existing(const Table& table, Index rows, std::string_view frame, Period asked, Findings& findings) {
  Marks marks(static_cast<std::size_t>(rows), 1);
  const Dates from(table, "from"), to(table, "to");
  Index no_begin = 0, no_end = 0, vague = 0;
  for (Index row = 0; row < rows; ++row) {
    const Period *begin = from.at(row), *end = to.at(row);
    const bool there = (!begin || begin->first_day <= asked.last_day) && (!end || end->last_day >= asked.first_day);
    marks[static_cast<std::size_t>(row)] = there ? 1 : 0;
    if (!there) continue;
    no_begin += begin ? 0 : 1;
    no_end += end ? 0 : 1;
    vague += straddles(begin, asked) || straddles(end, asked) ? 1 : 0;
  }
  if (rows == 0) return marks;
  const FrameRule& rule = frame_rule(frame);
  findings.sources.emplace_back(frame);
  const Index source = static_cast<Index>(findings.sources.size()) - 1;
  for (const auto& [code, count] :
       {std::pair("no_begin", no_begin), std::pair("no_end", no_end), std::pair("vague_date", vague)})
    if (count > 0)
      findings.add(code, {bilingual(rule.label_de, rule.label_en), std::to_string(count), to_string(asked)}, source);
  return marks;
}

/// Flows of a period that overlaps, and those of no period.
Marks flowing(const Flows& flows, Period asked) {
  std::vector<std::uint8_t> overlaps;
  if (flows.period.list)
    for (const Member& member : flows.period.list->members) {
      const Period period = parse_period(member.code);
      overlaps.push_back(period.first_day <= asked.last_day && period.last_day >= asked.first_day ? 1 : 0);
    }
  Marks marks(static_cast<std::size_t>(flows.rows()), 1);
  for (Index row = 0; row < flows.rows(); ++row)
    if (const auto at = flows.period.index[row]; at >= 0)
      marks[static_cast<std::size_t>(row)] = overlaps[static_cast<std::size_t>(at)];
  return marks;
}

}  // namespace

Built<Landscape> snapshot(const Landscape& landscape, Period period) {
  const LandscapeParts& all = landscape.parts();
  Findings findings;
  Kept kept;
  kept.actors = existing(all.actors, all.actors.rows(), "actors", period, findings);
  kept.offers = existing(all.offers, all.offers.rows(), "offers", period, findings);
  kept.ties = existing(all.ties, all.tie_source.size(), "ties", period, findings);
  kept.bodies = existing(all.bodies, all.bodies.rows(), "bodies", period, findings);
  kept.memberships = existing(all.memberships, all.membership_body.size(), "memberships", period, findings);
  kept.agreements = existing(all.agreements, all.agreements.rows(), "agreements", period, findings);
  kept.signatories = existing(all.signatories, all.signatory_agreement.size(), "signatories", period, findings);
  kept.flows = flowing(all.flows, period);
  return {subset(landscape, kept), std::move(findings)};
}

}  // namespace werdegang::inline v0
