// Which members of an axis stand for a code: itself, its parts, or the total less the other part.
#pragma once

#include <string_view>
#include <vector>

#include "werdegang/core/codelist.hpp"

namespace werdegang::inline v0::detail {

struct Term {
  std::int32_t member;
  double sign = 1;
};

/// One way to make up a code; `complement` when it is a difference.
struct Candidate {
  std::vector<Term> terms;
  bool complement = false;
};

/// All ways, best first: the member itself (a printed total beats the sum of its parts), an exact tiling of an age
/// range, all parts of an exhaustive list for its total, the total less the other of two parts. `present[i]` says
/// whether member i occurs in the cube. Of-which members are never added. Figures that do not add up (`adds` is false)
/// have the first way only. Empty: the cube cannot say.
std::vector<Candidate> candidates(const Codelist& list, const std::vector<bool>& present, std::string_view code,
                                  bool adds);

}  // namespace werdegang::inline v0::detail
