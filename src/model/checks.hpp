// What may be odd in a row of a landscape; no check changes a value.
#pragma once

#include "outline.hpp"
#include "werdegang/model/landscape.hpp"

namespace werdegang::inline v0::detail {

/// Kinds, names, dates, ages, coordinates and negative numbers of a frame.
void check_rows(const ReadFrame& frame, const Outlines& outlines, Notes& notes);

/// Ties of an actor to itself.
void check_ties(const ReadFrame& ties, const Positions& source, const Positions& target, Notes& notes);

}  // namespace werdegang::inline v0::detail
