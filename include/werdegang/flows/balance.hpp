// Fits a table to its margins: iterative proportional fitting (RAS), with the reason where it cannot be done.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "werdegang/core/execution.hpp"
#include "werdegang/core/matrix.hpp"
#include "werdegang/table/table.hpp"

namespace werdegang::inline v0 {

/// A table of any number of axes, row-major: the last axis runs fastest. Sizes are those of `shape`.
struct ContingencyTable {
  std::vector<Index> shape;
  std::vector<double> values;
  bool operator==(const ContingencyTable&) const = default;
};

/// Totals over all other axes than `axes`, row-major in the order of `axes`.
struct Margin {
  std::vector<Index> axes;
  std::vector<double> totals;
};

struct BalanceOptions {
  double tolerance = 1e-10;       ///< largest difference of a margin, as a part of the largest total
  Index max_iterations = 10'000;  ///< one iteration fits every margin once
  bool rescale = false;           ///< margins of different totals: scale them all to the first one's
  bool operator==(const BalanceOptions&) const = default;
};

/// infeasible: no table with these zeros has these margins. not_converged: there is one as far as is known.
enum class BalanceStatus : std::uint8_t { converged, infeasible, not_converged };
std::string_view to_string(BalanceStatus status);

/// Why two margins cannot both hold (Hall's condition): all open cells of `lines` of one margin lie in `crossing` lines
/// of the other, but the lines need more than the crossing ones may hold. Lines are row-major positions in the margin.
struct Shortage {
  Index margin = 0, crossing_margin = 1;
  std::vector<Index> lines, crossing;
  double needed = 0, available = 0;
  std::string message;  ///< the same as a sentence
  bool operator==(const Shortage&) const = default;
};

struct BalanceReport {
  BalanceStatus status = BalanceStatus::converged;
  Index iterations = 0;
  double residual = 0;                ///< largest difference between a line and its total, in the table's unit
  std::vector<double> margin_errors;  ///< the same for each margin
  std::vector<double> scales;         ///< what each margin was multiplied with; 1 without `rescale`
  Index emptied = 0;                  ///< open cells of the seed that are 0 in every table with these margins
  std::optional<Shortage> shortage;   ///< with infeasible
  bool operator==(const BalanceReport&) const = default;
};

template <class T>
struct Balance {
  T table;
  BalanceReport report;
  bool operator==(const Balance&) const = default;
};

/// The table that meets the margins and is closest to the seed in relative entropy: seed times one factor for each line
/// of each margin, so that odds ratios of the seed stay. Zeros of the seed stay zero. The same bits on any number of
/// threads. Deming & Stephan 1940; Ireland & Kullback 1968; Pukelsheim 2014 for the limit on cells that must vanish.
/// O(iterations * margins * cells). Throws InvalidArgument for a negative or NaN cell or total (named with its place),
/// totals of margins that differ, margins that contradict each other on the axes they share, a positive total over a
/// line of zeros; Cancelled on request.
Balance<ContingencyTable> balance(const ContingencyTable& seed, const std::vector<Margin>& margins,
                                  const BalanceOptions& options = {}, const Execution& execution = {});
Balance<Matrix> balance(const Matrix& seed, const std::vector<double>& row_totals,
                        const std::vector<double>& column_totals, const BalanceOptions& options = {},
                        const Execution& execution = {});
/// O(iterations * entries); stored zeros stay stored.
Balance<SparseMatrix> balance(const SparseMatrix& seed, const std::vector<double>& row_totals,
                              const std::vector<double>& column_totals, const BalanceOptions& options = {},
                              const Execution& execution = {});

/// A long table: axis columns (codes, texts or whole numbers) and one column of numbers, `value`; combinations that are
/// not in the seed are structural zeros. A margin has some of the axis columns and `value`. The result has the seed's
/// columns and rows. Further errors: a combination given twice, one of the seed without a total.
Balance<Table> balance(const Table& seed, const std::vector<Table>& margins, const std::string& value = "count",
                       const BalanceOptions& options = {}, const Execution& execution = {});

}  // namespace werdegang::inline v0
