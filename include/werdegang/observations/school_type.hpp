// What a state itself calls the school types of the official tables.
#pragma once

#include <string>
#include <string_view>

namespace werdegang::inline v0 {

/// "Sekundarschule" for `several_courses` in Sachsen-Anhalt ("15"); the name of the code list where the state has none
/// of its own. `language` is "de" or "en". Throws UnknownName for a code outside the list. O(states).
std::string school_type_name(std::string_view code, std::string_view state, std::string_view language = "de");

}  // namespace werdegang::inline v0
