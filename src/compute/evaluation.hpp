// One indicator at all its regions, periods and combinations of codes.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "breaks.hpp"
#include "plan.hpp"
#include "werdegang/compute/compute.hpp"

namespace werdegang::inline v0::detail {

/// Where numerator, denominator and scale stand in the formula's tree; -1 when it is no quotient.
struct Quotient {
  Index numerator = -1, denominator = -1;
  double scale = 1;
};
Quotient find_quotient(const Formula& formula);

/// Rows of one piece of an indicator, column by column.
struct ResultRows {
  enum Mask : std::uint8_t { has_numerator = 1, has_denominator = 2, has_interval = 4 };
  std::vector<std::int32_t> region, period, combination, sources;
  std::vector<double> value, numerator, denominator, lower, upper;
  std::vector<std::uint8_t> mask;
  std::vector<Status> status;
  std::vector<Flag> flags;
  std::vector<std::vector<std::int32_t>> source_sets;
  std::size_t size() const { return region.size(); }
  /// Numbers that no row has take no memory: bounds without intervals.
  void resize(std::size_t rows, bool intervals);
};

class IndicatorRun {
 public:
  IndicatorRun(const Indicator& indicator, const Ledger& ledger, const std::vector<std::string>& axes,
               const ComputeOptions& options);

  const Indicator& indicator() const { return *indicator_; }
  std::span<const Period> periods() const { return context_->periods; }
  /// One member per axis, nullptr = not applicable.
  const std::vector<std::vector<const Member*>>& combinations() const { return combinations_; }
  Index pieces() const;
  /// Rows of one piece, sorted by region, period, combination.
  ResultRows evaluate(Index piece, const std::vector<std::vector<int>>& territory) const;

 private:
  struct Column;
  Block places(const Plan& plan, std::span<const std::int32_t> regions) const;
  Column column(const Plan& plan, std::span<const std::int32_t> regions, SourceSets& sets) const;
  void add_intervals(Column& column) const;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> in_order(const std::vector<Column>& columns,
                                                                std::size_t first) const;
  void set_row(ResultRows& rows, std::size_t at, const Column& column, std::size_t row, const RegionBreaks& breaks,
               int year, int& previous) const;

  const Indicator* indicator_;
  std::unique_ptr<const Formula> formula_;
  Quotient quotient_;
  FormulaBreaks breaks_;
  double confidence_;
  std::unique_ptr<const PlanContext> context_;
  std::vector<std::int32_t> regions_;
  std::vector<int> years_;  ///< by period
  std::vector<std::vector<Member>> members_;
  std::vector<std::vector<const Member*>> combinations_;
  std::vector<Plan> plans_;
  std::size_t piece_regions_ = 1;
};

}  // namespace werdegang::inline v0::detail
