#include "vocabulary.hpp"

#include "../core/catalogue_file.hpp"
#include "../core/folded.hpp"
#include "../core/toml.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/model/actor.hpp"
#include "werdegang/model/tie.hpp"
#include "werdegang/model/vocabulary.hpp"

namespace werdegang::inline v0 {
namespace {

using Vocabularies = std::map<std::string, detail::Vocabulary, std::less<>>;

toml::table catalogue(const std::string& path) { return detail::parse_toml(detail::catalogue_file(path), path); }

Member member_of(const toml::table& entry) {
  Member member;
  member.code = detail::text_of(entry, "code");
  member.label_de = detail::text_of(entry, "label_de");
  member.label_en = detail::text_of(entry, "label_en");
  return member;
}

void start(detail::Vocabulary& words, std::string_view name, std::string_view label_de, std::string_view label_en) {
  auto list = std::make_shared<Codelist>();
  list->name = name;
  list->label_de = label_de;
  list->label_en = label_en;
  words.list = std::move(list);
}

void read_members(detail::Vocabulary& words, const toml::table& table, std::string_view key) {
  detail::for_each_table(
      table, key, [&](const toml::table& entry) { words.add(member_of(entry), detail::texts_of(entry, "also")); });
}

Vocabularies load_vocabularies() {
  Vocabularies all;
  start(all["actor_kind"], "actor_kind", "Art des Akteurs", "Kind of actor");
  read_members(all["actor_kind"], catalogue("actor_kinds.toml"), "kind");
  start(all["tie_kind"], "tie_kind", "Art der Verbindung", "Kind of tie");
  read_members(all["tie_kind"], catalogue("tie_kinds.toml"), "kind");
  detail::for_each_table(catalogue("landscape_lists.toml"), "codelist", [&](const toml::table& entry) {
    auto& words = all[detail::text_of(entry, "name")];
    start(words, detail::text_of(entry, "name"), detail::text_of(entry, "label_de"),
          detail::text_of(entry, "label_en"));
    read_members(words, entry, "member");
  });
  return all;
}

const Vocabularies& vocabularies() {
  static const Vocabularies all = load_vocabularies();
  return all;
}

template <class Kind>
const Kind* find_kind(const std::vector<Kind>& kinds, std::string_view code) {
  for (const Kind& kind : kinds)
    if (kind.code == code) return &kind;
  return nullptr;
}

}  // namespace

void detail::Vocabulary::add(Member member, const std::vector<std::string>& also) {
  auto longer = std::make_shared<Codelist>(*list);
  const auto at = static_cast<Index>(longer->members.size());
  codes.emplace(member.code, at);
  for (const auto& name : {member.label_de, member.label_en, member.code})
    if (!name.empty()) names.emplace(folded(name), at);
  for (const auto& name : also) names.emplace(folded(name), at);
  longer->members.push_back(std::move(member));
  list = std::move(longer);
}

std::string detail::Vocabulary::nearest(std::string_view code) const {
  std::vector<std::string> known;
  for (const Member& member : list->members) known.push_back(member.code);
  const auto best = nearest_names(code, known, 1);
  return best.empty() ? std::string() : best.front();
}

const detail::Vocabulary& detail::vocabulary(std::string_view name) {
  const auto at = vocabularies().find(name);
  if (at == vocabularies().end()) throw UnknownName("code list", name, nearest_names(name, landscape_codelist_names()));
  return at->second;
}

CodelistPtr landscape_codelist(std::string_view name) { return detail::vocabulary(name).list; }

std::vector<std::string> landscape_codelist_names() {
  std::vector<std::string> names;
  for (const auto& [name, words] : vocabularies()) names.push_back(name);
  return names;
}

const std::vector<ActorKind>& known_actor_kinds() {
  static const std::vector<ActorKind> kinds = [] {
    std::vector<ActorKind> result;
    detail::for_each_table(catalogue("actor_kinds.toml"), "kind", [&](const toml::table& entry) {
      result.push_back({detail::text_of(entry, "code"), detail::text_of(entry, "label_de"),
                        detail::text_of(entry, "label_en"), detail::text_of(entry, "sector"),
                        detail::text_of(entry, "formality"), detail::text_of(entry, "stage")});
    });
    return result;
  }();
  return kinds;
}

const ActorKind* find_actor_kind(std::string_view code) { return find_kind(known_actor_kinds(), code); }

const std::vector<TieKind>& known_tie_kinds() {
  static const std::vector<TieKind> kinds = [] {
    std::vector<TieKind> result;
    detail::for_each_table(catalogue("tie_kinds.toml"), "kind", [&](const toml::table& entry) {
      result.push_back({detail::text_of(entry, "code"), detail::text_of(entry, "label_de"),
                        detail::text_of(entry, "label_en"), entry["directed"].value_or(false)});
    });
    return result;
  }();
  return kinds;
}

const TieKind* find_tie_kind(std::string_view code) { return find_kind(known_tie_kinds(), code); }

}  // namespace werdegang::inline v0
