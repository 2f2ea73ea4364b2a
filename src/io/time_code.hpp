// The time column of flat and cube files.
#pragma once

#include <string_view>

#include "werdegang/core/period.hpp"

namespace werdegang::inline v0::detail {

/// Reads what parse_period reads, an ISO start with a length ("2023-10P6M" is a winter term, "2022-08P1Y" a school
/// year, "2024-01-01P3M" a quarter), an ISO month ("2023-06"), a German one ("06/2023") and the names of terms and
/// quarters
/// ("WS 2023/24", "SS 2024", "2. Quartal 2024").
bool try_parse_time_code(std::string_view text, Period& period);

}  // namespace werdegang::inline v0::detail
