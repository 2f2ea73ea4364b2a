#include <algorithm>
#include <map>
#include <set>

#include "dash_report.hpp"
#include "pivot_cubes.hpp"
#include "werdegang/compute/formula.hpp"
#include "werdegang/core/region.hpp"
#include "werdegang/observations/variable.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// Fewer regions than this say nothing about a whole column.
constexpr Index regions_for_a_verdict = 20;

class DashResolver {
 public:
  DashResolver(const PivotLayout& layout, const TableDescriptor* table, PivotData& data, Index source,
               Findings& findings)
      : layout_(layout),
        data_(data),
        source_(source),
        findings_(findings),
        columns_(static_cast<std::size_t>(data.columns)) {
    for (std::size_t c = 0; c < columns_; ++c) {
      const Variable* variable = nullptr;
      if (table) variable = find_variable(parse_reference(table->columns[c % table->columns.size()].cell).variable);
      years_.push_back(table ? std::pair(table->columns[c % table->columns.size()].first_year,
                                         table->columns[c % table->columns.size()].last_year)
                             : std::pair(0, 9999));
      is_count_.push_back(variable ? variable->kind == Variable::count : layout.units[c] == "Anzahl");
    }
  }

  void resolve() {
    number_groups();
    absent_regions();
    for (std::size_t c = 0; c < columns_; ++c) resolve_column(c);
    report_.add_to(findings_, source_);
  }

 private:
  std::size_t cell(std::size_t row, std::size_t column) const { return row * columns_ + column; }
  bool is_dash(std::size_t row, std::size_t column) const { return data_.status[cell(row, column)] == Status::nil; }
  std::int32_t period_of(std::size_t row) const { return std::max(data_.period[row], 0); }
  Period period_at(std::int32_t period, std::size_t column) const {
    return layout_.column_periods.empty() ? data_.periods[static_cast<std::size_t>(period)]
                                          : layout_.column_periods[column];
  }
  void note_ambiguous(std::size_t column, std::int32_t period, Index count) {
    auto& [periods, cells] = report_.ambiguous[layout_.labels[column]];
    periods.insert(period_at(period, column));
    cells += count;
  }
  /// Columns that share a date are judged together; without dates in the header that is all of them.
  std::size_t block_of(std::size_t column) const {
    if (layout_.column_periods.empty()) return 0;
    const auto& periods = layout_.column_periods;
    return static_cast<std::size_t>(std::find(periods.begin(), periods.end(), periods[column]) - periods.begin());
  }

  /// A group is a region at a period; its rows are the categories.
  void number_groups() {
    const std::size_t periods = std::max<std::size_t>(data_.periods.size(), 1);
    for (std::size_t row = 0; row < data_.line.size(); ++row)
      group_.push_back(static_cast<std::size_t>(data_.region[row]) * periods +
                       static_cast<std::size_t>(period_of(row)));
    groups_ = data_.regions.size() * periods;
    for (std::size_t c = 0; c < columns_; ++c) blocks_ = std::max(blocks_, block_of(c) + 1);
  }

  void absent_regions() {
    std::vector<bool> exists(groups_ * blocks_, false);
    std::vector<std::size_t> block(columns_);
    for (std::size_t c = 0; c < columns_; ++c) block[c] = block_of(c);
    for (std::size_t row = 0; row < data_.line.size(); ++row)
      for (std::size_t c = 0; c < columns_; ++c)
        if (!is_dash(row, c)) exists[group_[row] * blocks_ + block[c]] = true;
    for (std::size_t row = 0; row < data_.line.size(); ++row)
      for (std::size_t c = 0; c < columns_; ++c) {
        if (exists[group_[row] * blocks_ + block[c]]) continue;
        data_.status[cell(row, c)] = Status::not_existing;
        report_.absent[period_at(period_of(row), c)].insert(data_.regions[static_cast<std::size_t>(data_.region[row])]);
      }
  }

