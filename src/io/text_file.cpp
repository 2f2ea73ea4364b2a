#include "text_file.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>

#include "werdegang/core/error.hpp"
#include "werdegang/observations/source.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// Windows-1252 for 0x80..0x9f; 0 where the code page has a hole.
constexpr std::array<unsigned, 32> windows_1252 = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                                   0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                                   0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                                   0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

void append_utf8(std::string& text, unsigned point) {
  if (point < 0x80) {
    text += static_cast<char>(point);
  } else if (point < 0x800) {
    text += static_cast<char>(0xc0 | (point >> 6));
    text += static_cast<char>(0x80 | (point & 0x3f));
  } else {
    text += static_cast<char>(0xe0 | (point >> 12));
    text += static_cast<char>(0x80 | ((point >> 6) & 0x3f));
    text += static_cast<char>(0x80 | (point & 0x3f));
  }
}

int sequence_length(unsigned char first) {
  if (first < 0xc2) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
}

/// The two bytes of an umlaut or of ß in UTF-8; as ISO-8859-1 they would be "Ã" and a sign that follows no letter.
bool has_utf8_umlaut(std::string_view bytes) {
  constexpr std::string_view second = "\x84\x96\x9c\x9f\xa4\xb6\xbc";
  for (std::size_t at = bytes.find('\xc3'); at != std::string_view::npos; at = bytes.find('\xc3', at + 1))
    if (at + 1 < bytes.size() && second.find(bytes[at + 1]) != std::string_view::npos) return true;
  return false;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto* const end = at + bytes.size();
  while (at < end) {
    std::uint64_t eight;
    while (end - at >= 8 && (std::memcpy(&eight, at, 8), (eight & 0x8080808080808080u) == 0)) at += 8;
    if (at == end) break;
    if (*at < 0x80) {
      ++at;
      continue;
    }
    const int length = sequence_length(*at);
    if (length == 0 || end - at < length) return false;
    for (int i = 1; i < length; ++i)
      if ((at[i] & 0xc0) != 0x80) return false;
    at += length;
  }
  return true;
}

std::string TextFile::utf8(std::string_view piece) const {
  if (!latin1 || (mixed && is_utf8(piece))) return std::string(piece);
  std::string text;
  for (const char c : piece) {
    const auto byte = static_cast<unsigned char>(c);
    const unsigned named = byte >= 0x80 && byte < 0xa0 ? windows_1252[byte - 0x80u] : byte;
    append_utf8(text, named ? named : 0xfffd);
  }
  return text;
}

std::string TextFile::excerpt(std::string_view piece) const {
  std::size_t end = std::min<std::size_t>(60, piece.size());
  while (!latin1 && end < piece.size() && (static_cast<unsigned char>(piece[end]) & 0xc0) == 0x80) ++end;
  return utf8(piece.substr(0, end));
}

RawFile read_raw_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary | std::ios::ate);
  if (!stream || std::filesystem::is_directory(path))
    throw FormatError(path.string(), 0, "the file cannot be opened; expected a readable file");
  std::string bytes(static_cast<std::size_t>(stream.tellg()), '\0');
  stream.seekg(0);
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!stream) throw FormatError(path.string(), 0, "the file cannot be read to its end");
  return {path.filename().string(), std::move(bytes)};
}

TextFile as_text(RawFile raw) {
  TextFile file{std::move(raw.name), std::move(raw.bytes), false, false, {}, 0};
  const auto fail = [&](const std::string& message) { throw FormatError(file.name, 0, message); };
  std::string& bytes = file.bytes;
  file.size = bytes.size();
  if (bytes.empty()) fail("the file is empty; expected a table exported as csv");
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff"))
    fail("the file is encoded as UTF-16; expected UTF-8 or ISO-8859-1: save it as \"CSV UTF-8\"");
  if (bytes.find('\0') != std::string::npos)
    fail("the file holds binary content; expected text in UTF-8 or ISO-8859-1");
  if (bytes.find('\n') == std::string::npos && bytes.find('\r') != std::string::npos)
    fail("the lines end with a carriage return alone; expected LF or CR LF: save it as csv again");
  file.hash = sha256(bytes);
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.erase(0, 3);
  file.latin1 = !is_utf8(bytes);
  file.mixed = file.latin1 && has_utf8_umlaut(bytes);
  return file;
}

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace werdegang::inline v0::detail
