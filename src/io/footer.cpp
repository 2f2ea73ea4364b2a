#include "footer.hpp"

#include "pivot.hpp"
#include "werdegang/core/period.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// "24.02.2018 / 11:43:46" -> "2018-02-24T11:43:46"
std::string iso_stand(const std::string& text) {
  Period day;
  if (!try_parse_period(text.substr(0, 10), day)) return text;
  const std::size_t slash = text.find("/ ");
  return to_string(day) + (slash == std::string::npos ? "" : "T" + text.substr(slash + 2));
}

std::string unquoted(std::string_view line) {
  std::string text;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '"')
      text += line[i];
    else if (i + 1 < line.size() && line[i + 1] == '"')
      text += line[++i];
  }
  return text;
}

void append_line(std::string& text, const std::string& line) { text += (text.empty() ? "" : "\n") + line; }

}  // namespace

Footer read_footer(const TextFile& file, std::string_view text) {
  Footer footer;
  bool licence = false;
  take_line(text);
  while (!text.empty()) {
    const std::string line = squeezed(unquoted(file.utf8(take_line(text))));
    if (line.starts_with("Stand: ")) {
      footer.stand = iso_stand(line.substr(7));
      licence = false;
    } else if (line.starts_with("©") || line.starts_with("(C)")) {
      licence = true;
    }
    if (licence)
      footer.licence += (footer.licence.empty() ? "" : " ") + line;
    else if (!line.empty() && !line.starts_with("Stand: "))
      append_line(footer.notes, line);
  }
  return footer;
}

}  // namespace werdegang::inline v0::detail
