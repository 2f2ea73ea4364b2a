// Series cut at their breaks.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "figures.hpp"
#include "werdegang/core/period.hpp"
#include "werdegang/core/status.hpp"
#include "werdegang/observations/variable.hpp"

namespace werdegang::inline v0::detail {

/// What lies between two periods of a series.
struct Cut {
  bool here = false;
  std::string kind, text_de, text_en;  ///< `series_break` and no text where only the flag knows it
};

/// A run of rows with values and no break between them.
struct Segment {
  std::vector<Index> rows;      ///< in the order of time
  Cut before;                   ///< the break that starts it; none for the first
  std::vector<Period> missing;  ///< years without a value
  Status status = Status::computed;
};

/// Cuts the series of one table.
class Segments {
 public:
  /// Throws InvalidArgument for a period that is none.
  Segments(const Table& table, const SeriesFigures& figures);

  /// `rows`: those of one series and region. Without any value one segment without rows, with the reason.
  std::vector<Segment> cut(std::vector<Index> rows);
  Period period(Index row) const { return periods_[static_cast<std::size_t>(figures_->period.of_row[at(row)])]; }

 private:
  static std::size_t at(Index row) { return static_cast<std::size_t>(row); }
  bool flagged(Index row) const;
  Cut cut_between(const std::vector<Index>& rows, std::size_t previous, std::size_t next);
  std::vector<SeriesBreak> registered(Index row, int from, int to);
  void add_missing(const std::vector<Index>& rows, std::vector<Segment>& segments) const;

  const Table* table_;
  const SeriesFigures* figures_;
  std::vector<Period> periods_;
  std::map<std::string, std::vector<std::string>> variables_;  ///< of each indicator
};

}  // namespace werdegang::inline v0::detail
