#include "comparison_groups.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "units.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/region.hpp"

namespace werdegang::inline v0::detail {
namespace {

using Rows = std::vector<Index>;

/// The rows of one series and period, by region.
struct Slice {
  Rows rows;
  std::map<Index, Index> row_of_region;
};

/// What the codes of the regions say, once for each region.
struct Regions {
  explicit Regions(const Keys& keys) : codes(keys.texts) {
    std::map<std::string, Index> number;
    for (const auto& code : codes) {
      number.emplace(code, static_cast<Index>(number.size()));
      levels.emplace_back(level_of(code));
      states.push_back(levels.back() == "other" ? "" : region_state(code));
    }
    const auto find = [&](const std::string& code) { return number.contains(code) ? number.at(code) : Index{-1}; };
    for (const auto& state : states) {
      state_of.push_back(state == "DG" ? -1 : find(state));
      country_of.push_back(state.empty() ? -1 : find("DG"));
    }
  }
  std::vector<std::string> codes, levels, states;
  std::vector<Index> state_of, country_of;  ///< regions; -1 = not in the table
};

class Grouping {
 public:
  Grouping(const Table& table, const SeriesFigures& figures, const CompareOptions& options)
      : table_(&table), figures_(&figures), options_(&options), regions_(figures.region) {
    std::set<std::string> states;
    for (std::size_t i = 0; i < regions_.codes.size(); ++i)
      if (regions_.levels[i] != "country") states.insert(regions_.codes[i].substr(0, 2));
    if (options.within == "country" && !is_nationwide(states))
      throw InvalidArgument("within='country' over " + std::to_string(states.size()) + " states", "compare",
                            "figures of the districts of all states");
  }

  ComparisonGroups groups() {
    for (auto& [key, slice] : slices()) add(slice);
    std::vector<Index> order(result_.entries.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<Index>(i);
    const auto row_of = [&](Index i) { return result_.entries[static_cast<std::size_t>(i)].row; };
    std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return row_of(a) < row_of(b); });
    return sorted(order);
  }

 private:
  std::map<std::pair<Index, Index>, Slice> slices() const {
    const auto chosen = chosen_rows();
    std::map<std::pair<Index, Index>, Slice> result;
    for (const Index row : chosen) {
      const auto at = static_cast<std::size_t>(row);
      Slice& slice = result[{figures_->series[at], figures_->period.of_row[at]}];
      slice.rows.push_back(row);
      slice.row_of_region[figures_->region.of_row[at]] = row;
    }
    return result;
  }

  Rows chosen_rows() const {
    const std::string& wanted = options_->period;
    std::vector<std::string> latest(figures_->first_row.size());
    for (Index row = 0; row < figures_->rows(); ++row)
      if (const auto at = static_cast<std::size_t>(row); figures_->known[at])
        latest[static_cast<std::size_t>(figures_->series[at])] =
            std::max(latest[static_cast<std::size_t>(figures_->series[at])], figures_->period.text(row));
    Rows rows;
    for (Index row = 0; row < figures_->rows(); ++row) {
      const std::string& period = figures_->period.text(row);
      const auto series = static_cast<std::size_t>(figures_->series[static_cast<std::size_t>(row)]);
      if (wanted == "latest" ? period == latest[series]
                             : wanted.empty() || period == wanted || period.starts_with(wanted + "-"))
        rows.push_back(row);
    }
    if (rows.empty() && !wanted.empty() && wanted != "latest")
      throw UnknownName("period", wanted, nearest_names(wanted, figures_->period.texts));
    return rows;
  }

  std::size_t region(Index row) const {
    return static_cast<std::size_t>(figures_->region.of_row[static_cast<std::size_t>(row)]);
  }

