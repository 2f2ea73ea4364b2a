#include "evaluation.hpp"

#include <algorithm>
#include <set>

#include "werdegang/kernels/count_interval.hpp"
#include "werdegang/kernels/interval.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// Numbers that a piece holds at once, about.
constexpr std::size_t piece_numbers = 200'000;

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
  for (const auto& axis : axes) {
    // An axis varies when it was asked for (or always does) and the formula's anchor does not hold it.
    const bool varies = (holds(options.by, axis) || holds(indicator.default_by, axis)) && !anchor.filter(axis);
    members_.push_back(varies ? cubes.members(axis) : std::vector<Member>{});
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

/// The numbers of one combination.
struct IndicatorRun::Column {
  Numbers value, numerator, denominator;
  std::vector<double> lower, upper;
  std::vector<std::uint8_t> interval;
  Trace trace;
};

IndicatorRun::Column IndicatorRun::column(const Plan& plan, const Block& block, SourceSets& sets) const {
  Column column{{}, {}, {}, {}, {}, {}, Trace(block.rows())};
  column.value = plan.evaluate(block, sets, column.trace, [&](Index node, const Numbers& numbers) {
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

ResultRows IndicatorRun::evaluate(Index piece, const std::vector<std::vector<int>>& territory) const {
  const std::size_t first = static_cast<std::size_t>(piece) * piece_regions_;
  const Block block{std::span(regions_).subspan(first, std::min(piece_regions_, regions_.size() - first)),
                    context_->periods.size()};
  SourceSets sets;
  std::vector<Column> columns;
  for (const Plan& plan : plans_) columns.push_back(column(plan, block, sets));
  ResultRows rows;
  for (std::size_t r = 0; r < block.regions.size(); ++r) {
    const auto region = static_cast<std::size_t>(block.regions[r]);
    const RegionBreaks breaks = breaks_.of(context_->regions->codes[region], territory[region]);
    std::vector<int> previous(columns.size(), -1);
    for (std::size_t p = 0; p < block.periods; ++p)
      for (std::size_t c = 0; c < columns.size(); ++c) {
        const std::size_t row = r * block.periods + p;
        if (!columns[c].trace.anchor[row]) continue;
        rows.region.push_back(block.regions[r]);
        rows.period.push_back(static_cast<std::int32_t>(p));
        rows.combination.push_back(static_cast<std::int32_t>(c));
        add_row(rows, columns[c], row, breaks, context_->periods[p].last_year(), previous[c]);
      }
  }
  rows.source_sets = sets.sets();
  return rows;
}

void IndicatorRun::add_row(ResultRows& rows, const Column& column, std::size_t row, const RegionBreaks& breaks,
                           int year, int& previous) const {
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
  rows.value.push_back(has_value(number.status) ? number.value : 0);
  rows.status.push_back(number.status);
  rows.flags.push_back(number.flags);
  rows.numerator.push_back(top ? column.numerator.value[row] : 0);
  rows.denominator.push_back(bottom ? column.denominator.value[row] : 0);
  rows.lower.push_back(interval ? column.lower[row] : 0);
  rows.upper.push_back(interval ? column.upper[row] : 0);
  rows.mask.push_back(static_cast<std::uint8_t>((top ? ResultRows::has_numerator : 0) |
                                                (bottom ? ResultRows::has_denominator : 0) |
                                                (interval ? ResultRows::has_interval : 0)));
  rows.sources.push_back(column.trace.sources[row]);
}

}  // namespace werdegang::inline v0::detail
