#include <algorithm>
#include <set>

#include "werdegang/compare/ranking.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/region.hpp"

namespace werdegang::inline v0 {
namespace {

const Buffer<double>& numbers(const Table& table, std::string_view name) { return std::get<Buffer<double>>(table.column(name).data); }

/// The rows of one period with a value, by region.
class Rows {
 public:
  Rows(const Table& table, const std::string& region, const std::string& period) : table_(table) {
    const auto& regions = table.column("region");
    const auto& periods = table.column("period");
    std::set<std::string> indicators, all_regions;
    for (Index row = 0; row < table.rows(); ++row) {
      if (table.has("indicator")) indicators.insert(cell_text(table.column("indicator"), row));
      all_regions.insert(cell_text(regions, row));
      const bool own = cell_text(regions, row) == region && table.column("value").valid(row);
      if (period.empty() && own) period_ = std::max(period_, cell_text(periods, row));
    }
    if (indicators.size() > 1)
      throw InvalidArgument(std::to_string(indicators.size()) + " indicators", "rank", "a table of one; filter it first");
    if (!all_regions.contains(region)) throw UnknownName("region", region, nearest_names(region, {all_regions.begin(), all_regions.end()}));
    if (!period.empty()) period_ = period;
    for (Index row = 0; row < table.rows(); ++row)
      if (cell_text(periods, row) == period_ && table.column("value").valid(row)) add(cell_text(regions, row), row);
    if (find(region) < 0) throw InvalidArgument("region " + region, "rank", "a value in period " + (period_.empty() ? "(any)" : period_));
  }

  Index find(const std::string& region) const {
    for (const auto& [code, row] : rows_)
      if (code == region) return row;
    return -1;
  }
  const std::vector<std::pair<std::string, Index>>& all() const { return rows_; }

 private:
  void add(const std::string& region, Index row) {
    if (find(region) >= 0)
      throw InvalidArgument("region " + region + " twice in " + period_, "rank", "one row a region and period; filter the breakdowns first");
    rows_.emplace_back(region, row);
  }
  const Table& table_;
  std::string period_;
  std::vector<std::pair<std::string, Index>> rows_;
};

/// A district, or a state that has none in the table.
bool is_unit(const std::string& code, const Rows& rows) {
  if (code == "DG") return false;
  if (code.size() == 5) return true;
  return code.size() == 2 && std::none_of(rows.all().begin(), rows.all().end(), [&](const auto& other) {
           return other.first.size() == 5 && other.first.starts_with(code);
         });
}

}  // namespace

Standing rank(const Table& table, const std::string& region, const RankOptions& options) {
  if (options.within != "state" && options.within != "country")
    throw InvalidArgument("within='" + options.within + "'", "rank", "'state' or 'country'");
  const Rows rows(table, region, options.period);
  Standing standing;
  standing.region = region;
  standing.group = options.within == "state" ? region.substr(0, 2) : "DG";
  std::vector<double> values, events, trials;
  Index unit = -1;
  const Column& numerator = table.column("numerator");
  const Column& denominator = table.column("denominator");
  const Column& lower = table.column("lower");
  bool shares = true;
  for (const auto& [code, row] : rows.all()) {
    if (!is_unit(code, rows) || (standing.group != "DG" && !code.starts_with(standing.group))) continue;
    if (code == region) unit = static_cast<Index>(values.size());
    values.push_back(numbers(table, "value")[row]);
    shares = shares && lower.valid(row);
    events.push_back(numerator.valid(row) ? numbers(table, "numerator")[row] : 0);
    trials.push_back(denominator.valid(row) ? numbers(table, "denominator")[row] : 0);
  }
  if (unit < 0) throw InvalidArgument("region " + region, "rank", "a district");
  standing.value = values[static_cast<std::size_t>(unit)];
  standing.rank = rank_value(values, unit);
  if (shares) {
    const Rank range = rank_share(events, trials, unit, options.confidence);
    standing.rank.lowest = range.lowest;
    standing.rank.highest = range.highest;
  }
  if (const Index row = rows.find(region.substr(0, 2)); row >= 0) standing.has_state = true, standing.state = numbers(table, "value")[row];
  if (const Index row = rows.find("DG"); row >= 0) standing.has_country = true, standing.country = numbers(table, "value")[row];
  return standing;
}

}  // namespace werdegang::inline v0
