// Words as one looks for them: without case, hyphens, brackets, umlauts and endings.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace werdegang::inline v0::detail {

/// A word as it is written and as it is compared: "Übergänge", "uebergaenge".
struct SearchWord {
  std::string written, folded;
};

/// The words between blanks, hyphens, brackets and other signs; umlauts count as ae, oe, ue and ss.
std::vector<SearchWord> search_words(std::string_view text);

/// A folded word without its ending, at least five letters long: "schulabbrecher" and "schulabbruch" stay apart,
/// "geburten" becomes "geburt".
std::string stem_of(std::string_view folded);

/// How well a word of a text answers the word looked for: 0 not at all, 1 it is a part of it, 2 its beginning, 3 the
/// same but for the ending. A word of three letters is no part of another.
int likeness(std::string_view stem, std::string_view word);

/// Shared pairs of letters, 0 to 1 (L. R. Dice, Ecology 26 (1945) 297).
double shared_pairs(std::string_view a, std::string_view b);

}  // namespace werdegang::inline v0::detail
