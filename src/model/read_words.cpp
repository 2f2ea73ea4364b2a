// Kinds, regions and dates: the words of a frame and what they mean.
#include <algorithm>

#include "../core/folded.hpp"
#include "raw_codes.hpp"
#include "read_frame.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/period.hpp"
#include "werdegang/core/region.hpp"

namespace werdegang::inline v0::detail {
namespace {

std::string frame_label(const FrameRule& rule) { return bilingual(rule.label_de, rule.label_en); }

Member plain_member(const std::string& code) {
  Member member;
  member.code = member.label_de = member.label_en = code;
  return member;
}

Codelist head_of(std::string_view name, std::string_view label_de, std::string_view label_en) {
  Codelist list;
  list.name = name;
  list.label_de = label_de;
  list.label_en = label_en;
  return list;
}

/// Numbers where words are expected are the caller's slip; a code that became a number has lost its leading zero.
void refuse_numbers(const Column& column, const FrameRule& rule, std::string_view expected) {
  if (std::holds_alternative<Text>(column.data) || std::holds_alternative<Codes>(column.data)) return;
  throw InvalidArgument("numbers", "column '" + column.name + "' of " + std::string(rule.name), expected);
}

Place in_row(Place place, Index row) { return {place.frame, row, place.column}; }

/// A truth value where a producer has one: "true" and "false" are among the names of the list.
RawCodes truth_values(const Column& column) {
  RawCodes raw = raw_codes(column);
  for (auto& text : raw.texts) text = text == "1" ? "true" : text == "0" ? "false" : text;
  return raw;
}

std::string period_text(const std::string& text) {
  const bool midnight = text.size() > 11 && (text[10] == 'T' || text[10] == ' ') && text.substr(11, 5) == "00:00";
  return midnight ? text.substr(0, 10) : text;
}

}  // namespace

Column as_codes(const Column& column, const ColumnRule& column_rule, const FrameRule& rule, const Vocabulary& words,
                Place place, Notes& notes) {
  const bool truth = column_rule.list == "confirmed" && std::holds_alternative<Buffer<Index>>(column.data);
  if (!truth) refuse_numbers(column, rule, "codes as text, such as '" + words.list->members.front().code + "'");
  const RawCodes raw = truth ? truth_values(column) : raw_codes(column);
  std::vector<std::optional<Member>> meaning(raw.texts.size());
  for (std::size_t i = 0; i < raw.texts.size(); ++i) {
    if (raw.count[i] == 0 || raw.texts[i].empty()) continue;
    const std::string& text = raw.texts[i];
    const Place at = in_row(place, raw.first[i]);
    if (const auto exact = words.codes.find(text); exact != words.codes.end()) {
      meaning[i] = words.list->members[static_cast<std::size_t>(exact->second)];
    } else if (const auto name = words.names.find(folded(text)); name != words.names.end()) {
      meaning[i] = words.list->members[static_cast<std::size_t>(name->second)];
      if (!truth)
        notes.add("read_as_code", at, [&] {
          return std::vector{frame_label(rule), column.name, text, meaning[i]->code, std::to_string(raw.count[i])};
        });
    } else {
      meaning[i] = plain_member(text);
      const std::string near = words.nearest(text);
      notes.add("undeclared_code", at, [&] {
        return std::vector{frame_label(rule), column.name, text, std::to_string(raw.count[i]),
                           near.empty() ? bilingual("keine", "none") : near};
      });
    }
  }
  Codelist head = head_of(words.list->name, words.list->label_de, words.list->label_en);
  return {column.name, Role::dimension, coded(raw, meaning, std::move(head)), {}};
}

Column as_regions(const Column& column, const FrameRule& rule, const OwnWords& own, Place place, Notes& notes) {
  refuse_numbers(column, rule, "region codes as text with their leading zeros, such as '03353'");
  const RawCodes raw = raw_codes(column);
  std::vector<std::optional<Member>> meaning(raw.texts.size());
  for (std::size_t i = 0; i < raw.texts.size(); ++i) {
    if (raw.count[i] == 0 || raw.texts[i].empty()) continue;
    const std::string& code = raw.texts[i];
    meaning[i] = plain_member(code);
    if (const Region* region = find_region(code)) {
      meaning[i]->label_de = meaning[i]->label_en = region->name;
      continue;
    }
    const bool of_a_district = is_region_code(code) && code.size() > 5 && find_region(code.substr(0, 5));
    if (of_a_district || std::binary_search(own.regions.begin(), own.regions.end(), code)) continue;
    const bool lost_zero = find_region("0" + code) != nullptr;
    notes.add(lost_zero ? "leading_zero_lost" : "unknown_place", in_row(place, raw.first[i]), [&] {
      return lost_zero ? std::vector{code} : std::vector{frame_label(rule), code, std::to_string(raw.count[i])};
    });
  }
  return {column.name, Role::dimension, coded(raw, meaning, head_of("region", "Region", "Region")), {}};
}

Column as_dates(const Column& column, const FrameRule& rule, Place place, Notes& notes) {
  const bool years = std::holds_alternative<Buffer<double>>(column.data);
  const RawCodes raw =
      raw_codes(years ? whole_numbers(column, rule.name, "dates, texts such as '2016-03-01', or years") : column);
  std::vector<std::optional<Member>> meaning(raw.texts.size());
  for (std::size_t i = 0; i < raw.texts.size(); ++i) {
    Period period;
    if (raw.count[i] == 0 || raw.texts[i].empty()) continue;
    if (try_parse_period(period_text(raw.texts[i]), period))
      meaning[i] = plain_member(to_string(period));
    else
      notes.add("unreadable_date", in_row(place, raw.first[i]), [&] {
        return std::vector{frame_label(rule), column.name, raw.texts[i], std::to_string(raw.count[i])};
      });
  }
  const auto by_time = [](const Member& a, const Member& b) { return parse_period(a.code) < parse_period(b.code); };
  return {column.name, Role::dimension, coded(raw, meaning, head_of("date", "Datum", "Date"), by_time), {}};
}

}  // namespace werdegang::inline v0::detail
