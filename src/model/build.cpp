#include <algorithm>
#include <limits>

#include "arrange.hpp"
#include "canonical_flows.hpp"
#include "checks.hpp"
#include "defaults.hpp"
#include "key_index.hpp"
#include "subset.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/model/builder.hpp"

namespace werdegang::inline v0 {
namespace {

using namespace detail;

/// A table with the rows of a frame; the columns of the frame are given up one by one.
Table table_of(ReadFrame&& frame, std::size_t from, std::span<const std::int32_t> rows, const Execution& execution) {
  if (rows.empty()) return {};
  std::vector<Column> columns;
  for (std::size_t i = from; i < frame.columns.size(); ++i) {
    execution.check_stop();
    columns.push_back(gathered(frame.columns[i].column, rows, execution));
    frame.columns[i].column = {};
  }
  return in_one_form(Table(std::move(columns)), frame.rule->name);
}

/// Everything that a landscape is built from, on its way.
class Building {
 public:
  Building(LandscapeFrames&& frames, const LandscapeOptions& options, const Execution& execution)
      : frames_(std::move(frames)),
        execution_(execution),
        notes_(options.findings_per_code),
        relations_given_(!frames_.ties.columns().empty() || !frames_.offers.columns().empty()) {}

  Built<Landscape> run() {
    words();
    actors();
    step(0.2);
    offers();
    step(0.3);
    ties();
    step(0.8);
    parts_.bodies = keyed(std::move(frames_.bodies), "bodies", bodies_);
    parts_.agreements = keyed(std::move(frames_.agreements), "agreements", agreements_);
    related(std::move(frames_.memberships), "memberships", bodies_, parts_.bodies.rows(), parts_.memberships,
            parts_.membership_body, parts_.membership_actor);
    related(std::move(frames_.signatories), "signatories", agreements_, parts_.agreements.rows(), parts_.signatories,
            parts_.signatory_agreement, parts_.signatory_actor);
    flows();
    orphans();
    step(1);
    return {Landscape(std::move(parts_)), notes_.take()};
  }

 private:
  void step(double done) const {
    execution_.check_stop();
    if (execution_.progress) execution_.progress(done);
  }

  /// The table is given up: from here on the frame alone holds its columns.
  ReadFrame read(Table table, std::string_view name) {
    if (table.rows() > std::numeric_limits<std::int32_t>::max())
      throw InvalidArgument(std::to_string(table.rows()) + " rows", std::string(name), "at most 2,147,483,647 rows");
    return read_frame(table, frame_rule(name), own_, notes_);
  }

  /// The user's own kinds and regions, which the other frames are read with.
  void words() {
    own_.actor_kinds = vocabulary("actor_kind");
    KeyIndex ignored;
    parts_.kinds = keyed(std::move(frames_.kinds), "kinds", ignored);
    declare_kinds(parts_.kinds, own_.actor_kinds);
    own_regions(frames_.regions);
    ReadFrame regions = read(std::move(frames_.regions), "regions");
    if (!regions.rule) return;
    outlines_.read(regions, notes_);
    check_rows(regions, {}, notes_);
    const Rows rows = arrange_by_key(regions, notes_);
    parts_.regions = table_of(std::move(regions), 0, rows, execution_);
  }

  /// Known before they are read: a region may lie in another one of the user's.
  void own_regions(const Table& given) {
    if (!given.has("code")) return;
    for (Index row = 0; row < given.rows(); ++row) {
      const std::string code = cell_text(given.column("code"), row);
      own_.regions.emplace_back(without_blanks(code));
    }
    std::sort(own_.regions.begin(), own_.regions.end());
  }

  /// A table sorted by its key, and the index of the keys.
  Table keyed(Table given, std::string_view name, KeyIndex& index) {
    ReadFrame frame = read(std::move(given), name);
    if (!frame.rule) return {};
    check_rows(frame, outlines_, notes_);
    const Rows rows = arrange_by_key(frame, notes_);
    Table table = table_of(std::move(frame), 0, rows, execution_);
    if (!rows.empty()) index = KeyIndex(table.columns()[0]);
    return table;
  }

  void actors() {
    if (frames_.actors.columns().empty())
      throw InvalidArgument("no table of actors", "a landscape", "actors with the columns id and kind");
    ReadFrame frame = read(std::move(frames_.actors), "actors");
    check_rows(frame, outlines_, notes_);
    fill_sector_and_formality(frame, parts_.kinds);
    actor_places_ = {frame.frame, -1, frame.columns[0].place};
    const Rows rows = arrange_by_key(frame, notes_);
    parts_.actors = table_of(std::move(frame), 0, rows, execution_);
    if (!rows.empty()) actors_ = KeyIndex(parts_.actors.columns()[0]);
    actor_rows_ = rows;
  }

