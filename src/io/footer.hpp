// The footnotes of a pivot export: notes, copyright, date of the extract.
#pragma once

#include <string>
#include <string_view>

#include "text_file.hpp"

namespace werdegang::inline v0::detail {

struct Footer {
  std::string notes, licence, stand;
};
Footer read_footer(const TextFile& file, std::string_view text);

}  // namespace werdegang::inline v0::detail
