#include <algorithm>

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
    : periods_(periods.size()), may_lag_(rule.kind == TimeRule::same && rule.years == 0) {
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
Operand::Figure Operand::from_cube(const Origin& origin, std::int32_t region, std::int32_t period) {
  const Lattice& lattice = origin.entry->lattice;
  const std::uint64_t base =
      static_cast<std::uint64_t>(region) * lattice.stride(0) + static_cast<std::uint64_t>(period) * lattice.stride(1);
  Figure best;
  for (const Way& way : origin.ways) {
    Figure sum{0, Status::reported, Flag::none, origin.entry->source, true, way.cells.size() > 1, way.partial};
    std::size_t there = 0;
    for (const Cell& cell : way.cells) {
      const LatticeCell found = lattice.cell(base + cell.offset);
      if (!found.there) continue;
      sum.value += cell.sign * found.value;
      sum.status = there == 0 ? found.status : combine(sum.status, found.status);
      sum.flags = there == 0 ? found.flags : combine(sum.flags, found.flags);
      ++there;
    }
    if (there == 0) continue;
    if (there < way.cells.size() || way.partial) {
      if (!best.found && !way.complement)
        best = {0, Status::not_existing, Flag::none, origin.entry->source, true, true, true};
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
  for (const Origin& origin : origins_) {
    const std::int32_t when = lagging ? origin.positions->lagging[period] : origin.positions->exact[period];
    if (when < 0) continue;
    const std::int32_t at = origin.entry->region[static_cast<std::size_t>(region)];
    if (at < 0) continue;
    const Figure figure = from_cube(origin, at, when);
    if (best.found && !best.derived && is_hidden(best.status) && figure.derived) continue;
    if (has_value(best.status)) {
      if (has_value(figure.status) && figure.value != best.value) best.flags = best.flags | Flag::conflicting;
    } else if (has_value(figure.status) || (figure.found && (best.status == Status::missing || best.partial))) {
      best = figure;
    }
  }
  return best;
}

Operand::Figure Operand::figure(std::int32_t region, std::size_t period) const {
  const Figure exact = newest(region, period, false);
  return exact.found || !times_->may_lag() ? exact : newest(region, period, true);
}

Figures Operand::look_up(const Block& block) const {
  Figures figures{Numbers(block.rows(), {0, Status::missing, Flag::none}), std::vector<std::int32_t>(block.rows(), -1),
                  std::vector<std::uint8_t>(block.rows(), 0)};
  if (outside_) {
    figures.numbers.status.assign(block.rows(), of_total_ ? Status::not_applicable : Status::not_existing);
    return figures;
  }
  for (std::size_t row = 0; row < block.rows(); ++row) {
    const std::int32_t region = place_of(block.region[row]);
    if (region < 0) continue;
    const Figure found = figure(region, static_cast<std::size_t>(block.period[row]));
    figures.numbers.set(row, {found.value, found.status, found.flags});
    figures.source[row] = static_cast<std::int32_t>(found.source);
    figures.found[row] = found.found;
  }
  return figures;
}

void Operand::add_places(std::span<const std::int32_t> regions, Block& block) const {
  if (outside_) return;
  std::vector<std::int32_t> periods;
  for (std::size_t p = 0; p < times_->periods(); ++p)
    if (std::any_of(origins_.begin(), origins_.end(), [&](const Origin& origin) {
          return origin.positions->exact[p] >= 0 || (times_->may_lag() && origin.positions->lagging[p] >= 0);
        }))
      periods.push_back(static_cast<std::int32_t>(p));
  Figures& figures = block.anchor;
  for (const std::int32_t own : regions) {
    const std::int32_t region = place_of(own);
    if (region < 0) continue;
    for (const std::int32_t period : periods) {
      const Figure found = figure(region, static_cast<std::size_t>(period));
      if (!found.found) continue;
      block.add(own, period);
      figures.numbers.add({found.value, found.status, found.flags});
      figures.source.push_back(static_cast<std::int32_t>(found.source));
      figures.found.push_back(1);
    }
  }
}

}  // namespace werdegang::inline v0::detail
