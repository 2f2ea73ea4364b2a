// What the codes of GENESIS databases mean here; from catalogue/genesis.toml.
#pragma once

#include <string>
#include <string_view>

namespace werdegang::inline v0::detail {

enum class Language : char { unknown, german, english };

struct GenesisUnit {
  std::string id;
  bool is_count = false;
  double factor = 1;                      ///< 1000 for thousands
  Language language = Language::unknown;  ///< of the word in which it was found
};

bool is_region_variable(std::string_view code);
bool is_total_label(std::string_view label);
/// An empty code, a code of the catalogue, or a member of that name.
bool is_total_member(std::string_view code, std::string_view label);
/// The unit of a printed word; nullptr when the catalogue does not know it.
const GenesisUnit* find_unit(std::string_view word);
/// "2015=100": an index, which needs no entry.
bool is_index_unit(std::string_view word);
/// "GES" -> "sex"; empty when the variable has no axis here.
std::string axis_of_variable(std::string_view variable);
/// "GESM" -> "male", "ALT003B06" -> "3-5"; empty when unknown.
std::string member_code(std::string_view axis, std::string_view member);
/// "12411", "BEVSTD" -> "population"; empty when unknown.
std::string variable_of_value(std::string_view statistic, std::string_view code);

}  // namespace werdegang::inline v0::detail
