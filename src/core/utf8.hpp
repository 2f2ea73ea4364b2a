// Valid UTF-8, and how far it goes.
#pragma once

#include <cstddef>
#include <string_view>

namespace werdegang::inline v0::detail {

/// Number of leading bytes that are whole characters of UTF-8 (RFC 3629: no surrogates, no overlong forms). O(n).
std::size_t utf8_prefix(std::string_view bytes);

}  // namespace werdegang::inline v0::detail
