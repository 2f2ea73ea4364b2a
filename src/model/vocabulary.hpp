// A code list with all the names that its members go by.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "werdegang/core/codelist.hpp"

namespace werdegang::inline v0::detail {

struct Vocabulary {
  CodelistPtr list;
  std::map<std::string, Index, std::less<>> codes;  ///< code -> member
  std::map<std::string, Index, std::less<>> names;  ///< label or other name without case -> member

  void add(Member member, const std::vector<std::string>& also);
  std::string nearest(std::string_view code) const;  ///< the most similar code, empty for none
};

const Vocabulary& vocabulary(std::string_view name);

}  // namespace werdegang::inline v0::detail
