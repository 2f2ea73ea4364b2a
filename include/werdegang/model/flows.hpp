// Flows: how many persons went from one stage to another, in which period, and what is not known about it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "werdegang/core/finding.hpp"
#include "werdegang/core/status.hpp"
#include "werdegang/model/stage.hpp"
#include "werdegang/table/table.hpp"

namespace werdegang::inline v0 {
namespace detail {
/// No row, and a list without members: of stages ("stage") or of periods ("period").
const Codes& no_codes(std::string_view list);
}  // namespace detail

/// One row a transition. `origin` and `destination` share one code list; period -1 = not given. A count that is hidden
/// or unknown has a status without value and an interval [lower, upper], upper infinite where nothing is known: it is
/// never zero. A known count has lower = upper = count. Made without anything there are no rows and no stages.
struct Flows {
  Codes origin = detail::no_codes("stage"), destination = detail::no_codes("stage");
  Codes period = detail::no_codes("period");
  std::vector<Codes> groups;  ///< one for each breakdown (sex, certificate, source, ...), named by its list
  Buffer<double> count, lower, upper;
  Buffer<Status> status;

  Index rows() const { return count.size(); }
  bool has_periods() const { return period.list && !period.list->members.empty(); }
  /// Throws UnknownName.
  const Codes& group(std::string_view name) const;
  bool operator==(const Flows&) const = default;
};

/// Which columns hold what. An empty name of an optional column means the default name where the table has it.
struct FlowColumns {
  std::string origin = "origin", destination = "destination", count = "count";
  std::string period = {}, lower = {}, upper = {}, status = {};
  std::optional<std::vector<std::string>> groups = {};  ///< not given: every other column
  std::string source = {};                              ///< fills a breakdown "source" where the table has none
  bool catalogue = true;                                ///< report stages that the catalogue does not know
};

/// Flows from a table of one's own. Numbers or official signs ("-" nil, "." unknown or secret, "*" suppressed, "/"
/// unreliable) as counts. Empty stages become "unknown"; rows of totals are left out and compared with the sum of
/// their parts; nothing is filled in. Throws UnknownName for a missing column and InvalidArgument for columns of the
/// wrong kind, a status that does not fit its value, or an interval upside down. O(rows log rows).
Built<Flows> flows_from(const Table& table, const FlowColumns& columns = {});

/// origin, destination, period (where given), groups, count, lower, upper, status; null where not known.
Table to_table(const Flows& flows);

/// The rows with keep[i] != 0, in order.
Flows filter(const Flows& flows, std::span<const std::uint8_t> keep);
/// All rows one after the other; code lists are united, a group that one part lacks is "not applicable" there. Throws
/// InvalidArgument when two parts hold the same transition.
Flows concat(const std::vector<Flows>& parts);

/// What remains after adding up.
struct FlowRollup {
  std::map<std::string, std::string> stages = {};       ///< new names; stages that are not named stay
  std::optional<std::vector<std::string>> groups = {};  ///< breakdowns to keep; not given: all
  bool periods = true;                                  ///< keep periods apart
};
/// Counts added over what is not kept. A sum with a hidden part is hidden, with the sums of the parts' bounds.
/// Rows come out in the order of period, groups, origin, destination. O(rows log rows).
Flows rollup(const Flows& flows, const FlowRollup& options);
/// Every stage in use on a level ("stage" or "sector"), for FlowRollup::stages.
std::map<std::string, std::string> stages_on_level(const Flows& flows, std::string_view level);

/// Stock at the start + inflow - outflow = stock at the start of the next period, for every stage and period of
/// `stocks` (columns stage, period, count) that has a next one; moves within a stage count on neither side. Columns:
/// stage, period, start, inflow, outflow, end, difference, status; a difference is a finding "unbalanced_stage", and a
/// period of which no flow is known has none (status missing). Throws InvalidArgument for a stock below 0 or given
/// twice.
Built<Table> check_balance(const Flows& flows, const Table& stocks);

}  // namespace werdegang::inline v0
