// A file's bytes and their encoding.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace werdegang::inline v0::detail {

struct TextFile {
  std::string name;   ///< as shown in findings
  std::string bytes;  ///< without a byte order mark
  bool latin1 = false;
  std::string hash;

  /// A piece of the file in UTF-8.
  std::string utf8(std::string_view piece) const;
  /// Its first 60 bytes for a message, no letter cut in two.
  std::string excerpt(std::string_view piece) const;
};

/// Throws FormatError for an unreadable or empty file, for UTF-16 and for binary content.
TextFile read_text_file(const std::filesystem::path& path);

/// Steps over one line: returns it without its end, moves `rest` behind it. A carriage return is dropped.
std::string_view take_line(std::string_view& rest);

/// True when the bytes are valid UTF-8. O(n).
bool is_utf8(std::string_view bytes);

}  // namespace werdegang::inline v0::detail
