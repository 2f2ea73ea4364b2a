#include "utf8.hpp"

#include <cstdint>
#include <cstring>

namespace werdegang::inline v0::detail {
namespace {

bool between(char c, unsigned low, unsigned high) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= low && byte <= high;
}

/// Bytes of the character at the beginning, 0 when there is none (RFC 3629, section 4).
std::size_t character(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() < length) return 0;
  const unsigned low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  const unsigned high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  if (!between(text[1], low, high)) return 0;
  for (std::size_t i = 2; i < length; ++i)
    if (!between(text[i], 0x80, 0xbf)) return 0;
  return length;
}

}  // namespace

std::size_t utf8_prefix(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    std::uint64_t eight = 0x80;
    if (bytes.size() - at >= sizeof eight) std::memcpy(&eight, bytes.data() + at, sizeof eight);
    if ((eight & 0x8080808080808080u) == 0) {
      at += sizeof eight;
      continue;
    }
    const std::size_t length = character(bytes.substr(at));
    if (length == 0) return at;
    at += length;
  }
  return at;
}

}  // namespace werdegang::inline v0::detail
