// The functions a formula may call.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace werdegang::inline v0::detail {

/// How a function is written: how many arguments, over the parts of an axis or not.
struct FunctionRule {
  enum Over : std::uint8_t { never, always, by };  ///< `by`: over one axis by another
  std::string_view name;
  int least, most;  ///< arguments
  Over over;
};

/// mean, min and max stand twice: of several numbers, and of one over an axis.
std::span<const FunctionRule> function_rules();
bool is_function(std::string_view name);
/// nullptr when there is no such way to write it.
const FunctionRule* find_rule(std::string_view name, FunctionRule::Over over);
std::vector<std::string> function_names();

}  // namespace werdegang::inline v0::detail
