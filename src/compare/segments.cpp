#include "segments.hpp"

#include <algorithm>
#include <set>

#include "werdegang/compute/formula.hpp"
#include "werdegang/compute/indicator.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// The variables of an indicator of the catalogue; none for a user's own.
std::vector<std::string> variables_of(const std::string& id) {
  const auto& known = known_indicators();
  const auto at = std::find_if(known.begin(), known.end(), [&](const Indicator& item) { return item.id == id; });
  std::vector<std::string> names;
  if (at == known.end() || at->formula.empty()) return names;
  for (const Reference& reference : parse_formula(at->formula).references)
    if (std::find(names.begin(), names.end(), reference.variable) == names.end()) names.push_back(reference.variable);
  return names;
}

}  // namespace

Segments::Segments(const Table& table, const SeriesFigures& figures) : table_(&table), figures_(&figures) {
  for (const auto& text : figures.period.texts) {
    periods_.emplace_back();
    if (!try_parse_period(text, periods_.back()))
      throw InvalidArgument("period '" + text + "'", "trend", "a year, a school year or a day");
  }
}

bool Segments::flagged(Index row) const {
  return table_->has("flags") && contains(parse_flags(cell_text(table_->column("flags"), row)), Flag::series_break);
}

std::vector<SeriesBreak> Segments::registered(Index row, int from, int to) {
  const std::string& id = figures_->indicator.text(row);
  const auto [known, added] = variables_.try_emplace(id);
  if (added) known->second = variables_of(id);
  std::vector<SeriesBreak> found;
  for (const auto& variable : known->second)
    for (auto& item : breaks_between(variable, figures_->region.text(row), from, to))
      if (std::none_of(found.begin(), found.end(), [&](const auto& other) { return other.text_de == item.text_de; }))
        found.push_back(std::move(item));
  return found;
}

Cut Segments::cut_between(const std::vector<Index>& rows, std::size_t previous, std::size_t next) {
  const int from = period(rows[previous]).first_year(), to = period(rows[next]).first_year();
  Cut cut;
  for (std::size_t i = previous + 1; i <= next; ++i) cut.here = cut.here || flagged(rows[i]);
  // The flags of a table cover neighbouring years; rows that were filtered away took theirs with them.
  if (!cut.here && table_->has("flags") && to - from <= 1) return cut;
  const auto known = registered(rows[next], from, to);
  cut.here = cut.here || !known.empty();
  if (!cut.here) return cut;
  cut.kind = known.empty() ? "series_break" : known.front().kind;
  for (const SeriesBreak& item : known) {
    cut.text_de += (cut.text_de.empty() ? "" : " ") + item.text_de;
    cut.text_en += (cut.text_en.empty() ? "" : " ") + item.text_en;
  }
  return cut;
}

void Segments::add_missing(const std::vector<Index>& rows, std::vector<Segment>& segments) const {
  std::set<int> years, valued;
  for (const Index row : rows) {
    const int year = period(row).first_year();
    if (figures_->known[at(row)] && !valued.insert(year).second) return;
    years.insert(year);
  }
  for (int year = *years.begin(); year <= *years.rbegin(); ++year) {
    if (valued.contains(year)) continue;
    const auto after = std::find_if(segments.begin(), segments.end(), [&](const Segment& segment) {
      return !segment.rows.empty() && period(segment.rows.back()).first_year() > year;
    });
    (after == segments.end() ? segments.back() : *after).missing.push_back(Period::year(year));
  }
}

std::vector<Segment> Segments::cut(std::vector<Index> rows) {
  std::stable_sort(rows.begin(), rows.end(), [&](Index a, Index b) { return period(a) < period(b); });
  std::vector<Segment> segments;
  std::size_t previous = rows.size();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!figures_->known[at(rows[i])]) continue;
    const Cut before = previous < rows.size() ? cut_between(rows, previous, i) : Cut{};
    if (segments.empty() || before.here) segments.push_back({{}, before, {}, Status::computed});
    segments.back().rows.push_back(rows[i]);
    previous = i;
  }
  for (Segment& segment : segments)
    if (segment.rows.size() == 1) segment.status = Status::not_meaningful;
  if (segments.empty()) {
    segments.emplace_back();
    const std::string reason = table_->has("status") ? cell_text(table_->column("status"), rows.back()) : "";
    segments.back().status = reason.empty() ? Status::missing : parse_status(reason);
    if (has_value(segments.back().status)) segments.back().status = Status::missing;
  }
  add_missing(rows, segments);
  return segments;
}

}  // namespace werdegang::inline v0::detail
