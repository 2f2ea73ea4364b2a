// Figures of files that have one figure to a key: collected record by record, in numbers instead of texts.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "genesis_codes.hpp"
#include "numbering.hpp"
#include "text_file.hpp"
#include "werdegang/core/finding.hpp"
#include "werdegang/core/period.hpp"
#include "werdegang/core/status.hpp"

namespace werdegang::inline v0::detail {

/// A code of the file and what it is called there, in UTF-8.
struct Named {
  std::string code, label;
};

/// A variable of the file: what it breaks down by, or where.
struct LongVariable {
  Named name;
  bool is_region = false;
  std::vector<Named> members;
};

/// Figures of one kind: the same value column, unit and breakdowns. Positions are those in LongRows.
struct LongGroup {
  std::int32_t value_column = 0, unit = 0;
  std::vector<std::int32_t> variables;
  std::vector<std::int32_t> region, period;
  std::vector<std::vector<std::int32_t>> axes;  ///< members, one vector for each of `variables`
  std::vector<double> value;
  std::vector<Status> status;
  std::vector<std::uint16_t> flags;
  std::vector<std::uint32_t> line;
  std::size_t rows() const { return value.size(); }
};

/// All of a file; owns its texts, so that the file's bytes can go.
struct LongRows {
  std::vector<std::string> regions, units;
  std::vector<Period> periods;
  std::vector<LongVariable> variables;
  std::vector<Named> value_columns;
  std::vector<LongGroup> groups;
  Index records = 0;
};

/// One variable and its member in a record.
struct RecordPart {
  std::string_view variable, variable_label, member, member_label;
};

/// Takes records of a file one after the other.
class LongCollector {
 public:
  /// `decimal` is the decimal mark, 0 when the first one that is met decides.
  LongCollector(const TextFile& file, char decimal, Findings& findings);

  /// The key of the figures that follow. Throws FormatError for a date or region that is none.
  void begin(Index line, std::string_view time, const std::vector<RecordPart>& parts);
  /// A figure under the key: its column, the printed cell and quality sign, and the field where it stands.
  void add(const RecordPart& column, std::string_view unit, std::string_view cell, std::string_view quality,
           Index field);
  /// As above for a cell that is known already.
  void add(const RecordPart& column, std::string_view unit, double value, Status status, Flag flags);

  /// What was collected, with findings about the whole.
  LongRows finish();

 private:
  struct Members {
    Numbering numbering;
    std::vector<std::int32_t> region;  ///< position in regions, for region variables
  };
  std::int32_t variable_at(const RecordPart& part);
  std::int32_t region_at(std::int32_t variable, const RecordPart& part);
  std::int32_t member_at(std::int32_t variable, const RecordPart& part);
  std::int32_t period_at(std::string_view time);
  std::int32_t unit_at(std::string_view word);
  LongGroup& group_of(std::int32_t column, std::int32_t unit);
  void expect_records(std::string_view piece);
  void reserve(LongGroup& group) const;
  std::int32_t add_region(const std::string& code);
  Flag read_quality(std::string_view quality);
  void repeat_city_states();

  const TextFile& file_;
  char decimal_;
  Findings& findings_;
  LongRows rows_;
  std::vector<Members> members_;
  std::unordered_map<std::string, std::int32_t> region_positions_;
  Numbering variable_numbers_, column_numbers_, unit_numbers_, time_numbers_;
  std::vector<std::int32_t> unit_positions_, time_positions_;
  std::vector<std::pair<std::string, Index>> unknown_signs_;
  std::vector<std::string> renamed_regions_;
  bool without_region_ = false;
  Index line_ = 0;
  std::int32_t region_ = 0, period_ = 0;
  std::vector<std::int32_t> variables_, positions_;
  std::size_t last_group_ = 0, expected_records_ = 0;
};

}  // namespace werdegang::inline v0::detail
