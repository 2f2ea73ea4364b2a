#include "werdegang/model/inventory.hpp"

#include <algorithm>
#include <array>

#include "../table/make_column.hpp"
#include "vocabulary.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/region.hpp"

namespace werdegang::inline v0 {
namespace {

using namespace detail;

constexpr std::array<std::string_view, 4> actor_axes{"kind", "region", "sector", "formality"};
constexpr std::array<std::string_view, 3> offer_axes{"life_phase", "topic", "target_group"};

bool is_offer_axis(std::string_view name) {
  return std::find(offer_axes.begin(), offer_axes.end(), name) != offer_axes.end();
}

const Codes* codes_of(const Table& table, std::string_view column) {
  return table.has(column) ? std::get_if<Codes>(&table.column(column).data) : nullptr;
}

/// What one breakdown says about every actor and every offer: positions in one list, the last of it "not given".
struct Axis {
  std::string name;
  Codelist list;
  bool gap = false;  ///< somebody says nothing
  std::vector<std::int32_t> actor, offer;

  Index size() const { return static_cast<Index>(list.members.size()) + (gap ? 1 : 0); }
};

/// The code of the region that is counted in.
std::string counted_region(const std::string& code, std::string_view level) {
  if (level.empty() || !is_region_code(code) || code == "DG") return code;
  if (level == "country") return "DG";
  const std::size_t length = level == "state" ? 2 : 5;
  return code.size() <= length ? code : code.substr(0, length);
}

/// Adds the member if it is new; its position.
std::int32_t position_of(Codelist& list, const Member& member, std::string_view level) {
  Member counted = member;
  if (list.name == "region") {
    counted.code = counted_region(member.code, level);
    const Region* region = find_region(counted.code);
    if (region) counted.label_de = counted.label_en = region->name;
  }
  if (const Index at = list.find(counted.code); at >= 0) return static_cast<std::int32_t>(at);
  list.members.push_back(std::move(counted));
  return static_cast<std::int32_t>(list.members.size()) - 1;
}

std::vector<std::int32_t> places(Axis& axis, const Codes* codes, Index rows, std::string_view level) {
  std::vector<std::int32_t> result(static_cast<std::size_t>(rows), -1);
  if (!codes) return result;
  std::vector<std::int32_t> place;
  for (const Member& member : codes->list->members) place.push_back(position_of(axis.list, member, level));
  for (Index row = 0; row < rows; ++row)
    if (const auto at = codes->index[row]; at >= 0)
      result[static_cast<std::size_t>(row)] = place[static_cast<std::size_t>(at)];
  return result;
}

/// Sorted by code where only what is in use is listed.
void sort_members(Axis& axis) {
  auto& members = axis.list.members;
  std::vector<std::size_t> order(members.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return members[a].code < members[b].code; });
  std::vector<Member> sorted;
  std::vector<std::int32_t> place(members.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    place[order[i]] = static_cast<std::int32_t>(i);
    sorted.push_back(members[order[i]]);
  }
  members = std::move(sorted);
  for (auto* positions : {&axis.actor, &axis.offer})
    for (auto& at : *positions)
      if (at >= 0) at = place[static_cast<std::size_t>(at)];
}

Axis axis_of(const LandscapeParts& parts, const std::string& name, std::string_view level) {
  const bool in_use = name == "kind" || name == "region";
  Axis axis;
  axis.name = name;
  if (name == "region")
    axis.list.name = axis.list.label_de = axis.list.label_en = "region";
  else
    axis.list = *vocabulary(name == "kind" ? "actor_kind" : name).list;
  if (in_use) axis.list.members.clear();
  const Index actors = parts.actors.rows(), offers = parts.offers.rows();
  if (!is_offer_axis(name)) axis.actor = places(axis, codes_of(parts.actors, name), actors, level);
  axis.offer = places(axis, name == "kind" || name == "sector" ? nullptr : codes_of(parts.offers, name), offers, level);
  for (Index row = 0; !is_offer_axis(name) && row < offers; ++row)
    if (auto& at = axis.offer[static_cast<std::size_t>(row)]; at < 0 && parts.offer_actor[row] >= 0)
      at = axis.actor[static_cast<std::size_t>(parts.offer_actor[row])];
  if (in_use) sort_members(axis);
  for (auto* positions : {&axis.actor, &axis.offer})
    for (auto& at : *positions)
      if (at < 0) {
        axis.gap = true;
        at = static_cast<std::int32_t>(axis.list.members.size());
      }
  return axis;
}

/// Sum of what is stated, and how many state nothing.
struct Sum {
  Index count = 0, silent = 0;
  double total = 0;
};

void add(std::vector<Sum>& sums, Index cell, const Table& table, Index row) {
  Sum& sum = sums[static_cast<std::size_t>(cell)];
  ++sum.count;
  if (table.has("capacity") && table.column("capacity").valid(row))
    sum.total += std::get<Buffer<double>>(table.column("capacity").data)[row];
  else
    ++sum.silent;
}

Column whole_column(std::string name, const std::vector<Sum>& sums, Index Sum::*field) {
  std::vector<Index> values;
  for (const Sum& sum : sums) values.push_back(sum.*field);
  return {std::move(name), Role::count, Buffer<Index>(std::move(values)), {}};
}

Column total_column(std::string name, const std::vector<Sum>& sums) {
  std::vector<double> values;
  std::vector<std::uint8_t> known;
  for (const Sum& sum : sums) {
    values.push_back(sum.total);
    known.push_back(sum.count > sum.silent ? 1 : 0);
  }
  return number_column(std::move(name), Role::count, std::move(values), std::move(known));
}

std::vector<Axis> axes_of(const LandscapeParts& parts, const InventoryOptions& options) {
  std::vector<std::string> known(actor_axes.begin(), actor_axes.end());
  known.insert(known.end(), offer_axes.begin(), offer_axes.end());
  const std::vector<std::string> levels{"", "country", "state", "district"};
  if (std::find(levels.begin(), levels.end(), options.region_level) == levels.end())
    throw UnknownName("level of regions", options.region_level, {"country", "state", "district"});
  std::vector<Axis> axes;
  constexpr Index most = 5'000'000;
  Index cells = 1;
  for (const auto& name : options.by) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      const auto nearest = nearest_names(name, known);
      throw UnknownName("breakdown", name, nearest.empty() ? known : nearest);
    }
    if (std::count(options.by.begin(), options.by.end(), name) > 1)
      throw InvalidArgument("'" + name + "' twice", "inventory", "every breakdown once");
    axes.push_back(axis_of(parts, name, options.region_level));
    cells *= axes.back().size();
    if (cells > most)
      throw InvalidArgument("more than 5,000,000 combinations", "inventory",
                            "fewer breakdowns or regions on a higher level");
  }
  return axes;
}

