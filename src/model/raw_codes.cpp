#include "raw_codes.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <unordered_map>

namespace werdegang::inline v0::detail {
namespace {

/// Gives every distinct value a number in the order of appearance.
template <class Key, class Value, class Print>
void intern(const Column& column, const Value& values, Print&& print, RawCodes& raw) {
  std::unordered_map<Key, std::int32_t> known;
  std::vector<std::int32_t> index(static_cast<std::size_t>(values.size()), -1);
  Key last{};
  std::int32_t last_at = -1;
  for (Index row = 0; row < values.size(); ++row) {
    if (!column.valid(row)) continue;
    const auto value = static_cast<Key>(values[row]);
    if (last_at < 0 || !(value == last)) {
      const auto [at, added] = known.try_emplace(value, static_cast<std::int32_t>(raw.texts.size()));
      if (added) raw.texts.push_back(print(value));
      last = value;
      last_at = at->second;
    }
    index[static_cast<std::size_t>(row)] = last_at;
  }
  raw.index = Buffer<std::int32_t>(std::move(index));
}

void take_codes(const Column& column, const Codes& codes, RawCodes& raw) {
  for (const Member& member : codes.list->members) raw.texts.push_back(member.code);
  raw.index = codes.index;
  if (column.validity.view.empty()) return;
  std::vector<std::int32_t> index(codes.index.view.begin(), codes.index.view.end());
  for (Index row = 0; row < codes.index.size(); ++row)
    if (!column.valid(row)) index[static_cast<std::size_t>(row)] = -1;
  raw.index = Buffer<std::int32_t>(std::move(index));
}

/// Members by position with the duplicates gone: order[k] is the k-th member, place[i] where meaning i went.
struct Order {
  std::vector<Member> members;
  std::vector<std::int32_t> place;
};

Order ordered(const std::vector<std::optional<Member>>& meaning,
              const std::function<bool(const Member&, const Member&)>& before) {
  std::vector<std::size_t> by(meaning.size());
  std::iota(by.begin(), by.end(), std::size_t{0});
  std::erase_if(by, [&](std::size_t i) { return !meaning[i]; });
  std::stable_sort(by.begin(), by.end(), [&](std::size_t a, std::size_t b) {
    return before ? before(*meaning[a], *meaning[b]) : meaning[a]->code < meaning[b]->code;
  });
  Order order{{}, std::vector<std::int32_t>(meaning.size(), -1)};
  for (const std::size_t i : by) {
    if (order.members.empty() || order.members.back().code != meaning[i]->code) order.members.push_back(*meaning[i]);
    order.place[i] = static_cast<std::int32_t>(order.members.size()) - 1;
  }
  return order;
}

}  // namespace

RawCodes raw_codes(const Column& column) {
  RawCodes raw;
  if (const auto* codes = std::get_if<Codes>(&column.data))
    take_codes(column, *codes, raw);
  else if (const auto* text = std::get_if<Text>(&column.data))
    intern<std::string_view>(
        column, *text, [](std::string_view value) { return std::string(value); }, raw);
  else if (const auto* integers = std::get_if<Buffer<Index>>(&column.data))
    intern<Index>(
        column, *integers, [](Index value) { return std::to_string(value); }, raw);
  else if (const auto* bytes = std::get_if<Buffer<std::uint8_t>>(&column.data))
    intern<Index>(
        column, *bytes, [](Index value) { return std::to_string(value); }, raw);
  raw.count.assign(raw.texts.size(), 0);
  raw.first.assign(raw.texts.size(), -1);
  for (Index row = 0; row < raw.index.size(); ++row)
    if (const auto at = raw.index[row]; at >= 0 && raw.count[static_cast<std::size_t>(at)]++ == 0)
      raw.first[static_cast<std::size_t>(at)] = row;
  return raw;
}

Codes coded(const RawCodes& raw, const std::vector<std::optional<Member>>& meaning, Codelist head,
            const std::function<bool(const Member&, const Member&)>& before) {
  Order order = ordered(meaning, before);
  std::vector<std::int32_t> index(raw.index.view.begin(), raw.index.view.end());
  for (auto& at : index)
    if (at >= 0) at = order.place[static_cast<std::size_t>(at)];
  head.members = std::move(order.members);
  return {Buffer<std::int32_t>(std::move(index)), std::make_shared<const Codelist>(std::move(head))};
}

Codes compact(const Codes& codes) {
  std::vector<std::int32_t> place(codes.list->members.size(), -1);
  for (const auto at : codes.index.view)
    if (at >= 0) place[static_cast<std::size_t>(at)] = 0;
  if (std::find(place.begin(), place.end(), -1) == place.end()) return codes;
  Codelist list = *codes.list;
  list.members.clear();
  for (std::size_t i = 0; i < place.size(); ++i)
    if (place[i] == 0) {
      place[i] = static_cast<std::int32_t>(list.members.size());
      list.members.push_back(codes.list->members[i]);
    }
  std::vector<std::int32_t> index(codes.index.view.begin(), codes.index.view.end());
  for (auto& at : index)
    if (at >= 0) at = place[static_cast<std::size_t>(at)];
  return {Buffer<std::int32_t>(std::move(index)), std::make_shared<const Codelist>(std::move(list))};
}

}  // namespace werdegang::inline v0::detail
