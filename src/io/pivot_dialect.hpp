// Reading one pivot export into cubes.
#pragma once

#include "dialect.hpp"

namespace werdegang::inline v0::detail {

Loaded read_pivot(TextFile file, const OfficialOptions& options);

}  // namespace werdegang::inline v0::detail
