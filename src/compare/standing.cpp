#include <algorithm>
#include <set>

#include "group_ranges.hpp"
#include "units.hpp"
#include "werdegang/compare/ranking.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

const Buffer<double>& numbers(const Table& table, std::string_view name) {
  return std::get<Buffer<double>>(table.column(name).data);
}

/// The rows of one period with a value, by region.
class Rows {
 public:
  Rows(const Table& table, const std::string& region, const std::string& period) {
    const auto& regions = table.column("region");
    const auto& periods = table.column("period");
    std::set<std::string> indicators, all_regions;
    for (Index row = 0; row < table.rows(); ++row) {
      if (table.has("indicator")) indicators.insert(cell_text(table.column("indicator"), row));
      all_regions.insert(cell_text(regions, row));
      const bool own = cell_text(regions, row) == region && table.column("value").valid(row);
      const std::string when = own ? cell_text(periods, row) : "";
      if (own && (period.empty() || when == period || when.starts_with(period + "-")))
        period_ = std::max(period_, when);
    }
    if (indicators.size() > 1)
      throw InvalidArgument(std::to_string(indicators.size()) + " indicators", "rank",
                            "a table of one; filter it first");
    if (!all_regions.contains(region))
      throw UnknownName("region", region, nearest_names(region, {all_regions.begin(), all_regions.end()}));
    if (period_.empty()) period_ = period;
    for (const auto& code : all_regions)
      if (code != "DG") states_.insert(code.substr(0, 2));
    for (Index row = 0; row < table.rows(); ++row)
      if (cell_text(periods, row) == period_ && table.column("value").valid(row)) add(cell_text(regions, row), row);
    if (find(region) < 0)
      throw InvalidArgument("region " + region, "rank", "a value in period " + (period_.empty() ? "(any)" : period_));
  }

  Index find(const std::string& region) const {
    for (const auto& [code, row] : rows_)
      if (code == region) return row;
    return -1;
  }
  const std::vector<std::pair<std::string, Index>>& all() const { return rows_; }
  const std::string& period() const { return period_; }
  /// States of which the table has anything.
  const std::set<std::string>& states() const { return states_; }

 private:
  void add(const std::string& region, Index row) {
    if (find(region) >= 0)
      throw InvalidArgument("region " + region + " twice in " + period_, "rank",
                            "one row a region and period; filter the breakdowns first");
    rows_.emplace_back(region, row);
  }
  std::string period_;
  std::set<std::string> states_;
  std::vector<std::pair<std::string, Index>> rows_;
};

/// A district, or a city state that has none in the table.
bool is_unit(const std::string& code, const Rows& rows) {
  if (code == "DG") return false;
  if (detail::is_district(code)) return true;
  return detail::is_city_state(code) && std::none_of(rows.all().begin(), rows.all().end(), [&](const auto& other) {
           return detail::is_district(other.first) && other.first.starts_with(code);
         });
}

/// The units of a group with what a rank needs of them.
struct Units {
  std::vector<std::string> codes;
  detail::GroupValues values;
};

Units units_of(const Table& table, const Rows& rows, const std::string& group) {
  std::vector<std::string> codes;
  for (const auto& [code, row] : rows.all())
    if (is_unit(code, rows) && (group == "DG" || code.starts_with(group))) codes.push_back(code);
  const auto kept = detail::single_partition(codes, rows.period());
  Units units;
  for (const auto& code : codes) {
    if (!kept.contains(code)) continue;
    units.codes.push_back(code);
    units.values.add(table, rows.find(code));
  }
  return units;
}

Rank rank_in(const Units& units, const std::string& region, const RankOptions& options) {
  const Index unit = std::find(units.codes.begin(), units.codes.end(), region) - units.codes.begin();
  if (unit == static_cast<Index>(units.codes.size()))
    throw InvalidArgument("region " + region, "rank",
                          "a district that makes up its state in the period, not one of an earlier or later territory");
  const auto ranks = detail::posterior_ranks(units.values, options.confidence, {});
  return ranks.empty() ? rank_value(units.values.value, unit) : ranks[static_cast<std::size_t>(unit)];
}

}  // namespace

Standing rank(const Table& table, const std::string& region, const RankOptions& options) {
  if (options.within != "state" && options.within != "country")
    throw InvalidArgument("within='" + options.within + "'", "rank", "'state' or 'country'");
  const Rows rows(table, region, options.period);
  if (!is_unit(region, rows)) throw InvalidArgument("region " + region, "rank", "a district");
  Standing standing;
  standing.region = region;
  standing.group = options.within == "state" ? region.substr(0, 2) : "DG";
  if (standing.group == "DG" && !detail::is_nationwide(rows.states()))
    throw InvalidArgument("within='country' over " + std::to_string(rows.states().size()) + " states", "rank",
                          "figures of the districts of all states");
  const Units units = units_of(table, rows, standing.group);
  if (units.codes.size() == 1)
    throw InvalidArgument("region " + region + " alone", "rank",
                          "a table with all districts of the group; compute it without naming regions");
  standing.rank = rank_in(units, region, options);
  if (standing.group != "DG" && detail::is_nationwide(rows.states()))
    if (const Units all = units_of(table, rows, "DG"); all.codes.size() > units.codes.size())
      standing.nationwide = rank_in(all, region, options);
  standing.value = numbers(table, "value")[rows.find(region)];
  if (const Index row = rows.find(region.substr(0, 2)); row >= 0) standing.state = numbers(table, "value")[row];
  if (const Index row = rows.find("DG"); row >= 0) standing.country = numbers(table, "value")[row];
  return standing;
}

}  // namespace werdegang::inline v0
