#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "dash_report.hpp"
#include "long_cubes.hpp"
#include "werdegang/core/region.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// Fewer regions than this say nothing about a whole column.
constexpr Index regions_for_a_verdict = 20;
constexpr std::size_t district_digits = 5;

bool existed(const std::string& code, Period period) {
  const Region* region = find_region(code);
  return region && region->from <= period.last_day && period.first_day <= region->to;
}

/// Numbers the combinations of breakdowns, each of which is a column of a pivot table. Returns how many there are.
std::size_t number_columns(const LongGroup& group, std::vector<std::uint32_t>& columns) {
  columns.assign(group.rows(), 0);
  std::size_t count = 1;
  for (const auto& axis : group.axes) {
    std::unordered_map<std::uint64_t, std::uint32_t> numbers;
    for (std::size_t row = 0; row < columns.size(); ++row) {
      const auto key = static_cast<std::uint64_t>(columns[row]) << 32 | static_cast<std::uint32_t>(axis[row]);
      columns[row] = numbers.try_emplace(key, static_cast<std::uint32_t>(numbers.size())).first->second;
    }
    count = numbers.size();
  }
  return count;
}

class LongDashes {
 public:
  LongDashes(LongRows& rows, Findings& findings) : rows_(rows), findings_(findings) {
    const std::size_t periods = rows.periods.size();
    filled_.assign(rows.regions.size() * periods, false);
    existed_.assign(filled_.size(), false);
    for (const LongGroup& group : rows.groups)
      for (std::size_t row = 0; row < group.rows(); ++row)
        if (group.status[row] != Status::nil) filled_[cell(group, row)] = true;
    for (std::size_t r = 0; r < rows.regions.size(); ++r)
      for (std::size_t p = 0; p < periods; ++p) existed_[r * periods + p] = existed(rows.regions[r], rows.periods[p]);
  }

  void resolve() {
    for (LongGroup& group : rows_.groups) resolve_group(group);
    report_.add_to(findings_, 0);
  }

 private:
  struct Sum {
    double parts = 0, printed = 0;
    Index dashes = 0, values = 0;
    bool secret = false, has_printed = false;
    bool contradicts() const { return has_printed && !secret && dashes > values && parts < printed; }
    bool confirms() const { return has_printed && !secret && parts == printed; }
  };
  /// Cells of regions that have figures, the dashes among them, and the dashes of the other regions.
  struct Count {
    Index present = 0, dashes = 0, silent = 0;
    bool is_collected() const { return present < regions_for_a_verdict || dashes < present; }
  };
  using Sums = std::map<std::pair<std::size_t, std::string>, Sum>;

  std::size_t cell(const LongGroup& group, std::size_t row) const {
    return static_cast<std::size_t>(group.region[row]) * rows_.periods.size() +
           static_cast<std::size_t>(group.period[row]);
  }
  std::size_t place(std::uint32_t column, std::int32_t period) const {
    return column * rows_.periods.size() + static_cast<std::size_t>(period);
  }
  const std::string& region(const LongGroup& group, std::size_t row) const {
    return rows_.regions[static_cast<std::size_t>(group.region[row])];
  }

  /// Figures of the districts beside that of their state, by column, period and state.
  Sums sums_of(const LongGroup& group, const std::vector<std::uint32_t>& columns,
               const std::vector<Count>& counts) const {
    Sums sums;
    for (std::size_t row = 0; row < group.rows(); ++row) {
      const std::string& code = region(group, row);
      const std::size_t at = place(columns[row], group.period[row]);
      if (counts[at].dashes + counts[at].silent == 0 || code == "DG") continue;
      if (code.size() != 2 && code.size() != district_digits) continue;
      Sum& sum = sums[{at, code.substr(0, 2)}];
      const Status status = group.status[row];
      if (code.size() == 2) {
        sum.has_printed = status == Status::reported;
        sum.printed = group.value[row];
      } else if (status == Status::nil) {
        if (filled_[cell(group, row)]) ++sum.dashes;
      } else if (has_value(status)) {
        ++sum.values;
        sum.parts += group.value[row];
      } else if (status != Status::not_existing) {
        sum.secret = true;
      }
    }
    return sums;
  }

  void resolve_group(LongGroup& group) {
    const GenesisUnit* unit = find_unit(rows_.units[static_cast<std::size_t>(group.unit)]);
    const bool is_count = unit && unit->is_count;
    std::vector<std::uint32_t> columns;
    std::vector<Count> counts(number_columns(group, columns) * rows_.periods.size());
    for (std::size_t row = 0; row < group.rows(); ++row) {
      const bool dash = group.status[row] == Status::nil, silent = dash && !filled_[cell(group, row)];
      Count& count = counts[place(columns[row], group.period[row])];
      count.silent += silent;
      count.present += !silent;
      count.dashes += dash && !silent;
    }
    const Sums sums = is_count ? sums_of(group, columns, counts) : Sums{};
    for (std::size_t row = 0; row < group.rows(); ++row) {
      Status& status = group.status[row];
      const std::size_t at = place(columns[row], group.period[row]);
      if (!is_count && status == Status::reported && group.value[row] == 0) status = Status::below_half;
      if (status != Status::nil) continue;
      status = meaning(group, row, counts[at], is_count, sums.find({at, region(group, row).substr(0, 2)}), sums.end());
      if (!has_value(status)) group.flags[row] = 0;
    }
  }

  Status meaning(const LongGroup& group, std::size_t row, const Count& count, bool is_count, Sums::const_iterator sum,
                 Sums::const_iterator none) {
    const Period period = rows_.periods[static_cast<std::size_t>(group.period[row])];
    const std::string& code = region(group, row);
    const bool silent = !filled_[cell(group, row)];
    if (silent && !existed_[cell(group, row)]) {
      report_.absent[period].insert(code);
      return Status::not_existing;
    }
    if (!count.is_collected()) {
      report_.not_collected[label(group, row)].insert(period);
      return Status::missing;
    }
    const bool judged = is_count && sum != none && code.size() >= district_digits;
    const bool zero = silent ? judged && sum->second.confirms() : is_count && !(judged && sum->second.contradicts());
    if (zero) return Status::nil;
    auto& [periods, cells] = report_.ambiguous[value_label(group)];
    periods.insert(period);
    ++cells;
    return Status::unknown_or_secret;
  }

  const std::string& value_label(const LongGroup& group) const {
    const Named& column = rows_.value_columns[static_cast<std::size_t>(group.value_column)];
    return column.label.empty() ? column.code : column.label;
  }

  /// "Personen / weiblich / 3 bis unter 6 Jahre"
  std::string label(const LongGroup& group, std::size_t row) const {
    std::string text = value_label(group);
    for (std::size_t a = 0; a < group.axes.size(); ++a) {
      const Named& member = rows_.variables[static_cast<std::size_t>(group.variables[a])]
                                .members[static_cast<std::size_t>(group.axes[a][row])];
      if (!is_total_member(member.code, member.label))
        text += " / " + (member.label.empty() ? member.code : member.label);
    }
    return text;
  }

  LongRows& rows_;
  Findings& findings_;
  std::vector<bool> filled_, existed_;  ///< by region and period
  DashReport report_;
};

}  // namespace

void resolve_long_dashes(LongRows& rows, Findings& findings) { LongDashes(rows, findings).resolve(); }

}  // namespace werdegang::inline v0::detail
