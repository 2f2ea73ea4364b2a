#include "toml.hpp"

#include "catalogue_file.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {

toml::table parse_toml(std::string_view text, std::string_view name) {
  try {
    return toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    throw FormatError(std::string(name), static_cast<long long>(error.source().begin.line),
                      std::string(error.description()));
  }
}

std::string text_of(const toml::table& table, std::string_view key) { return table[key].value_or(std::string()); }

std::vector<std::string> texts_of(const toml::table& table, std::string_view key) {
  std::vector<std::string> result;
  if (const auto* array = table[key].as_array())
    for (const auto& item : *array) result.push_back(item.value_or(std::string()));
  return result;
}

void for_each_table(const toml::table& table, std::string_view key,
                    const std::function<void(const toml::table&)>& use) {
  if (const auto* array = table[key].as_array())
    for (const auto& item : *array)
      if (const auto* entry = item.as_table()) use(*entry);
}

void for_each_catalogue_table(std::string_view prefix, std::string_view key,
                              const std::function<void(const toml::table&)>& use) {
  for (const auto& path : catalogue_paths(prefix)) for_each_table(parse_toml(catalogue_file(path), path), key, use);
}

}  // namespace werdegang::inline v0::detail
