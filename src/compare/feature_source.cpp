#include "feature_source.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "../table/make_column.hpp"
#include "figures.hpp"
#include "units.hpp"
#include "werdegang/compute/indicator.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/region.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// The level asked for; without one that of the region, else the districts, else what there is most of.
std::string level_in(const std::vector<std::string>& codes, const FeatureOptions& options) {
  if (!options.level.empty()) return options.level;
  if (!options.region.empty() && !is_city_state(options.region)) return std::string(level_of(options.region));
  std::map<std::string, Index> levels;
  for (const auto& code : codes) ++levels[std::string(level_of(code))];
  if (levels.contains("district") || levels.empty()) return "district";
  return std::max_element(levels.begin(), levels.end(), [](auto& a, auto& b) { return a.second < b.second; })->first;
}

/// Regions of one level; a city state is a district where its district is not there.
std::vector<std::string> regions_in(const Keys& keys, const std::vector<std::uint8_t>& known,
                                    const std::string& level) {
  std::set<std::string> chosen, with_districts;
  for (std::size_t row = 0; row < known.size(); ++row)
    if (const auto& code = keys.text(static_cast<Index>(row)); known[row] && level_of(code) == level) {
      chosen.insert(code);
      if (level == "district") with_districts.insert(code.substr(0, 2));
    }
  if (level == "district")
    for (std::size_t row = 0; row < known.size(); ++row)
      if (const auto& code = keys.text(static_cast<Index>(row));
          known[row] && is_city_state(code) && !with_districts.contains(code))
        chosen.insert(code);
  return {chosen.begin(), chosen.end()};
}

/// The values of one series by period and region.
using Series = std::map<std::string, std::map<std::string, double>>;

/// The latest period in which nearly as many regions have a value as in any.
std::string best_period(const Series& series, const std::string& region) {
  std::size_t most = 0;
  bool own = false;
  for (const auto& [period, values] : series) own = own || values.contains(region);
  const auto allowed = [&](const auto& values) { return !own || values.contains(region); };
  for (const auto& [period, values] : series)
    if (allowed(values)) most = std::max(most, values.size());
  std::string best;
  for (const auto& [period, values] : series)
    if (allowed(values) && 10 * values.size() >= 9 * most) best = period;
  return best;
}

std::string wanted_period(const Series& series, const std::string& wanted) {
  std::string latest;
  for (const auto& [period, values] : series)
    if (period == wanted || period.starts_with(wanted + "-")) latest = period;
  return latest;
}

/// Of old and new districts those of the period asked, or of the latest one with any value.
void keep_partition(std::vector<std::string>& regions, const SeriesFigures& figures, const FeatureOptions& options) {
  std::string latest = options.period;
  for (Index row = 0; row < figures.rows() && options.period.empty(); ++row)
    if (figures.known[static_cast<std::size_t>(row)]) latest = std::max(latest, figures.period.text(row));
  const auto kept = single_partition(regions, latest);
  std::erase_if(regions, [&](const auto& code) { return !kept.contains(code); });
}

FeatureSource long_source(const Table& table, const FeatureOptions& options) {
  const SeriesFigures figures = figures_of(table, "the table");
  FeatureSource source;
  const std::string level = level_in(figures.region.texts, options);
  source.regions = regions_in(figures.region, figures.known, level);
  if (level == "district") keep_partition(source.regions, figures, options);
  const std::set<std::string> allowed(source.regions.begin(), source.regions.end());
  std::vector<Series> all(figures.first_row.size());
  for (Index row = 0; row < figures.rows(); ++row) {
    const auto at = static_cast<std::size_t>(row);
    if (figures.known[at] && allowed.contains(figures.region.text(row)))
      all[static_cast<std::size_t>(figures.series[at])][figures.period.text(row)][figures.region.text(row)] =
          figures.value[at];
  }
  std::vector<const std::map<std::string, double>*> chosen;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string period =
        options.period.empty() ? best_period(all[i], options.region) : wanted_period(all[i], options.period);
    if (!all[i].contains(period)) continue;
    const Index row = figures.first_row[i];
    chosen.push_back(&all[i].at(period));
    const auto number = static_cast<Index>(i);
    source.features.push_back({figures.series_name(table, number), figures.indicator.text(row),
                               figures.series_label(table, number, &Member::label_de),
                               figures.series_label(table, number, &Member::label_en), period, figures.unit.text(row),
                               0, 0, 1});
    if (source.features.back().name.empty()) source.features.back().name = "value";
  }
  if (source.features.empty() && !options.period.empty())
    throw UnknownName("period", options.period, nearest_names(options.period, figures.period.texts));
  std::erase_if(source.regions, [&](const auto& code) {
    return std::none_of(chosen.begin(), chosen.end(), [&](const auto* values) { return values->contains(code); });
  });
  for (const auto* values : chosen) {
    auto& column = source.values.emplace_back();
    for (const auto& region : source.regions)
      column.push_back(values->contains(region) ? std::optional(values->at(region)) : std::nullopt);
  }
  return source;
}

/// A column with the id of an indicator has its labels and unit.
Feature named_feature(const std::string& column) {
  for (const Indicator& known : known_indicators())
    if (known.id == column) return {column, column, known.label_de, known.label_en, "", known.unit, 0, 0, 1};
  return {column, column, column, column, "", "", 0, 0, 1};
}

FeatureSource wide_source(const Table& table, const FeatureOptions& options) {
  const Keys keys = regions_of(table, "the table");
  const std::vector<std::uint8_t> all(keys.of_row.size(), 1);
  FeatureSource source;
  source.regions = regions_in(keys, all, level_in(keys.texts, options));
  std::map<std::string, Index> row_of;
  for (Index row = 0; row < table.rows(); ++row)
    if (!row_of.emplace(keys.text(row), row).second)
      throw InvalidArgument("region " + keys.text(row) + " twice", "the table",
                            "one row for each region, or the columns indicator and value");
  for (const Column& column : table.columns()) {
    const bool numbers =
        std::holds_alternative<Buffer<double>>(column.data) || std::holds_alternative<Buffer<Index>>(column.data);
    if (!numbers || column.name == "region" || column.name == "period") continue;
    source.features.push_back(named_feature(column.name));
    auto& values = source.values.emplace_back();
    for (const auto& region : source.regions) {
      double value = 0;
      values.push_back(cell_number(column, row_of.at(region), value) ? std::optional(value) : std::nullopt);
    }
  }
  return source;
}

}  // namespace

FeatureSource feature_source(const Table& table, const FeatureOptions& options) {
  return table.has("value") ? long_source(table, options) : wide_source(table, options);
}

}  // namespace werdegang::inline v0::detail
