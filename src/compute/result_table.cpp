#include "result_table.hpp"

#include <charconv>

#include "werdegang/core/region.hpp"

namespace werdegang::inline v0::detail {
namespace {

std::string interval_name(const Indicator& indicator, double confidence) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, 100 * confidence).ptr;
  return indicator.interval + " " + std::string(text, end) + " %";
}

}  // namespace

CodeColumn::CodeColumn(std::string name, Role role) : list_(std::make_shared<Codelist>()), role_(role) {
  list_->name = std::move(name);
}

void CodeColumn::add(const Member& member) {
  const auto [at, added] = position_.try_emplace(member.code, static_cast<std::int32_t>(position_.size()));
  if (added) {
    list_->members.push_back(member);
    list_->members.back().parent = -1;
  }
  index_.push_back(at->second);
}

void CodeColumn::add(std::string_view code) {
  if (const auto at = position_.find(code); at != position_.end())
    index_.push_back(at->second);
  else
    add(Member{std::string(code), std::string(code), std::string(code), -1, Member::part, {}, {}});
}

Column CodeColumn::column() && {
  return {list_->name, role_, Codes{Buffer<std::int32_t>(std::move(index_)), list_}, {}};
}

void ResultTable::Optional::add(const std::optional<double>& item) {
  value.push_back(item.value_or(0));
  valid.push_back(item.has_value());
}

Column ResultTable::Optional::column(std::string name, Role role) && {
  return {std::move(name), role, Buffer<double>(std::move(value)), Buffer<std::uint8_t>(std::move(valid))};
}

ResultTable::ResultTable(const Observations& observations, std::vector<std::string> axes)
    : observations_(&observations),
      indicator_("indicator", Role::dimension),
      region_("region", Role::dimension),
      period_("period", Role::dimension),
      interval_("interval", Role::quality),
      status_("status", Role::quality),
      flags_("flags", Role::quality),
      unit_("unit", Role::text),
      method_("method", Role::quality),
      source_("source", Role::text) {
  for (auto& axis : axes) breakdowns_.emplace_back(std::move(axis), Role::dimension);
}

void ResultTable::add(const Indicator& indicator, const std::string& region, Period period,
                      const std::vector<const Member*>& members, const Result& result, double confidence) {
  const Estimate& estimate = result.estimate;
  indicator_.add(Member{indicator.id, indicator.label_de, indicator.label_en, -1, Member::part, {}, {}});
  const Region* known = find_region(region);
  region_.add(known ? Member{region, known->name, known->name, -1, Member::part, {}, {}}
                    : Member{region, region, region, -1, Member::part, {}, {}});
  period_.add(to_string(period));
  for (std::size_t a = 0; a < members.size(); ++a)
    if (members[a])
      breakdowns_[a].add(*members[a]);
    else
      breakdowns_[a].add_none();
  value_.add(has_value(estimate.status) ? std::optional(estimate.value) : std::nullopt);
  numerator_.add(estimate.numerator);
  denominator_.add(estimate.denominator);
  lower_.add(estimate.lower);
  upper_.add(estimate.upper);
  if (estimate.lower)
    interval_.add(interval_name(indicator, confidence));
  else
    interval_.add_none();
  status_.add(to_string(estimate.status));
  flags_.add(to_string(estimate.flags));
  unit_.add(indicator.unit);
  add_origin(indicator, result);
}

void ResultTable::add_origin(const Indicator& indicator, const Result& result) {
  std::string tables;
  bool own = false;
  for (const Index at : result.sources) {
    const Source& source = observations_->sources()[static_cast<std::size_t>(at)];
    const std::string& name = source.table.empty() ? (source.file.empty() ? source.title : source.file) : source.table;
    if (tables.find(name) == std::string::npos) tables += (tables.empty() ? "" : "; ") + name;
    own = own || source.method == "own aggregation";
  }
  source_.add(tables);
  method_.add(own ? "own aggregation" : indicator.kind == "published" ? "published" : "computed");
}

Table ResultTable::table() && {
  std::vector<Column> columns;
  columns.push_back(std::move(indicator_).column());
  columns.push_back(std::move(region_).column());
  columns.push_back(std::move(period_).column());
  for (auto& breakdown : breakdowns_) columns.push_back(std::move(breakdown).column());
  columns.push_back(std::move(value_).column("value", Role::measure));
  columns.push_back(std::move(numerator_).column("numerator", Role::count));
  columns.push_back(std::move(denominator_).column("denominator", Role::count));
  columns.push_back(std::move(lower_).column("lower", Role::bound));
  columns.push_back(std::move(upper_).column("upper", Role::bound));
  for (auto* column : {&interval_, &status_, &flags_, &unit_, &method_, &source_})
    columns.push_back(std::move(*column).column());
  return Table(std::move(columns));
}

}  // namespace werdegang::inline v0::detail
