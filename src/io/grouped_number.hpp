// Printed figures with a thousands mark.
#pragma once

#include <string_view>

#include "pivot.hpp"

namespace werdegang::inline v0::detail {

/// How the figures of a file are written.
struct NumberStyle {
  char decimal = ',';
  char thousands = '\0';  ///< 0: none
};

/// A cell in which thousands are parted: "1.852.061", "12.345,6", "27,5", and the official signs; "*" is a figure that
/// is kept secret. "253.6" in a file with thousands points is not readable.
PrintedCell read_grouped_cell(std::string_view text, NumberStyle style);

/// Learns from printed figures which mark parts thousands and which decimals.
class StyleFinder {
 public:
  void look_at(std::string_view cell);
  /// False when the only marks are those of figures such as 253.611, which can be either.
  bool known() const { return !ambiguous_ || decimal_comma_ || decimal_point_ || thousands_point_ || thousands_comma_; }
  std::string_view example() const { return example_; }
  NumberStyle style() const;

 private:
  bool decimal_comma_ = false, decimal_point_ = false, thousands_point_ = false, thousands_comma_ = false;
  bool ambiguous_ = false;
  std::string example_;
};

}  // namespace werdegang::inline v0::detail
