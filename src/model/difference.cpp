#include <algorithm>
#include <set>

#include "../table/make_column.hpp"
#include "paired_columns.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/model/selection.hpp"

namespace werdegang::inline v0 {
namespace {

using namespace detail;

/// Lines of the result, column by column.
class Lines {
 public:
  void add(std::int32_t entity, std::int32_t change, std::string key, std::string column = {},
           std::optional<std::string> before = {}, std::optional<std::string> after = {}) {
    entity_.push_back(entity);
    change_.push_back(change);
    for (auto& [texts, value] : {std::pair(&key_, &key), std::pair(&column_, &column)}) texts->push_back(*value);
    for (auto& [side, value] : {std::pair(&before_, &before), std::pair(&after_, &after)}) {
      side->known.push_back(*value ? 1 : 0);
      side->texts.push_back(value->value_or(std::string()));
    }
  }

  Table table() {
    return Table({code_column("entity", std::move(entity_),
                              plain_list("entity", {"actor", "offer", "tie", "body", "membership", "agreement",
                                                    "signatory", "flow", "region", "kind"})),
                  code_column("change", std::move(change_), plain_list("change", {"added", "removed", "changed"})),
                  {"key", Role::text, Text::from(key_), {}},
                  {"column", Role::text, Text::from(column_), {}},
                  {"before", Role::text, Text::from(before_.texts), Buffer<std::uint8_t>(std::move(before_.known))},
                  {"after", Role::text, Text::from(after_.texts), Buffer<std::uint8_t>(std::move(after_.known))}});
  }

 private:
  struct Side {
    std::vector<std::string> texts;
    std::vector<std::uint8_t> known;
  };
  std::vector<std::int32_t> entity_, change_;
  std::vector<std::string> key_, column_;
  Side before_, after_;
};

enum Change : std::int32_t { added, removed, changed };

/// Tables of one frame in two landscapes, both in canonical order; `identity` names the columns that make a row the
/// same.
void compare(const Table& before, const Table& after, std::int32_t entity, const std::vector<std::string>& identity,
             Lines& lines) {
  const PairedColumns keys = paired(before, after, identity), all = paired(before, after, {});
  const auto name = [&](const Table& table, Index row) {
    std::string text;
    for (const auto& column : identity)
      if (const std::string part = table.has(column) ? cell_text(table.column(column), row) : ""; !part.empty())
        text += (text.empty()                                                         ? ""
                 : column == "target" || column == "actor" || column == "destination" ? " – "
                                                                                      : ", ") +
                part;
    return text;
  };
  Index a = 0, b = 0;
  while (a < before.rows() || b < after.rows()) {
    const auto order = a == before.rows()  ? std::strong_ordering::greater
                       : b == after.rows() ? std::strong_ordering::less
                                           : keys.compare(a, b);
    if (order < 0) {
      lines.add(entity, removed, name(before, a++));
    } else if (order > 0) {
      lines.add(entity, added, name(after, b++));
    } else {
      for (const PairedColumn& column : all.columns)
        if (column.compare(a, b) != 0)
          lines.add(entity, changed, name(after, b), column.name, column.text_before(a), column.text_after(b));
      ++a, ++b;
    }
  }
}

void require_same_keys(const Landscape& before, const Landscape& after) {
  const auto &a = before.parts().actors, &b = after.parts().actors;
  if (a.rows() > 0 && b.rows() > 0 && a.columns()[0].data.index() != b.columns()[0].data.index())
    throw InvalidArgument("ids of actors that are texts in one landscape and numbers in the other", "difference",
                          "ids of one type");
}

Table flow_table(const Flows& flows) { return flows.rows() == 0 ? Table() : to_table(flows); }

std::vector<std::string> flow_identity(const Flows& before, const Flows& after) {
  std::set<std::string> groups;
  for (const Flows* flows : {&before, &after})
    for (const Codes& group : flows->groups) groups.insert(group.list->name);
  std::vector<std::string> names{"origin", "destination", "period"};
  names.insert(names.end(), groups.begin(), groups.end());
  return names;
}

}  // namespace

Table difference(const Landscape& before, const Landscape& after) {
  Lines lines;
  require_same_keys(before, after);
  if (before == after) return lines.table();
  const std::vector<std::string> id{"id"}, code{"code"};
  compare(before.actors(), after.actors(), 0, id, lines);
  compare(before.offers(), after.offers(), 1, id, lines);
  compare(before.ties(), after.ties(), 2, {"source", "target", "kind", "direction", "from"}, lines);
  compare(before.bodies(), after.bodies(), 3, id, lines);
  compare(before.memberships(), after.memberships(), 4, {"body", "actor", "role", "from"}, lines);
  compare(before.agreements(), after.agreements(), 5, id, lines);
  compare(before.signatories(), after.signatories(), 6, {"agreement", "actor", "role", "from"}, lines);
  compare(flow_table(before.flows()), flow_table(after.flows()), 7, flow_identity(before.flows(), after.flows()),
          lines);
  compare(before.regions(), after.regions(), 8, code, lines);
  compare(before.kinds(), after.kinds(), 9, code, lines);
  return lines.table();
}

}  // namespace werdegang::inline v0
