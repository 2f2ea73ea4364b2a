#include "werdegang/flows/transition_parameters.hpp"

#include <algorithm>

#include "../table/make_column.hpp"
#include "flows/panel.hpp"
#include "flows/texts.hpp"
#include "kernels/checks.hpp"

namespace werdegang::inline v0 {
namespace {

using detail::Panel;
using detail::PanelState;

/// Rows on their way into a table: level, names, numbers.
class Rows {
 public:
  Rows(std::vector<std::string> names, std::vector<std::string> numbers)
      : names_(std::move(names)), numbers_(std::move(numbers)), texts_(names_.size()), values_(numbers_.size()) {}

  void add(Index level, const std::vector<std::string>& texts, const std::vector<double>& values) {
    level_.push_back(level);
    for (std::size_t c = 0; c < texts.size(); ++c) texts_[c].push_back(texts[c]);
    for (std::size_t c = 0; c < values.size(); ++c) values_[c].push_back(values[c]);
  }

  Table table() && {
    std::vector<Column> columns{{"level", Role::dimension, Buffer<Index>(std::move(level_)), {}}};
    for (std::size_t c = 0; c < names_.size(); ++c) columns.push_back(codes(names_[c], texts_[c]));
    for (std::size_t c = 0; c < numbers_.size(); ++c)
      columns.push_back(detail::number_column(numbers_[c], Role::measure, std::move(values_[c])));
    return Table(std::move(columns));
  }

 private:
  static Column codes(const std::string& name, const std::vector<std::string>& texts) {
    std::vector<std::string> all = texts;
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    std::vector<std::int32_t> index;
    for (const auto& text : texts)
      index.push_back(static_cast<std::int32_t>(std::lower_bound(all.begin(), all.end(), text) - all.begin()));
    return detail::code_column(name, std::move(index), detail::plain_list(name, all));
  }

