#include "long_rows.hpp"

#include <algorithm>

#include "pivot.hpp"
#include "time_code.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/region.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// Longer codes are municipalities, which the catalogue does not list.
constexpr std::size_t district_digits = 5;
constexpr std::string_view country = "DG";
constexpr std::size_t groups_with_room = 2;

/// A state without government regions stands among them once more: "010" is "01".
bool is_state_again(std::string_view code) { return code.size() == 3 && is_region_code(code) && code.ends_with('0'); }

/// "02000" is Hamburg the district, "02" Hamburg the state.
bool is_city_state(std::string_view code) {
  return code.size() == district_digits && is_region_code(code) && code.ends_with("000");
}

std::string joined(const std::vector<std::string>& texts) {
  std::string result;
  for (const auto& text : texts) result += (result.empty() ? "" : ", ") + text;
  return result;
}

template <class T>
void append_copies(std::vector<T>& values, const std::vector<std::size_t>& rows) {
  values.reserve(values.size() + rows.size());
  for (const std::size_t row : rows) values.push_back(values[row]);
}

}  // namespace

LongCollector::LongCollector(const TextFile& file, char decimal, Findings& findings)
    : file_(file), decimal_(decimal), findings_(findings) {}

std::int32_t LongCollector::variable_at(const RecordPart& part) {
  bool added = false;
  const auto at = variable_numbers_.number(part.variable, added);
  if (added) {
    rows_.variables.push_back({{file_.utf8(part.variable), squeezed(file_.utf8(part.variable_label))}, false, {}});
    rows_.variables.back().is_region = is_region_variable(part.variable);
    members_.emplace_back();
  }
  return at;
}

std::int32_t LongCollector::add_region(const std::string& code) {
  const auto [at, added] = region_positions_.try_emplace(code, static_cast<std::int32_t>(rows_.regions.size()));
  if (!added) return at->second;
  rows_.regions.push_back(code);
  if ((code.size() <= district_digits || !is_region_code(code)) && !find_region(code))
    findings_.add(find_region("0" + code) ? "leading_zero_lost" : "unknown_region", {code}, 0, line_);
  return at->second;
}

std::int32_t LongCollector::region_at(std::int32_t variable, const RecordPart& part) {
  Members& members = members_[static_cast<std::size_t>(variable)];
  bool added = false;
  const auto at = static_cast<std::size_t>(members.numbering.number(part.member, added));
  if (added) {
    std::string code = file_.utf8(unpadded(part.member));
    const std::string label = squeezed(file_.utf8(part.member_label));
    if (is_total_label(label) || (!code.empty() && is_total_member(code, label))) code = country;
    if (code.empty())
      throw FormatError(file_.name, line_,
                        "the record has no region code in variable " + file_.utf8(part.variable) +
                            "; expected one such as DG, 15 or 15084");
    if (is_state_again(code)) {
      renamed_regions_.push_back(code);
      code.pop_back();
    }
    rows_.variables[static_cast<std::size_t>(variable)].members.push_back({code, label});
    members.region.push_back(add_region(code));
  }
  return members.region[at];
}

std::int32_t LongCollector::member_at(std::int32_t variable, const RecordPart& part) {
  bool added = false;
  const auto at = members_[static_cast<std::size_t>(variable)].numbering.number(part.member, added);
  if (added)
    rows_.variables[static_cast<std::size_t>(variable)].members.push_back(
        {file_.utf8(unpadded(part.member)), squeezed(file_.utf8(part.member_label))});
  return at;
}

std::int32_t LongCollector::period_at(std::string_view time) {
  bool added = false;
  const auto at = static_cast<std::size_t>(time_numbers_.number(time, added));
  if (added) {
    Period period;
    if (!try_parse_time_code(unpadded(time), period))
      throw FormatError(file_.name, line_,
                        "found '" + file_.excerpt(time) +
                            "' as the time, expected a year (2024), a day (2024-12-31 or 31.12.2024), a school year "
                            "(2023/24) or a start and a length (2023-10P6M)");
    const auto known = std::find(rows_.periods.begin(), rows_.periods.end(), period);
    time_positions_.push_back(static_cast<std::int32_t>(known - rows_.periods.begin()));
    if (known == rows_.periods.end()) rows_.periods.push_back(period);
  }
  return time_positions_[at];
}

