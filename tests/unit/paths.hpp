#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string_view>

// tests/<name> of the source tree, such as fixture("fixtures/leavers.csv").
inline std::filesystem::path fixture(std::string_view name) {
  return std::filesystem::path(WERDEGANG_SOURCE_DIR) / "tests" / name;
}

// The reference material beside the project ($WERDEGANG_SHARED or ../shared), where it is present.
inline std::optional<std::filesystem::path> shared_folder() {
  const char* named = std::getenv("WERDEGANG_SHARED");
  const auto path =
      named != nullptr ? std::filesystem::path(named) : std::filesystem::path(WERDEGANG_SOURCE_DIR) / ".." / "shared";
  if (std::filesystem::is_directory(path)) return path;
  return std::nullopt;
}
