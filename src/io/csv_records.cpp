#include "csv_records.hpp"

#include <algorithm>
#include <array>

#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {

char find_separator(std::string_view utf8) {
  constexpr std::string_view signs = ";\t|,";
  constexpr int lines_looked_at = 20;
  std::array<Index, signs.size()> counts{};
  bool quoted = false;
  int lines = 0;
  for (const char c : utf8) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' && ++lines == lines_looked_at) break;
    if (const auto at = signs.find(c); at != std::string_view::npos) ++counts[at];
  }
  // A comma is common inside texts and numbers: it loses against a semicolon that stands once a line.
  for (std::size_t i = 0; i + 1 < signs.size(); ++i)
    if (counts[i] >= std::max(1, lines) && (counts[i] * 3 >= counts.back())) return signs[i];
  const auto most = std::max_element(counts.begin(), counts.end());
  return *most > 0 ? signs[static_cast<std::size_t>(most - counts.begin())] : '\0';
}

/// After the opening quote up to the closing one.
void CsvReader::quoted(std::string& field) {
  const Index opened = line_;
  for (;;) {
    const std::size_t end = rest_.find('"');
    if (end == std::string_view::npos)
      throw FormatError(name_, opened, "the quote that opens on this line does not end, expected '\"'");
    const auto piece = rest_.substr(0, end);
    line_ += std::count(piece.begin(), piece.end(), '\n');
    field += piece;
    rest_.remove_prefix(end + 1);
    if (!rest_.starts_with('"')) return;
    field += '"';
    rest_.remove_prefix(1);
  }
}

bool CsvReader::next(CsvRecord& record) {
  if (rest_.empty()) return false;
  record.line = line_;
  std::size_t count = 0;
  const auto fresh = [&]() -> std::string& {
    if (count == record.fields.size()) record.fields.emplace_back();
    record.fields[count].clear();
    return record.fields[count++];
  };
  std::string* field = &fresh();
  bool begins = true;
  for (;;) {
    if (rest_.empty()) break;
    const char c = rest_.front();
    rest_.remove_prefix(1);
    if (c == '"' && begins) {
      quoted(*field);
    } else if (c == separator_) {
      field = &fresh();
      begins = true;
      continue;
    } else if (c == '\n') {
      ++line_;
      break;
    } else if (c != '\r' || !(rest_.empty() || rest_.front() == '\n')) {
      *field += c;
      if (c == ' ') continue;
    }
    begins = false;
  }
  record.fields.resize(count);
  return true;
}

}  // namespace werdegang::inline v0::detail
