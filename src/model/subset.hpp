// Some rows of every table of a landscape.
#pragma once

#include <vector>

#include "werdegang/model/landscape.hpp"

namespace werdegang::inline v0::detail {

/// 1 = keep, one mark for each row; an empty list keeps all rows.
using Marks = std::vector<std::uint8_t>;

struct Kept {
  Marks actors, offers, ties, bodies, memberships, agreements, signatories, flows;
};

/// The rows kept, without those of relations whose ends are not, of offers whose actor is not, and of flows with
/// an end that is an actor and is not.
Landscape subset(const Landscape& landscape, const Kept& kept);

/// A table in the one form that equal contents have: no rows, no columns; no known column without any value.
Table in_one_form(Table table, std::string_view frame);

}  // namespace werdegang::inline v0::detail
