#include "werdegang/model/actor_flows.hpp"

#include <algorithm>

#include "canonical_flows.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

/// The stage that a kind stands for, of the catalogue or of the user's own kinds; the kind itself when it has none.
std::string stage_of_kind(const std::string& kind, const Table& own_kinds) {
  std::string stage;
  if (const ActorKind* known = find_actor_kind(kind)) stage = known->stage;
  for (Index row = 0; stage.empty() && own_kinds.has("stage") && row < own_kinds.rows(); ++row)
    if (cell_text(own_kinds.column("code"), row) == kind) stage = cell_text(own_kinds.column("stage"), row);
  return stage.empty() ? kind : stage;
}

}  // namespace

Flows flows_on_level(const Landscape& landscape, std::string_view level) {
  if (level != "actor" && level != "kind" && level != "stage")
    throw UnknownName("level of flows", level, {"stage", "kind", "actor"});
  const LandscapeParts& parts = landscape.parts();
  if (parts.flows.rows() == 0) return parts.flows;
  const auto ends = detail::flow_ends(parts.flows, parts.actors);
  const bool actors = std::any_of(ends.begin(), ends.end(), [](std::int32_t at) { return at >= 0; });
  if (level == "kind" && !actors)
    throw InvalidArgument("flows between stages", "flows on the level of kinds", "flows whose ends are actors");
  if (level == "actor" || !actors) return parts.flows;
  const auto& kinds = std::get<Codes>(parts.actors.column("kind").data);
  FlowRollup options;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (ends[i] < 0) continue;
    const std::string kind(kinds.code(ends[i]));
    const std::string name = kind.empty() ? std::string(unknown_stage) : kind;
    options.stages[parts.flows.origin.list->members[i].code] =
        level == "kind" ? name : stage_of_kind(name, parts.kinds);
  }
  return rollup(parts.flows, options);
}

}  // namespace werdegang::inline v0
