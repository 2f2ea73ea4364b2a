// Where a figure comes from.
#pragma once

#include <string>
#include <string_view>

namespace werdegang::inline v0 {

/// A file or table that figures were read from. `official` figures were released by an office,
/// `own` ones were not, `aggregation` ones were added up here from official figures.
struct Source {
  enum Kind : std::uint8_t { official, own, aggregation };
  std::string table;  ///< "21111-02-06-4"
  std::string title;
  std::string file;     ///< name as given by the caller
  std::string stand;    ///< date of the extract, ISO: "2018-02-24T11:43:46"; empty when not said
  std::string licence;  ///< the attribution that the licence asks for
  std::string notes;    ///< the footnotes, as printed
  std::string hash;     ///< SHA-256 of the file, hexadecimal
  std::string method;   ///< how the figures came about: "published" for rates computed by the office, else empty
  Kind kind = own;
  bool operator==(const Source&) const = default;
};

std::string_view to_string(Source::Kind kind);

/// SHA-256 (FIPS 180-4) of the bytes, as 64 hexadecimal digits. O(n).
std::string sha256(std::string_view bytes);

}  // namespace werdegang::inline v0
