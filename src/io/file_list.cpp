#include "file_list.hpp"

#include <algorithm>
#include <set>

#include "dialect.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// A file that is named twice, or named and found in a folder, is read once.
std::vector<ListedFile> without_repeats(std::vector<ListedFile> tasks) {
  std::stable_sort(tasks.begin(), tasks.end(),
                   [](const ListedFile& a, const ListedFile& b) { return a.named > b.named; });
  std::set<std::filesystem::path> seen;
  std::erase_if(
      tasks, [&](const ListedFile& task) { return !seen.insert(std::filesystem::weakly_canonical(task.path)).second; });
  return tasks;
}

}  // namespace

std::vector<ListedFile> list_files(const std::vector<std::filesystem::path>& paths) {
  namespace fs = std::filesystem;
  std::vector<ListedFile> tasks;
  for (const auto& path : paths) {
    if (!fs::exists(path)) throw FormatError(path.string(), 0, "there is no such file or folder");
    if (!fs::is_directory(path)) {
      tasks.push_back({path, true});
      continue;
    }
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(path)) {
      if (entry.is_regular_file() && is_wanted_ending(entry.path().extension().string())) found.push_back(entry.path());
    }
    if (found.empty())
      throw FormatError(path.string(), 0,
                        "the folder holds no *.csv or *.zip file; expected exports of official tables");
    std::sort(found.begin(), found.end());
    for (auto& file : found) tasks.push_back({std::move(file), false});
  }
  return without_repeats(std::move(tasks));
}

}  // namespace werdegang::inline v0::detail
