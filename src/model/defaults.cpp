#include "defaults.hpp"

#include <functional>

#include "raw_codes.hpp"
#include "werdegang/model/actor.hpp"
#include "werdegang/model/tie.hpp"

namespace werdegang::inline v0::detail {
namespace {

std::string cell(const Table& table, std::string_view column, Index row) {
  return table.has(column) ? cell_text(table.column(column), row) : std::string();
}

/// The position of a named standard column in the frame, added with no value in any row when it is not there.
std::size_t place_of(ReadFrame& frame, std::string_view name, const Vocabulary& words) {
  std::size_t at = 0;
  for (; at < frame.columns.size(); ++at) {
    const ReadColumn& column = frame.columns[at];
    if (column.column.name == name) return at;
    if (!column.rule || column.rule > frame.rule->find(name)) break;
  }
  Codelist list = *words.list;
  list.members.clear();
  std::vector<std::int32_t> none(static_cast<std::size_t>(frame.rows), -1);
  Column empty{std::string(name),
               Role::dimension,
               Codes{Buffer<std::int32_t>(std::move(none)), std::make_shared<const Codelist>(std::move(list))},
               {}};
  frame.columns.insert(frame.columns.begin() + static_cast<std::ptrdiff_t>(at),
                       {frame.rule->find(name), std::move(empty), -1});
  return at;
}

/// Writes what each kind says into the rows of a column that say nothing.
void fill(ReadFrame& frame, std::string_view name, const std::function<std::string(const std::string&)>& of_kind) {
  const Vocabulary& words = vocabulary(name);
  const std::size_t at = place_of(frame, name, words);
  const auto& kinds = std::get<Codes>(frame.find("kind")->column.data);
  const auto& given = std::get<Codes>(frame.columns[at].column.data);
  std::vector<std::optional<Member>> meaning(given.list->members.begin(), given.list->members.end());
  std::vector<std::int32_t> said;
  for (const Member& kind : kinds.list->members) {
    const std::string code = of_kind(kind.code);
    said.push_back(code.empty() ? -1 : static_cast<std::int32_t>(meaning.size()));
    if (code.empty()) continue;
    const auto known = words.codes.find(code);
    meaning.emplace_back(known == words.codes.end() ? Member{code, code, code, -1, Member::part, {}, {}}
                                                    : words.list->members[static_cast<std::size_t>(known->second)]);
  }
  RawCodes raw;
  std::vector<std::int32_t> index(given.index.view.begin(), given.index.view.end());
  for (Index row = 0; row < frame.rows; ++row)
    if (auto& value = index[static_cast<std::size_t>(row)]; value < 0 && kinds.index[row] >= 0)
      value = said[static_cast<std::size_t>(kinds.index[row])];
  raw.index = Buffer<std::int32_t>(std::move(index));
  Codelist head = *given.list;
  frame.columns[at].column.data = coded(raw, meaning, std::move(head));
}

}  // namespace

void declare_kinds(const Table& kinds, Vocabulary& words) {
  for (Index row = 0; row < kinds.rows(); ++row) {
    const std::string code = cell(kinds, "code", row);
    if (words.codes.contains(code)) continue;
    const std::string german = cell(kinds, "label_de", row), english = cell(kinds, "label_en", row);
    words.add({code, german.empty() ? code : german, english.empty() ? code : english, -1, Member::part, {}, {}}, {});
  }
}

void fill_sector_and_formality(ReadFrame& actors, const Table& own_kinds) {
  const auto own = [&](const std::string& kind, std::string_view column) {
    for (Index row = 0; row < own_kinds.rows(); ++row)
      if (cell(own_kinds, "code", row) == kind) return cell(own_kinds, column, row);
    return std::string();
  };
  fill(actors, "sector", [&](const std::string& kind) {
    const ActorKind* known = find_actor_kind(kind);
    return known ? known->sector : own(kind, "sector");
  });
  fill(actors, "formality", [&](const std::string& kind) {
    const ActorKind* known = find_actor_kind(kind);
    return known ? known->formality : own(kind, "formality");
  });
}

void fill_direction(ReadFrame& ties) {
  fill(ties, "direction", [](const std::string& kind) {
    const TieKind* known = find_tie_kind(kind);
    return std::string(known && known->directed ? "directed" : "undirected");
  });
}

}  // namespace werdegang::inline v0::detail
