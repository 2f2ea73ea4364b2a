#include "catalogue_file.hpp"

#include <algorithm>

#include "embedded.hpp"

namespace werdegang::inline v0::detail {

std::string catalogue_file(std::string_view path) {
  for (const auto& file : werdegang::detail::embedded_catalogue())
    if (file.path == path) return std::string(file.content);
  return {};
}

std::vector<std::string> catalogue_paths(std::string_view prefix) {
  std::vector<std::string> paths;
  for (const auto& file : werdegang::detail::embedded_catalogue())
    if (file.path.starts_with(prefix)) paths.emplace_back(file.path);
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<std::string> split_csv_line(std::string_view line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"')
      fields.back() += line[++i];
    else if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      fields.emplace_back();
    else if (c != '\r')
      fields.back() += c;
  }
  return fields;
}

}  // namespace werdegang::inline v0::detail
