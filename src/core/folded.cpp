#include "folded.hpp"

#include <cctype>

namespace werdegang::inline v0::detail {

std::string folded(std::string_view text) {
  constexpr unsigned char first_of_pair = 0xc3, multiplication_sign = 0x97;
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    result += static_cast<char>(std::tolower(c));
    if (c != first_of_pair || i + 1 == text.size()) continue;
    const auto second = static_cast<unsigned char>(text[++i]);
    const bool capital = second >= 0x80 && second <= 0x9e && second != multiplication_sign;
    result += static_cast<char>(capital ? second + 0x20 : second);
  }
  return result;
}

}  // namespace werdegang::inline v0::detail