  void add(const Slice& slice) {
    std::map<std::pair<std::string, std::string>, Rows> groups;
    std::set<std::string> with_districts;
    std::vector<std::string> districts;
    for (const Index row : slice.rows)
      if (figures_->known[static_cast<std::size_t>(row)] && regions_.levels[region(row)] == "district") {
        with_districts.insert(regions_.states[region(row)]);
        districts.push_back(regions_.codes[region(row)]);
      }
    const auto& kept = partition_of(std::move(districts), figures_->period.text(slice.rows.front()));
    for (const Index row : slice.rows) {
      const auto& level = regions_.levels[region(row)];
      const std::string group = group_of(row);
      const bool valid = level != "district" || kept.contains(regions_.codes[region(row)]);
      groups[{level, group}].push_back(enter(slice, row, level, group, valid));
      const bool city = level == "state" && is_city_state(regions_.codes[region(row)]) &&
                        !with_districts.contains(regions_.codes[region(row)]);
      if (city && options_->within != "state" && !with_districts.empty())
        groups[{"district", group}].push_back(enter(slice, row, "district", group, true));
    }
    for (auto& [key, entries] : groups) rank_those(std::move(entries));
  }

  /// The group in which the region stands: none for Germany itself.
  std::string group_of(Index row) const {
    const auto& level = regions_.levels[region(row)];
    if (level == "country" || level == "other" || options_->within.empty()) return "";
    return options_->within == "state" ? regions_.states[region(row)] : "DG";
  }

  Index enter(const Slice& slice, Index row, const std::string& level, const std::string& group, bool valid) {
    const bool known = figures_->known[static_cast<std::size_t>(row)];
    Entry entry{row, level, group, Status::computed, -1, -1};
    if (!known) entry.rank_status = status_of_row(row);
    if (known && !valid) entry.rank_status = Status::not_existing;
    if (known && level == "country") entry.rank_status = Status::not_applicable;
    entry.state_row = valued(slice, regions_.state_of[region(row)]);
    entry.country_row = valued(slice, regions_.country_of[region(row)]);
    result_.entries.push_back(std::move(entry));
    return static_cast<Index>(result_.entries.size()) - 1;
  }

  Status status_of_row(Index row) const {
    if (!table_->has("status")) return Status::missing;
    const std::string text = cell_text(table_->column("status"), row);
    const Status status = text.empty() ? Status::missing : parse_status(text);
    return has_value(status) ? Status::missing : status;
  }

  Index valued(const Slice& slice, Index region) const {
    const auto at = slice.row_of_region.find(region);
    return at != slice.row_of_region.end() && figures_->known[static_cast<std::size_t>(at->second)] ? at->second : -1;
  }

  void rank_those(std::vector<Index> entries) {
    std::erase_if(
        entries, [&](Index i) { return result_.entries[static_cast<std::size_t>(i)].rank_status != Status::computed; });
    std::sort(entries.begin(), entries.end(), [&](Index a, Index b) { return code(a) < code(b); });
    if (entries.size() >= 2)
      result_.members.push_back(std::move(entries));
    else if (!entries.empty())
      result_.entries[static_cast<std::size_t>(entries[0])].rank_status = Status::too_few_cases;
  }

  const std::string& code(Index entry) const {
    return regions_.codes[region(result_.entries[static_cast<std::size_t>(entry)].row)];
  }

  const std::set<std::string>& partition_of(std::vector<std::string> districts, const std::string& period) {
    std::sort(districts.begin(), districts.end());
    const auto key = std::make_pair(period, std::move(districts));
    const auto at = partitions_.find(key);
    return at != partitions_.end() ? at->second : partitions_[key] = single_partition(key.second, period);
  }

  ComparisonGroups sorted(const std::vector<Index>& order) {
    ComparisonGroups groups;
    std::vector<Index> place(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      place[static_cast<std::size_t>(order[i])] = static_cast<Index>(i);
      groups.entries.push_back(std::move(result_.entries[static_cast<std::size_t>(order[i])]));
    }
    groups.members = std::move(result_.members);
    for (auto& members : groups.members)
      for (Index& member : members) member = place[static_cast<std::size_t>(member)];
    return groups;
  }

  const Table* table_;
  const SeriesFigures* figures_;
  const CompareOptions* options_;
  Regions regions_;
  ComparisonGroups result_;
  std::map<std::pair<std::string, std::vector<std::string>>, std::set<std::string>> partitions_;
};

}  // namespace

ComparisonGroups comparison_groups(const Table& table, const SeriesFigures& figures, const CompareOptions& options) {
  return Grouping(table, figures, options).groups();
}

}  // namespace werdegang::inline v0::detail