  std::vector<std::string> names_, numbers_;
  std::vector<Index> level_;
  std::vector<std::vector<std::string>> texts_;
  std::vector<std::vector<double>> values_;
};

template <class Map, class Key>
double of(const Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? 0 : found->second;
}

Table joiners(const Panel& panel, const PanelPrior& prior) {
  Rows rows({}, {"alpha", "beta", "mean"});
  const auto years = static_cast<double>(panel.periods.size());
  for (const Index level : panel.levels) {
    double alpha = 0, beta = 0;
    for (const auto& period : panel.periods) {
      const double joined = of(panel.joined, std::pair{period, level});
      const auto population = panel.population.find({period, level});
      const std::string place = "level " + std::to_string(level) + " in " + period;
      if (population == panel.population.end())
        throw InvalidArgument("no population", place, "a row of the population table");
      if (population->second < joined)
        throw InvalidArgument("a population of " + detail::number(population->second), place,
                              "at least the " + detail::number(joined) + " who joined");
      alpha += joined > 0 ? joined / years : prior.empty_year;
      beta += (population->second - joined) / years;
    }
    if (alpha + beta > 0) rows.add(level, {}, {alpha, beta, alpha / (alpha + beta)});
  }
  return std::move(rows).table();
}

Table joiner_states(const Panel& panel, const PanelPrior& prior) {
  Rows rows({"group", "place"}, {"alpha", "total", "mean"});
  for (auto begin = panel.states.begin(); begin != panel.states.end();) {
    const auto end = std::find_if(begin, panel.states.end(), [&](const auto& s) { return s.level != begin->level; });
    const double even = prior.state_weight / static_cast<double>(end - begin);
    double total = prior.state_weight;
    for (auto state = begin; state != end; ++state) total += of(panel.joined_state, *state);
    const bool anybody = total > prior.state_weight;
    for (auto state = begin; state != end && anybody; ++state) {
      const double alpha = even + of(panel.joined_state, *state);
      rows.add(state->level, {state->group, state->place}, {alpha, total, alpha / total});
    }
    begin = end;
  }
  return std::move(rows).table();
}

/// Rates of `yes` against `no` in every state, drawn to the pooled rate of its level.
Table pooled_rates(const Panel& panel, const std::map<PanelState, double>& yes,
                   const std::vector<const std::map<PanelState, double>*>& no, const PanelPrior& prior,
                   bool flat_when_empty) {
  std::map<Index, std::pair<double, double>> pooled;
  for (const auto& [state, count] : yes) pooled[state.level].first += count;
  for (const auto* part : no)
    for (const auto& [state, count] : *part) pooled[state.level].second += count;
  Rows rows({"group", "place"}, {"alpha", "beta", "mean"});
  for (const auto& state : panel.states) {
    const auto [level_yes, level_no] = pooled[state.level];
    const double up = level_yes + prior.pooled_cases, down = level_no + prior.pooled_cases;
    const bool flat = flat_when_empty && level_yes + level_no == 0;
    double alpha = flat ? 1 : prior.pooled_weight * up / (up + down);
    double beta = flat ? 1 : prior.pooled_weight * down / (up + down);
    alpha += of(yes, state);
    for (const auto* part : no) beta += of(*part, state);
    rows.add(state.level, {state.group, state.place}, {alpha, beta, alpha / (alpha + beta)});
  }
  return std::move(rows).table();
}

/// Where movers of each level go; a level without movers takes those of the level below.
std::map<Index, std::map<std::string, double>> level_movers(const Panel& panel) {
  auto result = panel.level_moved_to;
  for (const Index level : panel.levels)
    if (!result.count(level) && result.count(level - 1)) result[level] = result[level - 1];
  return result;
}

/// Prior weights of the places that movers of a state can go to, adding to 1.
std::map<std::string, double> place_prior(const Panel& panel, const PanelState& state,
                                          const std::vector<std::string>& places,
                                          const std::map<std::string, double>& movers, double weight) {
  std::map<std::string, double> result;
  std::vector<std::string> open;
  const auto allowed = panel.moves.find(state.place);
  for (const auto& place : places)
    if (panel.moves.empty() || (allowed != panel.moves.end() && allowed->second.count(place))) open.push_back(place);
  for (const auto& place : open) result[place] = weight / static_cast<double>(open.size());
  for (const auto& [place, count] : movers) result[place] += count;
  result.erase(state.place);
  double total = 0;
  for (const auto& [place, value] : result) total += value;
  for (auto& [place, value] : result) value /= total;
  return result;
}

Table mover_states(const Panel& panel, const PanelPrior& prior) {
  std::map<std::pair<Index, std::string>, std::vector<std::string>> places;  // of a level and group
  for (const auto& state : panel.states) places[{state.level, state.group}].push_back(state.place);
  const auto movers = level_movers(panel);
  Rows rows({"group", "place", "next_group", "next_place"}, {"alpha", "total", "mean"});
  for (const auto& state : panel.states) {
    const auto at_level = movers.find(state.level);
    std::map<std::pair<std::string, std::string>, double> alpha;
    for (const auto& [place, value] :
         place_prior(panel, state, places[{state.level, state.group}],
                     at_level == movers.end() ? std::map<std::string, double>{} : at_level->second, prior.place_weight))
      alpha[{state.group, place}] = value;
    if (const auto seen = panel.moved_to.find(state); seen != panel.moved_to.end())
      for (const auto& [to, count] : seen->second) alpha[to] += count;
    double total = 0;
    for (const auto& [to, value] : alpha) total += value;
    for (const auto& [to, value] : alpha)
      rows.add(state.level, {state.group, state.place, to.first, to.second}, {value, total, value / total});
  }
  return std::move(rows).table();
}

void expect_prior(const PanelPrior& prior) {
  for (const auto& [name, value] : {std::pair{"pooled_cases", prior.pooled_cases},
                                    {"pooled_weight", prior.pooled_weight},
                                    {"empty_year", prior.empty_year},
                                    {"state_weight", prior.state_weight},
                                    {"place_weight", prior.place_weight}})
    if (!(value > 0) || value > 1e12)
      throw InvalidArgument(detail::named(name, value), "the prior", "a number above 0");
}

}  // namespace

Built<TransitionParameters> transition_parameters(const Table& panel, const Table& population, const Table& states,
                                                  const std::optional<Table>& moves, const PanelColumns& columns,
                                                  const PanelPrior& prior) {
  expect_prior(prior);
  Built<TransitionParameters> result;
  const Panel counts = detail::read_panel(panel, population, states, moves, columns, result.findings);
  result.value = {joiners(counts, prior), joiner_states(counts, prior),
                  pooled_rates(counts, counts.left, {&counts.moved, &counts.stayed}, prior, false),
                  pooled_rates(counts, counts.moved, {&counts.stayed}, prior, true), mover_states(counts, prior)};
  return result;
}

}  // namespace werdegang::inline v0
