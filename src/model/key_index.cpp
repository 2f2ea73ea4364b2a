#include "key_index.hpp"

#include <bit>
#include <functional>

#include "../core/parallel.hpp"

namespace werdegang::inline v0::detail {
namespace {

std::size_t hash_of(std::string_view key) { return std::hash<std::string_view>{}(key); }

std::size_t hash_of(Index key) {
  const auto mixed = static_cast<std::uint64_t>(key) * 0x9e3779b97f4a7c15ULL;
  return static_cast<std::size_t>(mixed ^ (mixed >> 32));
}

template <class Keys, class Key>
std::int32_t probe(const Keys& keys, const std::vector<std::int32_t>& slots, const Key& key) {
  if (slots.empty()) return -1;
  const std::size_t mask = slots.size() - 1;
  for (std::size_t at = hash_of(key) & mask; slots[at] >= 0; at = (at + 1) & mask)
    if (keys[slots[at]] == key) return slots[at];
  return -1;
}

template <class Keys>
std::vector<std::int32_t> slots_of(const Keys& keys) {
  std::vector<std::int32_t> slots(std::bit_ceil(static_cast<std::size_t>(2 * keys.size() + 1)), -1);
  const std::size_t mask = slots.size() - 1;
  for (Index row = 0; row < keys.size(); ++row) {
    std::size_t at = hash_of(keys[row]) & mask;
    while (slots[at] >= 0) at = (at + 1) & mask;
    slots[at] = static_cast<std::int32_t>(row);
  }
  return slots;
}

/// Keys of a code column are looked up once for each code, not for each row.
Positions resolve_codes(const Codes& codes, const Column& column, const KeyIndex& index) {
  std::vector<std::int32_t> place;
  for (const Member& member : codes.list->members) place.push_back(index.find(std::string_view(member.code)));
  std::vector<std::int32_t> found(codes.index.view.size(), -1);
  for (Index row = 0; row < codes.index.size(); ++row)
    if (codes.index[row] >= 0 && column.valid(row))
      found[static_cast<std::size_t>(row)] = place[static_cast<std::size_t>(codes.index[row])];
  return Positions(std::move(found));
}

}  // namespace

KeyIndex::KeyIndex(Column keys) : keys_(std::move(keys)) {
  slots_ = texts() ? slots_of(std::get<Text>(keys_.data)) : slots_of(std::get<Buffer<Index>>(keys_.data));
}

std::int32_t KeyIndex::find(std::string_view key) const {
  return texts() ? probe(std::get<Text>(keys_.data), slots_, key) : -1;
}

std::int32_t KeyIndex::find(Index key) const {
  return texts() || slots_.empty() ? -1 : probe(std::get<Buffer<Index>>(keys_.data), slots_, key);
}

Positions resolve(const Column& references, const KeyIndex& index, const Execution& execution) {
  if (const auto* codes = std::get_if<Codes>(&references.data)) return resolve_codes(*codes, references, index);
  constexpr Index block = 1 << 16;
  const Index rows = references.size();
  std::vector<std::int32_t> found(static_cast<std::size_t>(rows), -1);
  const Execution quiet{execution.threads, execution.stop, {}};
  parallel_for((rows + block - 1) / block, quiet, [&](Index part) {
    for (Index row = part * block; row < std::min(rows, (part + 1) * block); ++row) {
      if (!references.valid(row)) continue;
      if (const auto* text = std::get_if<Text>(&references.data))
        found[static_cast<std::size_t>(row)] = index.find((*text)[row]);
      else
        found[static_cast<std::size_t>(row)] = index.find(std::get<Buffer<Index>>(references.data)[row]);
    }
  });
  return Positions(std::move(found));
}

}  // namespace werdegang::inline v0::detail