  void resolve_column(std::size_t column) {
    const std::size_t periods = std::max<std::size_t>(data_.periods.size(), 1);
    std::vector<Index> dashes(periods, 0), present(periods, 0);
    for (std::size_t row = 0; row < data_.line.size(); ++row) {
      if (data_.status[cell(row, column)] == Status::not_existing) continue;
      ++present[static_cast<std::size_t>(period_of(row))];
      if (is_dash(row, column)) ++dashes[static_cast<std::size_t>(period_of(row))];
    }
    for (std::size_t p = 0; p < periods; ++p) {
      if (dashes[p] == 0) continue;
      const int year = period_at(static_cast<std::int32_t>(p), column).last_year();
      const bool outside = year < years_[column].first || year > years_[column].second;
      if (outside || (dashes[p] == present[p] && present[p] >= regions_for_a_verdict))
        set_dashes(column, p, Status::missing);
      else if (!is_count_[column])
        set_dashes(column, p, Status::unknown_or_secret);
      else
        doubt_contradicted(column, p);
    }
    if (!is_count_[column])
      for (std::size_t row = 0; row < data_.line.size(); ++row)
        if (data_.status[cell(row, column)] == Status::reported && data_.value[cell(row, column)] == 0)
          data_.status[cell(row, column)] = Status::below_half;
  }

  void set_dashes(std::size_t column, std::size_t period, Status status) {
    Index count = 0;
    for (std::size_t row = 0; row < data_.line.size(); ++row)
      if (static_cast<std::size_t>(period_of(row)) == period && is_dash(row, column)) {
        data_.status[cell(row, column)] = status;
        ++count;
      }
    if (status == Status::missing)
      report_.not_collected[layout_.labels[column]].insert(period_at(static_cast<std::int32_t>(period), column));
    else
      note_ambiguous(column, static_cast<std::int32_t>(period), count);
  }

  struct Sum {
    double parts = 0;
    Index dashes = 0, values = 0;
    bool secret = false;
  };

  /// Where most districts of a state show a dash and the rest fall short of the state's figure, dashes are no zeros.
  void doubt_contradicted(std::size_t column, std::size_t period) {
    std::map<std::pair<std::string, std::int32_t>, Sum> sums;
    std::map<std::pair<std::string, std::int32_t>, double> printed;
    for (std::size_t row = 0; row < data_.line.size(); ++row) {
      if (static_cast<std::size_t>(period_of(row)) != period) continue;
      const std::string& code = data_.regions[static_cast<std::size_t>(data_.region[row])];
      const Status status = data_.status[cell(row, column)];
      if (code.size() == 2 && status == Status::reported)
        printed[{code, data_.category[row]}] = data_.value[cell(row, column)];
      if (code.size() < 5 || status == Status::not_existing) continue;
      Sum& sum = sums[{code.substr(0, 2), data_.category[row]}];
      sum.parts += data_.value[cell(row, column)];
      if (status == Status::nil)
        ++sum.dashes;
      else if (has_value(status))
        ++sum.values;
      else
        sum.secret = true;
    }
    Index count = 0;
    for (std::size_t row = 0; row < data_.line.size(); ++row) {
      const std::string& code = data_.regions[static_cast<std::size_t>(data_.region[row])];
      if (static_cast<std::size_t>(period_of(row)) != period || code.size() < 5 || !is_dash(row, column)) continue;
      const std::pair key(code.substr(0, 2), data_.category[row]);
      const auto total = printed.find(key);
      const Sum& sum = sums[key];
      if (total == printed.end() || sum.secret || sum.dashes <= sum.values || sum.parts >= total->second) continue;
      data_.status[cell(row, column)] = Status::unknown_or_secret;
      ++count;
    }
    if (count > 0) note_ambiguous(column, static_cast<std::int32_t>(period), count);
  }

  const PivotLayout& layout_;
  PivotData& data_;
  Index source_;
  Findings& findings_;
  std::size_t columns_;
  std::vector<bool> is_count_;
  std::vector<std::pair<int, int>> years_;
  std::vector<std::size_t> group_;
  std::size_t groups_ = 0, blocks_ = 1;
  DashReport report_;
};

}  // namespace

void resolve_dashes(const PivotLayout& layout, const TableDescriptor* table, PivotData& data, Index source,
                    Findings& findings) {
  DashResolver(layout, table, data, source, findings).resolve();
}

}  // namespace werdegang::inline v0::detail
