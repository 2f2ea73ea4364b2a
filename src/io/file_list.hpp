// The files behind the paths of a call.
#pragma once

#include <filesystem>
#include <vector>

namespace werdegang::inline v0::detail {

struct ListedFile {
  std::filesystem::path path;
  bool named = false;  ///< by the caller, not found in a folder
};

/// The files named, then those found in the folders named, by name; each once. Throws FormatError for a path that does
/// not exist and for a folder without a file of a wanted ending.
std::vector<ListedFile> list_files(const std::vector<std::filesystem::path>& paths);

}  // namespace werdegang::inline v0::detail
