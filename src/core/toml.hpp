// Reading catalogue tables: one place that knows the TOML library.
#pragma once

#include <toml++/toml.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace werdegang::inline v0::detail {

/// Parses text; throws FormatError with the name and the line.
toml::table parse_toml(std::string_view text, std::string_view name);
/// A string entry, empty when absent.
std::string text_of(const toml::table& table, std::string_view key);
std::vector<std::string> texts_of(const toml::table& table, std::string_view key);
/// Calls `use` for every table of the array of tables `key`.
void for_each_table(const toml::table& table, std::string_view key, const std::function<void(const toml::table&)>& use);

/// The same for every embedded catalogue file whose path starts with the prefix, in the order of their paths.
void for_each_catalogue_table(std::string_view prefix, std::string_view key,
                              const std::function<void(const toml::table&)>& use);

}  // namespace werdegang::inline v0::detail
