#include "frame_rules.hpp"

#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {
namespace {

using enum ColumnType;

std::vector<ColumnRule> actor_columns() {
  return {{"id", key, {}, true},
          {"kind", code, "actor_kind", true},
          {"name", text},
          {"sector", code, "sector", false, true},
          {"formality", code, "formality", false, true},
          {"region", region},
          {"longitude", number},
          {"latitude", number},
          {"capacity", number},
          {"from", date},
          {"to", date}};
}

std::vector<ColumnRule> offer_columns() {
  return {{"id", key, {}, true},
          {"actor", reference, "actors", true},
          {"name", text},
          {"topic", code, "topic"},
          {"life_phase", code, "life_phase"},
          {"target_group", code, "target_group"},
          {"formality", code, "formality"},
          {"age_from", number},
          {"age_to", number},
          {"region", region},
          {"place", text},
          {"longitude", number},
          {"latitude", number},
          {"capacity", number},
          {"times", text},
          {"from", date},
          {"to", date}};
}

std::vector<ColumnRule> tie_columns() {
  return {{"source", reference, "actors", true},
          {"target", reference, "actors", true},
          {"kind", code, "tie_kind", true},
          {"direction", code, "direction", false, true},
          {"strength", number},
          {"confirmed", code, "confirmed"},
          {"from", date},
          {"to", date}};
}

std::vector<ColumnRule> body_columns() {
  return {{"id", key, {}, true}, {"name", text}, {"kind", code, "body_kind"},
          {"region", region},    {"from", date}, {"to", date}};
}

std::vector<ColumnRule> agreement_columns() {
  return {{"id", key, {}, true}, {"name", text}, {"kind", code, "agreement_kind"}, {"aims", text},
          {"from", date},        {"to", date},   {"last_activity", date}};
}

std::vector<ColumnRule> region_columns() {
  return {{"code", key, {}, true}, {"name", text},    {"level", text},  {"parent", region},
          {"west", number},        {"south", number}, {"east", number}, {"north", number},
          {"outline", text},       {"from", date},    {"to", date}};
}

std::vector<ColumnRule> kind_columns() {
  return {{"code", key, {}, true},          {"label_de", text}, {"label_en", text}, {"sector", code, "sector"},
          {"formality", code, "formality"}, {"stage", text}};
}

/// What relates an actor to something else.
std::vector<ColumnRule> seat_columns(std::string_view of, std::string_view frame) {
  return {
      {of, reference, frame, true}, {"actor", reference, "actors", true}, {"role", text}, {"from", date}, {"to", date}};
}

}  // namespace

const std::vector<FrameRule>& frame_rules() {
  static const std::vector<FrameRule> rules = {
      {"actors", "Akteure", "actors", actor_columns()},
      {"offers", "Angebote", "offers", offer_columns()},
      {"ties", "Verbindungen", "ties", tie_columns()},
      {"bodies", "Gremien", "bodies", body_columns()},
      {"memberships", "Mitgliedschaften", "memberships", seat_columns("body", "bodies")},
      {"agreements", "Vereinbarungen", "agreements", agreement_columns()},
      {"signatories", "Unterzeichner", "signatories", seat_columns("agreement", "agreements")},
      {"regions", "Regionen", "regions", region_columns()},
      {"kinds", "Arten", "kinds", kind_columns()},
  };
  return rules;
}

const FrameRule& frame_rule(std::string_view name) {
  std::vector<std::string> known;
  for (const FrameRule& rule : frame_rules()) {
    if (rule.name == name) return rule;
    known.emplace_back(rule.name);
  }
  throw UnknownName("frame", name, nearest_names(name, known));
}

const ColumnRule* FrameRule::find(std::string_view column) const {
  for (const ColumnRule& rule : columns)
    if (rule.name == column) return &rule;
  return nullptr;
}

}  // namespace werdegang::inline v0::detail
