// Stages: where a person can be on the way from day care to work.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "werdegang/core/codelist.hpp"

namespace werdegang::inline v0 {

/// One stage of the catalogue (catalogue/stages.toml). Nobody comes back from an exit; "unknown" is a stage too.
struct Stage {
  enum Kind : std::uint8_t { learning, work, between, exit, unknown };
  std::string id, label_de, label_en;
  Kind kind = learning;
  std::string parent;  ///< the wider stage this one is a part of, empty for none
  std::string sector;  ///< the widest grouping: school, training, work, ...
  std::string isced;   ///< level of ISCED 2011, empty where the stage is no programme
  Index order = 0;     ///< place along the chain of education
  bool operator==(const Stage&) const = default;
};

/// The stage that stands for "we do not know where".
inline constexpr std::string_view unknown_stage = "unknown";

/// In the order of the chain.
const std::vector<Stage>& known_stages();
/// nullptr when the catalogue has no such stage (a user's own).
const Stage* find_stage(std::string_view id);
/// True for "unbekannt", "ohne Angabe" and other words that mean the unknown stage; case is ignored.
bool means_unknown(std::string_view text);
std::string_view to_string(Stage::Kind kind);

/// The stages as a code list in the order of the chain; a part names its wider stage as parent.
CodelistPtr stage_codelist();
/// How a stage or a sector is called in "de" or "en"; its own name when the catalogue does not know it.
std::string stage_label(std::string_view id, std::string_view language = "de");
/// The wider stage on a level: "stage" (the widest stage it is a part of) or "sector". Names that the catalogue does
/// not know stay as they are. Throws UnknownName for another level.
std::string stage_on_level(std::string_view id, std::string_view level);

}  // namespace werdegang::inline v0
