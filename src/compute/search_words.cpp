#include "search_words.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "../core/folded.hpp"

namespace werdegang::inline v0::detail {
namespace {

constexpr std::size_t shortest_stem = 5, shortest_part = 4;

/// The letters at a position of a folded text and how many bytes they take; none for what separates words.
std::pair<std::string, std::size_t> letters_at(std::string_view folded, std::size_t at) {
  const auto first = static_cast<unsigned char>(folded[at]);
  if (first < 0x80) return {std::isalnum(first) ? std::string(1, folded[at]) : "", 1};
  const std::size_t bytes = std::min<std::size_t>(first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2, folded.size() - at);
  const std::string_view sign = folded.substr(at, bytes);
  if (sign == "ä") return {"ae", bytes};
  if (sign == "ö") return {"oe", bytes};
  if (sign == "ü") return {"ue", bytes};
  if (sign == "ß") return {"ss", bytes};
  const bool letter = first >= 0xc3 && first < 0xe0;
  return {letter ? std::string(sign) : "", bytes};
}

}  // namespace

std::vector<SearchWord> search_words(std::string_view text) {
  const std::string lowered = folded(text);  // of the same length as the text
  std::vector<SearchWord> words(1);
  for (std::size_t at = 0; at < lowered.size();) {
    const auto [letters, bytes] = letters_at(lowered, at);
    if (!letters.empty()) {
      words.back().folded += letters;
      words.back().written += text.substr(at, bytes);
    } else if (!words.back().folded.empty()) {
      words.emplace_back();
    }
    at += bytes;
  }
  if (words.back().folded.empty()) words.pop_back();
  return words;
}

std::string stem_of(std::string_view folded) {
  static constexpr std::array<std::string_view, 13> endings{"igkeit", "innen", "keit", "heit", "ern", "ung", "en",
                                                            "er",     "es",    "em",   "e",    "n",   "s"};
  const auto without = [](std::string_view word) {
    for (const auto ending : endings)
      if (word.ends_with(ending) && word.size() >= ending.size() + shortest_stem)
        return word.substr(0, word.size() - ending.size());
    return word;
  };
  return std::string(without(without(folded)));
}

int likeness(std::string_view stem, std::string_view word) {
  if (stem.empty()) return 0;
  if (word == stem || stem_of(word) == stem) return 3;
  if (word.starts_with(stem)) return stem.size() < 3 ? 0 : 2;
  return stem.size() >= shortest_part && word.find(stem) != std::string_view::npos ? 1 : 0;
}

double shared_pairs(std::string_view a, std::string_view b) {
  if (a.size() < 2 || b.size() < 2) return a == b ? 1.0 : 0.0;
  std::vector<std::string_view> left;
  for (std::size_t i = 0; i + 1 < b.size(); ++i) left.push_back(b.substr(i, 2));
  const auto all = static_cast<double>(a.size() + b.size() - 2);
  double shared = 0;
  for (std::size_t i = 0; i + 1 < a.size(); ++i) {
    const auto found = std::find(left.begin(), left.end(), a.substr(i, 2));
    if (found == left.end()) continue;
    left.erase(found);
    shared += 2;
  }
  return shared / all;
}

}  // namespace werdegang::inline v0::detail
