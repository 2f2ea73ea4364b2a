#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "../core/toml.hpp"
#include "search_words.hpp"
#include "werdegang/compute/indicator.hpp"

namespace werdegang::inline v0 {
namespace {

/// A place that is searched and what a word is worth there.
struct Place {
  int worth = 0;
  std::vector<std::string> words;
};

struct Searchable {
  const Indicator* indicator = nullptr;
  std::vector<Place> places;
  std::vector<std::vector<std::string>> names;  ///< id and labels, the words of each sorted
};

/// What people say for an indicator that its label does not name; the first ids are meant most.
struct Synonym {
  std::vector<detail::SearchWord> words;
  std::vector<std::string> ids;
};

constexpr int label_worth = 1600, id_worth = 1200, synonym_worth = 800, definition_worth = 400, note_worth = 200;
constexpr int whole_name_worth = 100'000, likeness_worth = 30, synonym_place_worth = 8, longest_synonym = 10;
constexpr double least_shared_pairs = 0.6;
constexpr std::size_t most_nearest = 3;

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words;
  for (auto& word : detail::search_words(text)) words.push_back(std::move(word.folded));
  return words;
}

std::vector<std::string> sorted_words(std::string_view text) {
  auto words = folded_words(text);
  std::sort(words.begin(), words.end());
  return words;
}

const std::vector<Searchable>& searchables() {
  static const std::vector<Searchable> all = [] {
    std::vector<Searchable> made;
    for (const Indicator& i : known_indicators())
      made.push_back(
          {&i,
           {{label_worth, folded_words(i.label_de + " " + i.label_en)},
            {id_worth, folded_words(i.id)},
            {definition_worth, folded_words(i.definition_de + " " + i.definition_en + " " + i.numerator_de + " " +
                                            i.numerator_en + " " + i.denominator_de + " " + i.denominator_en)},
            {note_worth, folded_words(i.note_de + " " + i.note_en + " " + i.source_statistic_de + " " +
                                      i.source_statistic_en + " " + i.place_de + " " + i.place_en)}},
           {sorted_words(i.id), sorted_words(i.label_de), sorted_words(i.label_en)}});
    return made;
  }();
  return all;
}

/// Without the small words, unless there are no others.
std::vector<detail::SearchWord> asked(std::string_view text) {
  static const std::set<std::string> small{"der", "die", "das", "den",  "dem", "des", "und",  "oder",  "von",   "vom",
                                           "zu",  "zum", "zur", "im",   "in",  "am",  "an",   "auf",   "fuer",  "mit",
                                           "je",  "pro", "bei", "nach", "aus", "ein", "eine", "einer", "eines", "als",
                                           "the", "of",  "and", "for",  "per", "a",   "to",   "by",    "at",    "with"};
  const auto all = detail::search_words(text);
  std::vector<detail::SearchWord> kept;
  std::copy_if(all.begin(), all.end(), std::back_inserter(kept),
               [](const auto& word) { return !small.contains(word.folded); });
  return kept.empty() ? all : kept;
}

const std::vector<Synonym>& synonyms() {
  static const std::vector<Synonym> all = [] {
    std::vector<Synonym> made;
    detail::for_each_catalogue_table("synonyms", "synonym", [&](const toml::table& entry) {
      const auto ids = detail::texts_of(entry, "ids");
      for (const auto& phrase : detail::texts_of(entry, "words")) made.push_back({asked(phrase), ids});
    });
    return made;
  }();
  return all;
}

/// What the words are worth as synonyms: for each id one value for every word, 0 where no synonym has it.
std::map<std::string, std::vector<int>> synonym_worths(const std::vector<std::string>& stems) {
  std::map<std::string, std::vector<int>> worths;
  for (const Synonym& synonym : synonyms()) {
    std::vector<std::size_t> used;
    for (const auto& word : synonym.words) {
      const std::string own = detail::stem_of(word.folded);
      for (std::size_t i = 0; i < stems.size(); ++i)
        if (detail::likeness(stems[i], word.folded) >= 2 || detail::likeness(own, stems[i]) >= 2) {
          used.push_back(i);
          break;
        }
    }
    if (used.size() != synonym.words.size()) continue;
    for (std::size_t place = 0; place < synonym.ids.size(); ++place) {
      auto& own = worths[synonym.ids[place]];
      own.resize(stems.size());
      const int rest = longest_synonym - std::min(static_cast<int>(place), longest_synonym);
      for (const std::size_t i : used) own[i] = std::max(own[i], synonym_worth + synonym_place_worth * rest);
    }
  }
  return worths;
}

/// 0 when a word is found nowhere, more the better the place. A synonym decides between equally good places.
int score(const Searchable& item, const std::vector<std::string>& stems, const std::vector<int>& as_synonym) {
  int total = 1;
  for (std::size_t i = 0; i < stems.size(); ++i) {
    int best = 0;
    for (const Place& place : item.places) {
      if (place.worth <= best) continue;
      int likest = 0;
      for (const auto& word : place.words) likest = std::max(likest, detail::likeness(stems[i], word));
      if (likest > 0) best = std::max(best, place.worth + likeness_worth * likest);
    }
    const int synonym = as_synonym.empty() ? 0 : as_synonym[i];
    if (best == 0 && synonym == 0) return 0;
    total += std::max(best, synonym) + (synonym > 0 ? synonym - synonym_worth : 0);
  }
  return total;
}

}  // namespace

std::vector<Indicator> find_indicators(std::string_view text) {
  std::vector<std::string> stems;
  for (const auto& word : asked(text)) stems.push_back(detail::stem_of(word.folded));
  const auto worths = synonym_worths(stems);
  const auto whole = sorted_words(text);
  std::vector<std::pair<int, const Indicator*>> found;
  for (const Searchable& item : searchables()) {
    const auto own = worths.find(item.indicator->id);
    int points = score(item, stems, own == worths.end() ? std::vector<int>{} : own->second);
    if (std::find(item.names.begin(), item.names.end(), whole) != item.names.end()) points += whole_name_worth;
    if (points > 0) found.emplace_back(points, item.indicator);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Indicator> result;
  for (const auto& [points, item] : found) result.push_back(*item);
  return result;
}

std::vector<std::string> nearest_words(std::string_view text) {
  std::map<std::string, std::string> known;  // folded -> as it is written
  const auto add = [&](const std::vector<detail::SearchWord>& words) {
    for (const auto& word : words)
      if (word.folded.size() > 3) known.emplace(word.folded, word.written);
  };
  for (const Synonym& synonym : synonyms()) add(synonym.words);
  for (const Indicator& item : known_indicators()) add(detail::search_words(item.label_de + " " + item.label_en));
  std::vector<std::pair<double, std::string>> near;
  for (const auto& word : asked(text)) {
    if (known.contains(word.folded)) continue;
    for (const auto& [folded, written] : known)
      if (const double shared = detail::shared_pairs(word.folded, folded); shared >= least_shared_pairs)
        near.emplace_back(-shared, written);
  }
  std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> result;
  for (auto& [shared, written] : near)
    if (result.size() < most_nearest) result.push_back(std::move(written));
  return result;
}

}  // namespace werdegang::inline v0
