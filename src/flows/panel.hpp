// A panel of yearly states as counts, and the states that exist.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "werdegang/flows/transition_parameters.hpp"

namespace werdegang::inline v0::detail {

/// Positions of names, in the order in which they first appear among the states.
struct PanelState {
  Index level = 0;
  std::string group, place;
  auto operator<=>(const PanelState&) const = default;
};

struct Panel {
  std::set<Index> levels;                              ///< at which some state exists
  std::vector<PanelState> states;                      ///< sorted
  std::map<std::string, std::set<std::string>> moves;  ///< places that a place leads to; empty: all
  std::set<std::string> periods;
  std::map<std::pair<std::string, Index>, double> population;
  std::map<std::pair<std::string, Index>, double> joined;  ///< by period and the level they join
  std::map<PanelState, double> joined_state;
  std::map<PanelState, double> left, moved, stayed;
  std::map<PanelState, std::map<std::pair<std::string, std::string>, double>> moved_to;  ///< (group, place)
  std::map<Index, std::map<std::string, double>> level_moved_to;                         ///< place
};

Panel read_panel(const Table& panel, const Table& population, const Table& states, const std::optional<Table>& moves,
                 const PanelColumns& columns, Findings& findings);

}  // namespace werdegang::inline v0::detail
