#include "werdegang/io/official.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "../core/parallel.hpp"
#include "descriptor.hpp"
#include "footer.hpp"
#include "pivot_cubes.hpp"
#include "werdegang/observations/checks.hpp"

namespace werdegang::inline v0 {
namespace {

struct Task {
  std::filesystem::path path;
  bool named = false;  ///< by the caller, not found in a folder
};

struct Loaded {
  std::vector<Cube> cubes;
  std::optional<Source> source;
  Findings findings;
};

Loaded read_pivot(const detail::TextFile& file, const OfficialOptions& options) {
  Loaded loaded;
  loaded.findings.sources.push_back(file.name);
  const auto layout = detail::read_pivot_layout(file);
  const TableDescriptor* table = detail::find_descriptor(layout, file.name);
  if (!table) {
    loaded.findings.add(options.keep_unknown ? "unknown_table" : "table_passed_over", {layout.table}, 0);
    if (!options.keep_unknown) return loaded;
  }
  auto data = detail::read_pivot_data(file, layout, 0, loaded.findings);
  detail::resolve_dashes(layout, table, data, 0, loaded.findings);
  loaded.cubes = table ? detail::described_cubes(layout, *table, data, 0, loaded.findings)
                       : detail::plain_cubes(layout, data, 0, loaded.findings);
  const auto footer = detail::read_footer(file, data.footer);
  loaded.source = Source{layout.table,    table ? table->title_de : layout.title,
                         file.name,       footer.stand,
                         footer.licence,  footer.notes,
                         file.hash,       table && table->method == "published" ? "published" : "",
                         Source::official};
  return loaded;
}

/// A named file that is no table is the caller's mistake; one in a folder is passed over with a finding.
Loaded read_one(const Task& task, const OfficialOptions& options) {
  Loaded loaded;
  const std::string name = task.path.filename().string();
  loaded.findings.sources.push_back(name);
  try {
    const auto file = detail::read_text_file(task.path);
    if (detail::is_pivot(file)) return read_pivot(file, options);
    std::string_view rest = file.bytes;
    if (task.named)
      throw FormatError(task.path.string(), 1,
                        "found '" + file.excerpt(detail::take_line(rest)) +
                            "', expected 'GENESIS-Tabelle: ' and the code of a table");
    loaded.findings.add("not_a_table", {name}, 0, 1);
  } catch (const FormatError& error) {
    if (task.named) throw;
    loaded.findings.add("unreadable_file", {error.what()}, 0, error.line() > 0 ? error.line() : -1);
  }
  return loaded;
}

/// A file that is named twice, or named and found in a folder, is read once.
std::vector<Task> without_repeats(std::vector<Task> tasks) {
  std::stable_sort(tasks.begin(), tasks.end(), [](const Task& a, const Task& b) { return a.named > b.named; });
  std::set<std::filesystem::path> seen;
  std::erase_if(tasks,
                [&](const Task& task) { return !seen.insert(std::filesystem::weakly_canonical(task.path)).second; });
  return tasks;
}

std::vector<Task> list_tasks(const std::vector<std::filesystem::path>& paths) {
  namespace fs = std::filesystem;
  std::vector<Task> tasks;
  for (const auto& path : paths) {
    if (!fs::exists(path)) throw FormatError(path.string(), 0, "there is no such file or folder");
    if (!fs::is_directory(path)) {
      tasks.push_back({path, true});
      continue;
    }
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(path)) {
      const auto ending = entry.path().extension().string();
      if (entry.is_regular_file() && (ending == ".csv" || ending == ".CSV")) found.push_back(entry.path());
    }
    if (found.empty())
      throw FormatError(path.string(), 0, "the folder holds no *.csv file; expected exports of official tables");
    std::sort(found.begin(), found.end());
    for (auto& file : found) tasks.push_back({std::move(file), false});
  }
  return without_repeats(std::move(tasks));
}

/// What went wrong in a folder none of whose files is a table.
[[noreturn]] void no_table(const std::vector<std::filesystem::path>& paths, const Findings& findings) {
  std::string first = findings.items.empty() ? "" : " (" + message(findings.items.front(), "en") + ")";
  throw FormatError(
      paths.empty() ? "" : paths.front().string(), 0,
      "no official table found; expected at least one csv file that begins with 'GENESIS-Tabelle: '" + first);
}

}  // namespace

Built<Observations> read_official(const std::vector<std::filesystem::path>& paths, const OfficialOptions& options,
                                  const Execution& execution) {
  if (paths.empty()) throw InvalidArgument("no path", "read_official", "at least one file or folder");
  const auto tasks = list_tasks(paths);
  std::vector<Loaded> loaded(tasks.size());
  detail::parallel_for(static_cast<Index>(tasks.size()), execution, [&](Index i) {
    loaded[static_cast<std::size_t>(i)] = read_one(tasks[static_cast<std::size_t>(i)], options);
  });
  std::vector<Cube> cubes;
  std::vector<Source> sources;
  Findings findings;
  std::map<std::string, std::string> read;
  for (Loaded& part : loaded) {
    if (!part.source) {
      findings.append(part.findings);
      continue;
    }
    const auto [first, added] = read.emplace(part.source->hash, part.source->file);
    if (!added) {
      findings.add("repeated_file", {part.source->file, first->second});
      continue;
    }
    findings.append(part.findings);
    for (Cube& cube : part.cubes) {
      cube.source = static_cast<Index>(sources.size());
      cubes.push_back(std::move(cube));
    }
    sources.push_back(std::move(*part.source));
  }
  if (cubes.empty()) no_table(paths, findings);
  Observations observations(std::move(cubes), std::move(sources));
  if (options.check) findings.append(check(observations));
  return {std::move(observations), std::move(findings)};
}

}  // namespace werdegang::inline v0
