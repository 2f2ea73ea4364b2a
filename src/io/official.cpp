#include "werdegang/io/official.hpp"

#include <map>

#include "../core/parallel.hpp"
#include "dialect.hpp"
#include "file_list.hpp"
#include "werdegang/observations/checks.hpp"

namespace werdegang::inline v0 {
namespace {

using detail::Loaded;

/// A named file that is no table is the caller's mistake; one in a folder is passed over with a finding.
std::vector<Loaded> read_one(const detail::ListedFile& task, const OfficialOptions& options) {
  Loaded nothing;
  const std::string name = task.path.filename().string();
  nothing.findings.sources.push_back(name);
  try {
    return detail::read_bytes(detail::read_raw_file(task.path), options);
  } catch (const detail::NoTable& error) {
    if (task.named) throw FormatError(task.path.string(), 1, error.reason());
    nothing.findings.add("not_a_table", {name}, 0, 1);
  } catch (const FormatError& error) {
    if (task.named) throw;
    nothing.findings.add("unreadable_file", {error.what()}, 0, error.line() > 0 ? error.line() : -1);
  }
  return {nothing};
}

/// What went wrong in a folder none of whose files is a table.
[[noreturn]] void no_table(const std::vector<std::filesystem::path>& paths, const Findings& findings) {
  std::string first = findings.items.empty() ? "" : " (" + message(findings.items.front(), "en") + ")";
  throw FormatError(
      paths.empty() ? "" : paths.front().string(), 0,
      "no official table found; expected at least one csv file that begins with 'GENESIS-Tabelle: '" + first);
}

/// Collects tables in their order; the same file under two names counts once.
struct Ledger {
  std::vector<Cube> cubes;
  std::vector<Source> sources;
  Findings findings;
  std::map<std::string, std::string> read;  ///< hash, file

  void add(Loaded part) {
    if (!part.source) return findings.append(part.findings);
    const auto [first, added] = read.emplace(part.source->hash, part.source->file);
    if (!added) return findings.add("repeated_file", {part.source->file, first->second});
    findings.append(part.findings);
    for (Cube& cube : part.cubes) {
      cube.source = static_cast<Index>(sources.size());
      cubes.push_back(std::move(cube));
    }
    sources.push_back(std::move(*part.source));
  }
};

}  // namespace

Built<Observations> read_official(const std::vector<std::filesystem::path>& paths, const OfficialOptions& options,
                                  const Execution& execution) {
  if (paths.empty()) throw InvalidArgument("no path", "read_official", "at least one file or folder");
  const auto tasks = detail::list_files(paths);
  std::vector<std::vector<Loaded>> loaded(tasks.size());
  detail::parallel_for(static_cast<Index>(tasks.size()), execution, [&](Index i) {
    loaded[static_cast<std::size_t>(i)] = read_one(tasks[static_cast<std::size_t>(i)], options);
  });
  Ledger ledger;
  for (auto& parts : loaded)
    for (Loaded& part : parts) ledger.add(std::move(part));
  if (ledger.cubes.empty()) no_table(paths, ledger.findings);
  Observations observations(std::move(ledger.cubes), std::move(ledger.sources));
  if (options.check) ledger.findings.append(check(observations));
  return {std::move(observations), std::move(ledger.findings)};
}

}  // namespace werdegang::inline v0
