#pragma once

#include <span>
#include <string_view>

namespace werdegang::inline v0::detail {

// A file of catalogue/ as it was when the library was built; `path` is relative to catalogue/, such as
// "variables/official.toml".
struct EmbeddedFile {
  std::string_view path;
  std::string_view content;
};

// All files in the order of their paths, alive for the whole program. Defined in generated code
// (cmake/EmbedCatalogue.cmake).
std::span<const EmbeddedFile> embedded_catalogue();

}  // namespace werdegang::inline v0::detail