  /// Positions of references; keys of another kind than those they point to are the caller's slip.
  Positions positions(const ReadFrame& frame, std::size_t column, const KeyIndex& index) {
    const Column& references = frame.columns[column].column;
    const std::string target(frame.columns[column].rule->list);
    const bool texts = !std::holds_alternative<Buffer<Index>>(references.data);
    const bool any = std::any_of(references.validity.view.begin(), references.validity.view.end(),
                                 [](std::uint8_t valid) { return valid != 0; }) ||
                     (references.validity.view.empty() && frame.rows > 0);
    if (any && index.size() > 0 && texts != index.texts())
      throw InvalidArgument(texts ? "texts" : "numbers",
                            "column '" + references.name + "' of " + std::string(frame.rule->name),
                            std::string(texts ? "numbers" : "texts") + " as in the key of " + target);
    return resolve(references, index, execution_);
  }

  void offers() {
    ReadFrame frame = read(std::move(frames_.offers), "offers");
    if (!frame.rule) return;
    check_rows(frame, outlines_, notes_);
    const Positions actor = positions(frame, 1, actors_);
    say_offers_without_actor(frame, actor);
    const Rows rows = arrange_by_key(frame, notes_);
    parts_.offer_actor = gathered(actor, rows);
    frame.columns.erase(frame.columns.begin() + 1);
    parts_.offers = table_of(std::move(frame), 0, rows, execution_);
  }

  void say_offers_without_actor(const ReadFrame& frame, const Positions& actor) {
    const ReadColumn& column = frame.columns[1];
    for (Index row = 0; row < frame.rows; ++row) {
      if (actor[row] >= 0) continue;
      const std::string key = cell_text(column.column, row);
      const Place place{frame.frame, row, column.place};
      if (key.empty())
        notes_.add("offer_without_actor", place, [&] { return std::vector{row_name(frame, row)}; });
      else
        notes_.add("offer_of_unknown_actor", place, [&] { return std::vector{row_name(frame, row), key}; });
    }
  }

  void ties() {
    ReadFrame frame = read(std::move(frames_.ties), "ties");
    if (!frame.rule) return;
    check_rows(frame, outlines_, notes_);
    fill_direction(frame);
    const Positions source = positions(frame, 0, actors_), target = positions(frame, 1, actors_);
    step(0.4);
    check_ties(frame, source, target, notes_);
    const Rows rows = arrange_by_ends(frame, source, target, parts_.actors.rows(), notes_, execution_);
    step(0.6);
    frame.columns[0].column = frame.columns[1].column = {};
    parts_.tie_source = gathered(source, rows);
    parts_.tie_target = gathered(target, rows);
    parts_.ties = table_of(std::move(frame), 2, rows, execution_);
  }

  void related(Table given, std::string_view name, const KeyIndex& index, Index count, Table& table, Positions& first,
               Positions& second) {
    ReadFrame frame = read(std::move(given), name);
    if (!frame.rule) return;
    check_rows(frame, outlines_, notes_);
    const Positions one = positions(frame, 0, index), other = positions(frame, 1, actors_);
    const Rows rows = arrange_by_ends(frame, one, other, count, notes_, execution_);
    first = gathered(one, rows);
    second = gathered(other, rows);
    table = table_of(std::move(frame), 2, rows, execution_);
  }

  /// Ends may be actors, stages, or anything else, which is said.
  void flows() {
    if (frames_.flows.columns().empty()) return;
    const Index frame = notes_.frame("flows");
    auto [flows, findings] = canonical_flows(frames_.flows);
    notes_.append(findings, frame);
    const auto ends = flow_ends(flows, parts_.actors);
    for (std::size_t i = 0; i < ends.size(); ++i) {
      const std::string& name = flows.origin.list->members[i].code;
      if (ends[i] >= 0)
        flow_actors_.push_back(ends[i]);
      else if (!find_stage(name))
        notes_.add("unknown_flow_end", {frame, -1, -1}, [&] { return std::vector{name}; });
    }
    parts_.flows = std::move(flows);
  }

  /// Actors that nothing refers to, where there is anything that could.
  void orphans() {
    if (!relations_given_) return;
    std::vector<std::uint8_t> met(static_cast<std::size_t>(parts_.actors.rows()), 0);
    for (const Positions* positions : {&parts_.offer_actor, &parts_.tie_source, &parts_.tie_target,
                                       &parts_.membership_actor, &parts_.signatory_actor})
      for (const auto at : positions->view)
        if (at >= 0) met[static_cast<std::size_t>(at)] = 1;
    for (const auto at : flow_actors_) met[static_cast<std::size_t>(at)] = 1;
    for (Index at = 0; at < parts_.actors.rows(); ++at)
      if (!met[static_cast<std::size_t>(at)])
        notes_.add("orphan_actor",
                   {actor_places_.frame, actor_rows_[static_cast<std::size_t>(at)], actor_places_.column},
                   [&] { return std::vector{cell_text(parts_.actors.columns()[0], at)}; });
  }

  LandscapeFrames frames_;
  const Execution& execution_;
  Notes notes_;
  bool relations_given_;
  OwnWords own_;
  Outlines outlines_;
  LandscapeParts parts_;
  KeyIndex actors_, bodies_, agreements_;
  Place actor_places_;
  Rows actor_rows_, flow_actors_;
};

}  // namespace

Built<Landscape> build_landscape(LandscapeFrames frames, const LandscapeOptions& options, const Execution& execution) {
  return Building(std::move(frames), options, execution).run();
}

}  // namespace werdegang::inline v0
