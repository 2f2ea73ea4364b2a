// What a kind says about an actor or a tie that does not say it itself.
#pragma once

#include "read_frame.hpp"

namespace werdegang::inline v0::detail {

/// The user's own kinds, added to those of the catalogue.
void declare_kinds(const Table& kinds, Vocabulary& words);
/// Fills the columns sector and formality of actors from their kinds, where they are not given.
void fill_sector_and_formality(ReadFrame& actors, const Table& own_kinds);
/// Fills the column direction of ties from their kinds; ties of unknown kinds are undirected.
void fill_direction(ReadFrame& ties);

}  // namespace werdegang::inline v0::detail