std::int32_t LongCollector::unit_at(std::string_view word) {
  bool added = false;
  const auto at = static_cast<std::size_t>(unit_numbers_.number(word, added));
  if (added) {
    const std::string printed = squeezed(file_.utf8(word));
    const GenesisUnit* unit = find_unit(printed);
    if (!unit && !is_index_unit(printed)) findings_.add("unknown_unit", {printed}, 0, line_);
    const std::string& id = unit ? unit->id : printed;
    const auto known = std::find(rows_.units.begin(), rows_.units.end(), id);
    unit_positions_.push_back(static_cast<std::int32_t>(known - rows_.units.begin()));
    if (known == rows_.units.end()) rows_.units.push_back(id);
  }
  return unit_positions_[at];
}

void LongCollector::begin(Index line, std::string_view time, const std::vector<RecordPart>& parts) {
  line_ = line;
  if (rows_.records == 0) expect_records(time);
  ++rows_.records;
  period_ = period_at(time);
  variables_.clear();
  positions_.clear();
  bool placed = false;
  for (const RecordPart& part : parts) {
    if (part.variable.empty()) continue;
    const auto variable = variable_at(part);
    if (rows_.variables[static_cast<std::size_t>(variable)].is_region && !placed) {
      region_ = region_at(variable, part);
      placed = true;
    } else {
      variables_.push_back(variable);
      positions_.push_back(member_at(variable, part));
    }
  }
  if (!placed) {
    region_ = add_region(std::string(country));
    without_region_ = true;
  }
}

/// As many records as the rest of the file has lines of this length.
void LongCollector::expect_records(std::string_view piece) {
  const auto at = static_cast<std::size_t>(piece.data() - file_.bytes.data());
  if (at >= file_.bytes.size()) return;
  const std::size_t start = file_.bytes.rfind('\n', at), end = file_.bytes.find('\n', at);
  if (start == std::string::npos || end == std::string::npos) return;
  expected_records_ = (file_.bytes.size() - start) / (end - start) * 5 / 4;
}

/// Room for all records in the first groups, so that a large file with one value column grows without copies.
void LongCollector::reserve(LongGroup& group) const {
  group.region.reserve(expected_records_);
  group.period.reserve(expected_records_);
  for (auto& axis : group.axes) axis.reserve(expected_records_);
  group.value.reserve(expected_records_);
  group.status.reserve(expected_records_);
  group.flags.reserve(expected_records_);
  group.line.reserve(expected_records_);
}

LongGroup& LongCollector::group_of(std::int32_t column, std::int32_t unit) {
  const auto fits = [&](const LongGroup& group) {
    return group.value_column == column && group.unit == unit && group.variables == variables_;
  };
  if (last_group_ < rows_.groups.size() && fits(rows_.groups[last_group_])) return rows_.groups[last_group_];
  const auto at = std::find_if(rows_.groups.begin(), rows_.groups.end(), fits);
  last_group_ = static_cast<std::size_t>(at - rows_.groups.begin());
  if (at == rows_.groups.end()) {
    rows_.groups.emplace_back();
    LongGroup& group = rows_.groups.back();
    group.value_column = column;
    group.unit = unit;
    group.variables = variables_;
    group.axes.resize(variables_.size());
    if (rows_.groups.size() <= groups_with_room) reserve(group);
  }
  return rows_.groups[last_group_];
}

