// Unpacking DEFLATE streams (RFC 1951), without a library that a wheel would have to carry.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace werdegang::inline v0::detail {

/// Unpacks a raw stream into `result`. False when the stream is broken, or is not `size` bytes long unpacked; never
/// writes more than that. O(size).
bool inflate(std::string_view packed, std::size_t size, std::string& result);

/// CRC-32 (ISO 3309) of the bytes. O(n).
std::uint32_t crc32(std::string_view bytes);

}  // namespace werdegang::inline v0::detail
