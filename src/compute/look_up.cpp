#include "operand.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// A reference day may lie this long before the end of the row's period.
constexpr Day longest_lag = 365;

bool is_hidden(Status status) { return status == Status::unknown_or_secret || status == Status::suppressed; }

std::int32_t newest_position(std::span<const Period> periods, const auto& fits) {
  std::int32_t newest = -1;
  for (std::size_t p = 0; p < periods.size(); ++p)
    if (fits(periods[p])) newest = static_cast<std::int32_t>(p);
  return newest;
}

}  // namespace

ReferenceTimes::ReferenceTimes(const VariableCubes& cubes, const TimeRule& rule, std::span<const Period> periods)
    : may_lag_(rule.kind == TimeRule::same && rule.years == 0) {
  for (const auto& entry : cubes.entries()) {
    Positions positions;
    for (const Period anchor : periods) {
      const Period moved = rule.years == 0 ? anchor : anchor.shifted(rule.years);
      const int year = moved.last_year() - (rule.kind == TimeRule::previous_year_end ? 1 : 0);
      const Period day = Period::day(year, 12, 31), whole = Period::year(year);
      positions.exact.push_back(newest_position(entry.periods, [&](Period period) {
        return rule.kind == TimeRule::same ? period == moved : period == day || period == whole;
      }));
      positions.lagging.push_back(newest_position(entry.periods, [&](Period period) {
        return period.is_day() && period.last_day <= moved.last_day && period.last_day > moved.last_day - longest_lag;
      }));
    }
    cubes_.push_back(std::move(positions));
  }
}

std::int32_t Operand::place_of(std::int32_t region) const {
  if (reference_.place == Reference::own) return region;
  return reference_.place == Reference::country ? regions_->country : regions_->state[static_cast<std::size_t>(region)];
}

/// The first way with a value; a cell that the office hides is never made up from the others.
Operand::Figure Operand::from_cube(std::size_t cube, std::int32_t region, std::int32_t period) const {
  const auto& entry = cubes_->entries()[cube];
  const Lattice& lattice = entry.lattice;
  const Cube& data = lattice.cube();
  const std::uint64_t base =
      static_cast<std::uint64_t>(region) * lattice.stride(0) + static_cast<std::uint64_t>(period) * lattice.stride(1);
  Figure best;
  for (const Way& way : ways_[cube]) {
    Figure sum{0, Status::reported, Flag::none, entry.source, true, way.cells.size() > 1, way.partial};
    std::size_t there = 0;
    for (const Cell& cell : way.cells) {
      const Index row = lattice.row_at(base + cell.offset);
      if (row < 0) continue;
      sum.value += cell.sign * data.value[row];
      sum.status = there == 0 ? data.status[row] : combine(sum.status, data.status[row]);
      sum.flags =
          there == 0 ? static_cast<Flag>(data.flags[row]) : combine(sum.flags, static_cast<Flag>(data.flags[row]));
      ++there;
    }
    if (there == 0) continue;
    if (there < way.cells.size() || way.partial) {
      if (!best.found && !way.complement) best = {0, Status::not_existing, Flag::none, entry.source, true, true, true};
      continue;
    }
    if (way.complement) sum.flags = sum.flags | Flag::complement;
    if (has_value(sum.status) || (!sum.derived && is_hidden(sum.status))) return sum;
    if (!best.found || best.partial) best = sum;
  }
  return best;
}

Operand::Figure Operand::newest(std::int32_t region, std::size_t period, bool lagging) const {
  Figure best;
  for (std::size_t c = 0; c < ways_.size(); ++c) {
    if (ways_[c].empty()) continue;
    const std::int32_t at = cubes_->entries()[c].region[static_cast<std::size_t>(region)];
    const auto& positions = times_->of_cube(c);
    const std::int32_t when = lagging ? positions.lagging[period] : positions.exact[period];
    if (at < 0 || when < 0) continue;
    const Figure figure = from_cube(c, at, when);
    if (best.found && !best.derived && is_hidden(best.status) && figure.derived) continue;
    if (has_value(best.status)) {
      if (has_value(figure.status) && figure.value != best.value) best.flags = best.flags | Flag::conflicting;
    } else if (has_value(figure.status) || (figure.found && (best.status == Status::missing || best.partial))) {
      best = figure;
    }
  }
  return best;
}

Figures Operand::look_up(const Block& block) const {
  Figures figures{Numbers(block.rows(), {0, Status::missing, Flag::none}), std::vector<std::int32_t>(block.rows(), -1),
                  std::vector<std::uint8_t>(block.rows(), 0)};
  if (outside_) {
    figures.numbers.status.assign(block.rows(), of_total_ ? Status::not_applicable : Status::not_existing);
    return figures;
  }
  for (std::size_t r = 0; r < block.regions.size(); ++r) {
    const std::int32_t region = place_of(block.regions[r]);
    if (region < 0) continue;
    for (std::size_t p = 0; p < block.periods; ++p) {
      Figure figure = newest(region, p, false);
      if (!figure.found && times_->may_lag()) figure = newest(region, p, true);
      const std::size_t row = r * block.periods + p;
      figures.numbers.set(row, {figure.value, figure.status, figure.flags});
      figures.source[row] = static_cast<std::int32_t>(figure.source);
      figures.found[row] = figure.found;
    }
  }
  return figures;
}

}  // namespace werdegang::inline v0::detail