void LongCollector::add(const RecordPart& column, std::string_view unit, double value, Status status, Flag flags) {
  bool added = false;
  const auto at = column_numbers_.number(column.variable, added);
  if (added) rows_.value_columns.push_back({file_.utf8(column.variable), squeezed(file_.utf8(column.variable_label))});
  LongGroup& group = group_of(at, unit_at(unit));
  group.region.push_back(region_);
  group.period.push_back(period_);
  for (std::size_t a = 0; a < positions_.size(); ++a) group.axes[a].push_back(positions_[a]);
  group.value.push_back(value);
  group.status.push_back(status);
  group.flags.push_back(static_cast<std::uint16_t>(flags));
  group.line.push_back(static_cast<std::uint32_t>(line_));
}

void LongCollector::add(const RecordPart& column, std::string_view unit, std::string_view text,
                        std::string_view quality, Index field) {
  if (decimal_ == 0 && text.find_first_of(".,") != std::string_view::npos && text.size() > 1 && text != "...")
    decimal_ = text[text.find_last_of(".,")];
  const PrintedCell cell = read_cell(text, decimal_ == 0 ? ',' : decimal_);
  if (!cell.readable) findings_.add("unreadable_value", {file_.utf8(text)}, 0, line_, field);
  const Flag flags = static_cast<Flag>(cell.flags) | read_quality(quality);
  add(column, unit, cell.value, cell.status, has_value(cell.status) ? flags : static_cast<Flag>(cell.flags));
}

/// e is final; p, r, s, () and / limit a figure. Signs may stand together, with blanks between them.
Flag LongCollector::read_quality(std::string_view quality) {
  Flag flags = Flag::none;
  while (!(quality = unpadded(quality)).empty()) {
    const std::string_view sign = quality.substr(0, quality.find(' '));
    quality.remove_prefix(sign.size());
    if (sign == "p") {
      flags = flags | Flag::provisional;
    } else if (sign == "r") {
      flags = flags | Flag::revised;
    } else if (sign == "s") {
      flags = flags | Flag::estimated;
    } else if (sign == "()" || sign == "/") {
      flags = flags | Flag::limited;
    } else if (sign != "e") {
      const auto known = std::find_if(unknown_signs_.begin(), unknown_signs_.end(),
                                      [&](const auto& counted) { return counted.first == file_.utf8(sign); });
      if (known == unknown_signs_.end())
        unknown_signs_.emplace_back(file_.utf8(sign), 1);
      else
        ++known->second;
    }
  }
  return flags;
}

/// A city that is a state stands under both keys, because one file calls it by the one and another by the other.
void LongCollector::repeat_city_states() {
  std::vector<std::string> districts, states;
  const std::size_t printed = rows_.regions.size();
  for (std::size_t r = 0; r < printed; ++r) {
    const std::string code = rows_.regions[r], state = code.substr(0, 2);
    if (!is_city_state(code) || region_positions_.contains(state)) continue;
    const auto at = add_region(state);
    districts.push_back(code);
    states.push_back(state);
    for (LongGroup& group : rows_.groups) {
      std::vector<std::size_t> rows;
      for (std::size_t row = 0; row < group.rows(); ++row)
        if (group.region[row] == static_cast<std::int32_t>(r)) rows.push_back(row);
      group.region.insert(group.region.end(), rows.size(), at);
      append_copies(group.period, rows);
      for (auto& axis : group.axes) append_copies(axis, rows);
      append_copies(group.value, rows);
      append_copies(group.status, rows);
      append_copies(group.flags, rows);
      append_copies(group.line, rows);
    }
  }
  if (!districts.empty()) findings_.add("city_state_keys", {joined(districts), joined(states)}, 0);
}

LongRows LongCollector::finish() {
  repeat_city_states();
  std::sort(renamed_regions_.begin(), renamed_regions_.end());
  if (!renamed_regions_.empty()) findings_.add("state_among_government_regions", {joined(renamed_regions_)}, 0);
  if (without_region_) findings_.add("region_assumed", {}, 0);
  for (const auto& [sign, count] : unknown_signs_)
    findings_.add("unknown_quality_sign", {sign, std::to_string(count)}, 0);
  return std::move(rows_);
}

}  // namespace werdegang::inline v0::detail
