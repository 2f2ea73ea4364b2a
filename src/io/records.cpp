#include "records.hpp"

#include <cstring>

#include "pivot.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {

bool split_record(std::string_view line, std::size_t width, std::vector<std::string_view>& fields) {
  fields.clear();
  const char* at = line.data();
  const char* const end = at + line.size();
  bool quoted = false;
  for (;;) {
    const auto* stop =
        at == end ? nullptr : static_cast<const char*>(std::memchr(at, ';', static_cast<std::size_t>(end - at)));
    fields.emplace_back(at, static_cast<std::size_t>((stop ? stop : end) - at));
    quoted = quoted || fields.back().starts_with('"');
    if (!stop) break;
    at = stop + 1;
  }
  if (!quoted) return fields.size() == width;
  if (fields.size() != width) {
    split_fields(line, fields);
    return fields.size() == width;
  }
  for (auto& field : fields)
    if (field.size() >= 2 && field.front() == '"' && field.back() == '"') field = field.substr(1, field.size() - 2);
  return true;
}

void wrong_width(const TextFile& file, std::string_view line, Index number, std::size_t width) {
  std::vector<std::string_view> fields;
  split_fields(line, fields);
  const bool last = line.data() + line.size() == file.bytes.data() + file.bytes.size();
  throw FormatError(file.name, number,
                    "the record has " + std::to_string(fields.size()) + " fields, expected " + std::to_string(width) +
                        ": '" + file.excerpt(line) + "'" + (last ? "; the file was cut here: export it again" : ""));
}

void note_missing_end(const TextFile& file, Index last_line, Findings& findings) {
  if (!file.bytes.ends_with('\n')) findings.add("missing_line_end", {}, 0, last_line);
}

std::string table_in_name(const std::string& name, const std::string& statistic) {
  const std::size_t start = statistic.empty() ? std::string::npos : name.find(statistic + "-");
  if (start == std::string::npos) return "";
  std::size_t end = start;
  while (end < name.size() &&
         (name[end] == '-' || (name[end] >= '0' && name[end] <= '9') || (name[end] >= 'A' && name[end] <= 'Z')))
    ++end;
  return name.substr(start, end - start);
}

}  // namespace werdegang::inline v0::detail
