// Stages by what people call them.
#pragma once

#include <string_view>

#include "werdegang/model/stage.hpp"

namespace werdegang::inline v0::detail {

/// The stage with this id or label in German or English; case is ignored. nullptr for none and for a label of several.
const Stage* stage_by_word(std::string_view text);

}  // namespace werdegang::inline v0::detail