Index cell_of(const std::vector<Axis>& axes, std::vector<std::int32_t> Axis::*positions, Index row) {
  Index cell = 0;
  for (const Axis& axis : axes) cell = cell * axis.size() + (axis.*positions)[static_cast<std::size_t>(row)];
  return cell;
}

/// Distinct actors in each cell, by the offers that lie in it.
void count_actors_by_offer(const LandscapeParts& parts, const std::vector<Index>& cell_of_offer,
                           std::vector<Sum>& actors) {
  std::vector<std::pair<Index, std::int32_t>> pairs;
  for (Index row = 0; row < parts.offers.rows(); ++row)
    if (parts.offer_actor[row] >= 0)
      pairs.emplace_back(cell_of_offer[static_cast<std::size_t>(row)], parts.offer_actor[row]);
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  for (const auto& [cell, actor] : pairs) ++actors[static_cast<std::size_t>(cell)].count;
}

/// One code column for each breakdown, every combination once.
std::vector<Column> label_columns(std::vector<Axis>& axes, Index cells) {
  std::vector<Column> columns;
  Index repeat = cells;
  for (Axis& axis : axes) {
    const Index size = axis.size();
    if (cells > 0) repeat /= size;
    const auto members = static_cast<Index>(axis.list.members.size());
    std::vector<std::int32_t> index;
    for (Index cell = 0; cell < cells; ++cell) {
      const Index at = cell / repeat % size;
      index.push_back(at < members ? static_cast<std::int32_t>(at) : -1);
    }
    columns.push_back(code_column(axis.name, std::move(index), std::make_shared<const Codelist>(std::move(axis.list))));
  }
  return columns;
}

}  // namespace

Table inventory(const Landscape& landscape, const InventoryOptions& options) {
  const LandscapeParts& parts = landscape.parts();
  auto axes = axes_of(parts, options);
  Index cells = 1;
  for (const Axis& axis : axes) cells *= axis.size();
  std::vector<Sum> actors(static_cast<std::size_t>(cells)), offers(static_cast<std::size_t>(cells));
  std::vector<Index> cell_of_offer;
  for (Index row = 0; row < parts.offers.rows(); ++row) {
    cell_of_offer.push_back(cell_of(axes, &Axis::offer, row));
    add(offers, cell_of_offer.back(), parts.offers, row);
  }
  const bool by_offer = std::any_of(options.by.begin(), options.by.end(), is_offer_axis);
  if (by_offer)
    count_actors_by_offer(parts, cell_of_offer, actors);
  else
    for (Index row = 0; row < parts.actors.rows(); ++row)
      add(actors, cell_of(axes, &Axis::actor, row), parts.actors, row);
  auto columns = label_columns(axes, cells);
  columns.push_back(whole_column("actors", actors, &Sum::count));
  if (!by_offer) {
    columns.push_back(total_column("capacity", actors));
    columns.push_back(whole_column("actors_without_capacity", actors, &Sum::silent));
  }
  columns.push_back(whole_column("offers", offers, &Sum::count));
  columns.push_back(total_column("offer_capacity", offers));
  columns.push_back(whole_column("offers_without_capacity", offers, &Sum::silent));
  return Table(std::move(columns));
}

}  // namespace werdegang::inline v0
