#include "werdegang/core/error.hpp"

#include <algorithm>
#include <cctype>
#include <numeric>
#include <utility>

namespace werdegang::inline v0 {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

/// Levenshtein distance, in bytes. O(|a| |b|).
std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
    }
  }
  return row.back();
}

std::string unknown_message(std::string_view kind, std::string_view name, const std::vector<std::string>& nearest) {
  std::string text = "unknown " + std::string(kind) + " '" + std::string(name) + "'";
  for (std::size_t i = 0; i < nearest.size(); ++i)
    text += (i == 0                    ? ": did you mean '"
             : i + 1 == nearest.size() ? " or '"
                                       : "', '") +
            nearest[i] +
            (i + 2 > nearest.size()    ? "'?"
             : i + 2 == nearest.size() ? "'"
                                       : "");
  return text;
}

}  // namespace

UnknownName::UnknownName(std::string_view kind, std::string_view name, std::vector<std::string> nearest)
    : Error(unknown_message(kind, name, nearest)), nearest_(std::move(nearest)) {}

FormatError::FormatError(std::string file, long long line, const std::string& message)
    : Error(file + (line > 0 ? ", line " + std::to_string(line) : std::string()) + ": " + message),
      file_(std::move(file)),
      line_(line) {}

FormulaError::FormulaError(const std::string& formula, long long position, const std::string& message)
    : Error("formula '" + formula + "', position " + std::to_string(position) + ": " + message), position_(position) {}

std::vector<std::string> nearest_names(std::string_view name, const std::vector<std::string>& known, int count) {
  const std::string wanted = lower(name);
  std::vector<std::pair<std::size_t, std::size_t>> scored;
  for (std::size_t i = 0; i < known.size(); ++i) {
    const std::string candidate = lower(known[i]);
    const bool part = !wanted.empty() && candidate.find(wanted) != std::string::npos;
    scored.emplace_back(part ? 1 : edit_distance(wanted, candidate), i);
  }
  std::sort(scored.begin(), scored.end());
  const std::size_t tolerable = std::max<std::size_t>(2, wanted.size() / 2);
  std::vector<std::string> result;
  for (const auto& [distance, i] : scored) {
    if (distance > tolerable || static_cast<int>(result.size()) == count) break;
    result.push_back(known[i]);
  }
  return result;
}

}  // namespace werdegang::inline v0
