// Counts as people type them into a column of texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace werdegang::inline v0::detail {

struct CountNumber {
  double value = 0;
  bool ambiguous = false;  ///< one point before three digits, as in 1.234: read as thousands
  bool limited = false;    ///< in brackets: an official figure of limited value
};

/// Without blanks at the ends, no-break and narrow ones among them.
std::string_view trimmed(std::string_view text);

/// "1234", "1.234.567", "1 234", "12,5", "12.5", "1.234,5", "(5)", "+5", "-5". Digits in groups of three are whole: a
/// thousands point never makes a fraction. Nothing for other texts, "1,234" (thousands or a fraction?) and "1e3".
std::optional<CountNumber> count_number(std::string_view text);

}  // namespace werdegang::inline v0::detail
