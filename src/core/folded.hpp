// Text without the difference of upper and lower case.
#pragma once

#include <string>
#include <string_view>

namespace werdegang::inline v0::detail {

/// Lower case for ASCII and for the letters of ISO-8859-1 in UTF-8, umlauts among them.
std::string folded(std::string_view text);

}  // namespace werdegang::inline v0::detail
