// A file's bytes and their encoding.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace werdegang::inline v0::detail {

/// Bytes under the name that findings and errors use.
struct RawFile {
  std::string name;
  std::string bytes;
};

struct TextFile {
  std::string name;   ///< as shown in findings
  std::string bytes;  ///< without a byte order mark
  bool latin1 = false;
  bool mixed = false;  ///< not UTF-8 as a whole, but with letters of UTF-8 in it
  std::string hash;
  std::size_t size = 0;  ///< bytes as read, with a byte order mark

  /// A piece of the file in UTF-8. In a mixed file each piece is what it can be.
  std::string utf8(std::string_view piece) const;
  /// Its first 60 bytes for a message, no letter cut in two.
  std::string excerpt(std::string_view piece) const;
};

/// The whole file under its own name. Throws FormatError when it cannot be read.
RawFile read_raw_file(const std::filesystem::path& path);

/// Takes the bytes over, without copying them. Throws FormatError for nothing, for UTF-16, for binary content and for
/// lines that end in a carriage return alone.
TextFile as_text(RawFile file);

/// Steps over one line: returns it without its end, moves `rest` behind it. A carriage return is dropped.
std::string_view take_line(std::string_view& rest);

/// Without the blanks that tables indent and pad with.
inline std::string_view unpadded(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// True when the bytes are valid UTF-8. O(n).
bool is_utf8(std::string_view bytes);

}  // namespace werdegang::inline v0::detail
