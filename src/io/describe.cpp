#include "werdegang/io/describe.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "../core/parallel.hpp"
#include "dialect.hpp"
#include "file_list.hpp"
#include "werdegang/core/region.hpp"
#include "werdegang/observations/checks.hpp"
#include "werdegang/observations/variable.hpp"

namespace werdegang::inline v0 {
namespace {

constexpr std::array<std::string_view, 7> levels = {"country",      "state", "government_region", "district", "borough",
                                                    "municipality", "other"};

/// Cities inside a district have 8 digits and are no districts, whatever they are called.
std::string_view level_of(const std::string& code) {
  if (!is_region_code(code)) return "other";
  const Region* region = code.size() > 5 ? nullptr : find_region(code);
  return region ? std::string_view(region->level) : region_level(code);
}

/// Regions that existed at some time of the table, by level.
std::vector<std::pair<std::string, Index>> count_regions(const std::vector<Cube>& cubes) {
  std::set<std::string_view> codes;
  for (const Cube& cube : cubes) {
    std::vector<bool> existed(cube.axes[0].list->members.size(), false);
    for (Index row = 0; row < cube.rows(); ++row)
      if (cube.status[row] != Status::not_existing) existed[static_cast<std::size_t>(cube.axes[0].index[row])] = true;
    for (std::size_t r = 0; r < existed.size(); ++r)
      if (existed[r]) codes.insert(cube.axes[0].list->members[r].code);
  }
  std::map<std::string_view, Index> counts;
  for (const auto code : codes) ++counts[level_of(std::string(code))];
  std::vector<std::pair<std::string, Index>> result;
  for (const auto level : levels)
    if (counts.contains(level)) result.emplace_back(level, counts[level]);
  return result;
}

ColumnDescription describe_cube(const Cube& cube, const std::map<std::string, std::string>& labels) {
  ColumnDescription column{cube.variable, cube.variable, cube.variable, cube.unit, false, {}, 0, 0};
  if (const Variable* variable = find_variable(cube.variable)) {
    column.label_de = variable->label_de;
    column.label_en = variable->label_en;
    column.known = true;
  } else if (const auto label = labels.find(cube.variable); label != labels.end() && !label->second.empty()) {
    column.label_de = column.label_en = label->second;
  }
  for (std::size_t a = 2; a < cube.axes.size(); ++a) {
    const std::set<std::int32_t> used(cube.axes[a].index.view.begin(), cube.axes[a].index.view.end());
    column.axes.emplace_back(cube.axes[a].list->name, static_cast<Index>(used.size()));
  }
  for (const Status status : cube.status.view) ++(has_value(status) ? column.figures : column.without_value);
  return column;
}

/// The columns of a table without a descriptor are an axis of its cube; each is described under its own label.
std::vector<ColumnDescription> describe_columns(const Cube& cube, const std::map<std::string, std::string>& labels) {
  const Index axis = cube.axis("column");
  if (axis < 0) return {describe_cube(cube, labels)};
  const Codes& columns = cube.axes[static_cast<std::size_t>(axis)];
  std::vector<ColumnDescription> result(columns.list->members.size(), describe_cube(cube, labels));
  for (std::size_t c = 0; c < result.size(); ++c) {
    result[c].label_de = columns.list->members[c].label_de;
    result[c].label_en = columns.list->members[c].label_en;
    result[c].figures = result[c].without_value = 0;
    std::erase_if(result[c].axes, [](const auto& part) { return part.first == "column"; });
  }
  for (Index row = 0; row < cube.rows(); ++row) {
    ColumnDescription& column = result[static_cast<std::size_t>(columns.index[row])];
    ++(has_value(cube.status[row]) ? column.figures : column.without_value);
  }
  return result;
}

FileDescription describe_table(detail::Loaded loaded) {
  FileDescription description;
  description.file = loaded.findings.sources.empty() ? "" : loaded.findings.sources.front();
  description.dialect = loaded.dialect;
  description.encoding = loaded.encoding;
  description.records = loaded.records;
  description.statistic = loaded.statistic;
  description.regions = count_regions(loaded.cubes);
  for (const Cube& cube : loaded.cubes)
    for (auto& column : describe_columns(cube, loaded.labels)) description.columns.push_back(std::move(column));
  description.findings = std::move(loaded.findings);
  if (!loaded.source) return description;
  description.table = loaded.source->table;
  description.title = loaded.source->title;
  description.stand = loaded.source->stand;
  const Observations observations(std::move(loaded.cubes), {*loaded.source});
  description.periods = observations.periods();
  description.findings.append(check(observations));
  return description;
}

template <class Open>
std::vector<FileDescription> describe_file(const std::string& name, Open&& open) {
  std::vector<FileDescription> descriptions;
  FileDescription unreadable;
  unreadable.file = name;
  unreadable.findings.sources.push_back(unreadable.file);
  try {
    for (detail::Loaded& loaded : detail::read_bytes(open())) descriptions.push_back(describe_table(std::move(loaded)));
    return descriptions;
  } catch (const FormatError& error) {
    unreadable.problem = error.what();
  }
  return {unreadable};
}

}  // namespace

std::vector<FileDescription> describe_from(const std::string& name, std::string bytes) {
  return describe_file(name, [&] { return detail::RawFile{name, std::move(bytes)}; });
}

std::vector<FileDescription> describe(const std::vector<std::filesystem::path>& paths, const Execution& execution) {
  if (paths.empty()) throw InvalidArgument("no path", "describe", "at least one file or folder");
  const auto files = detail::list_files(paths);
  std::vector<std::vector<FileDescription>> parts(files.size());
  detail::parallel_for(static_cast<Index>(files.size()), execution, [&](Index i) {
    const auto& path = files[static_cast<std::size_t>(i)].path;
    parts[static_cast<std::size_t>(i)] =
        describe_file(path.filename().string(), [&] { return detail::read_raw_file(path); });
  });
  std::vector<FileDescription> descriptions;
  for (auto& part : parts)
    for (FileDescription& description : part) descriptions.push_back(std::move(description));
  return descriptions;
}

}  // namespace werdegang::inline v0
