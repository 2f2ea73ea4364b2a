// Ages of two variables cut into the finest classes that both have.
#pragma once

#include <string>
#include <vector>

#include "werdegang/core/codelist.hpp"

namespace werdegang::inline v0::detail {

/// One class of ages and the codes by which both sides name it; an open class has another code than its closed partner.
struct SharedAges {
  std::string numerator, denominator;
  double width = 1;
};

/// The finest classes that fill a closed range of ages and that both lists of members can make up; empty when none do.
/// Open ends of the numerator are cut off at the range; the denominator has closed classes.
std::vector<SharedAges> shared_ages(const std::vector<Member>& numerator, const std::vector<Member>& denominator,
                                    const Member& range);

/// The classes of one list inside the range, in order, whether or not they fill it.
std::vector<SharedAges> ages_inside(const std::vector<Member>& members, const Member& range);

}  // namespace werdegang::inline v0::detail
