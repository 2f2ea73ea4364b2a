#include "werdegang/model/stage.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "../core/catalogue_file.hpp"
#include "../core/folded.hpp"
#include "../core/toml.hpp"
#include "stage_words.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

constexpr std::string_view kind_names[] = {"learning", "work", "between", "exit", "unknown"};

struct Catalogue {
  std::vector<Stage> stages;
  std::map<std::string, std::size_t, std::less<>> position;
  std::map<std::string, std::pair<std::string, std::string>, std::less<>> sectors;
  std::set<std::string, std::less<>> unknown_words;
  std::map<std::string, std::string, std::less<>> words;  // ids and labels, folded; "" where several stages share one
};

Stage::Kind parse_kind(const std::string& text) {
  const auto at = std::find(std::begin(kind_names), std::end(kind_names), text);
  if (at == std::end(kind_names)) throw UnknownName("kind of stage", text, {"learning", "work", "between"});
  return static_cast<Stage::Kind>(at - std::begin(kind_names));
}

Catalogue load() {
  Catalogue catalogue;
  const auto root = detail::parse_toml(detail::catalogue_file("stages.toml"), "stages.toml");
  detail::for_each_table(root, "sector", [&](const toml::table& entry) {
    const auto text = [&](std::string_view key) { return detail::text_of(entry, key); };
    catalogue.sectors[text("id")] = {text("label_de"), text("label_en")};
  });
  detail::for_each_table(root, "stage", [&](const toml::table& entry) {
    const auto text = [&](std::string_view key) { return detail::text_of(entry, key); };
    catalogue.stages.push_back({text("id"), text("label_de"), text("label_en"), parse_kind(text("kind")),
                                text("parent"), text("sector"), text("isced"), entry["order"].value_or(Index{0})});
    if (text("id") != unknown_stage) return;
    for (const auto& word : detail::texts_of(entry, "aliases")) catalogue.unknown_words.insert(detail::folded(word));
  });
  std::stable_sort(catalogue.stages.begin(), catalogue.stages.end(),
                   [](const Stage& a, const Stage& b) { return a.order < b.order; });
  for (std::size_t i = 0; i < catalogue.stages.size(); ++i) catalogue.position[catalogue.stages[i].id] = i;
  for (const Stage& stage : catalogue.stages)
    for (const std::string* word : {&stage.id, &stage.label_de, &stage.label_en}) {
      const auto [at, added] = catalogue.words.try_emplace(detail::folded(*word), stage.id);
      if (!added && at->second != stage.id) at->second.clear();
    }
  return catalogue;
}

const Catalogue& catalogue() {
  static const Catalogue loaded = load();
  return loaded;
}

}  // namespace

const std::vector<Stage>& known_stages() { return catalogue().stages; }

const Stage* find_stage(std::string_view id) {
  const auto at = catalogue().position.find(id);
  return at == catalogue().position.end() ? nullptr : &catalogue().stages[at->second];
}

const Stage* detail::stage_by_word(std::string_view text) {
  const auto at = catalogue().words.find(detail::folded(text));
  return at == catalogue().words.end() ? nullptr : find_stage(at->second);
}

bool means_unknown(std::string_view text) {
  return text == unknown_stage || catalogue().unknown_words.contains(detail::folded(text));
}

std::string_view to_string(Stage::Kind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

CodelistPtr stage_codelist() {
  static const CodelistPtr shared = [] {
    auto list = std::make_shared<Codelist>();
    list->name = "stage";
    list->label_de = "Station";
    list->label_en = "Stage";
    for (const Stage& stage : known_stages()) {
      const auto parent = catalogue().position.find(stage.parent);
      list->members.push_back({stage.id,
                               stage.label_de,
                               stage.label_en,
                               parent == catalogue().position.end() ? -1 : static_cast<Index>(parent->second),
                               Member::part,
                               {},
                               {}});
    }
    return list;
  }();
  return shared;
}

std::string stage_label(std::string_view id, std::string_view language) {
  if (const Stage* stage = find_stage(id)) return language == "en" ? stage->label_en : stage->label_de;
  const auto sector = catalogue().sectors.find(id);
  if (sector == catalogue().sectors.end()) return std::string(id);
  return language == "en" ? sector->second.second : sector->second.first;
}

std::string stage_on_level(std::string_view id, std::string_view level) {
  if (level != "stage" && level != "sector") throw UnknownName("level", level, {"stage", "sector"});
  const Stage* stage = find_stage(id);
  if (!stage) return std::string(id);
  while (!stage->parent.empty()) stage = find_stage(stage->parent);
  return level == "stage" ? stage->id : stage->sector;
}

}  // namespace werdegang::inline v0
