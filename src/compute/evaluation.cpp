#include "evaluation.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "werdegang/kernels/count_interval.hpp"
#include "werdegang/kernels/interval.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// Numbers that a piece holds at once, about.
constexpr std::size_t piece_numbers = 600'000;

/// Regions and periods of the first variable, cut down to those asked for.
std::vector<Period> periods_of(const VariableCubes& anchor, const ComputeOptions& options) {
  std::set<Period> periods;
  for (const auto& entry : anchor.entries()) periods.insert(entry.periods.begin(), entry.periods.end());
  if (!options.periods.empty())
    std::erase_if(periods, [&](Period period) {
      return std::none_of(options.periods.begin(), options.periods.end(),
                          [&](Period wanted) { return selects(wanted, period); });
    });
  return {periods.begin(), periods.end()};
}

std::vector<std::int32_t> regions_of(const VariableCubes& anchor, const Regions& regions,
                                     const ComputeOptions& options) {
  std::vector<std::int32_t> result;
  const std::set<std::string> wanted(options.regions.begin(), options.regions.end());
  for (std::size_t i = 0; i < regions.codes.size(); ++i) {
    const bool there = std::any_of(anchor.entries().begin(), anchor.entries().end(),
                                   [&](const auto& entry) { return entry.region[i] >= 0; });
    if (there && (wanted.empty() || wanted.contains(regions.codes[i]))) result.push_back(static_cast<std::int32_t>(i));
  }
  return result;
}

/// All combinations of the members of the axes; an axis the first variable lacks has one entry: not applicable.
std::vector<std::vector<const Member*>> combined(const std::vector<std::vector<Member>>& members) {
  std::vector<std::vector<const Member*>> result{{}};
  for (const auto& axis : members) {
    std::vector<std::vector<const Member*>> next;
    for (const auto& before : result) {
      if (axis.empty()) next.push_back(before), next.back().push_back(nullptr);
      for (const Member& member : axis) next.push_back(before), next.back().push_back(&member);
    }
    result = std::move(next);
  }
  return result;
}

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Quotient find_quotient(const Formula& formula) {
  const auto& nodes = formula.nodes;
  const auto at = [&](Index i) -> const Formula::Node& { return nodes[static_cast<std::size_t>(i)]; };
  Quotient quotient;
  const auto without_scale = [&](Index product) {
    const auto& node = at(product);
    if (node.operation != Formula::multiply) return product;
    const bool front = at(node.left).operation == Formula::constant;
    if (!front && at(node.right).operation != Formula::constant) return product;
    quotient.scale *= at(front ? node.left : node.right).number;
    return front ? node.right : node.left;
  };
  const Index root = without_scale(static_cast<Index>(nodes.size()) - 1);
  if (at(root).operation != Formula::divide) return {};
  quotient.numerator = without_scale(at(root).left);
  quotient.denominator = at(root).right;
  return quotient;
}

IndicatorRun::IndicatorRun(const Indicator& indicator, const Ledger& ledger, const std::vector<std::string>& axes,
                           const ComputeOptions& options)
    : indicator_(&indicator),
      formula_(std::make_unique<const Formula>(parse_formula(indicator.formula))),
      quotient_(find_quotient(*formula_)),
      breaks_(*formula_),
      confidence_(options.confidence) {
  const Reference& anchor = formula_->references[formula_->anchor()];
  const VariableCubes& cubes = *ledger.find(anchor.variable);
  context_ = std::make_unique<const PlanContext>(*formula_, ledger, periods_of(cubes, options));
  regions_ = regions_of(cubes, ledger.regions(), options);
  for (const Period period : context_->periods) years_.push_back(period.last_year());
  for (const auto& axis : axes) {
    // An axis varies when it was asked for (or always does) and the formula's anchor does not hold it.
    const bool varies = (holds(options.by, axis) || holds(indicator.default_by, axis)) && !anchor.filter(axis);
    members_.push_back(varies ? cubes.members(axis) : std::vector<Member>{});
    // A rate by single ages has no total: everybody stands below it.
    if (!varies || axis != "age" || !holds(indicator.default_by, axis)) continue;
    std::erase_if(members_.back(), [](const Member& member) { return member.kind == Member::total; });
    if (members_.back().empty()) regions_.clear();
  }
  combinations_ = combined(members_);
  std::size_t breadth = 1;
  for (const auto& members : combinations_) {
    Combination combination;
    for (std::size_t a = 0; a < members.size(); ++a)
      if (members[a]) combination.emplace_back(axes[a], members[a]->code);
    plans_.emplace_back(*context_, static_cast<Index>(formula_->nodes.size()) - 1, combination);
    breadth = std::max(breadth, plans_.back().breadth());
  }
  const std::size_t per_region = context_->periods.size() * (breadth + plans_.size());
  piece_regions_ = std::max<std::size_t>(1, piece_numbers / std::max<std::size_t>(per_region, 1));
}

