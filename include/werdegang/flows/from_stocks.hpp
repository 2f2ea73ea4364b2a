// Transition probabilities when only the stocks at each date are known, with what the stocks can and cannot say.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "werdegang/core/execution.hpp"
#include "werdegang/core/matrix.hpp"
#include "werdegang/flows/transition_matrix.hpp"
#include "werdegang/table/table.hpp"

namespace werdegang::inline v0 {

/// How many persons, or which share of them, are in which state at which date. Where totals change, `entries` and
/// `exits` hold those who came and went between the date before and this one (the first is not used).
struct Stocks {
  std::vector<std::string> states, dates;
  Matrix count;  ///< dates x states
  std::vector<double> entries = {}, exits = {};
  std::string entry = "entry", exit = "exit";  ///< how their row and their column are called
  std::vector<std::uint8_t> apart = {};  ///< 1: this date does not follow the one before, dates between are missing
};

enum class StockWeights : std::uint8_t { equal, inverse_share };

struct StockOptions {
  /// Allowed transitions, origins x destinations: 0 = structural zero. Not given: all.
  std::optional<Matrix> allowed = {};
  /// Last known rates, origins x destinations, rows adding to 1; drawn upon by `ridge` and by `update_transitions`.
  std::optional<Matrix> prior = {};
  double ridge = 0;  ///< adds ridge * sum (p_ij - prior_ij)^2 to the objective, in squared shares
  /// inverse_share: squared residuals over the destination's mean share, the generalised least squares of multinomial
  /// counts (Lee, Judge & Zellner 1970).
  StockWeights weights = StockWeights::equal;
  std::optional<double> interval = {};  ///< confidence of profile intervals, such as 0.95
};

/// identified: the best fit is unique. identified_with_prior: so only with the ridge to the prior.
/// partially_identified, unidentified: some, no entries are the same in every best fit. infeasible:
/// `update_transitions` found no flows with the zeros of the prior.
enum class Identification : std::uint8_t {
  identified,
  identified_with_prior,
  partially_identified,
  unidentified,
  infeasible
};
std::string_view to_string(Identification status);

struct StockEstimate {
  Identification status = Identification::unidentified;
  std::vector<std::string> origins, destinations;  ///< states and entry; states and exit
  /// Origins x destinations; an entry counts only where `known`.
  Matrix probabilities;
  std::vector<std::uint8_t> known;      ///< row-major: 1 = the same in every best fit, as structural zeros are
  std::vector<std::uint8_t> allowed;    ///< row-major: 0 = structural zero
  Matrix lower, upper;                  ///< profile intervals on request, else empty
  Matrix flows;                         ///< of `update_transitions`, else empty
  std::vector<double> singular_values;  ///< of the origin stocks as shares, dates x origins
  double condition_number = 0;          ///< largest over smallest of them; infinite when the rank is short
  double system_condition = 0;          ///< the same of all equations and row sums over the allowed entries
  Index rank = 0;                       ///< of the origin stocks; full: as many as origins
  Index free_entries = 0;               ///< unknowns, less one for each row that must add to 1
  Index equations = 0;                  ///< dates times destinations, less one for each date that adds to 1
  Index solved_entries = 0;             ///< free entries that the equations settle
  double objective = 0;                 ///< weighted sum of squared residuals in shares; twice what quadprog reports
  double residual = 0;                  ///< largest difference of a share
  Index iterations = 0;
  std::vector<std::string> skipped;  ///< pairs of dates that are apart, as "2021 to 2030"
  std::string message;               ///< what is not identified and why, in a sentence; empty when all is
  bool operator==(const StockEstimate&) const = default;
};

/// Restricted least squares (Lee, Judge & Zellner 1970): min sum_t |y_t - P' x_t|^2, rows adding to 1, P >= 0, where
/// x_t are the shares at a date, y_t at the next. An active-set method over the columns' QR factors; a matrix is given
/// only where the stocks identify it. At most 400 unknowns. O(iterations * states^3). Throws InvalidArgument for a
/// negative or NaN stock, fewer than two dates, a state without anybody at all dates, totals that change without
/// entries and exits that explain it, a row without an allowed entry, matrices of another shape; Cancelled on request.
StockEstimate transitions_from_stocks(const Stocks& stocks, const StockOptions& options = {},
                                      const Execution& execution = {});

/// Two dates and a prior: the flows closest in relative entropy to prior_ij * stock_i that meet both stocks (RAS, the
/// minimum-information update), and their rates. Zeros of the prior stay. Further errors: not two dates, no prior,
/// an origin without anybody.
StockEstimate update_transitions(const Stocks& stocks, const Matrix& prior, const Execution& execution = {});

/// The rates as a matrix for absorbing chains: "exit" is its exit, "entry" a state that nobody goes to. Throws
/// InvalidArgument when some rate is not known.
TransitionMatrix transition_matrix(const StockEstimate& estimate);

/// origin, destination, probability (null where not known), lower, upper, status, for every allowed transition.
Table to_table(const StockEstimate& estimate);

}  // namespace werdegang::inline v0
