#include "werdegang/flows/destination_rate.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "../model/flow_tools.hpp"
#include "../table/make_column.hpp"
#include "matrix_tools.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

/// A sum with what its hidden parts leave open.
struct Range {
  double value = 0, lower = 0, upper = 0;
  Status status = Status::nil;

  void add(const Flows& flows, Index row) {
    status = status == Status::nil ? flows.status[row] : combine(status, flows.status[row]);
    value += flows.count[row];
    lower += flows.lower[row];
    upper += flows.upper[row];
  }
};

struct Line {
  Range reached, elsewhere, unknown;
};

/// Marks the wanted stages of the list and all their parts.
std::vector<std::uint8_t> marked(const Codelist& list, const std::vector<std::string>& wanted) {
  std::vector<std::uint8_t> marks(list.members.size());
  std::set<std::string> found;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    std::string code = list.members[i].code;
    for (const Stage* stage = find_stage(code);; stage = find_stage(code)) {
      if (std::find(wanted.begin(), wanted.end(), code) != wanted.end()) {
        marks[i] = 1;
        found.insert(code);
      }
      if (!stage || stage->parent.empty()) break;
      code = stage->parent;
    }
  }
  for (const auto& name : wanted)
    if (!found.contains(name) && !find_stage(name))
      throw UnknownName("destination", name, nearest_names(name, detail::codes_of(list)));
  return marks;
}

const Codes& dimension(const Flows& flows, const std::string& name) {
  if (name == "origin") return flows.origin;
  return name == "period" ? flows.period : flows.group(name);
}

/// 100 x / (x + rest), 0 for an empty whole; an unbounded rest leaves nothing.
double percent(double x, double rest) {
  if (std::isinf(x)) return 100;
  return x + rest > 0 ? 100 * x / (x + rest) : 0;
}

struct RateColumns {
  std::vector<double> value, lower, upper, unknown_share, numerator, denominator, unknown;
  std::vector<Status> status;

  void add(const Line& line) {
    const double all = line.reached.value + line.elsewhere.value + line.unknown.value;
    Status state = combine(combine(line.reached.status, line.elsewhere.status), line.unknown.status);
    if (has_value(state) && all <= 0) state = Status::empty_denominator;
    const double rest_low = line.elsewhere.lower + line.unknown.lower,
                 rest_high = line.elsewhere.upper + line.unknown.upper;
    status.push_back(state);
    value.push_back(percent(line.reached.value, line.elsewhere.value + line.unknown.value));
    lower.push_back(has_value(state) ? value.back() : percent(line.reached.lower, rest_high));
    upper.push_back(has_value(state) ? value.back() : percent(line.reached.upper, rest_low));
    unknown_share.push_back(percent(line.unknown.value, line.reached.value + line.elsewhere.value));
    numerator.push_back(line.reached.value);
    denominator.push_back(all);
    unknown.push_back(line.unknown.value);
  }
};

}  // namespace

Table destination_rate(const Flows& flows, const DestinationRateOptions& options) {
  if (std::find(options.by.begin(), options.by.end(), "source") == options.by.end())
    detail::refuse_sources(flows, "destination_rate");
  const auto wanted = marked(*flows.destination.list, options.destinations);
  std::vector<std::span<const std::int32_t>> keys;
  for (const auto& name : options.by) keys.push_back(dimension(flows, name).index.view);
  std::vector<Index> first;
  std::vector<Line> lines;
  for (const Index row : detail::sorted_rows(keys, flows.rows())) {
    if (first.empty() || !detail::same_key(keys, first.back(), row)) {
      first.push_back(row);
      lines.emplace_back();
    }
    const auto to = static_cast<std::size_t>(flows.destination.index[row]);
    Line& line = lines.back();
    (wanted[to]                                     ? line.reached
     : flows.destination.code(row) == unknown_stage ? line.unknown
                                                    : line.elsewhere)
        .add(flows, row);
  }
  RateColumns columns;
  for (const Line& line : lines) columns.add(line);
  std::vector<Column> result;
  for (std::size_t d = 0; d < keys.size(); ++d) {
    std::vector<std::int32_t> index;
    for (const Index row : first) index.push_back(keys[d][static_cast<std::size_t>(row)]);
    result.push_back(detail::code_column(options.by[d], std::move(index), dimension(flows, options.by[d]).list));
  }
  const auto known = detail::values_known(columns.status);
  const auto bounded = [&] {
    std::vector<std::uint8_t> marks;
    for (const Status status : columns.status) marks.push_back(status != Status::empty_denominator);
    return marks;
  }();
  result.push_back(detail::number_column("value", Role::measure, std::move(columns.value), known));
  result.push_back(detail::number_column("lower", Role::bound, std::move(columns.lower), bounded));
  result.push_back(detail::number_column("upper", Role::bound, std::move(columns.upper), bounded));
  result.push_back(detail::number_column("unknown_share", Role::measure, std::move(columns.unknown_share), known));
  result.push_back(detail::number_column("numerator", Role::count, std::move(columns.numerator), known));
  result.push_back(detail::number_column("denominator", Role::count, std::move(columns.denominator), known));
  result.push_back(detail::number_column("unknown", Role::count, std::move(columns.unknown), known));
  result.push_back(detail::status_column(columns.status));
  return Table(std::move(result));
}

}  // namespace werdegang::inline v0