Index IndicatorRun::pieces() const {
  return static_cast<Index>((regions_.size() + piece_regions_ - 1) / piece_regions_);
}

/// The numbers of one combination, where its anchor has a figure.
struct IndicatorRun::Column {
  Block block;
  Trace trace;
  Numbers value, numerator, denominator;
  std::vector<double> lower, upper;
  std::vector<std::uint8_t> interval;
};

Block IndicatorRun::places(const Plan& plan, std::span<const std::int32_t> regions) const {
  Block block;
  if (const Operand* anchor = plan.anchor()) {
    anchor->add_places(regions, block);
    return block;
  }
  for (const std::int32_t region : regions)
    for (std::size_t p = 0; p < years_.size(); ++p) block.add(region, static_cast<std::int32_t>(p));
  return block;
}

IndicatorRun::Column IndicatorRun::column(const Plan& plan, std::span<const std::int32_t> regions,
                                          SourceSets& sets) const {
  Column column{places(plan, regions), Trace(0), {}, {}, {}, {}, {}, {}};
  if (column.block.rows() == 0) return column;
  column.trace = Trace(column.block.rows());
  column.value = plan.evaluate(column.block, sets, column.trace, [&](Index node, const Numbers& numbers) {
    if (node == quotient_.numerator) column.numerator = numbers;
    if (node == quotient_.denominator) column.denominator = numbers;
  });
  if (quotient_.numerator >= 0 && indicator_->interval != "none") add_intervals(column);
  return column;
}

void IndicatorRun::add_intervals(Column& column) const {
  const std::size_t rows = column.value.size();
  column.lower.assign(rows, 0), column.upper.assign(rows, 0), column.interval.assign(rows, 0);
  const auto& x = column.numerator.value;
  const auto& n = column.denominator.value;
  std::vector<Status> status(rows, Status::computed);
  const bool of_count = indicator_->interval == "exact_count" || indicator_->interval == "byar";
  if (!of_count) {
    const auto method = indicator_->interval == "wilson"            ? IntervalMethod::wilson
                        : indicator_->interval == "clopper_pearson" ? IntervalMethod::clopper_pearson
                                                                    : IntervalMethod::jeffreys;
    intervals(method, x, n, confidence_, column.lower, column.upper, status);
  }
  for (std::size_t row = 0; row < rows; ++row) {
    if (!has_value(column.value.status[row]) || !has_value(status[row]) || n[row] <= 0 || x[row] < 0) continue;
    if (of_count) {
      const Interval count =
          indicator_->interval == "byar" ? byar(x[row], confidence_) : exact_count(x[row], confidence_);
      column.lower[row] = count.lower / n[row], column.upper[row] = count.upper / n[row];
    }
    column.lower[row] *= quotient_.scale, column.upper[row] *= quotient_.scale;
    column.interval[row] = 1;
  }
}

void ResultRows::resize(std::size_t rows, bool intervals) {
  for (auto* codes : {&region, &period, &combination, &sources}) codes->resize(rows);
  for (auto* numbers : {&value, &numerator, &denominator}) numbers->resize(rows);
  for (auto* numbers : {&lower, &upper}) numbers->resize(intervals ? rows : 0);
  mask.resize(rows), status.resize(rows), flags.resize(rows);
}

