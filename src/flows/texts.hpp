// Numbers in messages.
#pragma once

#include <fmt/format.h>

#include <string>

namespace werdegang::inline v0::detail {

/// At most ten digits, so that a sum reads 101 and not 101.00000000000001.
inline std::string number(double value) { return fmt::format("{:.10g}", value); }

}  // namespace werdegang::inline v0::detail
