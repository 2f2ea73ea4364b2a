#include "flat_layout.hpp"

#include <algorithm>

#include "pivot.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {

const FlatWords flat_words = {"statistics_code",          "statistics_label", "time",
                              "_variable_code",           "_variable_label",  "_variable_attribute_code",
                              "_variable_attribute_label"};
const FlatWords old_flat_words = {"Statistik_Code",    "Statistik_Label",   "Zeit", "_Merkmal_Code", "_Merkmal_Label",
                                  "_Auspraegung_Code", "_Auspraegung_Label"};

namespace {

using Names = std::vector<std::string_view>;

std::size_t position(const Names& names, std::string_view name) {
  const auto at = std::find(names.begin(), names.end(), name);
  return at == names.end() ? no_field : static_cast<std::size_t>(at - names.begin());
}

std::size_t needed(const TextFile& file, const Names& names, std::string_view name) {
  const std::size_t at = position(names, name);
  if (at == no_field) throw FormatError(file.name, 1, "the header has no column '" + std::string(name) + "'");
  return at;
}

std::vector<FlatLayout::Breakdown> read_breakdowns(const TextFile& file, const Names& names, const FlatWords& words) {
  std::vector<FlatLayout::Breakdown> breakdowns;
  for (int number = 1; number < 100; ++number) {
    const auto named = [&](std::string_view word) { return std::to_string(number) + std::string(word); };
    if (position(names, named(words.variable)) == no_field) break;
    breakdowns.push_back({position(names, named(words.variable)), position(names, named(words.variable_label)),
                          needed(file, names, named(words.member)), position(names, named(words.member_label))});
  }
  return breakdowns;
}

/// "BEVSTD__Bevölkerungsstand__Anzahl"; its quality signs stand in "BEVSTD__Bevölkerungsstand__Anzahl__q".
bool read_value_name(std::string_view name, FlatLayout::Value& value) {
  const std::size_t first = name.find("__"), last = name.rfind("__");
  if (first == std::string_view::npos || first == 0) return false;
  value.column.variable = name.substr(0, first);
  value.printed_unit = last > first ? name.substr(last + 2) : std::string_view{};
  value.column.variable_label = name.substr(first + 2, last > first ? last - first - 2 : std::string_view::npos);
  return true;
}

std::vector<FlatLayout::Value> read_value_columns(const TextFile& file, const Names& names) {
  std::vector<FlatLayout::Value> values;
  for (std::size_t c = 0; c < names.size(); ++c) {
    FlatLayout::Value value;
    if (names[c].ends_with("__q") || !read_value_name(names[c], value)) continue;
    value.cell = c;
    value.quality = position(names, std::string(names[c]) + "__q");
    values.push_back(value);
  }
  if (values.empty())
    throw FormatError(file.name, 1,
                      "the header has no value column; expected one such as 'BEVSTD__Bevölkerungsstand__Anzahl'");
  return values;
}

}  // namespace

FlatLayout read_flat_layout(const TextFile& file, std::string_view header, const FlatWords& words) {
  Names names;
  split_fields(header, names);
  FlatLayout layout;
  layout.width = names.size();
  layout.statistic = position(names, words.statistic);
  layout.title = position(names, words.title);
  layout.time = needed(file, names, words.time);
  layout.breakdowns = read_breakdowns(file, names, words);
  if (&words == &old_flat_words) {
    layout.values = read_value_columns(file, names);
  } else {
    FlatLayout::Value value;
    value.cell = needed(file, names, "value");
    value.unit = needed(file, names, "value_unit");
    value.code = needed(file, names, "value_variable_code");
    value.label = position(names, "value_variable_label");
    value.quality = position(names, "value_q");
    layout.values.push_back(value);
  }
  return layout;
}

}  // namespace werdegang::inline v0::detail