/// Rows of several columns in the order of region, period, column.
std::vector<std::pair<std::uint32_t, std::uint32_t>> IndicatorRun::in_order(const std::vector<Column>& columns,
                                                                            std::size_t first) const {
  std::vector<std::uint32_t> begin(piece_regions_ * years_.size() + 1, 0);
  const std::int32_t base = regions_[first];
  std::vector<std::uint32_t> position(static_cast<std::size_t>(regions_.back() - base) + 1, 0);
  for (std::size_t i = first; i < regions_.size(); ++i)
    position[static_cast<std::size_t>(regions_[i] - base)] = static_cast<std::uint32_t>(i - first);
  const auto place = [&](const Block& block, std::size_t row) {
    return position[static_cast<std::size_t>(block.region[row] - base)] * years_.size() +
           static_cast<std::size_t>(block.period[row]);
  };
  const auto for_each_row = [&](auto&& use) {
    for (std::size_t c = 0; c < columns.size(); ++c)
      for (std::size_t row = 0; row < columns[c].block.rows(); ++row)
        if (columns[c].trace.anchor[row]) use(c, row);
  };
  for_each_row([&](std::size_t c, std::size_t row) { ++begin[place(columns[c].block, row) + 1]; });
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  std::vector<std::pair<std::uint32_t, std::uint32_t>> order(begin.back());
  for_each_row([&](std::size_t c, std::size_t row) {
    order[begin[place(columns[c].block, row)]++] = {static_cast<std::uint32_t>(c), static_cast<std::uint32_t>(row)};
  });
  return order;
}

ResultRows IndicatorRun::evaluate(Index piece, const std::vector<std::vector<int>>& territory) const {
  const std::size_t first = static_cast<std::size_t>(piece) * piece_regions_;
  const auto regions = std::span(regions_).subspan(first, std::min(piece_regions_, regions_.size() - first));
  SourceSets sets;
  std::vector<Column> columns;
  columns.reserve(plans_.size());
  for (const Plan& plan : plans_) columns.push_back(column(plan, regions, sets));
  const auto order = in_order(columns, first);
  ResultRows rows;
  rows.resize(order.size(), indicator_->interval != "none");
  std::vector<int> previous;
  RegionBreaks breaks;
  std::int32_t region = -1;
  for (std::size_t at = 0; at < order.size(); ++at) {
    const auto [c, row] = order[at];
    const Column& column = columns[c];
    if (column.block.region[row] != region) {
      region = column.block.region[row];
      const auto own = static_cast<std::size_t>(region);
      breaks = breaks_.of(context_->regions->codes[own], territory[own]);
      previous.assign(columns.size(), -1);
    }
    rows.region[at] = region;
    rows.period[at] = column.block.period[row];
    rows.combination[at] = static_cast<std::int32_t>(c);
    set_row(rows, at, column, row, breaks, years_[static_cast<std::size_t>(column.block.period[row])], previous[c]);
  }
  rows.source_sets = sets.sets();
  return rows;
}

void IndicatorRun::set_row(ResultRows& rows, std::size_t at, const Column& column, std::size_t row,
                           const RegionBreaks& breaks, int year, int& previous) const {
  Number number = column.value[row];
  bool interval = !column.interval.empty() && column.interval[row];
  if (has_value(number.status)) {
    if ((indicator_->lowest && number.value < *indicator_->lowest) ||
        (indicator_->highest && number.value > *indicator_->highest))
      number.flags = number.flags | Flag::out_of_range;
    if (breaks.compares_across(year)) {
      number = {0, Status::not_meaningful, number.flags | Flag::series_break};
      interval = false;
    } else {
      if (previous >= 0 && breaks.starts_series(previous, year)) number.flags = number.flags | Flag::series_break;
      previous = year;
    }
  }
  const auto known = [&](const Numbers& numbers) { return numbers.size() > 0 && has_value(numbers.status[row]); };
  const bool top = known(column.numerator), bottom = known(column.denominator);
  rows.value[at] = has_value(number.status) ? number.value : 0;
  rows.status[at] = number.status;
  rows.flags[at] = number.flags;
  if (top) rows.numerator[at] = column.numerator.value[row];
  if (bottom) rows.denominator[at] = column.denominator.value[row];
  if (interval) rows.lower[at] = column.lower[row], rows.upper[at] = column.upper[row];
  rows.mask[at] =
      static_cast<std::uint8_t>((top ? ResultRows::has_numerator : 0) | (bottom ? ResultRows::has_denominator : 0) |
                                (interval ? ResultRows::has_interval : 0));
  rows.sources[at] = column.trace.sources[row];
}

}  // namespace werdegang::inline v0::detail
