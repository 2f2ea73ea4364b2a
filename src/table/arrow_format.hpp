// The types of the Arrow C data interface: what we read, and how people call them.
#pragma once

#include <string>
#include <string_view>

#include "werdegang/core/id.hpp"

namespace werdegang::inline v0::detail {

struct ArrowType {
  enum Kind { null, boolean, whole, floating, text, text_view, decimal, date, instant, other };
  Kind kind = other;
  int width = 0;            ///< bytes of a value, or of an offset of texts
  bool is_signed = true;    ///< of whole numbers
  Index units_per_day = 1;  ///< of dates and instants
  int scale = 0;            ///< digits behind the point of decimals
  std::string_view zone{};  ///< of instants, inside the format
};

/// Anything we do not read is `other`. The result refers to `format`.
ArrowType arrow_type(std::string_view format);

/// "int32", "a list", "a duration"; the format itself when nobody knows it.
std::string arrow_words(std::string_view format);

}  // namespace werdegang::inline v0::detail
