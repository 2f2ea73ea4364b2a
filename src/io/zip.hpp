// Files inside a ZIP archive.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text_file.hpp"

namespace werdegang::inline v0::detail {

struct ZipEntry {
  std::string name;
  unsigned method = 0, flags = 0;
  std::uint32_t crc = 0;
  std::size_t packed = 0, size = 0, offset = 0;  ///< bytes, and where its local header is
};

bool is_zip(std::string_view bytes);

/// The files in an archive, in its order; folders are left out. Throws FormatError for an archive that is broken.
std::vector<ZipEntry> list_zip(const std::string& archive, std::string_view bytes);

/// One file unpacked and checked. Throws FormatError when it is broken, locked by a password, packed in another way
/// than DEFLATE, or would be too large.
std::string unzip(const std::string& archive, std::string_view bytes, const ZipEntry& entry);

/// The csv files in an archive as GENESIS databases hand it out, each as "archive.zip/name.csv".
std::vector<RawFile> open_zip(RawFile file);

}  // namespace werdegang::inline v0::detail
