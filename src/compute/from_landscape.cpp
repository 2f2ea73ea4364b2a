#include <algorithm>
#include <map>
#include <set>

#include "../table/make_column.hpp"
#include "werdegang/compute/from_model.hpp"
#include "werdegang/model/selection.hpp"

namespace werdegang::inline v0 {
namespace {

/// What is counted by a kind, with its total.
class Counts {
 public:
  Counts(std::string variable, std::string axis) : variable_(std::move(variable)), axis_(std::move(axis)) {}
  void add(const std::string& kind, double count = 1) {
    counts_[kind] += count;
    total_ += count;
  }
  void write(ObservationsBuilder& builder, const std::string& region, Period period, Index source,
             bool known = true) const {
    const Status status = known ? Status::computed : Status::missing;
    builder.add(variable_, region, period, {{axis_, "total"}}, known ? total_ : 0, status, Flag::none, source);
    for (const auto& [kind, count] : counts_)
      builder.add(variable_, region, period, {{axis_, kind}}, known ? count : 0, status, Flag::none, source);
  }

 private:
  std::string variable_, axis_;
  std::map<std::string, double> counts_;
  double total_ = 0;
};

std::string kind_of(const Table& table, Index row) {
  const std::string kind = table.has("kind") ? cell_text(table.column("kind"), row) : "";
  return kind.empty() ? "unknown" : kind;
}

void add_actors(const Landscape& landscape, ObservationsBuilder& builder, const std::string& region, Period period,
                Index source) {
  const LandscapeParts& parts = landscape.parts();
  std::set<std::int32_t> tied(parts.tie_source.view.begin(), parts.tie_source.view.end());
  tied.insert(parts.tie_target.view.begin(), parts.tie_target.view.end());
  const std::set<std::int32_t> agreed(parts.signatory_actor.view.begin(), parts.signatory_actor.view.end());
  Counts actors("actors", "actor_kind"), places("places", "actor_kind"), isolated("isolated_actors", "actor_kind"),
      with_agreement("actors_with_agreement", "actor_kind");
  bool known = false;
  for (Index row = 0; row < parts.actors.rows(); ++row) {
    const std::string kind = kind_of(parts.actors, row);
    const auto at = static_cast<std::int32_t>(row);
    double capacity = 0;
    actors.add(kind);
    isolated.add(kind, tied.contains(at) ? 0 : 1);
    with_agreement.add(kind, agreed.contains(at) ? 1 : 0);
    if (parts.actors.has("capacity") && detail::cell_number(parts.actors.column("capacity"), row, capacity))
      places.add(kind, capacity), known = true;
  }
  actors.write(builder, region, period, source);
  places.write(builder, region, period, source, known);
  isolated.write(builder, region, period, source);
  with_agreement.write(builder, region, period, source);
}

void add_ties(const Landscape& landscape, ObservationsBuilder& builder, const std::string& region, Period period,
              Index source) {
  const LandscapeParts& parts = landscape.parts();
  Counts ties("ties", "tie_kind");
  std::map<std::string, std::set<std::pair<std::int32_t, std::int32_t>>> pairs;
  for (Index row = 0; row < landscape.tie_count(); ++row) {
    const std::string kind = kind_of(parts.ties, row);
    const auto [low, high] = std::minmax(parts.tie_source[row], parts.tie_target[row]);
    ties.add(kind);
    if (low == high) continue;
    pairs[kind].emplace(low, high);
    pairs["total"].emplace(low, high);
  }
  ties.write(builder, region, period, source);
  pairs.try_emplace("total");
  for (const auto& [kind, distinct] : pairs)
    builder.add("tied_pairs", region, period, {{"tie_kind", kind}}, static_cast<double>(distinct.size()),
                Status::computed, Flag::none, source);
}

}  // namespace

Built<Observations> observations_of(const Landscape& landscape, const std::string& region, Period period) {
  auto [then, findings] = snapshot(landscape, Period{period.last_day, period.last_day});
  ObservationsBuilder builder;
  const Index source = builder.add_source({});
  add_actors(then, builder, region, period, source);
  builder.add("offers", region, period, {}, static_cast<double>(then.offer_count()), Status::computed, Flag::none,
              source);
  add_ties(then, builder, region, period, source);
  auto built = builder.freeze();
  findings.append(built.findings);
  return {std::move(built.value), std::move(findings)};
}

}  // namespace werdegang::inline v0
