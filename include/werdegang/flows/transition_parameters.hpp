// Who joins, moves and leaves in a panel of yearly states: Beta and Dirichlet parameters by level.
#pragma once

#include <optional>
#include <string>

#include "werdegang/core/finding.hpp"
#include "werdegang/table/table.hpp"

namespace werdegang::inline v0 {

/// Columns of the panel, one row a person and year (or `count` persons). A state is a place (school, setting) and a
/// group (need, track); the level (age, school year) grows by one a year.
struct PanelColumns {
  std::string period = "period", level = "level", group = "group", place = "place";
  std::string next_group = "next_group", next_place = "next_place";
  std::string count = {};           ///< empty: every row is one person
  std::string outside = "outside";  ///< the place of those who are in no state
};

/// What is believed before the panel is looked at.
struct PanelPrior {
  double pooled_cases = 0.5;  ///< added to both sides of a level's pooled rate
  double pooled_weight = 1;   ///< weight in persons of the pooled rate in every state of the level
  double empty_year = 0.001;  ///< joiners of a year without any, so that no level is ruled out
  double state_weight = 1;    ///< weight in persons, spread evenly over the states that joiners can enter
  double place_weight = 1;    ///< the same, over the places that movers can go to, before the level's own movers
};

/// Tables by level; alpha and beta are parameters, mean = alpha / (alpha + beta) or alpha / total.
/// joiners (level, alpha, beta, mean): of the population outside, by the level they join; means over the years.
/// joiner_states (level, group, place, alpha, total, mean): where they go.
/// leavers, movers (level, group, place, alpha, beta, mean): chance to leave; of those who stay, to change the place.
/// mover_states (level, group, place, next_group, next_place, alpha, total, mean): where movers go.
struct TransitionParameters {
  Table joiners, joiner_states, leavers, movers, mover_states;
  bool operator==(const TransitionParameters&) const = default;
};

/// `population` has period, level, count; `states` has group, place, first_level, last_level: what exists at which
/// levels; `moves`, when given, has place and next_place: between which places anybody moves.
///
/// Each state's rate is drawn to the pooled rate of its level with the weight of `pooled_weight` persons; a level that
/// nobody was observed to stay in has a flat mover prior, Beta(1, 1). Where movers of a state go follows where movers
/// of the level go (without any: those of the level below), among the places of the state's group. With the default
/// prior these are the parameters of witan.send (Mastodon C), whose published run is reproduced.
/// O(rows log states + states * places). A finding for persons seen in a state that `states` does not have; they count
/// for the pooled rates. Throws UnknownName for a missing column, InvalidArgument for a count below 0, a population
/// that is missing or smaller than its joiners, levels upside down.
Built<TransitionParameters> transition_parameters(const Table& panel, const Table& population, const Table& states,
                                                  const std::optional<Table>& moves = {},
                                                  const PanelColumns& columns = {}, const PanelPrior& prior = {});

}  // namespace werdegang::inline v0
