#include <map>

#include "werdegang/compute/from_model.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

/// One axis of the figures: a column of the flows.
struct Axis {
  std::string name;
  const Codes* codes;
};

struct Sum {
  double value = 0;
  Status status = Status::reported;
  Index rows = 0;
};

std::string code_of(const Codes& codes, Index row) {
  const auto code = codes.code(row);
  return code.empty() ? "unknown" : std::string(code);
}

Period period_of(const Flows& flows, Index row, const std::optional<Period>& given) {
  if (flows.has_periods() && flows.period.index[row] >= 0) return parse_period(flows.period.code(row));
  if (given) return *given;
  throw InvalidArgument("flows without a period", "figures from flows", "a period for them, such as 2024");
}

/// The totals that a single row is a part of: every set of axes added up.
void add_row(std::map<std::vector<std::string>, Sum>& sums, const std::vector<Axis>& axes, const Flows& flows,
             Index row, std::vector<std::string> key) {
  const std::size_t fixed = key.size();
  for (std::size_t set = 0; set < (std::size_t{1} << axes.size()); ++set) {
    key.resize(fixed);
    for (std::size_t a = 0; a < axes.size(); ++a)
      key.push_back((set >> a) & 1 ? "total" : code_of(*axes[a].codes, row));
    Sum& sum = sums[key];
    const Status own = flows.status[row];
    sum.status = sum.rows == 0 ? own : combine(sum.status, own);
    if (has_value(own)) sum.value += flows.count[row];
    ++sum.rows;
  }
}

}  // namespace

Built<Observations> observations_of(const Flows& flows, const std::string& region, std::optional<Period> period) {
  std::vector<Axis> axes{{"origin", &flows.origin}, {"destination", &flows.destination}};
  const Codes* regions = nullptr;
  for (const Codes& group : flows.groups) {
    if (group.list->name == "region")
      regions = &group;
    else
      axes.push_back({group.list->name, &group});
  }
  constexpr std::size_t most_axes = 12;
  if (axes.size() > most_axes)
    throw InvalidArgument(std::to_string(axes.size() - 2) + " breakdowns", "figures from flows",
                          "at most " + std::to_string(most_axes - 2) + "; add some up first");
  if (!regions && region.empty())
    throw InvalidArgument("flows without a region", "figures from flows", "the region they describe, such as '15084'");
  std::map<std::vector<std::string>, Sum> sums;
  for (Index row = 0; row < flows.rows(); ++row) {
    const std::string own(regions ? regions->code(row) : std::string_view(region));
    if (own.empty())
      throw InvalidArgument("row " + std::to_string(row) + " without a region", "figures from flows",
                            "a region in every row, or in none");
    add_row(sums, axes, flows, row, {own, to_string(period_of(flows, row, period))});
  }
  ObservationsBuilder builder;
  const Index source = builder.add_source({});
  for (const auto& [key, sum] : sums) {
    Breakdown breakdown;
    for (std::size_t a = 0; a < axes.size(); ++a) breakdown.emplace_back(axes[a].name, key[a + 2]);
    const Status status = has_value(sum.status) && sum.rows > 1 ? Status::computed : sum.status;
    builder.add("persons_moving", key[0], parse_period(key[1]), breakdown, has_value(status) ? sum.value : 0, status,
                Flag::none, source);
  }
  return builder.freeze();
}

}  // namespace werdegang::inline v0
