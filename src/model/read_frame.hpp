// A user's table as the landscape understands it, in the user's order of rows.
#pragma once

#include <vector>

#include "frame_rules.hpp"
#include "notes.hpp"
#include "vocabulary.hpp"
#include "werdegang/table/table.hpp"

namespace werdegang::inline v0::detail {

struct ReadColumn {
  const ColumnRule* rule;  ///< nullptr for an attribute of the user's own
  Column column;           ///< numbers as double, kinds and regions as codes, dates as codes of periods
  Index place;             ///< position in the user's frame
};

struct ReadFrame {
  const FrameRule* rule = nullptr;
  Index frame = -1;  ///< position in the sources of the findings
  Index rows = 0;
  std::vector<ReadColumn> columns;  ///< known ones in the order of the rule, then the others by name

  const ReadColumn* find(std::string_view name) const;
  /// The place of a row in a named column.
  Place at(std::string_view name, Index row) const;
};

/// What the reader knows beside the catalogue: own kinds of actors, own regions.
struct OwnWords {
  Vocabulary actor_kinds;
  std::vector<std::string> regions;  ///< sorted codes
};

/// Throws InvalidArgument for a missing column or one of the wrong type. Standard columns without any value are left
/// out. Words that the catalogue does not know are kept, and said.
ReadFrame read_frame(const Table& table, const FrameRule& rule, const OwnWords& own, Notes& notes);

/// Without what stands before the first and behind the last letter; a part of the text given.
std::string_view without_blanks(std::string_view text);
/// Texts as text, however the producer holds them; numbers are refused.
Column as_text(const Column& column, std::string_view frame);
/// Integers of a column whose producer holds them as floating point, because some are missing; throws when they are
/// none.
Column whole_numbers(const Column& column, std::string_view frame, std::string_view expected);
/// Codes of periods, sorted by time; what is no date is left empty, and said.
Column as_dates(const Column& column, const FrameRule& rule, Place place, Notes& notes);
/// Codes of a vocabulary; labels are read as their codes, and said.
Column as_codes(const Column& column, const ColumnRule& column_rule, const FrameRule& rule, const Vocabulary& words,
                Place place, Notes& notes);
/// Codes of regions; those that neither the catalogue nor the user knows are said.
Column as_regions(const Column& column, const FrameRule& rule, const OwnWords& own, Place place, Notes& notes);

}  // namespace werdegang::inline v0::detail
