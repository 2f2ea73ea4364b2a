#include "werdegang/model/landscape.hpp"

#include <algorithm>
#include <charconv>

#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

/// Keys of the rows that are referred to, under the name of the reference.
Column keys_at(const Table& table, const Positions& positions, std::string_view name) {
  const Column none{"id", Role::dimension, Text::from({}), {}};
  const Column& keys = table.columns().empty() ? none : table.columns()[0];
  Column result{std::string(name), Role::dimension, {}, {}};
  std::vector<std::uint8_t> valid;
  if (std::find(positions.view.begin(), positions.view.end(), -1) != positions.view.end())
    for (const auto at : positions.view) valid.push_back(at >= 0 ? 1 : 0);
  if (const auto* numbers = std::get_if<Buffer<Index>>(&keys.data)) {
    std::vector<Index> values;
    values.reserve(positions.view.size());
    for (const auto at : positions.view) values.push_back(at < 0 ? 0 : (*numbers)[at]);
    result.data = Buffer<Index>(std::move(values));
  } else {
    const auto& text = std::get<Text>(keys.data);
    std::vector<std::int64_t> offsets{0};
    offsets.reserve(positions.view.size() + 1);
    for (const auto at : positions.view)
      offsets.push_back(offsets.back() + (at < 0 ? 0 : static_cast<std::int64_t>(text[at].size())));
    std::vector<char> bytes;
    bytes.reserve(static_cast<std::size_t>(offsets.back()));
    for (const auto at : positions.view)
      if (at >= 0) bytes.insert(bytes.end(), text[at].begin(), text[at].end());
    result.data = Text{Buffer<std::int64_t>(std::move(offsets)), Buffer<char>(std::move(bytes))};
  }
  if (!valid.empty()) result.validity = Buffer<std::uint8_t>(std::move(valid));
  return result;
}

Table joined(std::vector<Column> first, const Table& rest) {
  for (const Column& column : rest.columns()) first.push_back(column);
  return Table(std::move(first));
}

void require(bool sound, std::string_view what) {
  if (!sound)
    throw InvalidArgument(
        "parts that do not fit together", "the " + std::string(what) + " of a landscape",
        "columns of one length, keys in ascending order, and positions inside the tables they point to");
}

bool within(const Positions& positions, Index count, std::int32_t lowest) {
  return std::all_of(positions.view.begin(), positions.view.end(),
                     [&](std::int32_t at) { return at >= lowest && at < count; });
}

template <class Keys>
bool ascending(const Keys& keys) {
  for (Index row = 1; row < keys.size(); ++row)
    if (!(keys[row - 1] < keys[row])) return false;
  return true;
}

bool has_keys(const Table& table) {
  if (table.columns().empty()) return true;
  const Column& keys = table.columns()[0];
  const auto* text = std::get_if<Text>(&keys.data);
  const auto* numbers = std::get_if<Buffer<Index>>(&keys.data);
  return keys.validity.view.empty() && (text ? ascending(*text) : numbers && ascending(*numbers));
}

bool codes_within(const Table& table) {
  for (const Column& column : table.columns())
    if (const auto* codes = std::get_if<Codes>(&column.data))
      if (!codes->list || !within(codes->index, static_cast<Index>(codes->list->members.size()), -1)) return false;
  return true;
}

/// As many references of both ends as rows, all of them inside; a table of references may have no further column.
void require_relation(const Table& table, const Positions& first, Index first_count, const Positions& second,
                      Index second_count, std::string_view what) {
  require(first.size() == second.size() && (table.columns().empty() || table.rows() == first.size()), what);
  require(within(first, first_count, 0) && within(second, second_count, 0) && codes_within(table), what);
}

/// Codes of so many rows, all inside their list.
bool fits(const Codes& codes, Index rows, std::int32_t lowest) {
  return codes.index.size() == rows &&
         (rows == 0 || (codes.list && within(codes.index, static_cast<Index>(codes.list->members.size()), lowest)));
}

}  // namespace

Landscape::Landscape() : parts_(std::make_shared<const LandscapeParts>()) {}

Landscape::Landscape(LandscapeParts parts) {
  const Index actors = parts.actors.rows();
  for (const auto& [table, what] : {std::pair(&parts.actors, "actors"), std::pair(&parts.offers, "offers"),
                                    std::pair(&parts.bodies, "bodies"), std::pair(&parts.agreements, "agreements"),
                                    std::pair(&parts.regions, "regions"), std::pair(&parts.kinds, "kinds")})
    require(has_keys(*table) && codes_within(*table), what);
  require(parts.offer_actor.size() == parts.offers.rows() && within(parts.offer_actor, actors, -1), "offers");
  require_relation(parts.ties, parts.tie_source, actors, parts.tie_target, actors, "ties");
  require_relation(parts.memberships, parts.membership_body, parts.bodies.rows(), parts.membership_actor, actors,
                   "memberships");
  require_relation(parts.signatories, parts.signatory_agreement, parts.agreements.rows(), parts.signatory_actor, actors,
                   "signatories");
  const Flows& flows = parts.flows;
  require(fits(flows.origin, flows.rows(), 0) && fits(flows.destination, flows.rows(), 0) &&
              (!flows.period.list || fits(flows.period, flows.rows(), -1)) && flows.status.size() == flows.rows(),
          "flows");
  parts_ = std::make_shared<const LandscapeParts>(std::move(parts));
}

Table Landscape::offers() const {
  if (parts_->offers.columns().empty()) return {};
  std::vector<Column> columns = parts_->offers.columns();
  columns.insert(columns.begin() + 1, keys_at(parts_->actors, parts_->offer_actor, "actor"));
  return Table(std::move(columns));
}

Table Landscape::ties() const {
  if (parts_->ties.columns().empty()) return {};
  return joined(
      {keys_at(parts_->actors, parts_->tie_source, "source"), keys_at(parts_->actors, parts_->tie_target, "target")},
      parts_->ties);
}

Table Landscape::memberships() const {
  if (parts_->membership_body.size() == 0) return {};
  return joined({keys_at(parts_->bodies, parts_->membership_body, "body"),
                 keys_at(parts_->actors, parts_->membership_actor, "actor")},
                parts_->memberships);
}

Table Landscape::signatories() const {
  if (parts_->signatory_agreement.size() == 0) return {};
  return joined({keys_at(parts_->agreements, parts_->signatory_agreement, "agreement"),
                 keys_at(parts_->actors, parts_->signatory_actor, "actor")},
                parts_->signatories);
}

std::optional<ActorId> Landscape::find_actor(std::string_view key) const {
  if (parts_->actors.columns().empty()) return {};
  const auto search = [&](const auto& keys, auto wanted) -> std::optional<ActorId> {
    Index low = 0, high = keys.size();
    while (low < high) {
      const Index middle = low + (high - low) / 2;
      if (keys[middle] < wanted)
        low = middle + 1;
      else
        high = middle;
    }
    if (low == keys.size() || keys[low] != wanted) return {};
    return ActorId{low};
  };
  const Column& keys = parts_->actors.columns()[0];
  if (const auto* text = std::get_if<Text>(&keys.data)) return search(*text, key);
  Index number = 0;
  const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), number);
  if (error != std::errc{} || end != key.data() + key.size()) return {};
  return search(std::get<Buffer<Index>>(keys.data), number);
}

}  // namespace werdegang::inline v0
