#include <algorithm>
#include <set>

#include "subset.hpp"
#include "vocabulary.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/region.hpp"
#include "werdegang/model/selection.hpp"

namespace werdegang::inline v0 {
namespace {

using namespace detail;

const Codes* codes_of(const Table& table, std::string_view column) {
  return table.has(column) ? std::get_if<Codes>(&table.column(column).data) : nullptr;
}

std::vector<std::string> members_of(const Codes* codes) {
  std::vector<std::string> names;
  if (codes)
    for (const Member& member : codes->list->members) names.push_back(member.code);
  return names;
}

/// A word that nobody knows is a slip; one that only nobody here uses finds nothing.
void require_known(std::string_view column, const std::vector<std::string>& wanted, const Codes* codes,
                   const Table& own_kinds) {
  auto known = members_of(codes);
  for (const Member& member : vocabulary(column == "kind" ? "actor_kind" : column).list->members)
    known.push_back(member.code);
  if (column == "kind")
    for (Index row = 0; row < own_kinds.rows(); ++row) known.push_back(cell_text(own_kinds.column("code"), row));
  for (const auto& word : wanted)
    if (std::find(known.begin(), known.end(), word) == known.end())
      throw UnknownName(column, word, nearest_names(word, known));
}

/// Own regions that lie in the wanted one, through any number of parents.
std::set<std::string> with_parts(const std::string& wanted, const Table& regions) {
  std::set<std::string> inside{wanted};
  if (!regions.has("parent")) return inside;
  for (std::size_t before = 0; before != inside.size();) {
    before = inside.size();
    for (Index row = 0; row < regions.rows(); ++row)
      if (inside.contains(cell_text(regions.column("parent"), row)))
        inside.insert(cell_text(regions.column("code"), row));
  }
  return inside;
}

bool lies_in(const std::string& code, const std::string& wanted) {
  if (code == wanted) return true;
  if (!is_region_code(code) || !is_region_code(wanted)) return false;
  return wanted == "DG" || code.starts_with(wanted);
}

void keep_regions(const Landscape& landscape, const std::vector<std::string>& wanted, Marks& keep) {
  const Codes* codes = codes_of(landscape.parts().actors, "region");
  const auto used = members_of(codes);
  std::vector<std::uint8_t> inside(used.size(), 0);
  for (const auto& region : wanted) {
    const auto parts = with_parts(region, landscape.regions());
    bool known = find_region(region) || parts.size() > 1;
    for (Index row = 0; row < landscape.regions().rows(); ++row)
      known = known || cell_text(landscape.regions().column("code"), row) == region;
    for (std::size_t i = 0; i < used.size(); ++i)
      if (std::any_of(parts.begin(), parts.end(), [&](const auto& part) { return lies_in(used[i], part); }))
        inside[i] = known = true;
    if (!known) throw UnknownName("region", region, nearest_names(region, used));
  }
  for (std::size_t row = 0; row < keep.size(); ++row) {
    const auto at = codes ? codes->index[static_cast<Index>(row)] : -1;
    keep[row] = keep[row] && at >= 0 && inside[static_cast<std::size_t>(at)];
  }
}

void keep_codes(const Landscape& landscape, std::string_view column, const std::vector<std::string>& wanted,
                Marks& keep) {
  if (wanted.empty()) return;
  const Codes* codes = codes_of(landscape.parts().actors, column);
  require_known(column, wanted, codes, landscape.parts().kinds);
  for (std::size_t row = 0; row < keep.size(); ++row)
    keep[row] = keep[row] && codes &&
                std::find(wanted.begin(), wanted.end(), codes->code(static_cast<Index>(row))) != wanted.end();
}

/// Bodies or agreements that any kept actor belongs to.
Marks with_kept_actors(Index count, const Positions& groups, const Positions& actors, const Marks& keep) {
  Marks marks(static_cast<std::size_t>(count), 0);
  for (Index row = 0; row < groups.size(); ++row)
    if (keep[static_cast<std::size_t>(actors[row])]) marks[static_cast<std::size_t>(groups[row])] = 1;
  return marks;
}

}  // namespace

Landscape filter(const Landscape& landscape, const ActorSelection& selection) {
  const auto& [kinds, regions, sectors, formalities] = selection;
  if (kinds.empty() && regions.empty() && sectors.empty() && formalities.empty()) return landscape;
  const LandscapeParts& all = landscape.parts();
  Kept kept;
  kept.actors.assign(static_cast<std::size_t>(all.actors.rows()), 1);
  keep_codes(landscape, "kind", kinds, kept.actors);
  keep_codes(landscape, "sector", sectors, kept.actors);
  keep_codes(landscape, "formality", formalities, kept.actors);
  if (!regions.empty()) keep_regions(landscape, regions, kept.actors);
  for (const auto actor : all.offer_actor.view) kept.offers.push_back(actor >= 0 ? 1 : 0);
  kept.bodies = with_kept_actors(all.bodies.rows(), all.membership_body, all.membership_actor, kept.actors);
  kept.agreements = with_kept_actors(all.agreements.rows(), all.signatory_agreement, all.signatory_actor, kept.actors);
  return subset(landscape, kept);
}

}  // namespace werdegang::inline v0
