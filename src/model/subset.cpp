#include "subset.hpp"

#include <algorithm>

#include "arrange.hpp"
#include "canonical_flows.hpp"
#include "frame_rules.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// Rows that are kept and the new position of every old row, -1 for those that are not.
struct Numbering {
  Rows rows;
  std::vector<std::int32_t> place;

  Numbering(Index count, const Marks& marks) : place(static_cast<std::size_t>(count), -1) {
    for (Index row = 0; row < count; ++row) {
      if (!marks.empty() && !marks[static_cast<std::size_t>(row)]) continue;
      place[static_cast<std::size_t>(row)] = static_cast<std::int32_t>(rows.size());
      rows.push_back(static_cast<std::int32_t>(row));
    }
  }
};

Table taken(const Table& table, const Rows& rows, std::string_view frame) {
  std::vector<Column> columns;
  for (const Column& column : table.columns()) columns.push_back(gathered(column, rows, {}));
  return in_one_form(Table(std::move(columns)), frame);
}

Positions renumbered(const Positions& positions, const Rows& rows, const Numbering& target) {
  std::vector<std::int32_t> result;
  result.reserve(rows.size());
  for (const auto row : rows)
    result.push_back(positions[row] < 0 ? -1 : target.place[static_cast<std::size_t>(positions[row])]);
  return Positions(std::move(result));
}

/// A relation between two tables: rows whose ends are both kept.
void take_relation(const Table& table, const Positions& first, const Positions& second, const Marks& marks,
                   const Numbering& first_kept, const Numbering& second_kept, std::string_view frame, Table& table_out,
                   Positions& first_out, Positions& second_out) {
  Rows rows;
  for (Index row = 0; row < first.size(); ++row)
    if ((marks.empty() || marks[static_cast<std::size_t>(row)]) &&
        first_kept.place[static_cast<std::size_t>(first[row])] >= 0 &&
        second_kept.place[static_cast<std::size_t>(second[row])] >= 0)
      rows.push_back(static_cast<std::int32_t>(row));
  table_out = taken(table, rows, frame);
  first_out = renumbered(first, rows, first_kept);
  second_out = renumbered(second, rows, second_kept);
}

Flows kept_flows(const LandscapeParts& all, const Marks& marks, const Numbering& actors) {
  const auto ends = flow_ends(all.flows, all.actors);
  const auto stays = [&](std::int32_t end) {
    const auto actor = ends[static_cast<std::size_t>(end)];
    return actor < 0 || actors.place[static_cast<std::size_t>(actor)] >= 0;
  };
  std::vector<std::uint8_t> keep(static_cast<std::size_t>(all.flows.rows()), 0);
  bool everything = true;
  for (Index row = 0; row < all.flows.rows(); ++row) {
    const bool kept = (marks.empty() || marks[static_cast<std::size_t>(row)]) && stays(all.flows.origin.index[row]) &&
                      stays(all.flows.destination.index[row]);
    keep[static_cast<std::size_t>(row)] = kept ? 1 : 0;
    everything = everything && kept;
  }
  return everything ? all.flows : canonical_flows(to_table(filter(all.flows, keep))).value;
}

bool without_values(const Column& column) {
  for (Index row = 0; row < column.size(); ++row) {
    const auto* codes = std::get_if<Codes>(&column.data);
    if (column.valid(row) && (!codes || codes->index[row] >= 0)) return false;
  }
  return true;
}

}  // namespace

Table in_one_form(Table table, std::string_view frame) {
  if (table.rows() == 0) return {};
  const FrameRule& rule = frame_rule(frame);
  const auto droppable = [&](const Column& column) {
    const ColumnRule* known = rule.find(column.name);
    return known && !known->required && !known->filled && without_values(column);
  };
  const auto& columns = table.columns();
  if (std::none_of(columns.begin(), columns.end(), droppable)) return table;
  std::vector<Column> left;
  std::copy_if(columns.begin(), columns.end(), std::back_inserter(left),
               [&](const Column& column) { return !droppable(column); });
  return Table(std::move(left));
}

Landscape subset(const Landscape& landscape, const Kept& kept) {
  const LandscapeParts& all = landscape.parts();
  const Numbering actors(all.actors.rows(), kept.actors), bodies(all.bodies.rows(), kept.bodies),
      agreements(all.agreements.rows(), kept.agreements);
  Marks offer_marks = kept.offers.empty() ? Marks(static_cast<std::size_t>(all.offers.rows()), 1) : kept.offers;
  for (Index row = 0; row < all.offers.rows(); ++row)
    if (const auto actor = all.offer_actor[row]; actor >= 0 && actors.place[static_cast<std::size_t>(actor)] < 0)
      offer_marks[static_cast<std::size_t>(row)] = 0;
  const Numbering offers(all.offers.rows(), offer_marks);
  LandscapeParts parts;
  parts.actors = taken(all.actors, actors.rows, "actors");
  parts.offers = taken(all.offers, offers.rows, "offers");
  parts.offer_actor = renumbered(all.offer_actor, offers.rows, actors);
  parts.bodies = taken(all.bodies, bodies.rows, "bodies");
  parts.agreements = taken(all.agreements, agreements.rows, "agreements");
  take_relation(all.ties, all.tie_source, all.tie_target, kept.ties, actors, actors, "ties", parts.ties,
                parts.tie_source, parts.tie_target);
  take_relation(all.memberships, all.membership_body, all.membership_actor, kept.memberships, bodies, actors,
                "memberships", parts.memberships, parts.membership_body, parts.membership_actor);
  take_relation(all.signatories, all.signatory_agreement, all.signatory_actor, kept.signatories, agreements, actors,
                "signatories", parts.signatories, parts.signatory_agreement, parts.signatory_actor);
  parts.flows = kept_flows(all, kept.flows, actors);
  parts.regions = all.regions;
  parts.kinds = all.kinds;
  return Landscape(std::move(parts));
}

}  // namespace werdegang::inline v0::detail
