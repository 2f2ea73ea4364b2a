#include "werdegang/compare/trend.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "../table/make_column.hpp"
#include "columns.hpp"
#include "segments.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

using detail::Segment;
using detail::Segments;
using detail::SeriesFigures;

/// Years with months and days as parts, so that the same day of two years is a whole number of years apart.
double years_of(Period period) {
  const CivilDate date = to_civil(period.first_day);
  return date.year + (date.month - 1 + (date.day - 1) / 31.0) / 12;
}

/// Parts and multiples of these say nothing beside their points.
bool has_ratio_scale(const std::string& unit) {
  return unit != "percent" && unit != "%" && unit != "percentage_points" && unit != "index";
}

/// What every interval allows: see `trend`.
std::string direction_of(const Table& table, const Segment& segment) {
  std::vector<double> lower, upper;
  for (const Index row : segment.rows) {
    lower.emplace_back(), upper.emplace_back();
    if (!detail::number_in(table, "lower", row, lower.back()) || !detail::number_in(table, "upper", row, upper.back()))
      return "";
  }
  if (*std::max_element(lower.begin(), lower.end()) <= *std::min_element(upper.begin(), upper.end())) return "level";
  bool rises = true, falls = true;
  for (std::size_t i = 0; i < lower.size(); ++i)
    for (std::size_t j = i + 1; j < lower.size(); ++j) {
      rises = rises && lower[i] <= upper[j];
      falls = falls && lower[j] <= upper[i];
    }
  return rises ? "rising" : falls ? "falling" : "mixed";
}

class Trends {
 public:
  Trends(const Table& table, const SeriesFigures& figures, const Segments& segments, bool robust)
      : table_(&table), figures_(&figures), segments_(&segments), robust_(robust) {}

  void add(Index row, Index number, const Segment& segment) {
    rows_.push_back(row);
    number_.add(number);
    points_.add(std::ssize(segment.rows));
    missing_.add(year_ranges(segment.missing));
    kind_.add(segment.before.kind), break_de_.add(segment.before.text_de), break_en_.add(segment.before.text_en);
    status_.push_back(segment.status);
    const std::string& unit = figures_->unit.text(row);
    unit_.add(detail::difference_unit_of(unit));
    direction_.add(segment.rows.size() > 1 ? direction_of(*table_, segment) : "");
    add_ends(segment);
    add_change(segment, has_ratio_scale(unit));
  }

  Table result() && {
    const Table kept = table_->take(rows_);
    std::vector<Column> columns;
    if (kept.has("indicator")) columns.push_back(kept.column("indicator"));
    columns.push_back(kept.column("region"));
    for (const auto& axis : figures_->breakdowns) columns.push_back(kept.column(axis));
    columns.push_back(std::move(number_).column("segment", Role::dimension));
    columns.push_back(std::move(from_).column("from", Role::text));
    columns.push_back(std::move(to_).column("to", Role::text));
    columns.push_back(std::move(points_).column("points", Role::quality));
    columns.push_back(std::move(first_).column("first"));
    columns.push_back(std::move(last_).column("last"));
    columns.push_back(std::move(change_).column("change"));
    columns.push_back(std::move(unit_).column("change_unit", Role::text));
    columns.push_back(std::move(percent_).column("change_percent"));
    columns.push_back(std::move(growth_).column("annual_growth"));
    columns.push_back(std::move(slope_).column("slope"));
    columns.push_back(std::move(direction_).column("direction", Role::quality));
    columns.push_back(std::move(missing_).column("missing", Role::text));
    columns.push_back(std::move(kind_).column("break_kind", Role::quality));
    columns.push_back(std::move(break_de_).column("break_de", Role::text));
    columns.push_back(std::move(break_en_).column("break_en", Role::text));
    columns.push_back(detail::status_column(status_));
    return Table(std::move(columns));
  }

 private:
  double value(Index row) const { return figures_->value[static_cast<std::size_t>(row)]; }

  void add_ends(const Segment& segment) {
    const bool any = !segment.rows.empty();
    from_.add(any ? figures_->period.text(segment.rows.front()) : "");
    to_.add(any ? figures_->period.text(segment.rows.back()) : "");
    first_.add(any ? std::optional(value(segment.rows.front())) : std::nullopt);
    last_.add(any ? std::optional(value(segment.rows.back())) : std::nullopt);
  }

  void add_change(const Segment& segment, bool ratio_scale) {
    std::vector<double> x, y;
    for (const Index row : segment.rows) x.push_back(years_of(segments_->period(row))), y.push_back(value(row));
    const bool some = x.size() > 1;
    const double years = some ? x.back() - x.front() : 0;
    const bool relative = some && ratio_scale && y.front() > 0;
    change_.add(some ? std::optional(y.back() - y.front()) : std::nullopt);
    percent_.add(relative ? std::optional(100 * (y.back() - y.front()) / y.front()) : std::nullopt);
    growth_.add(relative && y.back() > 0 && years > 0
                    ? std::optional(100 * (std::pow(y.back() / y.front(), 1 / years) - 1))
                    : std::nullopt);
    slope_.add(robust_ ? theil_sen_slope(x, y) : least_squares_slope(x, y));
  }

  const Table* table_;
  const SeriesFigures* figures_;
  const Segments* segments_;
  bool robust_;
  std::vector<Index> rows_;
  detail::WholeColumn number_, points_;
  detail::NumberColumn first_, last_, change_, percent_, growth_, slope_;
  detail::WordColumn from_, to_, unit_, direction_, missing_, kind_, break_de_, break_en_;
  std::vector<Status> status_;
};

/// The rows of each series and region that is wanted, in the order of the table.
std::vector<std::vector<Index>> series_of(const SeriesFigures& figures, const std::vector<std::string>& wanted) {
  const auto& known = figures.region.texts;
  for (const auto& region : wanted)
    if (std::find(known.begin(), known.end(), region) == known.end())
      throw UnknownName("region", region, nearest_names(region, known));
  std::map<std::pair<Index, Index>, std::size_t> numbers;
  std::vector<std::vector<Index>> series;
  for (Index row = 0; row < figures.rows(); ++row) {
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), figures.region.text(row)) == wanted.end()) continue;
    const auto at = static_cast<std::size_t>(row);
    const auto [place, added] = numbers.try_emplace({figures.series[at], figures.region.of_row[at]}, series.size());
    if (added) series.emplace_back();
    series[place->second].push_back(row);
  }
  return series;
}

}  // namespace

Table trend(const Table& table, const TrendOptions& options) {
  if (options.slope != "theil_sen" && options.slope != "least_squares")
    throw InvalidArgument("slope='" + options.slope + "'", "trend", "'theil_sen' or 'least_squares'");
  table.column("period");
  const SeriesFigures figures = detail::figures_of(table, "trend");
  Segments segments(table, figures);
  Trends trends(table, figures, segments, options.slope == "theil_sen");
  for (const auto& rows : series_of(figures, options.regions)) {
    Index number = 0;
    for (const Segment& segment : segments.cut(rows)) trends.add(rows.front(), ++number, segment);
  }
  return std::move(trends).result();
}

}  // namespace werdegang::inline v0
