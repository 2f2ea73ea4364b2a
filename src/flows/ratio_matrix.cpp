#include "werdegang/flows/ratio_matrix.hpp"

#include <algorithm>
#include <numeric>

#include "../kernels/checks.hpp"
#include "../model/flow_tools.hpp"
#include "../table/make_column.hpp"
#include "matrix_tools.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/period.hpp"

namespace werdegang::inline v0 {
namespace {

using Step = std::pair<std::string, std::string>;
constexpr std::string_view estimator_names[] = {"pooled ratio", "mean of ratios", "median of ratios", "last ratio"};

/// Stocks by stage and period.
struct Stocks {
  std::vector<std::string> stages;
  std::map<std::pair<std::string, Period>, double> count;

  const double* find(const std::string& stage, Period period) const {
    const auto at = count.find({stage, period});
    return at == count.end() ? nullptr : &at->second;
  }
};

Stocks read_stocks(const Table& table) {
  const auto stage = detail::read_codes(table.column("stage")), period = detail::read_codes(table.column("period"));
  Stocks stocks;
  stocks.stages = detail::codes_of(*detail::stage_list(stage.names.names()));
  for (Index row = 0; row < table.rows(); ++row) {
    const auto at = static_cast<std::size_t>(row);
    double count = 0;
    if (!detail::cell_number(table.column("count"), row, count) || stage.index[at] < 0 || period.index[at] < 0)
      continue;
    const auto& name = stage.names.names()[static_cast<std::size_t>(stage.index[at])];
    const auto& when = period.names.names()[static_cast<std::size_t>(period.index[at])];
    if (count < 0)
      throw InvalidArgument(detail::named("count", count), "the stock of '" + name + "' in " + when, "0 or more");
    if (!stocks.count.emplace(std::pair{name, parse_period(when)}, count).second)
      throw InvalidArgument("'" + name + "' twice in " + when, "the stocks of a ratio matrix",
                            "every stage once in a period");
  }
  return stocks;
}

struct Pairs {
  std::vector<double> numerator, denominator;  // in the order of time
  void add(double top, double bottom) {
    numerator.push_back(top);
    denominator.push_back(bottom);
  }
};

double total(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

double estimate(const Pairs& pairs, RatioOptions::Estimator estimator) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < pairs.numerator.size(); ++i) ratios.push_back(pairs.numerator[i] / pairs.denominator[i]);
  const auto n = ratios.size();
  switch (estimator) {
    case RatioOptions::pooled:
      return total(pairs.numerator) / total(pairs.denominator);
    case RatioOptions::mean:
      return total(ratios) / static_cast<double>(n);
    case RatioOptions::last:
      return ratios.back();
    case RatioOptions::median:
      break;
  }
  std::sort(ratios.begin(), ratios.end());
  return n % 2 ? ratios[n / 2] : (ratios[n / 2 - 1] + ratios[n / 2]) / 2;
}

RatioMatrix assembled(const std::vector<std::string>& stages, const std::map<Step, Pairs>& steps,
                      const RatioOptions& options, std::string_view what) {
  RatioMatrix matrix;
  matrix.states = detail::state_list(stages, "states");
  const auto n = static_cast<Index>(stages.size());
  std::vector<MatrixEntry> ratio, top, bottom, pairs;
  for (const auto& [step, data] : steps) {
    const Index i = matrix.states->find(step.first), j = matrix.states->find(step.second);
    if (i < 0 || j < 0)
      throw UnknownName("stage", i < 0 ? step.first : step.second,
                        nearest_names(i < 0 ? step.first : step.second, stages));
    if (data.numerator.empty())
      throw InvalidArgument("no " + std::string(what) + " for '" + step.first + "' to '" + step.second + "'",
                            "ratio_matrix", "at least one in which the origin is not empty");
    ratio.push_back({i, j, estimate(data, options.estimator)});
    top.push_back({i, j, total(data.numerator)});
    bottom.push_back({i, j, total(data.denominator)});
    pairs.push_back({i, j, static_cast<double>(data.numerator.size())});
  }
  matrix.ratio = make_sparse(n, n, std::move(ratio));
  matrix.numerator = make_sparse(n, n, std::move(top));
  matrix.denominator = make_sparse(n, n, std::move(bottom));
  matrix.pairs = make_sparse(n, n, std::move(pairs));
  matrix.method = estimator_names[options.estimator];
  return matrix;
}

}  // namespace

