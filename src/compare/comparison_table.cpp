#include "comparison_table.hpp"

#include <array>

#include "../table/make_column.hpp"
#include "columns.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// Differences of these units are points, and a part of a point of something is no relative change.
bool has_ratio_scale(const std::string& unit) { return unit != "percentage_points" && unit != "index"; }

/// The value beside one thing to compare it with.
class Against {
 public:
  explicit Against(std::string name) : name_(std::move(name)) {}
  void add(std::optional<double> value, std::optional<double> other, bool relative) {
    const bool both = value && other;
    other_.add(other);
    difference_.add(both ? std::optional(*value - *other) : std::nullopt);
    relative_.add(both && relative && *other > 0 ? std::optional(100 * (*value - *other) / *other) : std::nullopt);
  }
  Column other(const std::string& name) && { return std::move(other_).column(name); }
  Column difference() && { return std::move(difference_).column("difference_" + name_); }
  Column relative() && { return std::move(relative_).column("relative_" + name_); }

 private:
  std::string name_;
  NumberColumn other_, difference_, relative_;
};

struct Sums {
  std::array<Against, 4> against = {Against("median"), Against("mean"), Against("state"), Against("country")};
  NumberColumn percentile, z;
  WholeColumn rank, lowest, highest, of;
  WordColumn level, group, range, difference_unit;
  std::vector<Status> rank_status;
  std::vector<Index> rows;

  void add(const SeriesFigures& figures, const Entry& entry, const Position& position) {
    const auto of_row = [&](Index row) {
      const auto at = static_cast<std::size_t>(row);
      return row >= 0 && figures.known[at] ? std::optional(figures.value[at]) : std::nullopt;
    };
    const auto value = of_row(entry.row);
    const auto if_ranked = [&](auto number) { return position.ranked ? std::optional(number) : std::nullopt; };
    const std::string& unit = figures.unit.text(entry.row);
    const std::array<std::optional<double>, 4> others = {if_ranked(position.median), if_ranked(position.mean),
                                                         of_row(entry.state_row), of_row(entry.country_row)};
    for (std::size_t i = 0; i < others.size(); ++i) against[i].add(value, others[i], has_ratio_scale(unit));
    percentile.add(if_ranked(position.percentile)), z.add(position.z);
    const bool bounded = !position.range.empty();
    rank.add(if_ranked(position.rank.place)), of.add(if_ranked(position.rank.size));
    lowest.add(bounded ? std::optional(position.rank.lowest) : std::nullopt);
    highest.add(bounded ? std::optional(position.rank.highest) : std::nullopt);
    level.add(entry.level), group.add(entry.group), range.add(position.range);
    difference_unit.add(difference_unit_of(unit));
    rank_status.push_back(entry.rank_status);
    rows.push_back(entry.row);
  }
};

}  // namespace

Table comparison_table(const Table& table, const SeriesFigures& figures, const ComparisonGroups& groups,
                       const std::vector<Position>& positions) {
  Sums sums;
  for (std::size_t i = 0; i < positions.size(); ++i) sums.add(figures, groups.entries[i], positions[i]);
  const Table kept = table.take(sums.rows);
  std::vector<Column> columns;
  const auto keep = [&](std::string_view name) {
    if (kept.has(name)) columns.push_back(kept.column(name));
  };
  keep("indicator"), keep("region"), keep("period");
  for (const auto& axis : figures.breakdowns) keep(axis);
  columns.push_back(std::move(sums.level).column("level", Role::dimension));
  columns.push_back(std::move(sums.group).column("group", Role::dimension));
  keep("value"), keep("unit");
  columns.push_back(std::move(sums.rank).column("rank"));
  columns.push_back(std::move(sums.lowest).column("rank_lowest"));
  columns.push_back(std::move(sums.highest).column("rank_highest"));
  columns.push_back(std::move(sums.of).column("of"));
  columns.push_back(std::move(sums.range).column("range", Role::quality));
  columns.push_back(std::move(sums.percentile).column("percentile"));
  columns.push_back(std::move(sums.z).column("z"));
  const std::array<const char*, 4> names = {"median", "mean", "state_value", "country_value"};
  for (std::size_t i = 0; i < names.size(); ++i) columns.push_back(std::move(sums.against[i]).other(names[i]));
  for (auto& against : sums.against) columns.push_back(std::move(against).difference());
  columns.push_back(std::move(sums.difference_unit).column("difference_unit", Role::text));
  for (auto& against : sums.against) columns.push_back(std::move(against).relative());
  keep("status"), keep("flags");
  columns.push_back(status_column(sums.rank_status));
  columns.back().name = "rank_status";
  return Table(std::move(columns));
}

}  // namespace werdegang::inline v0::detail
