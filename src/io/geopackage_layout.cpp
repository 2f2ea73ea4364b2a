#include "geopackage_layout.hpp"

#include <array>
#include <cstring>

namespace werdegang::inline v0::detail {
namespace {

/// FNV-1a over words of eight bytes.
class Hash {
 public:
  void add(std::uint64_t word) { state_ = (state_ ^ word) * 0x100000001b3ULL ^ (state_ >> 29); }
  void add(std::string_view bytes) {
    add(bytes.size());
    for (std::size_t at = 0; at < bytes.size(); at += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes.data() + at, std::min<std::size_t>(8, bytes.size() - at));
      add(word);
    }
  }
  template <class T>
  void add(const Buffer<T>& buffer) {
    add(std::string_view(reinterpret_cast<const char*>(buffer.view.data()), buffer.view.size_bytes()));
  }
  std::uint64_t value() const { return state_; }

 private:
  std::uint64_t state_ = 0xcbf29ce484222325ULL;
};

void add(Hash& hash, const Column& column) {
  hash.add(column.name);
  hash.add(kind_of(column));
  hash.add(column.validity);
  if (const auto* codes = std::get_if<Codes>(&column.data)) {
    hash.add(codes->index);
    for (const Member& member : codes->list->members) hash.add(member.code);
  } else if (const auto* text = std::get_if<Text>(&column.data)) {
    // Positions relative to the first: a text may begin anywhere in a shared buffer.
    const Index first = text->size() > 0 ? text->offsets[0] : 0;
    for (const auto offset : text->offsets.view) hash.add(static_cast<std::uint64_t>(offset - first));
    if (text->size() > 0)
      hash.add(std::string_view(text->bytes.view.data() + first,
                                static_cast<std::size_t>(text->offsets[text->size()] - first)));
  } else if (const auto* numbers = std::get_if<Buffer<double>>(&column.data)) {
    hash.add(*numbers);
  } else if (const auto* integers = std::get_if<Buffer<Index>>(&column.data)) {
    hash.add(*integers);
  } else {
    hash.add(std::get<Buffer<std::uint8_t>>(column.data));
  }
}

}  // namespace

std::vector<std::pair<std::string_view, Table>> tables_of(const Landscape& land) {
  return {{"actors", land.actors()},
          {"offers", land.offers()},
          {"ties", land.ties()},
          {"bodies", land.bodies()},
          {"memberships", land.memberships()},
          {"agreements", land.agreements()},
          {"signatories", land.signatories()},
          {"flows", land.flows().rows() == 0 ? Table() : to_table(land.flows())},
          {"regions", land.regions()},
          {"kinds", land.kinds()}};
}

std::string_view frame_title(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 10> titles{
      {{"actors", "Akteure / actors"},
       {"offers", "Angebote / offers"},
       {"ties", "Verbindungen / ties"},
       {"bodies", "Gremien / bodies"},
       {"memberships", "Mitgliedschaften / memberships"},
       {"agreements", "Vereinbarungen / agreements"},
       {"signatories", "Unterzeichner / signatories"},
       {"flows", "Übergänge / flows"},
       {"regions", "Regionen / regions"},
       {"kinds", "Arten von Akteuren / kinds of actors"}}};
  for (const auto& [frame, title] : titles)
    if (frame == name) return title;
  return {};
}

std::string_view kind_of(const Column& column) {
  constexpr std::string_view names[] = {"integer", "number", "byte", "text", "codes"};
  return names[column.data.index()];
}

std::uint64_t fingerprint(const Landscape& landscape) {
  Hash hash;
  const LandscapeParts& p = landscape.parts();
  const Table flows = p.flows.rows() == 0 ? Table() : to_table(p.flows);
  for (const Table* table : {&p.actors, &p.offers, &p.ties, &p.bodies, &p.memberships, &p.agreements, &p.signatories,
                             &flows, &p.regions, &p.kinds}) {
    hash.add(static_cast<std::uint64_t>(table->rows()));
    for (const Column& column : table->columns()) add(hash, column);
  }
  for (const Positions* positions : {&p.offer_actor, &p.tie_source, &p.tie_target, &p.membership_body,
                                     &p.membership_actor, &p.signatory_agreement, &p.signatory_actor})
    hash.add(*positions);
  return hash.value();
}

}  // namespace werdegang::inline v0::detail