bool RatioMatrix::operator==(const RatioMatrix& other) const {
  return *states == *other.states && ratio == other.ratio && numerator == other.numerator &&
         denominator == other.denominator && pairs == other.pairs && method == other.method;
}

RatioMatrix ratio_matrix(const Table& stocks, const RatioOptions& options) {
  const Stocks read = read_stocks(stocks);
  std::vector<Step> wanted = options.steps;
  for (std::size_t i = 0; options.steps.empty() && i + 1 < read.stages.size(); ++i)
    wanted.emplace_back(read.stages[i], read.stages[i + 1]);
  std::map<Step, Pairs> steps;
  for (const Step& step : wanted) {
    if (steps.contains(step)) continue;  // asked for twice, counted once
    Pairs& pairs = steps[step];
    for (const auto& [key, start] : read.count) {
      if (key.first != step.first || start == 0) continue;
      if (const double* end = read.find(step.second, key.second.shifted(1))) pairs.add(*end, start);
    }
  }
  return assembled(read.stages, steps, options, "pair of successive periods");
}

RatioMatrix ratio_matrix(const Flows& flows, const Table& stocks, const RatioOptions& options) {
  detail::refuse_sources(flows, "ratio_matrix");
  const Stocks read = read_stocks(stocks);
  const Flows all = rollup(flows, {.groups = std::vector<std::string>{}});
  std::vector<std::string> stages;
  for (const Member& member : all.origin.list->members) stages.push_back(member.code);
  std::map<Step, Pairs> steps;
  for (const Step& step : options.steps) steps[step];
  for (Index row = 0; row < all.rows(); ++row) {
    const Step step{std::string(all.origin.code(row)), std::string(all.destination.code(row))};
    if (!options.steps.empty() && !steps.contains(step)) continue;
    if (!has_value(all.status[row]))
      throw InvalidArgument("a hidden count (" + step.first + " to " + step.second + ")", "ratio_matrix",
                            "known counts");
    const double* stock =
        all.period.code(row).empty() ? nullptr : read.find(step.first, parse_period(all.period.code(row)));
    if (stock && *stock > 0) steps[step].add(all.count[row], *stock);
  }
  return assembled(stages, steps, options, "period with flow and stock");
}

Table to_table(const RatioMatrix& matrix) {
  std::vector<std::int32_t> origin, destination, flag;
  std::vector<double> numerator, denominator, pairs;
  for (Index i = 0; i < matrix.ratio.rows; ++i)
    for (Index k = detail::row_begin(matrix.ratio, i); k < detail::row_end(matrix.ratio, i); ++k) {
      const Index j = detail::column_at(matrix.ratio, k);
      origin.push_back(static_cast<std::int32_t>(i));
      destination.push_back(static_cast<std::int32_t>(j));
      flag.push_back(detail::value_at(matrix.ratio, k) > 1 ? 1 : 0);
      numerator.push_back(matrix.numerator.at(i, j));
      denominator.push_back(matrix.denominator.at(i, j));
      pairs.push_back(matrix.pairs.at(i, j));
    }
  const auto rows = static_cast<Index>(origin.size());
  Column flags =
      detail::code_column("flags", std::move(flag), detail::plain_list("flags", {"", to_string(Flag::out_of_range)}));
  flags.role = Role::quality;
  return Table({detail::code_column("origin", std::move(origin), matrix.states),
                detail::code_column("destination", std::move(destination), matrix.states),
                detail::number_column("value", Role::measure, std::vector<double>(matrix.ratio.value)),
                detail::number_column("numerator", Role::count, std::move(numerator)),
                detail::number_column("denominator", Role::count, std::move(denominator)),
                detail::number_column("pairs", Role::measure, std::move(pairs)),
                detail::status_column(std::vector<Status>(static_cast<std::size_t>(rows), Status::computed)), flags,
                detail::constant_column("method", matrix.method, rows)});
}

}  // namespace werdegang::inline v0
