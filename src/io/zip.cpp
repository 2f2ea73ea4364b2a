#include "zip.hpp"

#include <algorithm>

#include "dialect.hpp"
#include "inflate.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {
namespace {

constexpr std::size_t end_record_size = 22, directory_entry_size = 46, local_header_size = 30;
constexpr std::size_t longest_comment = 0xffff;
constexpr unsigned stored = 0, deflated = 8, encrypted = 1;
/// What one file of an archive may hold unpacked, and how far DEFLATE can pack at all.
constexpr std::size_t largest_file = std::size_t{4} << 30;
constexpr std::size_t strongest_packing = 1032;

std::uint32_t number(std::string_view bytes, std::size_t at, int size) {
  std::uint32_t value = 0;
  for (int i = 0; i < size; ++i)
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)])) << (8 * i);
  return value;
}

[[noreturn]] void broken(const std::string& archive, const std::string& what) {
  throw FormatError(archive, 0, what + "; the archive is broken or was cut: download it again");
}

/// The record at the end that says where the directory is; a comment may follow it.
std::size_t find_end_record(const std::string& archive, std::string_view bytes) {
  const std::size_t lowest =
      bytes.size() > longest_comment + end_record_size ? bytes.size() - longest_comment - end_record_size : 0;
  for (std::size_t at = bytes.size() < end_record_size ? 0 : bytes.size() - end_record_size + 1; at-- > lowest;)
    if (bytes.substr(at, 4) == std::string_view("PK\x05\x06", 4)) return at;
  broken(archive, "the ZIP archive has no directory at its end");
}

bool is_csv(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  const std::size_t slash = name.rfind('/');
  const bool hidden = name.substr(slash == std::string_view::npos ? 0 : slash + 1).starts_with('.');
  return dot != std::string_view::npos && !hidden && !name.starts_with("__MACOSX/") &&
         (name.substr(dot) == ".csv" || name.substr(dot) == ".CSV");
}

}  // namespace

bool is_zip(std::string_view bytes) {
  return bytes.starts_with(std::string_view("PK\x03\x04", 4)) || bytes.starts_with(std::string_view("PK\x05\x06", 4));
}

std::vector<ZipEntry> list_zip(const std::string& archive, std::string_view bytes) {
  const std::size_t end = find_end_record(archive, bytes);
  std::vector<ZipEntry> entries;
  std::size_t at = number(bytes, end + 16, 4);
  for (std::uint32_t left = number(bytes, end + 10, 2); left > 0; --left) {
    if (at > end || end - at < directory_entry_size || bytes.substr(at, 4) != std::string_view("PK\x01\x02", 4))
      broken(archive, "the directory of the ZIP archive cannot be read");
    const std::size_t name = number(bytes, at + 28, 2);
    const std::size_t length = directory_entry_size + name + number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
    if (end - at < length) broken(archive, "the directory of the ZIP archive cannot be read");
    ZipEntry entry{std::string(bytes.substr(at + directory_entry_size, name)),
                   number(bytes, at + 10, 2),
                   number(bytes, at + 8, 2),
                   number(bytes, at + 16, 4),
                   number(bytes, at + 20, 4),
                   number(bytes, at + 24, 4),
                   number(bytes, at + 42, 4)};
    if (!entry.name.ends_with('/')) entries.push_back(std::move(entry));
    at += length;
  }
  return entries;
}

std::string unzip(const std::string& archive, std::string_view bytes, const ZipEntry& entry) {
  const std::string name = archive + "/" + entry.name;
  if (entry.flags & encrypted) throw FormatError(name, 0, "the file is locked by a password; expected an open archive");
  if (entry.method != stored && entry.method != deflated)
    throw FormatError(name, 0,
                      "the file is packed by method " + std::to_string(entry.method) +
                          ", expected none or DEFLATE: pack it again as an ordinary ZIP");
  if (entry.offset > bytes.size() || bytes.size() - entry.offset < local_header_size)
    broken(name, "the file lies outside the archive");
  const std::size_t data =
      entry.offset + local_header_size + number(bytes, entry.offset + 26, 2) + number(bytes, entry.offset + 28, 2);
  if (data > bytes.size() || bytes.size() - data < entry.packed) broken(name, "the file lies outside the archive");
  if (entry.size > largest_file || entry.size / strongest_packing > entry.packed + 1)
    throw FormatError(name, 0,
                      "the file claims to be " + std::to_string(entry.size) + " bytes, packed into " +
                          std::to_string(entry.packed) + "; this is no table but a ZIP bomb");
  const std::string_view packed = bytes.substr(data, entry.packed);
  std::string result;
  const bool whole = entry.method == stored ? packed.size() == entry.size : inflate(packed, entry.size, result);
  if (whole && entry.method == stored) result = packed;
  if (!whole || crc32(result) != entry.crc) broken(name, "the file does not unpack to what was packed");
  return result;
}

std::vector<RawFile> open_zip(RawFile file) {
  const RawFile archive = std::move(file);
  std::vector<RawFile> files;
  for (const ZipEntry& entry : list_zip(archive.name, archive.bytes))
    if (is_csv(entry.name))
      files.push_back({archive.name + "/" + entry.name, unzip(archive.name, archive.bytes, entry)});
  if (archive.bytes.find("xl/workbook.xml") != std::string::npos)
    throw NoTable(archive.name, "this is an XLSX workbook; expected a csv file: export the table as csv");
  if (files.empty())
    throw NoTable(archive.name, "the archive holds no csv file; expected an export of a table as csv in it");
  return files;
}

}  // namespace werdegang::inline v0::detail
