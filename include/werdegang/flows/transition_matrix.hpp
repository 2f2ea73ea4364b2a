// Transition matrices: probabilities from every state to the states and to named exits.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "werdegang/core/matrix.hpp"
#include "werdegang/model/flows.hpp"

namespace werdegang::inline v0 {

/// Probabilities: every row of [transient | exit] adds up to 1. Made by the functions below, which check it. Net
/// ratios, which may exceed 1, are another type (RatioMatrix) and have no absorbing chain.
struct TransitionMatrix {
  CodelistPtr states, exits;             ///< rows and columns of `transient`, columns of `exit`
  SparseMatrix transient, exit;          ///< Q (states x states) and R (states x exits)
  SparseMatrix state_count, exit_count;  ///< n_ij where estimated from flows, zeros that were listed among them
  std::vector<double> base;              ///< n_i where estimated from flows, else empty
  std::string method;                    ///< "given" or how it was estimated, in words
  bool operator==(const TransitionMatrix& other) const;

  Index size() const { return transient.rows; }
  /// Position of a state or an exit. Throws UnknownName.
  Index state(std::string_view name) const;
  Index exit_position(std::string_view name) const;
};

/// What to do with rows that do not add up to 1 within `tolerance`.
struct RowSums {
  enum Rule : std::uint8_t { exact, normalise, as_given };
  Rule rule = exact;      ///< exact: an error that names row and sum
  std::string rest = {};  ///< exit that takes what a row lacks to 1; empty: a lack is an error as well
  double tolerance = 1e-9;
};

/// From probabilities: Q is square, R has a column for each exit (none: no columns). Throws InvalidArgument for
/// negative or infinite entries, for names given twice, and for sums as `rows` says.
TransitionMatrix transition_matrix(SparseMatrix transient, SparseMatrix exit, const std::vector<std::string>& states,
                                   const std::vector<std::string>& exits, const RowSums& rows = {});

struct TransitionOptions {
  std::vector<std::string> absorbing = {};  ///< exits beside those that are exits by themselves
  enum Unknown : std::uint8_t { keep, distribute };
  Unknown unknown = keep;  ///< distribute: the unknown destinations of a state follow its known ones
  enum Hidden : std::uint8_t { refuse, lower, middle, upper };
  Hidden hidden = refuse;  ///< the value a hidden count takes from its interval
};

/// Maximum likelihood n_ij / n_i, added over periods and breakdowns. Exits are the stages of kind exit, "unknown",
/// those nobody leaves, and `absorbing`; what begins there are arrivals and not part of the matrix. Throws
/// InvalidArgument for hidden counts under `refuse`, for several sources at once, and for a state with rows but without
/// persons.
TransitionMatrix transition_matrix(const Flows& flows, const TransitionOptions& options = {});

/// One row for every stored probability: origin, destination, value, and for estimates count, base, two standard errors
/// (standard_error_binomial = sqrt(p (1 - p) / n_i); standard_error_poisson = sqrt(n_ij) / n_i, as R's markovchain
/// prints), jeffreys_mean = (n_ij + 1/2) / (n_i + k/2) for k listed destinations, lower and upper from its beta margin.
Table to_table(const TransitionMatrix& matrix, double confidence = 0.95);

/// [Q R; 0 I] over states and exits.
SparseMatrix square(const TransitionMatrix& matrix);

}  // namespace werdegang::inline v0
