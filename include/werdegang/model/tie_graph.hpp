// The ties of a landscape as a sparse matrix, for graph algorithms.
#pragma once

#include <string_view>

#include "werdegang/core/matrix.hpp"
#include "werdegang/model/landscape.hpp"

namespace werdegang::inline v0 {

/// Rows and columns are the actors in their order. A directed tie is one entry, an undirected one two. The value is the
/// strength, 1 where none is given; ties between the same two actors are added. Ties of an actor to itself do not
/// count. `kind` empty: ties of all kinds. Throws UnknownName for a kind that neither the landscape nor the catalogue
/// knows. O(ties log ties).
SparseMatrix tie_graph(const Landscape& landscape, std::string_view kind = {});

}  // namespace werdegang::inline v0
